"""The commands that look after the store: what they do, what they say, and when they refuse."""

import json
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from keeping.commands import STEPS
from keeping.words import WORDS
from state.journal import STORE
from state.keyring import KeyRing, new_key
from state.sqlite import SqliteBackend
from tests.people import DEV, MIRIAM
from tests.room import MONDAY

LATER = MONDAY + timedelta(days=400)
SIGNED = ("--by", MIRIAM.id, "--why", "A court has asked for it.")


def change(store, key, body):
    """Behind the bot's back."""
    with closing(sqlite3.connect(store)) as rows, rows:
        if body is None:
            rows.execute("DELETE FROM rows WHERE key = ?", [key])
        else:
            rows.execute("UPDATE rows SET value = ? WHERE key = ?", [json.dumps([1, body]), key])


def test_every_word_has_a_step_and_every_step_a_word():
    assert {*STEPS, "new-key"} == set(WORDS)


def test_a_store_that_nobody_touched_is_said_to_be_whole(host):
    code, out, err = host.types("verify")
    assert (code, err) == (0, "")
    assert out.startswith("2 journals of ")
    assert out.endswith(" 0 faults\n")


def test_what_was_taken_away_is_found_and_said(host):
    change(host.store, f"journal:{host.meeting}:00000003", None)
    code, out, _ = host.types("verify")
    assert code == 1
    assert f"{host.meeting}: line 3 is missing" in out


def test_heads_kept_elsewhere_find_what_the_store_alone_cannot_tell(host, tmp_path):
    heads = tmp_path / "heads.json"
    assert host.types("verify", "--heads", heads)[0] == 0
    assert host.meeting in json.loads(heads.read_text())
    before = heads.read_bytes()
    with closing(sqlite3.connect(host.store)) as rows, rows:
        rows.execute("DELETE FROM rows WHERE key LIKE ?", [f"%:{host.meeting}%"])
    assert host.types("verify")[0] == 0
    code, out, _ = host.types("verify", "--heads", heads)
    assert code == 1
    assert host.meeting in out
    assert heads.read_bytes() == before


def test_a_timeline_is_printed_for_people(host):
    code, out, _ = host.types("timeline", host.meeting)
    first, *_, last = out.splitlines()
    assert code == 0
    assert first == (
        "   1  Monday 23 November 2026, 9:00 am  Sam Okafor wrote down the concern and its urgency"
    )
    assert last.endswith("Dev Raman asked for a new link to the minutes")
    assert "Robin" not in out


def test_the_timeline_of_a_restricted_meeting_is_not_read_by_nobody(host):
    assert host.types("restrict", host.meeting, *SIGNED)[0] == 0
    code, out, err = host.types("timeline", host.meeting)
    assert (code, out) == (2, "")
    assert "--by" in err
    assert host.types("timeline", host.meeting, "--by", DEV.id)[0] == 0
    assert host.timeline()[-1] == "read the timeline"


def test_a_meeting_that_is_not_there_has_no_timeline(host):
    code, out, err = host.types("timeline", "SM-22222")
    assert (code, out) == (2, "")
    assert "no meeting of that reference" in err


@pytest.mark.parametrize(
    ("word", "words"), [("hold", "a legal hold"), ("restrict", "a restriction")]
)
def test_an_order_and_its_end_stand_on_the_timeline_with_their_reason(host, word, words):
    assert host.types(word, host.meeting, *SIGNED)[0] == 0
    assert host.types(word, host.meeting, "--lift", *SIGNED)[0] == 0
    ordered, lifted = host.timeline()[-2:]
    assert ordered.startswith(f"ordered: {words}")
    assert lifted.startswith(f"lifted: {words}")


@pytest.mark.parametrize("word", ["hold", "restrict"])
def test_an_order_needs_somebody_who_is_known_and_a_meeting_that_is_there(host, word):
    before = host.timeline()
    assert host.types(word, host.meeting, "--by", "nobody", "--why", "x")[0] == 2
    assert host.types(word, "SM-22222", *SIGNED)[0] == 2
    assert host.timeline() == before


def test_keys_are_rotated_beside_a_running_bot_and_the_old_one_retired(host):
    old = host.keys_file.read_text()
    bot = SqliteBackend(host.store)
    host.keys_file.write_text(f"{new_key('second')}\n{old}")
    code, out, _ = host.types("rotate-keys")
    assert code == 0
    assert "Keep first until" in out
    code, out, _ = host.types("rotate-keys")
    assert "No row needs first any more" in out
    bot._owner.submit(bot.file.close).result()
    host.keys_file.write_text(host.keys_file.read_text().splitlines()[0])
    assert host.types("verify")[0] == 0
    assert "with the key second" in host.timeline(STORE)[0]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("", "needs a name"),
        (new_key("other"), "first, which is not set"),
        (new_key("first"), "first is not the one"),
    ],
    ids=["none", "another", "the same name"],
)
def test_no_command_begins_with_the_wrong_keys(host, keys, words):
    host.keys_file.write_text(keys)
    for command in ("verify", "purge", "rotate-keys"):
        host.sets(RETENTION_DAYS=1)
        code, out, err = host.types(command)
        assert (code, out) == (2, "")
        assert err.startswith("convene: ")
        assert words in err


