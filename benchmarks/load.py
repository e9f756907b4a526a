"""Posts activities to a bot as Teams would, over kept connections, and times every answer.

The same for ours and for every peer. It speaks HTTP with as little work as can be, so that the
bot is what is measured.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

Body = Callable[[], bytes]
"""The next activity to post."""


class WrongAnswer(Exception):
    """The bot did not answer as it should: what is measured would be something else."""


class Bot(NamedTuple):
    """Whom to post to, and how a good answer is known."""

    port: int
    body: Body
    tokens: tuple[str, ...] = ("",)
    """What each connection shows, in turn; empty: nothing."""
    says: bytes = b""
    """Stands in every good answer."""


class Timed(NamedTuple):
    rate: float
    """Answers a second."""
    waits: list[float]
    """How long each answer took, in seconds, from the shortest."""

    def percentile(self, share: float) -> float:
        return self.waits[min(len(self.waits) - 1, int(len(self.waits) * share))]


class Connection:
    """One kept connection; one activity at a time."""

    def __init__(
        self, bot: Bot, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, token: str
    ) -> None:
        self._bot = bot
        self._reader = reader
        self._writer = writer
        shown = f"Authorization: Bearer {token}\r\n" if token else ""
        self._head = (
            f"POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1:{bot.port}\r\n{shown}"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode()

    def close(self) -> None:
        self._writer.close()

    async def ask(self) -> float:
        """Posts the next activity; how long the answer took."""
        body = self._bot.body()
        begun = time.perf_counter()
        self._writer.write(b"%b%d\r\n\r\n%b" % (self._head, len(body), body))
        status, answer = await self._answer()
        waited = time.perf_counter() - begun
        if status not in (200, 201, 202) or self._bot.says not in answer:
            raise WrongAnswer(f"{status} {answer[:400]!r}")
        return waited

    async def _answer(self) -> tuple[int, bytes]:
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        length = 0
        for line in head.split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if b"transfer-encoding:" in head:
            raise WrongAnswer("in pieces")
        return int(head[9:12]), await self._reader.readexactly(length)


@asynccontextmanager
async def connections(bot: Bot, count: int) -> AsyncIterator[list[Connection]]:
    opened = list[Connection]()
    try:
        for number in range(count):
            reader, writer = await asyncio.open_connection("127.0.0.1", bot.port)
            token = bot.tokens[number % len(bot.tokens)]
            opened.append(Connection(bot, reader, writer, token))
        yield opened
    finally:
        for connection in opened:
            connection.close()


async def as_fast_as_it_goes(bot: Bot, seconds: float, together: int) -> Timed:
    """Each connection posts again as soon as it has its answer."""
    async with connections(bot, together) as opened:
        begun = time.perf_counter()
        waits = await _keep_asking(opened, seconds)
        return Timed(len(waits) / (time.perf_counter() - begun), sorted(waits))


async def _keep_asking(opened: list[Connection], seconds: float) -> list[float]:
    waits = list[float]()
    until = time.perf_counter() + seconds

    async def one(connection: Connection) -> None:
        while time.perf_counter() < until:
            waits.append(await connection.ask())

    async with asyncio.TaskGroup() as group:
        for connection in opened:
            group.create_task(one(connection))
    return waits


async def at_a_steady_rate(
    bot: Bot, rate: float, going: Callable[[], bool], together: int
) -> Timed:
    """So many a second for as long as `going` says, whether or not the earlier are answered.

    A wait counts from when the activity was due, so that a bot that stands still is found out."""
    waits = list[float]()
    idle = asyncio.Queue[Connection]()
    begun = time.perf_counter()

    async def one(due: float) -> None:
        connection = await idle.get()
        await connection.ask()
        waits.append(time.perf_counter() - due)
        idle.put_nowait(connection)

    async with connections(bot, together) as opened, asyncio.TaskGroup() as group:
        for connection in opened:
            idle.put_nowait(connection)
        asked = 0
        while going():
            due = begun + asked / rate
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            group.create_task(one(due))
            asked += 1
    return Timed(len(waits) / (time.perf_counter() - begun), sorted(waits))
