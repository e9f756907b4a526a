"""Meetings, their timelines and wakes: read on somebody's behalf, kept together or not at all."""

from collections.abc import Mapping
from datetime import UTC, datetime

from meeting.access import NotYours, involved, may_see
from meeting.model import Meeting
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from state.backend import Backend
from state.directory import CONVENE, Directory
from state.journal import Entry, entry_after
from state.rows import Rows


def stamp(at: datetime) -> str:
    """An instant as text that sorts by time."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%f")


class Store:
    def __init__(
        self,
        backend: Backend,
        protocols: Mapping[str, PartnershipProtocol],
        directory: Directory,
    ) -> None:
        self.backend = backend
        self.protocols = protocols
        self.directory = directory

    def work(self, person: Person, at: datetime) -> "Work":
        return Work(self, person, at)

    async def due_wakes(self, now: datetime, limit: int = 100) -> list[str]:
        """Ids of the meetings that are to be looked at by now, earliest first."""
        rows = await self.backend.scan("wake:", f"wake:{stamp(now)}~", limit)
        return [row.key.rsplit(":", 1)[1] for row in rows]


class Work:
    """What one turn reads and writes, on behalf of a person."""

    def __init__(self, store: Store, person: Person, at: datetime) -> None:
        self.person = person
        self.at = at
        self.directory = store.directory
        self.protocols = store.protocols
        self.rows = Rows(store.backend)
        self.touched: list[str] = []

    @property
    def local_protocol(self) -> PartnershipProtocol:
        """The protocol under which new meetings are convened here."""
        return next(iter(self.protocols.values()))

    def protocol(self, meeting: Meeting) -> PartnershipProtocol:
        return self.protocols[meeting.protocol]

    async def meeting(self, meeting_id: str) -> Meeting:
        """Refuses in the same words whether it does not exist or is not theirs to see."""
        body = await self.rows.get(f"meeting:{meeting_id}")
        found = Meeting.model_validate_json(body) if body else None
        allowed = self.person.id == CONVENE.id or (found and may_see(found, self.person))
        if found is None or not allowed:
            raise NotYours
        return found

    async def mine(self) -> list[Meeting]:
        """The person's meetings, latest first."""
        index = await self.rows.keys(f"of:{self.person.id}:")
        keys = [f"meeting:{key.rsplit(':', 1)[1]}" for key in index]
        await self.rows.fetch(keys)
        bodies = [await self.rows.get(key) for key in keys]
        found = [Meeting.model_validate_json(b) for b in bodies if b]
        seen = [m for m in found if may_see(m, self.person)]
        return sorted(seen, key=lambda m: m.begun_at, reverse=True)

    async def save(self, meeting: Meeting, what: str, why: str = "") -> None:
        """Keeps the meeting with a line on its timeline and a wake; `what` names no child."""
        index = [f"of:{person}:{meeting.id}" for person in involved(meeting)]
        others = (f"journalend:{meeting.id}", f"wakeof:{meeting.id}")
        await self.rows.fetch((f"meeting:{meeting.id}", *others, *index))
        await self.rows.set(f"meeting:{meeting.id}", meeting.model_dump_json())
        for key in index:
            if await self.rows.get(key) is None:
                await self.rows.set(key, "{}")
        await self.note(meeting.id, what, why)
        await self.wake(meeting.id, self.at)
        if meeting.id not in self.touched:
            self.touched.append(meeting.id)

    async def note(self, meeting_id: str, what: str, why: str = "") -> None:
        """A line on the timeline."""
        body = await self.rows.get(f"journalend:{meeting_id}")
        last = Entry.model_validate_json(body) if body else None
        entry = entry_after(last, self.at, self.person.id, what, why)
        line = entry.model_dump_json()
        await self.rows.set(f"journal:{meeting_id}:{entry.number:08d}", line)
        await self.rows.set(f"journalend:{meeting_id}", line)

    async def commit(self) -> None:
        """Raises Conflict when somebody else was first, Unavailable when nothing was kept."""
        await self.rows.commit()

    async def timeline(self, meeting_id: str) -> list[Entry]:
        rows = await self.rows.scan(f"journal:{meeting_id}:", 100_000)
        return [Entry.model_validate_json(r.body) for r in rows]

    async def wake(self, meeting_id: str, at: datetime | None) -> None:
        """When the meeting must next be looked at; None: no more."""
        pointer = f"wakeof:{meeting_id}"
        if held := await self.rows.get(pointer):
            await self.rows.set(held, None)
        key = f"wake:{stamp(at)}:{meeting_id}" if at else None
        await self.rows.set(pointer, key)
        if key:
            await self.rows.set(key, "{}")
