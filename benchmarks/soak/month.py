"""Lets the simulated time pass, and draws up what came of it."""

import asyncio
import logging
import random
from collections import Counter
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog

from benchmarks.soak.ledger import Verdict
from benchmarks.soak.lives import MeetingLife
from benchmarks.soak.weather import Killed
from benchmarks.soak.world import START, World
from bot.ladder import Ladder
from state.directory import CONVENE
from state.receipts import shown_of
from state.store import Store
from tests.fakes.virtual_time import VirtualLoop

QUIET = timedelta(hours=6)
"""At the end everything works again, so that what is still owed can come."""


MOST_PEOPLE = 400
"""As many as a partnership might have who go to such meetings."""


class Asked(NamedTuple):
    meetings: int = 300
    days: int = 14
    people: int = 0
    replicas: int = 2
    kill: float = 0.0
    """Chance that a process dies at any one call; 0: as fits so many meetings."""
    seed: int = 1

    @property
    def deadly(self) -> float:
        return self.kill or 0.0008 * min(1.0, 1000 / max(self.meetings, 1))


class Told(NamedTuple):
    verdict: Verdict
    duplicated: int
    """Messages that no receipt knows any more, and e-mails sent twice."""
    kills: int
    outages: int
    """Of Teams, and of everything on our side."""
    redrawn: int
    weather: Counter[str]
    """What else went wrong, and how often."""


def run(asked: Asked, ladder: type[Ladder] = Ladder) -> Told:
    """The same for the same seed."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    random.seed(asked.seed)
    loop = VirtualLoop()
    loop.set_exception_handler(_let_the_dead_lie)
    try:
        return loop.run_until_complete(_month(asked, ladder))
    finally:
        loop.close()


async def _month(asked: Asked, ladder: type[Ladder]) -> Told:
    people = asked.people or min(max(60, asked.meetings), MOST_PEOPLE)
    world = World(asked.seed, people, asked.replicas, asked.deadly, ladder)
    end = START + timedelta(days=asked.days)
    await world.open(end)
    lives = [asyncio.ensure_future(_life(world, n, end)) for n in range(asked.meetings)]
    await asyncio.sleep((end - world.now()).total_seconds())
    for life in lives:
        life.cancel()
    ended = await asyncio.gather(*lives, return_exceptions=True)
    for error in ended:
        if isinstance(error, Exception):
            raise error
    world.weather.calm = True
    await asyncio.sleep(QUIET.total_seconds())
    await world.close()
    return await _told(world)


async def _life(world: World, number: int, end: datetime) -> None:
    """Meetings begin all through the time."""
    span = (end - START).total_seconds() * 0.85
    await asyncio.sleep(world.chance.uniform(0, span))
    await MeetingLife(world, number, end).live()


async def _told(world: World) -> Told:
    verdict, known = Verdict(), set()
    store = Store(world.rows, {world.protocol.name: world.protocol}, world.directory)
    for meeting_id in world.ledger.accounts:
        shown = await shown_of(store.work(CONVENE, world.now()), meeting_id)
        world.ledger.judge(meeting_id, shown, world.now(), verdict)
        known |= {r.message for r in shown.receipts.values() if r.message}
    letters = [letter.name for letter in world.letters]
    twice = len(world.posts.messages) - len(known) + len(letters) - len(set(letters))
    verdict.done_twice = world.rows.done_twice
    weather = world.weather
    outages = len(weather.outages) + len(weather.blackouts)
    return Told(verdict, twice, weather.kills, outages, world.posts.redrawn, weather.told)


def _let_the_dead_lie(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    error = context.get("exception")
    group = isinstance(error, BaseExceptionGroup) and error.split(Killed)[1] is None
    if not (isinstance(error, Killed | asyncio.CancelledError) or group):
        loop.default_exception_handler(context)
