"""Meetings, their timelines and wakes: read on somebody's behalf, kept together or not at all."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from weakref import WeakValueDictionary

from meeting.access import NotYours
from meeting.model import Meeting
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from state.backend import Backend
from state.directory import CONVENE, Directory
from state.index import index_key, stand_alike, standing, worth_reading
from state.journal import ENDS, End, Entry, entry_after, read_end
from state.meeting_rows import MeetingRow, read_row, write_meeting
from state.orders import OrderKind, restricted_key
from state.rows import Rows
from state.wakes import CHANGED, due_wakes, note_change, set_wake, waking

SAVED = ("meeting:", CHANGED)
"""Beginnings of the rows that are written whenever a meeting is."""
EXPECTED = (*SAVED, f"{OrderKind.RESTRICTED}:")


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
        self._queues: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def queue(self, about: str) -> asyncio.Lock:
        """Held from reading to keeping, so that what this one process does need not run again."""
        return self._queues.setdefault(about, asyncio.Lock())

    def work(self, person: Person, at: datetime) -> "Work":
        return Work(self, person, at)

    async def due_wakes(self, now: datetime, limit: int = 100) -> list[str]:
        """Ids of the meetings that are to be looked at by now, the next to be held first."""
        return await due_wakes(self.backend, now, limit)

    async def waking(self) -> AsyncIterator[str]:
        """Ids of all meetings of which something may still become due."""
        async for meeting_id in waking(self.backend):
            yield meeting_id


class Work:
    """What one turn reads and writes, on behalf of a person."""

    def __init__(self, store: Store, person: Person, at: datetime) -> None:
        self.person = person
        self.at = at
        self.directory = store.directory
        self.protocols = store.protocols
        self.rows = Rows(store.backend)
        self.touched: list[str] = []
        self._noted: set[str] = set()

    @property
    def local_protocol(self) -> PartnershipProtocol:
        """The protocol under which new meetings are convened here."""
        return next(iter(self.protocols.values()))

    def protocol(self, meeting: Meeting) -> PartnershipProtocol:
        return self.protocols[meeting.protocol]

    async def expect(self, meeting_id: str) -> None:
        """Reads in one go what a turn about that meeting is likely to ask for."""
        if meeting_id:
            await self.rows.fetch(f"{kind}{meeting_id}" for kind in EXPECTED)

    async def meeting(self, meeting_id: str) -> Meeting:
        """Refuses in the same words whether it does not exist or is not theirs to see."""
        await self.rows.fetch((f"meeting:{meeting_id}", restricted_key(meeting_id)))
        row = await self._row(meeting_id)
        if row is None or not (self.person.id == CONVENE.id or self.person.id in row.readers):
            raise NotYours
        await self._note_reading(row.meeting)
        return row.meeting

    async def mine(self) -> list[Meeting]:
        """The person's open meetings and the latest closed ones, the last begun first."""
        ids = worth_reading(await self.rows.scan(f"of:{self.person.id}:", 100_000))
        keys = [f"meeting:{id}" for id in ids]
        await self.rows.fetch([*keys, *map(restricted_key, ids)])
        bodies = [await self.rows.get(key) for key in keys]
        found = [read_row(body) for body in bodies if body]
        seen = [row.meeting for row in found if self.person.id in row.readers]
        for meeting in seen:
            await self._note_reading(meeting)
        return sorted(seen, key=lambda m: m.begun_at, reverse=True)

    async def save(self, meeting: Meeting, what: str, why: str = "") -> None:
        """Keeps the meeting with a line on its timeline, to be looked at; `what` names no child."""
        await self.rows.fetch(f"{kind}{meeting.id}" for kind in SAVED)
        before = await self._row(meeting.id)
        await self._tie(await self._write(meeting, before, what, why), before)
        await note_change(self.rows, meeting.id, meeting.request.meet_at)
        if meeting.id not in self.touched:
            self.touched.append(meeting.id)

    async def _tie(self, row: MeetingRow, before: MeetingRow | None) -> None:
        """Ties everybody involved to the meeting, unless all were as it was last kept."""
        meeting, people = row.meeting, row.readers
        if before and stand_alike(before.meeting, meeting):
            people -= before.readers
        if not people:
            return
        now, keys = standing(meeting), [index_key(person, meeting.id) for person in people]
        await self.rows.fetch(keys)
        for key in keys:
            if await self.rows.get(key) != now:
                await self.rows.set(key, now)

    async def _note_reading(self, meeting: Meeting) -> None:
        """Each turn that reads a restricted meeting leaves one line on its timeline."""
        if self.person.id == CONVENE.id or meeting.id in self._noted:
            return
        if await self.rows.get(restricted_key(meeting.id)):
            self._noted.add(meeting.id)
            await self.note(meeting.id, "read the meeting")

    async def note(self, about: str, what: str, why: str = "") -> None:
        """A line on the timeline of a meeting, which stays as it is, or on that of the store."""
        row = await self._row(about)
        if row:
            await self._write(row.meeting, row, what, why)
        else:
            end = await self._line(about, None, what, why)
            await self.rows.set(f"{ENDS}{about}", end.text)

    async def end(self, about: str) -> End | None:
        """Where a journal ends: a meeting's row says so. A row of its own does for the journal of
        the store, and for meetings that versions before 3 kept."""
        return await self._end(about, await self._row(about))

    async def _end(self, about: str, row: MeetingRow | None) -> End | None:
        if row and row.end:
            return row.end
        apart = await self.rows.get(f"{ENDS}{about}")
        return read_end(apart) if apart else None

    async def _write(
        self, meeting: Meeting, before: MeetingRow | None, what: str, why: str
    ) -> MeetingRow:
        """The meeting in place of its row before, with the line with which its journal now ends."""
        key = f"meeting:{meeting.id}"
        end = await self._line(meeting.id, before, what, why)
        row, body = write_meeting(meeting, end, await self.rows.get(key))
        await self.rows.set(key, body)
        if before and not before.end:
            await self.rows.set(f"{ENDS}{meeting.id}", None)
        return row

    async def _line(self, about: str, row: MeetingRow | None, what: str, why: str) -> End:
        """`row`: of the meeting of that journal, as it is before the line."""
        last = await self._end(about, row)
        entry = entry_after(last, self.at, self.person.id, what, why)
        line, end = entry.written()
        self.rows.add(f"journal:{about}:{entry.number:08d}", line)
        return end

    async def _row(self, meeting_id: str) -> MeetingRow | None:
        body = await self.rows.get(f"meeting:{meeting_id}")
        return read_row(body) if body else None

    async def commit(self) -> None:
        """Raises Conflict when somebody else was first, Unavailable when nothing was kept."""
        await self.rows.commit()

    async def timeline(self, meeting_id: str) -> list[Entry]:
        rows = await self.rows.scan(f"journal:{meeting_id}:", 100_000)
        return [Entry.model_validate_json(r.body) for r in rows]

    async def wake(self, meeting_id: str, at: datetime | None, by: datetime | None = None) -> None:
        """When the meeting must next be looked at; None: no more. `by`: when it is to be held."""
        await set_wake(self.rows, meeting_id, at, by)
