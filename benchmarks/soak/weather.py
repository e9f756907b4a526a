"""What goes wrong in a simulated month: outages, throttling, lost answers, closed chats, kills."""

import asyncio
import random
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import itemgetter
from typing import NamedTuple

from bot.failures import Ambiguous, Failure, Throttled, Unreachable
from bot.mail import Letter
from bot.wire import PATIENCE
from state.places import Place
from tests.fakes.voice import FakeVoice

OUTAGE_EVERY = timedelta(days=3)
BLACKOUT_EVERY = timedelta(days=4)
LONGEST_OUTAGE = timedelta(hours=3)
CLOSED = 0.03
"""Of all chats: so many are closed to the bot."""


THROTTLED, COLLIDED, CUT_OFF, ANSWER_LOST = 0.02, 0.01, 0.004, 0.005
"""Of all calls: 429 with a time to wait, 412, lost on the way, and done with the answer lost."""


UNANSWERED = PATIENCE.total or 0.0
"""Seconds after which the bot gives a call up."""


class Killed(BaseException):
    """The process is gone, in the middle of whatever it was doing."""


class Outage(NamedTuple):
    start: datetime
    end: datetime
    silent: bool
    """Calls go out and no answer comes; otherwise nothing can be sent at all."""


@dataclass
class Weather:
    """`calm` makes everything work, and everybody live."""

    chance: random.Random
    now: Callable[[], datetime]
    outages: list[Outage] = field(default_factory=list)
    blackouts: list[tuple[datetime, datetime]] = field(default_factory=list)
    """When no process of the bot can run."""
    closed: set[str] = field(default_factory=set)
    calm: bool = False
    kill: float = 0.0
    """How likely a process dies at any one call."""
    kills: int = 0
    told: Counter[str] = field(default_factory=Counter)
    """How often it struck, and in which way."""

    def forecast(self, start: datetime, end: datetime, chats: Sequence[str]) -> None:
        at = start
        while (at := at + OUTAGE_EVERY * self.chance.uniform(0.2, 1.8)) < end:
            length = LONGEST_OUTAGE * self.chance.random() ** 2 + timedelta(minutes=5)
            self.outages.append(Outage(at, at + length, self.chance.random() < 0.4))
        at = start
        while (at := at + BLACKOUT_EVERY * self.chance.uniform(0.4, 1.6)) < end:
            dawn = at + timedelta(minutes=self.chance.uniform(10, 300))
            self.blackouts.append((at, dawn))
            at = dawn
        self.closed = {chat for chat in chats if self.chance.random() < CLOSED}

    def outage(self, now: datetime) -> Outage | None:
        found = next((o for o in self.outages if o.start <= now < o.end), None)
        return None if self.calm else found

    def answers_after(self, now: datetime) -> float:
        """Seconds until a call is answered, or given up."""
        outage = self.outage(now)
        return UNANSWERED if outage and outage.silent else self.chance.uniform(0.02, 0.4)

    def before(self, call: str, place: Place, now: datetime) -> None:
        """Raises what keeps a call from being carried out."""
        if self.calm:
            return
        if (outage := self.outage(now)) is not None:
            raise _lost(call) if outage.silent else Throttled(5)
        if place.conversation in self.closed and call in {"send", "open_chat"}:
            raise Unreachable("MessageWritesBlocked")
        dice = self.chance.random()
        if dice < THROTTLED:
            self.told["throttled"] += 1
            raise Throttled(self.chance.uniform(1, 120))
        if dice < THROTTLED + COLLIDED:
            self.told["collided"] += 1
            raise Throttled(1)
        if dice < THROTTLED + COLLIDED + CUT_OFF:
            self.told["cut off"] += 1
            raise _lost(call)

    def after(self, call: str) -> None:
        """Raises when the answer to a call that was carried out gets lost."""
        if not self.calm and self.chance.random() < ANSWER_LOST:
            self.told["done, but answered with an error"] += 1
            raise _lost(call)

    @property
    def dark(self) -> bool:
        """The blackouts stand in order and apart: the last that has begun is the one to ask."""
        now = self.now()
        begun = bisect_right(self.blackouts, now, key=itemgetter(0))
        return not self.calm and begun > 0 and now < self.blackouts[begun - 1][1]

    def strike(self) -> bool:
        """Whether a process dies now."""
        dies = not self.calm and (self.dark or self.chance.random() < self.kill)
        self.kills += dies
        return dies


def _lost(call: str) -> Failure:
    """Only what is sent may have been done twice by repeating it."""
    return Ambiguous() if call in {"send", "open_chat"} else Throttled(5)


class Life:
    """Whether the process to which something belongs still lives."""

    def __init__(self, weather: Weather) -> None:
        self._weather = weather
        self.over = False

    def check(self) -> None:
        if self.over:
            raise Killed
        if self._weather.strike():
            self.over = True
            raise Killed


class MortalVoice:
    """Teams as one process sees it: slow, in its weather, and gone when the process is."""

    def __init__(self, voice: FakeVoice, weather: Weather, life: Life) -> None:
        self._voice = voice
        self._weather = weather
        self._life = life

    async def _call(self, call, place, done):
        self._life.check()
        await asyncio.sleep(self._weather.answers_after(self._voice.now()))
        self._life.check()
        self._weather.before(call, place, self._voice.now())
        result = await done
        self._life.check()
        self._weather.after(call)
        return result

    async def send(self, place, *, card=None, text="", summary):
        """The card was drawn; that it came is kept, and not what it showed."""
        done = self._voice.send(place, text=text, summary=summary)
        return await self._guarded("send", place, done)

    async def update(self, place, message_id, card, summary):
        done = self._voice.update(place, message_id, {}, summary)
        return await self._guarded("update", place, done)

    async def open_chat(self, near, user):
        done = self._voice.open_chat(near, user)
        place = near.model_copy(update={"conversation": f"a:{user}"})
        return await self._guarded("open_chat", place, done)

    async def is_member(self, place, user):
        return await self._guarded("is_member", place, self._voice.is_member(place, user))

    async def _guarded(self, call, place, done):
        try:
            return await self._call(call, place, done)
        finally:
            done.close()


class MortalPostbox:
    def __init__(self, letters: list[Letter], weather: Weather, life: Life) -> None:
        self._letters = letters
        self._weather = weather
        self._life = life

    async def send(self, letter: Letter) -> None:
        self._life.check()
        dice = 1.0 if self._weather.calm else self._weather.chance.random()
        if dice < 0.03:
            raise Throttled(60)
        if dice < 0.035:
            raise Ambiguous
        self._letters.append(letter._replace(body=""))
        self._life.check()
        if dice > 0.998 and not self._weather.calm:
            raise Ambiguous
