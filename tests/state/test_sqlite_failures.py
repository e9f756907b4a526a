"""The embedded store when the file is locked, the disk is full or SQLite does not answer."""

import asyncio
import sqlite3
import threading

import pytest

from state.backend import CannotOpen, Change, Row, Unavailable, Unsure
from state.sqlite import SqliteBackend
from state.sqlite_file import Asked, NoAnswer
from tests.state.asking import EVERYTHING, endings
from tests.state.trouble import Stall, disk_that_refuses, locked, stalled

BIG = "x" * 400_000


async def test_a_locked_file_is_unavailable_on_that_very_call_and_reads_go_on(embedded, database):
    await embedded.put([Change("a", 0, "one")])
    with locked(database):
        with pytest.raises(Unavailable):
            await embedded.put([Change("a", 1, "two")])
        assert await embedded.get("a") == Row("a", 1, "one")
        assert not await embedded.healthy()
    await embedded.put([Change("a", 1, "three")])
    assert await embedded.get("a") == Row("a", 2, "three")
    assert await embedded.healthy()


async def test_a_full_database_is_unavailable_on_that_very_call(embedded):
    await embedded.put([Change("a", 0, "one")])
    pages = embedded.file.ask("PRAGMA page_count")
    embedded.file.ask(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unavailable):
        await embedded.put([Change("a", 1, "two"), Change("b", 0, BIG)])
    assert not await embedded.healthy()
    assert await embedded.scan(*EVERYTHING) == [Row("a", 1, "one")]
    embedded.file.ask(f"PRAGMA max_page_count = {pages + 1000}")
    await embedded.put([Change("a", 1, "two"), Change("b", 0, BIG)])
    assert await embedded.scan(*EVERYTHING) == [Row("a", 2, "two"), Row("b", 1, BIG)]
    assert await embedded.healthy()


async def test_a_commit_that_the_disk_refuses_is_unavailable_and_nothing_of_it_is_kept(
    embedded, database
):
    await embedded.put([Change("a", 0, "one")])
    with disk_that_refuses(database):
        with pytest.raises(Unavailable) as failed:
            await embedded.put([Change("a", 1, "two"), Change("b", 0, BIG)])
        assert failed.value.__cause__.sqlite_errorname == "SQLITE_IOERR_WRITE"
        assert await embedded.scan(*EVERYTHING) == [Row("a", 1, "one")]
        assert not await embedded.healthy()
    await embedded.put([Change("a", 1, "three")])
    assert await embedded.scan(*EVERYTHING) == [Row("a", 2, "three")]
    assert await embedded.healthy()


async def test_a_failed_commit_fails_every_put_that_shared_it(embedded, database):
    puts = [[Change(f"k{n}", 0, BIG[:20_000])] for n in range(30)]
    await embedded.put([Change("a", 0, "one")])
    with disk_that_refuses(database, more=1000):
        assert await endings(map(embedded.put, puts)) == [Unavailable] * 30
    assert await embedded.scan(*EVERYTHING) == [Row("a", 1, "one")]
    assert await endings(map(embedded.put, puts)) == [type(None)] * 30


async def test_a_removal_that_the_disk_refuses_leaves_the_row(embedded, database):
    await embedded.put([Change("a", 0, "one")])
    with disk_that_refuses(database, more=0), pytest.raises(Unavailable):
        await embedded.put([Change("a", 1, None)])
    await embedded.put([Change("a", 1, "two")])
    assert await embedded.get("a") == Row("a", 2, "two")


@pytest.mark.parametrize("before", [(), ("DELETE FROM rows",), ("DELETE FROM rows", "SELECT 1")])
async def test_a_transaction_that_fails_at_its_end_is_taken_back(embedded, before):
    await embedded.put([Change("a", 0, "one")])
    wanted = [Asked(statement) for statement in (*before, "INSERT INTO rows VALUES (1, 2, 3)")]
    with pytest.raises(sqlite3.Error):
        embedded.file.change(Asked("SELECT 1"), lambda _: wanted)
    assert await embedded.get("a") == Row("a", 1, "one")
    await embedded.put([Change("a", 1, "two")])


