"""Copies of the embedded store: taken while it is used, checked, and put back."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from state.backend import CannotOpen, Change, Row
from state.backup import ASIDE, BadCopy, back_up, check, restoring
from state.sqlite import SqliteBackend
from tests.state.asking import EVERYTHING


@pytest.fixture
def copy(tmp_path):
    return tmp_path / "elsewhere" / "copy.sqlite"


@pytest.fixture(autouse=True)
def elsewhere(copy):
    copy.parent.mkdir()


async def filled(path, rows=3):
    store = SqliteBackend(path)
    await store.put([Change(f"k{n}", 0, "one") for n in range(rows)])
    await store.close()


async def kept(path):
    store = SqliteBackend(path)
    rows = await store.scan(*EVERYTHING)
    await store.close()
    return rows


def restored(copy, store):
    with restoring(copy, store):
        pass


async def test_a_copy_of_a_store_in_use_is_one_moment_of_it(embedded, database, copy):
    """Pairs of rows are written together: a copy never holds one without the other."""
    copying = asyncio.to_thread(back_up, database, copy)
    done = asyncio.ensure_future(copying)
    count = 0
    while not done.done() or count < 50:
        count += 1
        body = "x" * 5000
        await embedded.put([Change(f"{side}{count:05}", 0, body) for side in ("left", "right")])
    rows = await kept(copy)
    assert len(rows) == await done
    left = [row.key[4:] for row in rows if row.key.startswith("left")]
    assert left == [row.key[5:] for row in rows if row.key.startswith("right")]
    assert left == [f"{n:05}" for n in range(1, len(left) + 1)]
    assert len(await embedded.keys(*EVERYTHING)) == 2 * count


async def test_a_copy_is_one_file_for_its_owner_alone(embedded, database, copy):
    await embedded.put([Change("a", 0, "one")])
    assert back_up(database, copy) == 1
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]
    assert copy.stat().st_mode & 0o777 == 0o600


async def test_a_copy_is_never_written_over(embedded, database, copy):
    back_up(database, copy)
    before = copy.read_bytes()
    with pytest.raises(BadCopy, match="there already"):
        back_up(database, copy)
    assert copy.read_bytes() == before


def test_a_store_that_is_not_there_is_not_copied(database, copy):
    with pytest.raises(BadCopy, match="no such store"):
        back_up(database, copy)
    assert list(copy.parent.iterdir()) == []


async def test_a_copy_that_cannot_be_written_leaves_nothing_half_done(embedded, database, copy):
    copy.parent.rmdir()
    with pytest.raises(BadCopy, match="No such file"):
        back_up(database, copy)


async def test_what_was_copied_is_put_back_and_what_was_there_stays_beside_it(database, copy):
    await filled(database)
    back_up(database, copy)
    store = SqliteBackend(database)
    await store.put([Change("later", 0, "x"), Change("k0", 1, None)])
    await store.close()
    restored(copy, database)
    assert [row.key for row in await kept(database)] == ["k0", "k1", "k2"]
    aside = database.with_name(database.name + ASIDE)
    assert [row.key for row in await kept(aside)] == ["k1", "k2", "later"]


async def test_the_log_of_the_old_store_is_not_played_into_the_new_one(database, copy):
    """A bot that was killed leaves its latest rows in the log."""
    await filled(database)
    back_up(database, copy)
    killed = SqliteBackend(database)
    await killed.put([Change("later", 0, "x" * 50_000)])
    log = database.with_name(database.name + "-wal")
    left = log.read_bytes()
    await killed.close()
    log.write_bytes(left)
    restored(copy, database)
    assert [row.key for row in await kept(database)] == ["k0", "k1", "k2"]


async def test_a_store_is_put_where_there_is_none(database, copy):
    await filled(database)
    back_up(database, copy)
    database.unlink()
    restored(copy, database)
    assert await kept(database) == [Row(f"k{n}", 1, "one") for n in range(3)]


async def test_a_damaged_store_is_replaced(database, copy):
    await filled(database, rows=2000)
    back_up(database, copy)
    database.write_bytes(b"no database" * 100)
    restored(copy, database)
    assert len(await kept(database)) == 2000


async def test_nothing_is_put_back_under_a_running_bot(embedded, database, copy):
    await embedded.put([Change("a", 0, "one")])
    back_up(database, copy)
    with pytest.raises(CannotOpen, match="another process"):
        restored(copy, database)


def spoilt(copy):
    body = bytearray(copy.read_bytes())
    body[len(body) // 2 :] = b"\xff" * (len(body) - len(body) // 2)
    copy.write_bytes(body)


def another(copy):
    copy.unlink()
    with closing(sqlite3.connect(copy)) as other:
        other.execute("CREATE TABLE letters (words)")


@pytest.mark.parametrize("damage", [spoilt, another, lambda copy: copy.write_bytes(b"words" * 99)])
async def test_a_copy_that_is_damaged_or_something_else_is_refused(database, copy, damage):
    await filled(database, rows=2000)
    back_up(database, copy)
    damage(copy)
    with pytest.raises(BadCopy):
        check(copy)
    with pytest.raises(BadCopy):
        restored(copy, database)
    assert len(await kept(database)) == 2000


async def test_a_copy_that_fails_its_check_is_not_put_in_place(database, copy):
    await filled(database)
    back_up(database, copy)
    await filled_more(database)
    with pytest.raises(LookupError):
        refused(copy, database)
    assert len(await kept(database)) == 4
    assert not list(database.parent.glob("*.restoring"))


def refused(copy, store):
    with restoring(copy, store) as fresh:
        assert check(fresh) == 3
        raise LookupError


async def filled_more(path):
    store = SqliteBackend(path)
    await store.put([Change("later", 0, "x")])
    await store.close()


async def test_what_an_earlier_restore_left_is_not_written_over(database, copy):
    await filled(database)
    back_up(database, copy)
    restored(copy, database)
    with pytest.raises(BadCopy, match="from the last time"):
        restored(copy, database)
    assert len(await kept(database)) == 3