def test_without_any_key_a_command_says_how_to_make_one(host, monkeypatch):
    monkeypatch.delenv("CONVENE_KEYS_FILE")
    code, _, err = host.types("verify")
    assert code == 2
    assert "CONVENE_KEYS or CONVENE_KEYS_FILE is missing" in err
    assert "convene new-key NAME" in err


def test_a_new_key_can_be_used(host):
    code, out, _ = host.types("new-key", "2027")
    assert code == 0
    assert KeyRing(out).current == "2027"


def test_a_backup_is_made_beside_a_running_bot_and_put_back_when_it_has_ended(host, tmp_path):
    copy = tmp_path / "copy.sqlite"
    bot = SqliteBackend(host.store)
    assert host.types("backup", copy)[0] == 0
    assert host.types("restore", copy)[0] == 2
    bot._owner.submit(bot.file.close).result()
    before = host.timeline()
    change(host.store, f"meeting:{host.meeting}", None)
    assert host.types("verify")[0] == 1
    code, out, _ = host.types("restore", copy)
    assert code == 0
    assert out.endswith(".before-restore.\n")
    assert host.types("verify")[0] == 0
    assert host.timeline() == before


def test_a_backup_of_other_keys_is_not_put_in_place(host, tmp_path):
    copy = tmp_path / "copy.sqlite"
    host.types("backup", copy)
    old = host.keys_file.read_text()
    host.keys_file.write_text(new_key("other"))
    code, _, err = host.types("restore", copy)
    assert code == 2
    assert "first, which is not set" in err
    host.keys_file.write_text(old)
    assert host.types("verify")[0] == 0


def test_backup_and_restore_leave_postgresql_to_its_own_tools(host, tmp_path):
    host.sets(DATABASE_URL="postgresql://nobody@localhost:1/none")
    for word in ("backup", "restore"):
        code, _, err = host.types(word, tmp_path / "copy")
        assert code == 2
        assert "pg_dump" in err


def test_the_store_is_moved_to_postgresql_and_used_there(host, database_url):
    before = host.timeline()
    code, out, _ = host.types("migrate", "--to", database_url)
    assert code == 0
    assert "compared one by one" in out
    host.sets(DATABASE_URL=database_url)
    assert host.types("verify")[0] == 0
    code, out, _ = host.types("timeline", host.meeting)
    assert len(out.splitlines()) == len(before)


def test_a_store_is_not_moved_from_under_a_running_bot(host, database_url):
    bot = SqliteBackend(host.store)
    code, _, err = host.types("migrate", "--to", database_url)
    assert code == 2
    assert "another process has this store open" in err
    bot._owner.submit(bot.file.close).result()


def test_closed_meetings_are_purged_after_the_period_that_is_set(host):
    assert host.types("purge", at=LATER)[0] == 2
    host.sets(RETENTION_DAYS=365)
    assert host.types("purge")[1] == "0 meetings were purged.\n"
    host.types("hold", host.meeting, *SIGNED)
    code, out, _ = host.types("purge", "--dry-run", at=LATER)
    assert out.startswith("1 meetings would be purged.\nKept, held by a legal hold: SM-")
    code, out, _ = host.types("purge", at=LATER)
    assert code == 0
    assert out.startswith("1 meetings were purged.\n")
    assert host.types("verify")[0] == 0


def test_an_export_is_written_for_its_owner_alone_and_stands_in_the_journals(host, tmp_path):
    out = tmp_path / "export.json"
    words = ("--by", MIRIAM.id, "--why", "SAR 17/26")
    code, _, _ = host.types("export", "--name", "Robin Ashgrove", "--to", out, *words)
    assert code == 0
    assert out.stat().st_mode & 0o777 == 0o600
    assert "2018-05-04" in out.read_text()
    said = "exported what is held on one person, at their request"
    assert host.timeline()[-1] == said
    assert host.timeline(STORE) == [said]


def test_an_export_of_nobody_is_refused(host, tmp_path):
    out = tmp_path / "export.json"
    code, _, err = host.types("export", "--to", out, "--by", MIRIAM.id, "--why", "x")
    assert code == 2
    assert "--person ID" in err
    assert not out.exists()


def test_a_setting_that_cannot_be_used_is_named(host):
    host.sets(RETENTION_DAYS="soon")
    code, _, err = host.types("verify")
    assert (code, err) == (2, "convene: CONVENE_RETENTION_DAYS cannot be used\n")