async def test_asking_after_its_health_leaves_nothing_in_the_store(embedded):
    assert await embedded.healthy()
    assert await embedded.scan(*EVERYTHING) == []


async def test_a_stalled_store_is_unavailable_and_recovers_when_the_stall_is_over(embedded):
    await embedded.put([Change("a", 0, "one")])
    with stalled(embedded):
        with pytest.raises(Unavailable):
            await embedded.put([Change("a", 1, "two")])
        with pytest.raises(Unavailable):
            await embedded.get("a")
        assert not await embedded.healthy()
    assert await embedded.get("a") == Row("a", 1, "one")
    await embedded.put([Change("a", 1, "three")])
    assert await embedded.healthy()


async def test_a_commit_that_is_not_answered_is_said_to_be_unsure(embedded):
    await embedded.put([Change("a", 0, "one")])
    commit = embedded.file._commit
    stall = Stall()

    def slow(conn, *alone):
        conn.execute("SELECT ?", [stall])
        commit(conn, *alone)

    embedded.file._commit = slow
    try:
        assert await endings([embedded.put([Change("a", 1, "two")])]) == [Unsure]
    finally:
        stall.over.set()
    embedded.file.rows.conn.join()
    assert await embedded.get("a") == Row("a", 2, "two")


async def test_everybody_who_waits_for_a_stalled_store_is_told_in_time(embedded):
    with stalled(embedded):
        puts = [embedded.put([Change(f"k{n}", 0, "x")]) for n in range(30)]
        gets = [embedded.get("a") for _ in range(5)]
        async with asyncio.timeout(5):
            assert await endings([*puts, *gets]) == [Unavailable] * 35
    assert await embedded.scan(*EVERYTHING) == []


async def test_a_stalled_store_is_not_asked_anything_more(embedded):
    queue = embedded.file.rows.conn.reqs
    with stalled(embedded):
        with pytest.raises(NoAnswer):
            embedded.file.ask("SELECT 1")
        waiting = queue.qsize()
        with pytest.raises(NoAnswer):
            embedded.file.ask("SELECT 1")
        assert queue.qsize() == waiting


async def test_what_was_given_up_before_its_turn_is_never_done(embedded):
    gate = threading.Event()
    embedded._owner.submit(gate.wait)
    asked = [embedded.put([Change("a", 0, "late")]), embedded.get("a")]
    assert await endings(asked) == [Unavailable] * 2
    gate.set()
    assert await embedded.get("a") is None


async def test_a_new_connection_takes_the_place_of_one_that_has_died(embedded):
    await embedded.put([Change("a", 0, "one")])
    embedded.file.rows.conn.close(force=True)
    embedded.file.rows.conn.join()
    await embedded.put([Change("a", 1, "two")])
    assert await embedded.get("a") == Row("a", 2, "two")
    assert embedded.file.ask("PRAGMA synchronous") == 2


async def test_a_page_that_cannot_be_read_is_unavailable_and_the_rest_is_read(database):
    store = SqliteBackend(database)
    await store.put([Change(f"k{n:04}", 0, "x" * 500) for n in range(1000)])
    await store.close()
    with database.open("r+b") as file:
        file.seek(database.stat().st_size // 2)
        file.write(b"\xff" * 50_000)
    store = SqliteBackend(database)
    with pytest.raises(Unavailable):
        await store.scan(*EVERYTHING)
    assert await store.get("k0001") == Row("k0001", 1, "x" * 500)
    await store.close()


async def test_a_store_that_cannot_end_says_so_and_keeps_its_lock(database):
    store = SqliteBackend(database, patience=0.2)
    with stalled(store):
        with pytest.raises(Unavailable):
            await store.close()
        with pytest.raises(CannotOpen, match="another process"):
            SqliteBackend(database)
