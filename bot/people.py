"""Who speaks, and where somebody can be reached: kept from what Teams tells us."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import lru_cache

from bot.heard import Heard, HeardKind
from bot.outbound import whole_channel
from meeting.people import Person
from meeting.post import CHANNEL
from state.backend import Conflict
from state.directory import CONVENE
from state.places import Place, PlaceKind
from state.rows import Rows
from state.store import Store

Now = Callable[[], datetime]


PLACES = 1024
"""How many are held ready as they are written down."""


@lru_cache(PLACES)
def _written(place: Place) -> str:
    return place.model_dump_json()


class People:
    def __init__(self, store: Store, *, local: bool) -> None:
        self._store = store
        self._local = local

    async def who(self, heard: Heard) -> Person | None:
        """The person of the directory; in the local run, whoever they act as."""
        if self._local:
            acting = await self._rows().get(f"acting:{heard.user}")
            return self._store.directory.find(acting or heard.aad)
        return self._store.directory.find(heard.aad)

    async def act(self, heard: Heard, person: Person) -> None:
        """From now on whoever is at this screen is that person, and is reached there."""
        before = await self.who(heard)
        rows = self._rows()
        await rows.set(f"acting:{heard.user}", person.id)
        if before:
            await rows.set(f"reach:{before.id}", None)
        await rows.set(f"reach:{person.id}", heard.place.model_dump_json())
        await rows.commit()

    async def remember(self, person: Person, place: Place) -> bool:
        """Keeps where somebody is reached; True when that is news, or they missed something."""
        if place.kind is not PlaceKind.PERSONAL:
            return False
        return await self._keep(f"reach:{person.id}", place)

    async def remember_chat(self, person: str, place: Place) -> None:
        """A chat that the bot has opened itself."""
        await self._keep(f"reach:{person}", place)

    async def remember_channel(self, place: Place) -> bool:
        """Keeps the channel in which meetings are shown; True when that is news."""
        if place.kind is PlaceKind.PERSONAL:
            return False
        return await self._keep(f"reach:{CHANNEL}", whole_channel(place))

    async def may_move_to(self, place: Place) -> bool:
        """Being added to a chat, such as a Teams meeting's, takes nothing away from the channel."""
        held = await self.reach(CHANNEL)
        return held is None or held.kind is not PlaceKind.CHANNEL or place.kind is held.kind

    async def forget_channel(self, heard: Heard) -> None:
        """The bot was taken out of a team or chat: only if it is the one with the meetings."""
        held = await self.reach(CHANNEL)
        gone = {whole_channel(heard.place).conversation, heard.channel, heard.team}
        if heard.kind is HeardKind.CLOSED and heard.channel:
            gone = {heard.channel}  # another channel of the team is still there
        if held and held.conversation in gone:
            await self.forget(CHANNEL)

    async def reach(self, to: str) -> Place | None:
        """Where to reach a person, or the channel; None while nobody knows."""
        body = await self._rows().get(f"reach:{to}")
        return Place.model_validate_json(body) if body else None

    async def forget(self, person: str) -> None:
        """Their chat is closed to the bot, until they write in it again."""
        await self._set(f"reach:{person}", None)

    async def missed(self, person: str) -> None:
        """Something did not get into their chat: it is shown when they next write there."""
        await self._set(f"missed:{person}", "{}")

    def find(self, person: str) -> Person | None:
        return self._store.directory.find(person)

    async def meetings_of(self, person: str, now: datetime) -> list[str]:
        """Ids of the meetings of somebody who has just come within reach."""
        if person == CHANNEL:
            return [meeting async for meeting in self._store.waking()]
        found = self._store.directory.find(person) or CONVENE
        return [m.id for m in await self._store.work(found, now).mine()]

    async def _keep(self, key: str, place: Place) -> bool:
        body, missed = _written(place), key.replace("reach:", "missed:", 1)
        found = await self._store.backend.get_many((key, missed))
        if {row.key: row.body for row in found} == {key: body}:
            return False
        rows = self._rows()
        await rows.set(key, body)
        await rows.set(missed, None)
        try:
            await rows.commit()
        except Conflict:  # the same person at the same moment elsewhere: either place will do
            return False
        return True

    async def _set(self, key: str, body: str | None) -> None:
        rows = self._rows()
        if await rows.get(key) == body:
            return
        await rows.set(key, body)
        with suppress(Conflict):  # they came within reach at this very moment
            await rows.commit()

    def _rows(self) -> Rows:
        return Rows(self._store.backend)
