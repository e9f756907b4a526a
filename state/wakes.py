"""When each meeting must next be looked at, and which of the bot's processes is looking at it."""

from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from pydantic import AwareDatetime

from meeting.base import Frozen
from state.backend import Backend, Conflict, Row
from state.paging import all_keys
from state.rows import LAST, Rows

LEASE = timedelta(seconds=90)
"""Longer than any one call to Teams takes; a process that died keeps a meeting back no longer."""

CHANGED = "changed:"
"""Somebody changed the meeting: it is looked at at once, whatever its wake says. Each change writes
the row anew, so that no visit can take it away without having seen the last."""

READY = 1000
"""Wakes that are held as they are written down: a meeting's is the same from change to change."""

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
    """Ids of the meetings to look at by now, the next to be held first.

    Of those whose time has come the `limit` earliest, and as many that were changed."""
    found = await _noted(backend, _last_due(now), limit)
    return list(dict.fromkeys(due.meeting for due in sorted(found, key=attrgetter("order"))))


async def planned(backend: Backend, limit: int) -> list[Due]:
    """What is known of when meetings are to be held; one that was just changed may come twice."""
    return await _noted(backend, f"wake:{LAST}", limit)


async def _noted(backend: Backend, last: str, limit: int) -> list[Due]:
    """What was changed, and the wakes before the last, of each the first `limit`."""
    changed = await backend.scan(CHANGED, CHANGED + LAST, limit)
    timed = await backend.scan("wake:", last, limit)
    found = [Due(r.key.removeprefix(CHANGED), "", _wake(r)) for r in changed]
    return found + [Due(_meeting(r.key), r.key, _wake(r)) for r in timed]


async def waking(backend: Backend) -> AsyncIterator[str]:
    """Ids of the meetings that have a wake, or have been changed, each once.

    What was just begun has a wake from its first visit on."""
    changed = {key.removeprefix(CHANGED) async for key in all_keys(backend, CHANGED)}
    async for key in all_keys(backend, "wakeof:"):
        meeting = key.removeprefix("wakeof:")
        changed.discard(meeting)
        yield meeting
    for meeting in sorted(changed):
        yield meeting


def _meeting(key: str) -> str:
    return key.split(":", 2)[2]


def _wake(row: Row) -> Wake:
    return Wake.model_validate_json(row.body)


@lru_cache(READY)
def _written(by: datetime | None) -> str:
    return Wake(by=by).model_dump_json(exclude_defaults=True)


def _last_due(now: datetime) -> str:
    """Comes after the key of every wake whose time has come."""
    return f"wake:{stamp(now)}~"


async def note_change(rows: Rows, meeting_id: str, by: datetime | None = None) -> None:
    """The meeting is to be looked at at once; `by`: when it is to be held. Wanted at commit."""
    await rows.set(f"{CHANGED}{meeting_id}", _written(by))


async def set_wake(
    rows: Rows, meeting_id: str, at: datetime | None, by: datetime | None = None
) -> None:
    """When the meeting must next be looked at; None: no more. Wanted at commit."""
    pointer = f"wakeof:{meeting_id}"
    key = f"wake:{stamp(at)}:{meeting_id}" if at else None
    body = _written(by)
    held = await rows.get(pointer)
    if held == key and (key is None or await rows.get(key) == body):
        return
    await rows.set(pointer, key)  # also where it says so already, as somebody may be moving it
    if held:
        await rows.set(held, None)
    if key:
        await rows.set(key, body)


async def put_off(backend: Backend, meeting_id: str, holder: str, now: datetime) -> None:
    """A visit went wrong: the next is made when the lease would have ended, not at once.

    A wake before that stands, and so does whatever is changed from now on; while another process
    has the meeting, that one sees to it."""
    rows = Rows(backend)
    lease = await _lease(rows, meeting_id)
    if lease and lease.holder != holder and lease.until > now:
        return
    await rows.set(f"{CHANGED}{meeting_id}", None)
    held = await rows.get(f"wakeof:{meeting_id}")
    if not held or not _last_due(now) <= held < _last_due(now + LEASE):
        await set_wake(rows, meeting_id, now + LEASE)
    with suppress(Conflict):
        await rows.commit()


async def claim(backend: Backend, meeting_id: str, holder: str, now: datetime) -> bool:
    """Takes a meeting that nobody else has; False when somebody has, or was quicker.

    A wake that has come moves to the end of the lease: should the holder die, it is looked at
    then. That it was changed stays noted until the holder has seen to it."""
    rows = Rows(backend)
    await rows.fetch((f"lease:{meeting_id}", f"wakeof:{meeting_id}"))
    held = await _lease(rows, meeting_id)
    if held and held.until > now and held.holder != holder:
        return False
    until = now + LEASE
    if (wake := await rows.get(f"wakeof:{meeting_id}")) and wake <= _last_due(now):
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
