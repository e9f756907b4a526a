"""One process of the bot in the simulation: the real handler, router and postman."""

import asyncio
import random
from collections.abc import Callable
from datetime import datetime

from benchmarks.soak.weather import Life, MortalBackend, MortalPostbox, MortalVoice, Weather
from bot.answering import Answering
from bot.handler import Handler
from bot.heard import Heard
from bot.ladder import Ladder
from bot.mail import Letter
from bot.people import People
from bot.persistence import Persistence
from bot.postman import Postman
from bot.ways import Ways
from dialogs.contents import DIALOGS
from dialogs.router import Router
from meeting.protocol import PartnershipProtocol
from state.directory import Directory
from state.store import Store
from tests.fakes.ordered import OrderedBackend
from tests.fakes.voice import FakeVoice

LOOKS_EVERY = 30.0
"""Seconds at the most between two looks at what is due."""


class Replica:
    def __init__(
        self,
        name: str,
        shared: OrderedBackend,
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
        self._backend = MortalBackend(shared, self.life)
        self._now = now
        self.store = Store(self._backend, {protocol.name: protocol}, directory)
        people = People(self.store, local=False)
        voice = MortalVoice(posts, weather, self.life)
        ways = Ways(voice, people, MortalPostbox(letters, weather, self.life), far=True)
        chance = random.Random(weather.chance.random())
        climbing = ladder(voice, people, ways, chance=chance)
        self.postman = Postman(self.store, climbing, lambda m, p, e: "https://l", now, name)
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

    async def run(self) -> None:
        """Until it is killed."""
        await self.postman.sweep()
        while True:
            await self.postman.wake()
            self.life.check()
            await asyncio.sleep(await self._pause())

    async def _pause(self) -> float:
        keys = await self._backend.keys("wake:", "wake:~", 1)
        if not keys:
            return LOOKS_EVERY
        stamp = keys[0].split(":")[1]
        due = datetime.fromisoformat(f"{stamp}+0000")
        return min(max((due - self._now()).total_seconds(), 1.0), LOOKS_EVERY)
