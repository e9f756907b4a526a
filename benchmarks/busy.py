"""How long a turn takes while the postman works through everything due, beside when he rests.

Turns come at a steady rate, whether or not the earlier ones are answered, and each leads to a
visit of the postman, in both cases. All posts are due at one moment, and nothing holds him back:
Teams' own limits, which would make him send 14 a second, are off. A second measurement has them.
"""

import asyncio
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from benchmarks.hosting import Subject, ours
from benchmarks.load import Timed, at_a_steady_rate
from benchmarks.meetings import shown, template
from benchmarks.report import Line, at_most
from benchmarks.sizes import Sizes

TOGETHER = 16
UNIT = "ms (p99)"
GOAL = 3.0
SETTLED = 200


def for_seconds(seconds: float) -> Callable[[], bool]:
    until = time.perf_counter() + seconds
    return lambda: time.perf_counter() < until


async def taken(port: int) -> int:
    """How many posts the sink has."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET / HTTP/1.1\r\n\r\n")
    await reader.readuntil(b"\r\n\r\n")
    found = int((await reader.readuntil(b"}")).split(b":")[1].strip(b" }"))
    writer.close()
    return found


@asynccontextmanager
async def until_taken(port: int, posts: int, at_most: float) -> AsyncIterator[Callable[[], bool]]:
    """Says whether the sink still waits for some of them."""
    ended, slow = asyncio.Event(), for_seconds(at_most)

    async def look() -> None:
        while await taken(port) < posts and slow():
            await asyncio.sleep(0.1)
        ended.set()

    looking = asyncio.create_task(look())
    try:
        yield lambda: not ended.is_set()
    finally:
        await looking


async def while_idle(subject: Subject, sizes: Sizes) -> Timed:
    await at_a_steady_rate(subject.bot, sizes.steady, for_seconds(1.0), TOGETHER)
    return await at_a_steady_rate(subject.bot, sizes.steady, for_seconds(sizes.idle), TOGETHER)


async def while_busy(subject: Subject, sizes: Sizes, posts: int, at_most: float) -> Timed:
    assert subject.sink
    async with until_taken(subject.sink.port, posts, at_most) as going:
        return await at_a_steady_rate(subject.bot, sizes.steady, going, TOGETHER)


async def bench(sizes: Sizes) -> tuple[list[Line], list[str]]:
    settled = (await template(shown=True), SETTLED)
    owing = await template(shown=False)
    each = len(await shown())
    due = math.ceil(sizes.due / each)
    async with ours(settled, postman="swept", paced=False) as subject:
        idle = await while_idle(subject, sizes)
    async with ours(settled, (owing, due), postman="swept", paced=False) as subject:
        began = time.perf_counter()
        busy = await while_busy(subject, sizes, due * each, 600)
        spent = time.perf_counter() - began
    async with ours(settled, (owing, due), postman="swept") as subject:
        paced = await while_busy(subject, sizes, due * each, sizes.idle)
    p99, rest = busy.percentile(0.99) * 1000, idle.percentile(0.99) * 1000
    line = Line("busy_p99", p99, rest, "idle", UNIT)
    notes = [
        f"busy_p99: {due * each:,} posts in {spent:.0f} s ({due * each / spent:.0f} a second), with"
        f" {sizes.steady:g} turns a second; p50 {busy.percentile(0.5) * 1000:.1f} ms, idle"
        f" {idle.percentile(0.5) * 1000:.1f} ms",
        f"busy_p99, with Teams' limits kept: p50 {paced.percentile(0.5) * 1000:.1f} ms, p99"
        f" {paced.percentile(0.99) * 1000:.1f} ms",
    ]
    return [at_most(GOAL, line)], notes
