"""One process of the bot in the simulation: the real handler, router and postman."""

import asyncio
import random
from collections.abc import Callable
from datetime import datetime

from benchmarks.soak.rows import MortalBackend, SharedRows
from benchmarks.soak.weather import Life, MortalPostbox, MortalVoice, Weather
from bot.answering import Answering
from bot.handler import Handler
from bot.heard import Heard
from bot.ladder import Ladder
from bot.mail import Letter
from bot.people import People
from bot.persistence import Persistence
from bot.postman import Postman
from bot.reckoned import Reckoned
from bot.ways import Ways
from dialogs.contents import DIALOGS
from dialogs.router import Router
from meeting.protocol import PartnershipProtocol
from state.directory import Directory
from state.store import Store
from tests.fakes.voice import FakeVoice

LOOKS_EVERY = 60.0
"""Seconds at the most between two looks at what is due; the bot itself looks every second."""


class Replica:
    def __init__(
        self,
        name: str,
        shared: SharedRows,
        reckoned: Reckoned,
        protocol: PartnershipProtocol,
        directory: Directory,
        posts: FakeVoice,
        replies: FakeVoice,
        letters: list[Letter],
        weather: Weather,
        now: Callable[[], datetime],
        ladder: type[Ladder],
    ) -> None:
        self.name = name
        self.life = Life(weather)
        self._shared = shared
        self._now = now
        rows = MortalBackend(shared, self.life)
        self.store = Store(rows, {protocol.name: protocol}, directory)
        people = People(self.store, local=False)
        voice = MortalVoice(posts, weather, self.life)
        ways = Ways(voice, people, MortalPostbox(letters, weather, self.life), far=True)
        chance = random.Random(weather.chance.random())
        climbing = ladder(voice, people, ways, chance=chance)
        self.postman = Postman(
            self.store, climbing, lambda m, p, e: "https://l", now, name, reckoned
        )
        persistence = Persistence()
        answering = Answering(MortalVoice(replies, weather, self.life), people, persistence)
        router = Router(DIALOGS, self.store)
        self._handler = Handler(router, people, self.postman, answering, persistence, now)

    @property
    def lives(self) -> bool:
        return not self.life.over

    async def hear(self, heard: Heard) -> None:
        await self._handler.hear(heard)

    def visit(self, meeting_id: str) -> None:
        self._handler.visit([meeting_id])

    async def run(self, *, sweeps: bool) -> None:
        """Until it is killed. `sweeps`: looks at every meeting first, as at a new version's start;
        otherwise the wakes that were kept must bring everything."""
        if sweeps:
            await self.postman.sweep()
        while True:
            pause = self._pause()
            if pause <= 0:
                await self.postman.wake()
            self.life.check()
            await asyncio.sleep(min(max(pause, 1.0), LOOKS_EVERY))

    def _pause(self) -> float:
        """Seconds until the earliest wake; there is nothing to look for before it."""
        due = self._shared.earliest_wake()
        return (due - self._now()).total_seconds() if due else LOOKS_EVERY
