"""The embedded store's file: what is in it, who may open it, and many who write at once."""

import asyncio
import json
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlitedict import SqliteDict

from state.backend import CannotOpen, Change, Conflict, Row
from state.sqlite import SqliteBackend
from tests.state.asking import EVERYTHING, add_one, endings

ROOT = Path(__file__).parents[2]
WRITER = Path(__file__).with_name("writer.py")


async def test_a_commit_waits_for_the_disk(embedded):
    assert embedded.file.ask("PRAGMA synchronous") == 2
    assert embedded.file.ask("PRAGMA journal_mode") == "wal"


async def test_a_locked_file_is_waited_for_half_as_long_as_anything_else(embedded):
    assert embedded.file.ask("PRAGMA busy_timeout") == 200


async def test_values_are_json_text(embedded, database):
    await embedded.put([Change("a", 0, 'é "quoted"')])
    with closing(sqlite3.connect(database)) as reader:
        [(kind, value)] = reader.execute("SELECT typeof(value), value FROM rows").fetchall()
    assert kind == "text"
    assert json.loads(value) == [1, 'é "quoted"']


async def test_the_file_is_an_ordinary_sqlitedict(embedded, database):
    await embedded.put([Change("a", 0, "one")])
    codec = {"encode": json.dumps, "decode": json.loads}
    with SqliteDict(database, "rows", journal_mode="WAL", **codec) as plain:
        assert dict(plain) == {"a": [1, "one"]}


async def test_only_the_owner_may_read_the_files(embedded, database):
    await embedded.put([Change("a", 0, "one")])
    modes = {file.name: file.stat().st_mode & 0o777 for file in database.parent.iterdir()}
    names = (database.name + end for end in ("", ".lock", "-wal", "-shm"))
    assert modes == dict.fromkeys(names, 0o600)


async def test_rows_stay_when_the_store_is_closed_and_opened(database):
    store = SqliteBackend(database)
    await store.put([Change("a", 0, "one"), Change("b", 0, "one")])
    await store.put([Change("a", 1, "two"), Change("b", 1, None)])
    await store.close()
    again = SqliteBackend(database)
    assert await again.scan(*EVERYTHING) == [Row("a", 2, "two")]
    await again.close()


def second_process(path):
    command = [sys.executable, WRITER, path, "second"]
    env = {"PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=20)


async def test_a_second_process_is_refused(embedded, database):
    ended = second_process(database)
    assert ended.returncode == 1
    assert ended.stderr.endswith("another process has this store open\n")
    assert ended.stdout == ""


async def test_a_second_store_in_the_same_process_is_refused_until_the_first_is_closed(database):
    first = SqliteBackend(database)
    with pytest.raises(CannotOpen, match="another process has this store open"):
        SqliteBackend(database)
    await first.close()
    await SqliteBackend(database).close()


def overwritten(path):
    with path.open("r+b") as file:
        file.write(b"not a database, but a letter" * 10)


def cut_short(path):
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize(
    ("damage", "words"), [(overwritten, "not a database"), (cut_short, "malformed")]
)
async def test_a_damaged_file_is_refused_with_the_reason_and_left_as_it_is(database, damage, words):
    store = SqliteBackend(database)
    await store.put([Change(f"k{n}", 0, "x" * 1000) for n in range(100)])
    await store.close()
    damage(database)
    before = database.read_bytes()
    for _ in range(2):  # and the lock is given back
        with pytest.raises(CannotOpen, match=words):
            SqliteBackend(database)
    assert database.read_bytes() == before


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CannotOpen, match="No such file"):
        SqliteBackend(tmp_path / "missing" / "convene.db")


async def test_a_file_that_another_program_writes_to_is_waited_for_and_then_refused(database):
    await SqliteBackend(database).close()
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CannotOpen, match="locked"):
            SqliteBackend(database, patience=0.2)


def commits(path):
    """How many commits the log holds: a frame that ends one bears the size of the database."""
    log = path.with_name(path.name + "-wal").read_bytes()
    page = int.from_bytes(log[8:12], "big")
    frames = range(32, len(log), 24 + page)
    return sum(log[at + 4 : at + 8] != bytes(4) for at in frames)


async def test_puts_of_one_moment_share_commits(embedded, database):
    before = commits(database)
    await asyncio.gather(*(embedded.put([Change(f"k{n}", 0, "x")]) for n in range(200)))
    assert 1 <= commits(database) - before <= 20


async def test_a_put_of_twenty_thousand_rows_is_one_put(database):
    embedded = SqliteBackend(database, patience=60)
    changes = [Change(f"k{n:05}", 0, "x") for n in range(20_000)]
    with pytest.raises(Conflict):
        await embedded.put([*changes, Change("z", 1, "x")])
    await embedded.put(changes)
    assert len(await embedded.scan(*EVERYTHING)) == 20_000
    await embedded.close()


async def test_puts_of_one_moment_may_build_on_each_other(embedded):
    steps = [[Change("a", n, str(n))] for n in range(20)]
    steps[10:10] = [[Change("a", 3, "late")]]
    ended = await endings(map(embedded.put, steps))
    assert [step for step, end in zip(steps, ended, strict=True) if end is Conflict] == steps[10:11]
    assert await embedded.get("a") == Row("a", 20, "19")


async def test_a_put_whose_writer_was_cancelled_in_the_queue_is_never_made(embedded):
    gate = threading.Event()
    embedded._owner.submit(gate.wait)
    put = asyncio.ensure_future(embedded.put([Change("a", 0, "x")]))
    await asyncio.sleep(0)
    put.cancel()
    await endings([put])
    gate.set()
    assert await embedded.get("a") is None


async def test_a_command_beside_the_bot_sees_its_rows_and_changes_some_of_them(embedded, database):
    await embedded.close()
    embedded = SqliteBackend(database, fresh=0)
    await embedded.put([Change(f"k{n}", 0, "0") for n in range(3)])
    beside = SqliteBackend(database, beside=True)

    async def count(backend):
        for _ in range(40):
            await add_one(backend, "k0")

    await asyncio.gather(count(embedded), count(beside))
    assert await embedded.get("k0") == Row("k0", 81, "80")
    await beside.put([Change("k1", 1, None), Change("k2", 1, "beside")])
    await beside.close()
    with pytest.raises(Conflict):
        await embedded.put([Change("k1", 1, "late")])
    assert await embedded.get("k2") == Row("k2", 2, "beside")
    await embedded.close()


def test_a_command_does_not_make_a_store_where_there_is_none(database):
    with pytest.raises(CannotOpen, match="no such store"):
        SqliteBackend(database, beside=True)
    assert list(database.parent.iterdir()) == []
