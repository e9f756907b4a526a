"""Seconds from a process's start to its first answer, and what it has in memory once it rests.

Ours opens an encrypted store, reads every partnership's protocol, fetches the signing keys, and
answers an invitee with a card; stock botbuilder echoes a few words.
"""

import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from statistics import median

from benchmarks.hosting import Subject, echo, ours
from benchmarks.load import connections
from benchmarks.meetings import template
from benchmarks.report import Line
from benchmarks.sizes import Sizes

MEETINGS = 100
Started = Callable[[], AbstractAsyncContextManager[Subject]]


async def first_answer(subject: Subject) -> float:
    """Seconds since its process was started."""
    async with connections(subject.bot, 1) as [connection]:
        await connection.ask()
        return time.perf_counter() - subject.server.begun


async def measured(started: Started) -> tuple[float, float]:
    """Seconds to the first answer, and MB at rest."""
    async with started() as subject:
        seconds = await first_answer(subject)
        await subject.server.at_rest()
        return seconds, subject.server.memory()


async def bench(sizes: Sizes) -> tuple[list[Line], list[str]]:
    settled = (await template(shown=True), MEETINGS)
    mine, stock = list[tuple[float, float]](), list[tuple[float, float]]()
    for _ in range(sizes.rounds):
        mine.append(await measured(lambda: ours(settled)))
        stock.append(await measured(echo))
    lines = [
        Line(name, median(m[n] for m in mine), median(s[n] for s in stock), "botbuilder", unit)
        for n, (name, unit) in enumerate((("start", "s"), ("memory", "MB")))
    ]
    return lines, []
