"""When each meeting must next be looked at, and which of the bot's processes is looking at it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import NamedTuple

from pydantic import AwareDatetime

from meeting.base import Frozen
from state.backend import Backend, Conflict
from state.rows import LAST, Rows

LEASE = timedelta(seconds=90)
"""Longer than any one call to Teams takes; a process that died keeps a meeting back no longer."""

PAGE = 500

FAR = datetime(9999, 1, 1, tzinfo=UTC)


def stamp(at: datetime) -> str:
    """An instant as text that sorts by time."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%f")


class Wake(Frozen):
    """Why a meeting is looked at sooner than another: when it is to be held, if it still is."""

    by: AwareDatetime | None = None


class Lease(Frozen):
    """A process of the bot has a meeting to itself until then."""

    holder: str
    until: AwareDatetime


class Due(NamedTuple):
    meeting: str
    at: str
    wake: Wake

    @property
    def order(self) -> tuple[datetime, str]:
        return self.wake.by or FAR, self.at


async def due_wakes(backend: Backend, now: datetime, limit: int) -> list[str]:
    """Ids of the meetings to look at by now: of the `limit` earliest, the next to be held first."""
    rows = await backend.scan("wake:", f"wake:{stamp(now)}~", limit)
    found = [Due(_meeting(r.key), r.key, Wake.model_validate_json(r.body)) for r in rows]
    return [due.meeting for due in sorted(found, key=attrgetter("order"))]


async def waking(backend: Backend) -> AsyncIterator[str]:
    """Ids of the meetings that have a wake at all, in order of their ids."""
    first = "wakeof:"
    while keys := await backend.keys(first, f"wakeof:{LAST}", PAGE):
        for key in keys:
            yield key.split(":", 1)[1]
        first = f"{keys[-1]}\x01"


def _meeting(key: str) -> str:
    return key.split(":", 2)[2]


async def set_wake(
    rows: Rows, meeting_id: str, at: datetime | None, by: datetime | None = None
) -> None:
    """When the meeting must next be looked at; None: no more. Wanted at commit."""
    pointer = f"wakeof:{meeting_id}"
    if held := await rows.get(pointer):
        await rows.set(held, None)
    key = f"wake:{stamp(at)}:{meeting_id}" if at else None
    await rows.set(pointer, key)
    if key:
        await rows.set(key, Wake(by=by).model_dump_json(exclude_defaults=True))


async def claim(backend: Backend, meeting_id: str, holder: str, now: datetime) -> bool:
    """Takes a meeting that nobody else has; False when somebody has, or was quicker.

    Its wake moves to the end of the lease: should the holder die, it is looked at then."""
    rows = Rows(backend)
    await rows.fetch((f"lease:{meeting_id}", f"wakeof:{meeting_id}"))
    held = await _lease(rows, meeting_id)
    if held and held.until > now and held.holder != holder:
        return False
    until = now + LEASE
    await set_wake(rows, meeting_id, until)
    await _hold(rows, meeting_id, holder, until)
    try:
        await rows.commit()
    except Conflict:
        return False
    return True


async def still_held(rows: Rows, meeting_id: str, holder: str, now: datetime) -> bool:
    """Keeps hold of it along with what is committed next; False when it was lost."""
    held = await _lease(rows, meeting_id)
    if held is None or held.holder != holder:
        return False
    await _hold(rows, meeting_id, holder, now + LEASE)
    return True


async def let_go(rows: Rows, meeting_id: str, holder: str) -> None:
    """Wanted at commit."""
    held = await _lease(rows, meeting_id)
    if held and held.holder == holder:
        await rows.set(f"lease:{meeting_id}", None)


async def _lease(rows: Rows, meeting_id: str) -> Lease | None:
    body = await rows.get(f"lease:{meeting_id}")
    return Lease.model_validate_json(body) if body else None


async def _hold(rows: Rows, meeting_id: str, holder: str, until: datetime) -> None:
    lease = Lease(holder=holder, until=until)
    await rows.set(f"lease:{meeting_id}", lease.model_dump_json())
