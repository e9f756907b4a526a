"""PostgreSQL of its own: many processes at once, and what is still known after a restart."""

import asyncio

import psycopg
import pytest

from state.backend import CannotOpen, Change, Conflict, Row
from state.postgres import open_postgres
from tests.state.asking import EVERYTHING, endings


@pytest.fixture
async def two(database_url):
    """Two replicas over one database."""
    opened = [await open_postgres(database_url) for _ in range(2)]
    yield opened
    for backend in opened:
        await backend.close()


def ask(url, statement):
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


async def test_thirty_answers_to_one_poll_through_two_replicas_are_all_kept(two):
    async def answer(person):
        backend = two[person % 2]
        while True:
            row = await backend.get("poll")
            try:
                body = f"{row.body if row else ''}<{person}>"
                return await backend.put([Change("poll", row.version if row else 0, body)])
            except Conflict:
                continue

    await asyncio.gather(*map(answer, range(30)))
    row = await two[0].get("poll")
    assert row.version == 30
    assert all(f"<{person}>" in row.body for person in range(30))


async def test_of_two_replicas_that_add_the_same_rows_one_succeeds_whole(two):
    for turn in range(20):
        keys = [f"{turn}:{n}" for n in range(3)]
        puts = [
            backend.put([Change(key, 0, str(number)) for key in order])
            for number, (backend, order) in enumerate(zip(two, (keys, keys[::-1]), strict=True))
        ]
        ended = await endings(puts)
        assert sorted(ended, key=str) == [type(None), Conflict]
        winner = str(ended.index(type(None)))
        assert [row.body for row in await two[0].get_many(keys)] == [winner] * 3


async def test_twenty_replicas_may_begin_at_the_same_moment(database_url):
    opened = await asyncio.gather(*(open_postgres(database_url) for _ in range(20)))
    await opened[0].put([Change("a", 0, "one")])
    assert await opened[-1].get("a") == Row("a", 1, "one")
    await asyncio.gather(*(backend.close() for backend in opened))


async def test_a_removed_row_goes_on_from_its_last_version_after_a_restart(database_url):
    first = await open_postgres(database_url)
    await first.put([Change("a", 0, "one")])
    await first.put([Change("a", 1, "two")])
    await first.put([Change("a", 2, None)])
    await first.close()
    second = await open_postgres(database_url)
    await second.put([Change("a", 0, "again")])
    assert await second.get("a") == Row("a", 3, "again")
    await second.close()


async def test_removed_rows_are_cleared_away_after_a_day_and_only_those(two, database_url):
    backend = two[0]
    await backend.put([Change(key, 0, "x") for key in ("kept", "fresh", "old")])
    await backend.put([Change("fresh", 1, None), Change("old", 1, None)])
    ask(
        database_url,
        "UPDATE convene_rows SET removed_at = now() - interval '25 hours' WHERE key = 'old'",
    )
    assert await backend.healthy()
    left = ask(database_url, "SELECT key FROM convene_rows WHERE key <> '' ORDER BY key")
    assert left == [("fresh",), ("kept",)]


async def test_a_commit_waits_for_the_disk_even_if_the_server_would_not(database_url):
    lazy = database_url + "%20-csynchronous_commit%3Doff"
    assert ask(lazy, "SHOW synchronous_commit") == [("off",)]
    backend = await open_postgres(lazy)
    async with backend._pool.connection() as connection:
        cursor = await connection.execute("SHOW synchronous_commit")
        assert await cursor.fetchall() == [("on",)]
    await backend.close()


async def test_no_more_connections_are_opened_than_agreed(two, database_url):
    await asyncio.gather(*(two[0].put([Change(f"k{n}", 0, "x")]) for n in range(100)))
    [(opened,)] = ask(
        database_url, "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'convene'"
    )
    assert opened <= 8 + 1
    assert len(await two[1].keys(*EVERYTHING)) == 100


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://convene:hidden-word@127.0.0.1:1/none?connect_timeout=2", "refused"),
        ("postgresql://convene:hidden-word@/none?host=/nowhere", "No such file"),
        ("postgresql://convene:hidden-word@host/none?nonsense=1", "nonsense"),
    ],
)
async def test_a_database_that_cannot_be_reached_is_refused_with_the_reason(url, words):
    with pytest.raises(CannotOpen, match=words) as refused:
        await open_postgres(url)
    assert "hidden-word" not in str(refused.value)
    assert refused.value.__cause__ is None
