"""Whole turns per second of one core: an attendance answer of ours beside the peers' empty card.

Ours checks the token's signature, applies the rule, keeps the answer for good in the encrypted
store and gives back the card of questions. The peers ask for no token, remember nothing, and give
back an empty card. All get the same activities over the same number of kept connections.
"""

from contextlib import AsyncExitStack
from statistics import median
from typing import NamedTuple

from benchmarks.environments import NotInstalled
from benchmarks.hosting import Subject, botbuilder, microsoft_agents, microsoft_teams, ours
from benchmarks.load import Timed, as_fast_as_it_goes
from benchmarks.meetings import template
from benchmarks.processes import Watch
from benchmarks.report import Line, at_least
from benchmarks.sizes import Sizes

TOGETHER = 32
UNIT = "turns a second of one core"
GOALS = {"botbuilder": 10.0, "microsoft-agents": 1.0, "microsoft-teams": 1.0}
PEERS = (botbuilder, microsoft_agents, microsoft_teams)


class Measured(NamedTuple):
    timed: Timed
    rate: float
    """Answers a second of the time that the server had of its core, or that nobody had."""
    busy: float
    """Processor time of the server for each answer, in ms."""


async def measure(subject: Subject, seconds: float) -> Measured:
    before, watch = subject.server.seconds(), Watch(subject.server.process.pid)
    timed = await as_fast_as_it_goes(subject.bot, seconds, TOGETHER)
    answered, busy = len(timed.waits), subject.server.seconds() - before
    return Measured(timed, answered / watch.seconds(), busy / answered * 1000)


async def in_turn(subjects: list[Subject], sizes: Sizes) -> dict[str, list[Measured]]:
    """Each has its round after the other, so that a slow minute is everybody's."""
    found: dict[str, list[Measured]] = {subject.name: [] for subject in subjects}
    for subject in subjects:
        await measure(subject, sizes.seconds)  # warms it up
    for _ in range(sizes.rounds):
        for subject in subjects:
            found[subject.name].append(await measure(subject, sizes.seconds))
    return found


async def bench(sizes: Sizes) -> tuple[list[Line], list[str]]:
    notes = []
    settled = (await template(shown=True), sizes.meetings)
    async with AsyncExitStack() as stack:
        subjects = [await stack.enter_async_context(ours(settled, postman="at home"))]
        for peer in PEERS:
            try:
                subjects.append(await stack.enter_async_context(peer(sizes.meetings)))
            except NotInstalled as wrong:
                notes.append(f"turn: not measured, since {wrong}")
        found = await in_turn(subjects, sizes)
    rates = {name: median(m.rate for m in rounds) for name, rounds in found.items()}
    lines = [
        at_least(GOALS[name], Line("turn", rates["ours"], rates[name], name, UNIT))
        for name in rates
        if name != "ours"
    ]
    return lines, [*notes, *(_note(name, rounds) for name, rounds in found.items())]


def _note(name: str, rounds: list[Measured]) -> str:
    rate, busy = median(m.rate for m in rounds), median(m.busy for m in rounds)
    wall = median(m.timed.rate for m in rounds)
    p50, p99 = (median(m.timed.percentile(p) for m in rounds) * 1000 for p in (0.5, 0.99))
    return (
        f"turn, {name}: {rate:,.0f} a second of its core ({wall:,.0f} by the clock on the wall),"
        f" {busy:.2f} ms of processor time each; with {TOGETHER} at once each takes {p50:.0f} ms"
        f" (p50) or {p99:.0f} ms (p99)"
    )
