"""Commits per second, and how long a whole turn takes, on each store beside the bare database.

`python -m benchmarks.stores`. A commit is what a turn writes: six rows, one of them of 8 kB. "At
once" is 32 writers. The bare database does no more than it must: no versions, nothing encrypted.
"""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, closing
from functools import partial
from itertools import count
from pathlib import Path

import psycopg

from cards.attendance import AnswerForm
from state.backend import Backend, Change
from state.keyring import KeyRing, new_key
from state.memory import MemoryBackend
from state.postgres import MOST, open_postgres
from state.sealed import unlocked
from state.sqlite import SqliteBackend
from tests.crash.poll import PEOPLE, made, room_over
from tests.state.server import Server

COMMITS = 1500
TURNS = 600
WRITERS = 32
BIG, SMALL = "x" * 8000, "y" * 300
NUMBERS = count()

Step = Callable[[int], Awaitable[None]]


def bodies(number: int) -> list[tuple[str, str]]:
    """What a turn writes, under keys that are new each time."""
    kinds = ("meeting", "journal", "seen", "changed")
    return [(f"{k}:{number:08}", BIG if k == "meeting" else SMALL) for k in kinds]


async def timed(step: Step, times: int, writers: int) -> tuple[float, float, float]:
    """So many per second; the middle one and the slowest of a hundred in milliseconds."""
    waits, left = list[float](), iter(range(times))

    async def writer(number: int) -> None:
        for _ in left:
            begun = time.perf_counter()
            await step(number)
            waits.append(time.perf_counter() - begun)

    begun = time.perf_counter()
    await asyncio.gather(*map(writer, range(writers)))
    spent = time.perf_counter() - begun
    waits.sort()
    return times / spent, waits[times // 2] * 1000, waits[int(times * 0.99)] * 1000


def said(name: str, what: str, alone: Sequence[float], together: Sequence[float]) -> None:
    numbers = "  ".join(
        f"{rate:6.0f}/s {p50:6.2f} {p99:6.2f}" for rate, p50, p99 in (alone, together)
    )
    print(f"{name:22} {what:7} {numbers}", flush=True)


async def measured(name: str, what: str, step: Step, times: int) -> None:
    await timed(step, times // 10, 1)
    said(name, what, await timed(step, times, 1), await timed(step, times, WRITERS))


async def raw_sqlite(folder: Path) -> None:
    """One connection, as SQLite has one writer; whoever comes meanwhile waits."""
    with closing(sqlite3.connect(folder / "raw.sqlite", isolation_level=None)) as rows:
        rows.execute("PRAGMA journal_mode = WAL")
        rows.execute("PRAGMA synchronous = FULL")
        rows.execute("CREATE TABLE rows (key TEXT PRIMARY KEY, value TEXT)")

        async def commit(number: int) -> None:
            rows.execute("BEGIN IMMEDIATE")
            rows.executemany("INSERT INTO rows VALUES (?, ?)", bodies(next(NUMBERS)))
            rows.execute("COMMIT")

        await measured("raw sqlite3", "commit", commit, COMMITS)


async def raw_psycopg(url: str) -> None:
    """As many connections as a replica of the bot has; one statement each, prepared."""
    connect = partial(psycopg.AsyncConnection.connect, url, autocommit=True)
    idle, places = [await connect() for _ in range(MOST)], asyncio.Semaphore(MOST)
    await idle[0].execute("CREATE TABLE raw (key text PRIMARY KEY, value text)")
    insert = "INSERT INTO raw SELECT * FROM unnest(%s::text[], %s::text[])"

    async def commit(number: int) -> None:
        keys, values = zip(*bodies(next(NUMBERS)), strict=True)
        async with places:
            connection = idle.pop()
            await connection.execute(insert, [list(keys), list(values)])
            idle.append(connection)

    await measured("raw psycopg", "commit", commit, COMMITS)
    for connection in idle:
        await connection.close()


async def store(name: str, backend: Backend) -> None:
    async def commit(number: int) -> None:
        await backend.put([Change(key, 0, body) for key, body in bodies(next(NUMBERS))])

    await measured(name, "commit", commit, COMMITS)
    await turns(name, backend)
    await backend.close()


async def turns(name: str, backend: Backend) -> None:
    """Somebody answers an invitation: card in, meeting read, changed and kept, answer out."""
    template, room = await made(), room_over(backend)
    meetings = [f"SM-{next(NUMBERS):05}" for _ in range(WRITERS)]
    for meeting in meetings:
        await template.begin(backend, meeting)

    async def turn(number: int) -> None:
        kind = ("ATTENDING", "INFORMATION")[next(NUMBERS) % 2]
        person = PEOPLE[next(NUMBERS) % len(PEOPLE)]
        await room.does(person, AnswerForm, meeting=meetings[number], kind=kind)

    await measured(name, "turn", turn, TURNS)


@asynccontextmanager
async def postgresql() -> AsyncIterator[str]:
    server = Server()
    try:
        yield server.start().url
    finally:
        server.remove()


async def main() -> None:
    ring = KeyRing(new_key("bench"))
    print(f"{'':30} one after another     {WRITERS} at once (rate, p50 ms, p99 ms)")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        await raw_sqlite(folder)
        await store("embedded", SqliteBackend(folder / "plain.sqlite"))
        sealed = await unlocked(SqliteBackend(folder / "sealed.sqlite"), ring)
        await store("embedded, encrypted", sealed)
    async with postgresql() as url:
        await raw_psycopg(url)
        await store("postgresql", await open_postgres(url))
    async with postgresql() as url:
        await store("postgresql, encrypted", await unlocked(await open_postgres(url), ring))
    await store("memory", MemoryBackend())


if __name__ == "__main__":
    asyncio.run(main())
