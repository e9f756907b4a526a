"""PostgreSQL when it is stopped, cut off, stuck or slow: nobody is told what is not so."""

import asyncio
import os
import signal

import psycopg
import pytest

from state.backend import Change, Row, Unavailable, Unsure
from state.postgres import open_postgres
from tests.state.asking import EVERYTHING, endings
from tests.state.server import Server


@pytest.fixture
async def backend(database_url):
    opened = await open_postgres(database_url, patience=0.8)
    yield opened
    await opened.close()


@pytest.fixture
async def other(database_url):
    """Another program with the same database."""
    async with await psycopg.AsyncConnection.connect(database_url, autocommit=True) as connection:
        yield connection


async def waiting(connection):
    """The process of the server that waits for a lock, once there is one."""
    while True:
        cursor = await connection.execute("SELECT pid FROM pg_locks WHERE NOT granted")
        if found := await cursor.fetchall():
            return found[0][0]


@pytest.fixture
async def patient(database_url):
    """Whose statements do not give up by themselves on a slow machine."""
    backend = await open_postgres(database_url, patience=30)
    yield backend
    await backend.close()


async def test_a_put_whose_connection_is_cut_is_unsure_and_the_next_one_is_made(patient, other):
    await patient.put([Change("a", 0, "one")])
    async with other.transaction():
        await other.execute("SELECT 1 FROM convene_rows WHERE key = 'a' FOR UPDATE")
        put = asyncio.ensure_future(patient.put([Change("a", 1, "two")]))
        await other.execute("SELECT pg_terminate_backend(%s)", [await waiting(other)])
        assert await endings([put]) == [Unsure]
    assert await patient.get("a") == Row("a", 1, "one")
    await patient.put([Change("a", 1, "three")])
    assert await patient.get("a") == Row("a", 2, "three")


async def test_a_read_whose_connection_is_cut_is_asked_again_and_nobody_notices(patient, other):
    await patient.put([Change("a", 0, "one")])
    async with other.transaction():
        await other.execute("LOCK TABLE convene_rows")
        read = asyncio.ensure_future(patient.get("a"))
        await other.execute("SELECT pg_terminate_backend(%s)", [await waiting(other)])
    assert await read == Row("a", 1, "one")


async def test_a_row_that_stays_locked_is_unavailable_and_nothing_is_kept(backend, other):
    await backend.put([Change("a", 0, "one")])
    async with other.transaction():
        await other.execute("SELECT 1 FROM convene_rows WHERE key = 'a' FOR UPDATE")
        put = backend.put([Change("a", 1, "two"), Change("b", 0, "new")])
        assert await endings([put]) == [Unavailable]
        assert await backend.get("a") == Row("a", 1, "one")
    assert await backend.scan(*EVERYTHING) == [Row("a", 1, "one")]


async def test_a_busy_row_does_not_keep_back_the_others(database_url, other):
    backend = await open_postgres(database_url, patience=10)
    await backend.put([Change("busy", 0, "x"), Change("free", 0, "x")])
    async with other.transaction():
        await other.execute("SELECT 1 FROM convene_rows WHERE key = 'busy' FOR UPDATE")
        held = [asyncio.ensure_future(backend.put([Change("busy", 1, "y")])) for _ in range(3)]
        await waiting(other)
        for version in range(1, 20):
            await backend.put([Change("free", version, "y")])
        assert not any(put.done() for put in held)
    assert sorted(await endings(held), key=str)[0] is type(None)
    await backend.close()


async def test_a_database_that_is_restarted_is_found_again_by_the_next_turn(own_server):
    backend = await open_postgres(own_server.url)
    await asyncio.gather(*(backend.put([Change(f"k{n}", 0, "x")]) for n in range(20)))
    for how in (signal.SIGINT, signal.SIGQUIT):
        own_server.stop(how)
        own_server.start()
        async with asyncio.timeout(3):
            assert len(await backend.keys(*EVERYTHING)) >= 20
            await backend.put([Change(f"after {how}", 0, "x")])
    await backend.close()


async def test_a_stopped_database_is_unavailable_in_time_and_health_is_red(own_server):
    backend = await open_postgres(own_server.url, patience=0.8)
    await backend.put([Change("a", 0, "one")])
    own_server.stop()
    async with asyncio.timeout(1.5):
        asked = [backend.get("a"), backend.put([Change("a", 1, "two")]), backend.keys("", "z", 1)]
        assert await endings(asked) == [Unavailable] * 3
        assert not await backend.healthy()
    own_server.start()
    assert await backend.healthy()
    await backend.put([Change("a", 1, "three")])
    assert await backend.get("a") == Row("a", 2, "three")
    await backend.close()


async def test_a_short_absence_of_the_database_is_waited_out(own_server):
    backend = await open_postgres(own_server.url)
    await asyncio.gather(*(backend.put([Change(f"k{n}", 0, "x")]) for n in range(20)))
    own_server.stop()
    asked = [asyncio.ensure_future(backend.put([Change(f"k{n}", 1, "y")])) for n in range(20)]
    await asyncio.wait(asked, timeout=0.3)
    assert not any(put.done() for put in asked)
    own_server.start()
    assert await endings(asked) == [type(None)] * 20
    await backend.close()


async def test_after_a_long_absence_the_next_turn_is_kept(own_server):
    backend = await open_postgres(own_server.url, patience=0.4)
    own_server.stop()
    for _ in range(5):
        assert await endings([backend.put([Change("a", 0, "x")])]) == [Unavailable]
    own_server.start()
    await backend.put([Change("a", 0, "x")])
    await backend.close()


async def test_a_stuck_database_is_answered_for_in_time(own_server):
    backend = await open_postgres(own_server.url, patience=0.5)
    await backend.put([Change("a", 0, "one")])
    async with backend._pool.connection() as connection:
        stuck = connection.info.backend_pid
    os.kill(stuck, signal.SIGSTOP)
    try:
        async with asyncio.timeout(2):
            assert await endings([backend.put([Change("a", 1, "two")])]) == [Unsure]
    finally:
        os.kill(stuck, signal.SIGCONT)
    await asyncio.wait(backend._busy)  # what was sent may be done yet
    row = await backend.get("a")
    await backend.put([Change("a", row.version, "three")])
    assert await backend.get("a") == Row("a", row.version + 1, "three")
    await backend.close()


async def test_what_came_too_late_to_be_sent_is_unavailable_not_unsure(own_server):
    backend = await open_postgres(own_server.url, patience=0.5)
    async with backend._pool.connection():
        os.kill(own_server.pid, signal.SIGSTOP)  # takes no new connection
        try:
            assert await endings([backend.put([Change("a", 0, "x")])]) == [Unavailable]
        finally:
            os.kill(own_server.pid, signal.SIGCONT)
    await backend.close()


async def test_a_row_that_does_not_fit_onto_the_disk_is_unavailable_and_the_rest_goes_on():
    server = Server(largest=4_500_000)  # the log's own files are of 4 MB from the start
    backend = await open_postgres(server.start().url)
    await backend.put([Change("a", 0, "one")])
    letters = os.urandom(3_000_000).hex()
    assert await endings([backend.put([Change("a", 1, "two"), Change("b", 0, letters)])]) == [
        Unavailable
    ]
    await backend.put([Change("a", 1, "three")])
    assert await backend.scan(*EVERYTHING) == [Row("a", 2, "three")]
    await backend.close()
    server.remove()
