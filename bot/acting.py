"""The local run alone: whoever is at the screen acts as anybody, and lets time pass."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.heard import Heard, HeardKind
from bot.people import People
from dialogs.finding import find_person
from meeting.people import Person
from meeting.posts import posts
from meeting.saying import listed, spoken
from state.directory import CONVENE
from state.receipts import shown_of
from state.store import Store

ACT = re.compile(r"^\s*act as (?:an? |the )?(.+?)\s*[.!]?\s*$", re.IGNORECASE)
WAIT = re.compile(r"^\s*(?:wait|skip) (\d+) (minute|hour|day)s?\s*[.!]?\s*$", re.IGNORECASE)


class Clock:
    """Real time, plus what was skipped."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._skipped = timedelta()

    def __call__(self) -> datetime:
        return self._now() + self._skipped

    def skip(self, span: timedelta) -> None:
        self._skipped += span


HINT = "To be read by others: {}. Type, for example: act as {}"


class Acted(NamedTuple):
    words: str
    person: Person | None
    touched: tuple[str, ...] = ()


class Acting:
    def __init__(self, people: People, store: Store, clock: Clock) -> None:
        self._people = people
        self._store = store
        self._directory = store.directory
        self._told = ""
        self._clock = clock

    async def act(self, heard: Heard) -> Acted | None:
        """What was done, when the words ask for it; None for everything else."""
        if heard.kind is not HeardKind.TEXT:
            return None
        if wanted := ACT.match(heard.text):
            return await self._become(heard, wanted.group(1))
        if waited := WAIT.match(heard.text):
            return self._skip(int(waited.group(1)), waited.group(2).lower())
        if heard.text.strip().lower().rstrip("?") in {"who am i", "who can i be"}:
            return Acted(await self._everybody(heard), None)
        return None

    async def _become(self, heard: Heard, words: str) -> Acted:
        person = find_person(words, self._directory.people)
        if person is None:
            return Acted(f"I know nobody like that. {await self._everybody(heard)}", None)
        await self._people.act(heard, person)
        touched = await self._people.meetings_of(person.id, self._clock())
        return Acted(f"You now act as {person.described}.", person, tuple(touched))

    def _skip(self, count: int, unit: str) -> Acted:
        self._clock.skip(timedelta(**{f"{unit}s": count}))
        return Acted(f"It is now {spoken(self._clock())}.", None)

    async def hint(self, meeting_id: str) -> str:
        """Who has something to read as soon as somebody acts as them; empty when nobody has."""
        work = self._store.work(CONVENE, self._clock())
        meeting = await work.meeting(meeting_id)
        shown = await shown_of(work, meeting_id)
        due = posts(meeting, work.protocol(meeting), self._clock())
        waiting = dict.fromkeys(p.to for p in due if p.slot not in shown.receipts)
        found = [p for p in map(self._directory.find, waiting) if p]
        if not found:
            return ""
        names = listed([p.described for p in found])
        hint = HINT.format(names, found[0].name.split()[0].lower())
        news, self._told = hint != self._told, hint
        return hint if news else ""

    async def _everybody(self, heard: Heard) -> str:
        me = await self._people.who(heard)
        names = "; ".join(p.described for p in self._directory.people)
        return f"You act as {me.described if me else 'nobody'}. You can be: {names}."
