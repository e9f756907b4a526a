"""Finds every edit, deletion, reordering and truncation of what the journals say happened."""

from collections.abc import AsyncIterator, Mapping
from typing import NamedTuple

from state.approved import approved_prefix, mark_of, marks_said
from state.backend import Backend, Row
from state.chain import Line, chain_faults, mark_fault
from state.journal import ENDS, STORE, End, Entry, end_or_none
from state.meeting_rows import MeetingRow, read_row
from state.orders import WORDS, OrderKind, noted, order_key
from state.paging import all_keys
from state.retention import PURGED
from state.sealed import NotGenuine

TRIES = 5
"""A bot may write a line while its journal is read: what is wrong stays so."""
NO_END = "the end of its journal is missing, or is not what was kept there"
NO_MEETING = "the meeting is missing, or is not what was kept there"


class Verified(NamedTuple):
    faults: tuple[str, ...]
    """Each a sentence that begins with a meeting's reference."""
    heads: Mapping[str, str]
    """The mark of each journal's last line, by meeting: to be kept elsewhere until the next run."""
    lines: int


async def verify(backend: Backend, known: Mapping[str, str]) -> Verified:
    """Goes through every journal; `known` are the heads that an earlier run gave.

    Whoever changes one row, or puts an older state of it back, is found by the others; the latter
    for meetings since version 3 of their rows. Whoever could put a meeting and its journal back
    together, or has the key and forges both to fit, is found by the known heads alone.
    """
    faults, heads, count = list[str](), dict[str, str](), 0
    purged = {key.removeprefix(PURGED) async for key in all_keys(backend, PURGED)}
    for name in sorted(await _names(backend) | (known.keys() - purged)):
        for _ in range(TRIES):
            lines = await _lines(backend, name)
            found = await _faults(backend, name, lines, known.get(name, ""))
            if not found:
                break
        faults += [f"{name}: {fault}" for fault in found]
        count += len(lines)
        if lines and (last := lines[-1].entry):
            heads[name] = last.mark
    return Verified(tuple(faults), heads, count)


async def _faults(backend: Backend, name: str, lines: list[Line], known: str) -> list[str]:
    found = [*chain_faults(lines), *await _ends(backend, name, lines)]
    found.append(mark_fault(lines, known, "what was kept elsewhere"))
    found += [fault async for fault in _orders(backend, name, lines)]
    found += [fault async for fault in _minutes(backend, name, lines)]
    return [fault for fault in dict.fromkeys(found) if fault]


async def _names(backend: Backend) -> set[str]:
    """Of everything that has a journal, or should have one."""
    found = {key.split(":")[1] async for key in all_keys(backend, "journal:")}
    for prefix in ("meeting:", ENDS):
        found |= {key.removeprefix(prefix) async for key in all_keys(backend, prefix)}
    return found


async def _lines(backend: Backend, name: str) -> list[Line]:
    keys = [key async for key in all_keys(backend, f"journal:{name}:")]
    rows = await _genuine(backend, keys)
    return [Line(int(key.rsplit(":", 1)[1]), _entry(rows.get(key))) for key in keys]


async def _genuine(backend: Backend, keys: list[str]) -> dict[str, Row]:
    """The rows that can be read, by key; one by one when it is not all of them."""
    try:
        return {row.key: row for row in await backend.get_many(keys)}
    except NotGenuine:
        if len(keys) == 1:
            return {}
    found: dict[str, Row] = {}
    for key in keys:
        found |= await _genuine(backend, [key])
    return found


async def _ends(backend: Backend, name: str, lines: list[Line]) -> list[str]:
    """What the end of the journal and the meeting itself know of it."""
    ending, meeting = f"{ENDS}{name}", f"meeting:{name}"
    rows = await _genuine(backend, [ending, meeting])
    row, kept = _meeting(rows.get(meeting)), rows.get(ending)
    apart = ending in [key async for key in all_keys(backend, ending)]
    said = kept.body if kept else row.head if row and not apart else ""
    end = end_or_none(said)
    found = [] if end or (row is None and name != STORE) else [NO_END]
    if apart and end:
        found.append(mark_fault(lines, end.mark, "the end of the journal"))
    if row:
        found.append(mark_fault(lines, row.mark, "the meeting"))
    elif name != STORE:
        found.append(NO_MEETING)
    return [*found, *(_after(lines, end) if end else ())]


def _after(lines: list[Line], end: End) -> list[str]:
    found = [f"line {n} came after the end" for n, _ in lines if n > end.number]
    if any(entry and entry.number == end.number and entry.at != end.at for _, entry in lines):
        found.append("the time of the end is not that of its line")
    return found


async def _orders(backend: Backend, name: str, lines: list[Line]) -> AsyncIterator[str]:
    """A hold or a restriction that was put there or taken away without a line that says so."""
    for kind in OrderKind:
        said = [e.what for _, e in lines if e and e.what in (noted(kind), noted(kind, lifted=True))]
        there = bool(await _genuine(backend, [order_key(kind, name)]))
        if there != (said[-1:] == [noted(kind)]):
            yield f"{WORDS[kind]}, {'is there' if there else 'is missing'} against the timeline"


async def _minutes(backend: Backend, name: str, lines: list[Line]) -> AsyncIterator[str]:
    """Minutes that are not what was approved, were taken away, or that nobody approved."""
    said = marks_said(e for _, e in lines if e)
    prefix = approved_prefix(name)
    keys = [key async for key in all_keys(backend, prefix)]
    rows = await _genuine(backend, keys)
    for version in sorted(said.keys() | {key.removeprefix(prefix) for key in keys}):
        row = rows.get(prefix + version)
        if version not in said:
            yield f"version {version} of the minutes is there against the timeline"
        elif row is None or mark_of(row.body) != said[version]:
            yield f"version {version} of the minutes is missing, or is not what was approved"


def _entry(row: Row | None) -> Entry | None:
    try:
        return Entry.model_validate_json(row.body) if row else None
    except ValueError:
        return None


def _meeting(row: Row | None) -> MeetingRow | None:
    try:
        return read_row(row.body) if row else None
    except ValueError:
        return None
