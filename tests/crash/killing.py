"""Starts a process that writes to a store, kills it at some moment, and looks at what is left."""

import asyncio
import os
import random
import signal
import time
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import NamedTuple

from state.keyring import KeyRing, new_key
from state.opening import open_backend
from tests.crash.poll import Made, Open, again, answer_until_killed, look, made
from tests.state.server import Server

POLLS = 3
FRESH = 10
"""After so many kills a store is begun anew, as each look goes through all of it."""
DATABASE_TOO = 15
"""Each time after so many kills the database is killed as well, in mid-write."""

RING = KeyRing(new_key("crash"))
NUMBERS = count(10_000)
NO_FILE = Path()


class Sum(NamedTuple):
    acknowledged: int = 0
    found: int = 0
    torn: int = 0
    kills: int = 0
    faults: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"acknowledged={self.acknowledged} found={self.found} torn={self.torn}"

    def plus(self, other: "Sum") -> "Sum":
        return Sum(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


def kill_embedded(folder: Path, chance: random.Random) -> Iterator[Sum]:
    """The embedded store, encrypted, whose one process is killed; what each kill showed."""
    template = asyncio.run(made())
    for number in count():
        file = folder / f"crash-{number // FRESH}.sqlite"
        yield _kill(partial(open_backend, "", file, RING), template, chance)


def kill_replica(
    server: Server, chance: random.Random, database_too: int = DATABASE_TOO
) -> Iterator[Sum]:
    """PostgreSQL: a process of the bot is killed, and now and then the database before it."""
    template = asyncio.run(made())
    for number in count():
        if number % FRESH == 0:
            server.clear()
        database = server if number % database_too == database_too - 1 else None
        opened = partial(open_backend, server.url, NO_FILE, RING)
        yield _kill(opened, template, chance, database)


def _kill(
    opened: Open, template: Made, chance: random.Random, database: Server | None = None
) -> Sum:
    meetings = [f"SM-{next(NUMBERS)}" for _ in range(POLLS)]
    hears, tells = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears)
        _live(opened, template, meetings, tells)
    os.close(tells)
    said = _hear(hears, 1 + chance.randint(0, 25))
    time.sleep(chance.uniform(0, 0.006))
    if database:
        database.stop(signal.SIGQUIT)
        database.start()
        said += _hear(hears, 5)
    os.kill(child, signal.SIGKILL)
    said += _hear(hears, None)
    os.close(hears)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        return Sum(torn=1, kills=1, faults=("the process ended by itself",))
    return asyncio.run(_judge(opened, meetings, {line.split()[1] for line in said[1:]}))


def _live(opened: Open, template: Made, meetings: list[str], tells: int) -> None:
    """In the process that is killed; never returns."""

    async def life() -> None:
        backend = await opened()
        for name in meetings:
            await template.begin(backend, name)
        os.write(tells, b"ready\n")
        await answer_until_killed(backend, meetings, tells)

    try:
        asyncio.run(life())
    finally:
        os._exit(1)


def _hear(pipe: int, lines: int | None) -> list[str]:
    """So many lines, or all that are still to come."""
    heard = b""
    while lines is None or heard.count(b"\n") < lines:
        if not (more := os.read(pipe, 1 if lines else 65536)):
            break
        heard += more
    return heard.decode().splitlines()


async def _judge(opened: Open, meetings: list[str], acknowledged: set[str]) -> Sum:
    backend = await opened()
    try:
        found = await look(backend, meetings, acknowledged)
        if found.torn:  # PostgreSQL may still have been busy with what the dead had sent
            await asyncio.sleep(0.2)
            found = await look(backend, meetings, acknowledged)
        torn = [*found.torn, *await again(backend, meetings, acknowledged)]
    finally:
        await backend.close()
    lost = [f"{token} is lost" for token in found.lost]
    kept = len(acknowledged) - len(lost)
    return Sum(len(acknowledged), kept, len(torn), 1, (*torn, *lost))
