"""Meetings that are closed and past their period are purged, unless a legal hold keeps them."""

import secrets
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from pydantic import AwareDatetime

from meeting.base import Frozen
from meeting.model import Meeting
from meeting.post import CHANNEL
from state.approved import approved_prefix
from state.backend import Change, Conflict, Row
from state.directory import CONVENE
from state.figures import statistics_of
from state.index import CLOSED
from state.joining import forget_old_joinings
from state.journal import ENDS, STORE, read_end
from state.meeting_rows import end_in, read_meeting
from state.orders import OrderKind, order_key
from state.paging import all_keys, all_rows
from state.rows import LAST, Rows
from state.store import Store, Work

PURGED = "purged:"
STATISTICS = "statistics:"

MARKS_KEPT = timedelta(days=30)
"""How long it is remembered which message, and which press of a button, was answered already."""


OWN = ("meeting", "journalend", "shown", "changed", "wakeof", "lease", *OrderKind)
"""Beginnings of the rows of which a meeting has one each."""
AT_ONCE = 500
FEW = 50
"""Rows of meetings, which are large, in memory at a time."""
FAR = datetime.max.replace(tzinfo=UTC)


class Gone(Frozen):
    """That there was such a meeting, for whoever compares the journals with what they kept."""

    at: AwareDatetime
    head: str
    """The mark of its journal's last line."""


class Purge(NamedTuple):
    purged: tuple[str, ...]
    held: tuple[str, ...]
    """Past their period, and kept because of a legal hold."""
    still_open: tuple[str, ...]
    """Nothing has happened to them for the whole period, and yet they were never closed."""


async def purge(store: Store, now: datetime, period: timedelta, *, only_say: bool) -> Purge:
    """Purges what nothing has happened to for the period; `only_say`: changes nothing."""
    purged, held, still_open = list[str](), list[str](), list[str]()
    index = await _index(store, [name async for name in _past(store, now - period)])
    for name, readers in index.items():
        work = store.work(CONVENE, now)
        if await work.rows.get(order_key(OrderKind.HOLD, name)):
            held.append(name)
        elif (await work.meeting(name)).phase not in CLOSED:
            still_open.append(name)
        elif only_say or await _purge(store, work, name, readers, now - period):
            purged.append(name)
    return Purge(tuple(purged), tuple(held), tuple(still_open))


async def _past(store: Store, limit: datetime) -> AsyncIterator[str]:
    """References of the meetings with no line on their timeline since then."""
    async for row in all_rows(store.backend, ENDS):  # of meetings kept by versions before 3
        name = row.key.removeprefix(ENDS)
        if name != STORE and read_end(row.body).at < limit:
            yield name
    async for row in all_rows(store.backend, "meeting:", page=FEW):
        end = end_in(row.body)
        if end and end.at < limit:
            yield row.key.removeprefix("meeting:")


async def _index(store: Store, names: Sequence[str]) -> Mapping[str, list[str]]:
    """For each meeting the rows that tie people to it."""
    found: dict[str, list[str]] = {name: [] for name in names}
    if found:
        async for key in all_keys(store.backend, "of:"):
            if (name := key.rsplit(":", 1)[1]) in found:
                found[name].append(key)
    return found


async def _purge(
    store: Store, work: Work, name: str, readers: Sequence[str], limit: datetime
) -> bool:
    """Everything of one meeting, with the line that says so; False when it is in use after all."""
    own = [f"{kind}:{name}" for kind in OWN]
    many = (f"journal:{name}:", approved_prefix(name))
    journal = [key for prefix in many async for key in all_keys(store.backend, prefix)]
    await work.rows.fetch([*own, *readers, *journal])
    body, end = await work.rows.get(f"meeting:{name}"), await work.end(name)
    if body is None or end is None or end.at >= limit:
        return False
    wake = await work.rows.get(f"wakeof:{name}")
    for key in filter(None, [*own, *readers, *journal, wake]):
        await work.rows.set(key, None)
    await _leave(work, read_meeting(body), end.mark)
    try:
        await work.commit()
    except Conflict:
        return False
    return True


async def _leave(work: Work, meeting: Meeting, head: str) -> None:
    gone = Gone(at=work.at, head=head)
    await work.rows.set(f"{PURGED}{meeting.id}", gone.model_dump_json())
    figures = statistics_of(meeting).model_dump_json(exclude_defaults=True)
    await work.rows.set(f"{STATISTICS}{secrets.token_hex(8)}", figures)
    await work.note(STORE, f"purged {meeting.id}, whose period was over; its journal had {head}")


async def purge_marks(store: Store, now: datetime) -> int:
    """Forgets which messages and presses were answered, once nobody can send them again."""
    count = 0
    for prefix in ("seen:", "press:"):
        old = list[Row]()
        async for row in all_rows(store.backend, prefix):
            if _instant(row.body) < now - MARKS_KEPT:
                old.append(row)
        count += await _remove(store, old)
    rows = Rows(store.backend)
    await forget_old_joinings(rows, now)
    with suppress(Conflict):  # somebody joins at this very moment: next time
        await rows.commit()
    return count


async def purge_places(store: Store) -> int:
    """Forgets where people were reached who have left: in no directory and in no meeting now.

    Without a directory nobody can be said to have left."""
    count = 0
    for prefix in ("reach:", "missed:") if store.directory.people else ():
        gone = [row async for row in all_rows(store.backend, prefix) if await _left(store, row.key)]
        count += len(gone) if prefix == "reach:" else 0
        for row in gone:
            with suppress(Conflict):  # they are back at this very moment
                await store.backend.put([Change(row.key, row.version, None)])
    return count


async def _left(store: Store, key: str) -> bool:
    person = key.partition(":")[2]
    if person == CHANNEL or store.directory.find(person):
        return False
    return not await store.backend.keys(f"of:{person}:", f"of:{person}:{LAST}", 1)


def _instant(body: str) -> datetime:
    """A mark that says no time is kept for ever rather than forgotten."""
    try:
        return datetime.fromisoformat(body.partition(" ")[0])
    except ValueError:
        return FAR


async def _remove(store: Store, rows: Sequence[Row]) -> int:
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        await store.backend.put([Change(row.key, row.version, None) for row in some])
    return len(rows)
