"""What Teams tells of its own accord: a meeting begins, people join and leave, a message is edited.

Nothing of it is ever recorded. Who joined is only what the chair's form of who is here begins with.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from bot.heard import Heard, HeardKind
from bot.outbound import whole_channel
from bot.people import People
from dialogs.again import seen_key
from meeting.access import NotYours
from meeting.joining import EARLY, Joining, held_in, is_on
from meeting.model import Meeting
from meeting.post import CHANNEL
from state.backend import Conflict
from state.directory import CONVENE
from state.joining import forget_old_joinings, joining_in, keep_joining
from state.rows import Rows
from state.store import Store
from state.wakes import planned

MEETINGS = {
    HeardKind.MEETING_STARTED,
    HeardKind.MEETING_ENDED,
    HeardKind.JOINED,
    HeardKind.LEFT,
}

TRIES = 10
"""Several people may join at the same moment."""
MOST_MEMBERS = 200
MOST_OPEN = 10_000
LONGEST = timedelta(days=1)
"""A meeting that was to be held earlier than that is not looked at."""

EDITED = (
    "I do not read changes to a message, nor that it was deleted: whatever I recorded from it"
    " stands. To change something, please write it to me as a new message."
)


class Events:
    def __init__(self, store: Store, people: People, now: Callable[[], datetime]) -> None:
        self._store = store
        self._people = people
        self._now = now

    async def happened(self, heard: Heard) -> None:
        """Keeps who is in a Teams meeting, where it can only be one strategy meeting."""
        for _ in range(TRIES):
            rows = Rows(self._store.backend)
            with suppress(Conflict):
                await self._keep(heard, rows)
                return

    async def _keep(self, heard: Heard, rows: Rows) -> None:
        now, conversation = self._now(), heard.place.conversation
        held = await joining_in(rows, conversation)
        known = held if await self._still_open(held) else None
        if heard.kind in {HeardKind.MEETING_STARTED, HeardKind.JOINED}:
            known = known or await self._begun(heard, now)
        if known is None:
            return
        if held is None:
            await forget_old_joinings(rows, now)
        if (after := self._after(heard, known, now)) != held:
            await keep_joining(rows, conversation, after)
            await rows.commit()

    async def _still_open(self, held: Joining | None) -> bool:
        """A later Teams meeting in the same conversation may be another strategy meeting."""
        if held is None:
            return False
        meeting = await self._meeting(held.meeting)
        return meeting is not None and is_on(meeting, self._now())

    async def _begun(self, heard: Heard, now: datetime) -> Joining | None:
        link = _text(heard.data, "JoinUrl")
        here = await self._is_where_meetings_are_shown(heard)
        meeting = held_in(await self._near(now), link, heard.place.conversation, here, now)
        return Joining(meeting=meeting.id, started_at=now) if meeting else None

    async def _is_where_meetings_are_shown(self, heard: Heard) -> bool:
        channel = await self._people.reach(CHANNEL)
        place = whole_channel(heard.place)
        return channel is not None and channel.conversation == place.conversation

    async def _near(self, now: datetime) -> list[Meeting]:
        """Meetings that may be on now, by when they were to be held."""
        near = {
            due.meeting
            for due in await planned(self._store.backend, MOST_OPEN)
            if due.wake.by is None or now - LONGEST <= due.wake.by <= now + EARLY
        }
        found = [await self._meeting(name) for name in sorted(near)]
        return [meeting for meeting in found if meeting]

    async def _meeting(self, meeting_id: str) -> Meeting | None:
        with suppress(NotYours):
            return await self._store.work(CONVENE, self._now()).meeting(meeting_id)
        return None

    def _after(self, heard: Heard, joining: Joining, now: datetime) -> Joining:
        if heard.kind is HeardKind.MEETING_ENDED:
            return joining.ended(now)
        for user, aad in _members(heard):
            known = self._people.find(aad) if aad else None
            if heard.kind is HeardKind.LEFT:
                joining = joining.left(aad, now)
            elif known:
                joining = joining.joined(known.id, now)
            else:
                joining = joining.met(_mark(user or aad, heard))
        return joining

    async def to_be_told(self, heard: Heard) -> bool:
        """Whether somebody is told, once for each message, that edits are not read."""
        rows = Rows(self._store.backend)
        key = seen_key(f"{heard.delivery}:edited")
        if await rows.get(key):
            return False
        await rows.set(key, self._now().isoformat())
        try:
            await rows.commit()
        except Conflict:
            return False
        return True


def _members(heard: Heard) -> Iterator[tuple[str, str]]:
    """The Teams id and the Entra id of each who joined or left, in any spelling of the names."""
    if heard.kind not in {HeardKind.JOINED, HeardKind.LEFT}:
        return
    members = _get(heard.data, "members")
    for member in members[:MOST_MEMBERS] if isinstance(members, list) else ():
        user = _get(member, "user")
        ids = _text(user, "id"), _text(user, "aadObjectId") or _text(user, "objectId")
        if any(ids) and ids[0] != heard.place.bot:
            yield ids


def _get(value: object, name: str) -> Any:
    """Teams writes these names now with a capital letter and now without."""
    found = value if isinstance(value, dict) else {}
    return found.get(name, found.get(name[0].swapcase() + name[1:]))


def _text(value: object, name: str) -> str:
    found = _get(value, name)
    return found if isinstance(found, str) else ""


def _mark(user: str, heard: Heard) -> str:
    """Tells one stranger from another within this conversation, and nothing else of them."""
    told = f"{heard.place.conversation} {user}"
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:16]
