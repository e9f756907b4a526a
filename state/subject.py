"""What is held on one person, for a subject access request: their records, and what names them."""

import json
import re
from collections.abc import AsyncIterator, Iterator, Sequence
from typing import Any, NamedTuple

from meeting.base import Frozen
from meeting.model import Meeting
from state.approved import approved_prefix, read_approved
from state.backend import Row
from state.journal import Entry
from state.meeting_rows import read_meeting
from state.orders import OrderKind
from state.paging import all_rows
from state.store import Store


class Subject(NamedTuple):
    person: str = ""
    """Id of a professional; empty for a child or an adult of a family."""
    names: tuple[str, ...] = ()
    """As they may be written, such as "Robin Ashgrove" and "Robin"."""


class Mention(Frozen):
    where: str
    """Such as "request.children[0]", or "timeline[12]" for a line by its number."""
    what: Any
    """The record that is theirs, or the whole of the words in which they are named."""


class Held(Frozen):
    """What one meeting holds on them. Others may be named in it too: a person looks it through."""

    meeting: str
    """Empty for what is kept of them beside any meeting, such as where they are reached."""
    phase: str
    mentions: tuple[Mention, ...]


BESIDE = ("shown", *OrderKind)
"""Beginnings of the rows that a meeting has beside its own and its timeline."""
OF_NO_MEETING = ("reach:", "joining:")


async def held_on(store: Store, subject: Subject) -> list[Held]:
    """What is kept beside meetings, and every meeting in which they are found, by reference."""
    found = [held async for held in _beside(store, subject)]
    async for row in all_rows(store.backend, "meeting:", page=50):
        meeting = read_meeting(row.body)
        lines = [line async for line in all_rows(store.backend, f"journal:{meeting.id}:")]
        entries = [Entry.model_validate_json(line.body) for line in lines]
        kept = await store.backend.get_many([f"{kind}:{meeting.id}" for kind in BESIDE])
        mentions = (
            *_of(meeting, entries, kept, subject),
            *await _approved(store, meeting, subject),
        )
        if mentions:
            found.append(Held(meeting=meeting.id, phase=meeting.phase, mentions=mentions))
    return found


async def _beside(store: Store, subject: Subject) -> AsyncIterator[Held]:
    found, ids = list[Mention](), {subject.person} - {""}
    for prefix in OF_NO_MEETING:
        async for row in all_rows(store.backend, prefix):
            kind, _, owner = row.key.partition(":")
            if owner in ids:
                found.append(Mention(where=kind, what=json.loads(row.body)))
            else:
                found += _search(json.loads(row.body), kind, ids, subject)
    if found:
        yield Held(meeting="", phase="", mentions=tuple(found))


def _of(
    meeting: Meeting, entries: list[Entry], kept: Sequence[Row], subject: Subject
) -> Iterator[Mention]:
    ids = _ids(meeting, subject)
    yield from _search(meeting.model_dump(mode="json"), "", ids, subject)
    for entry in entries:
        yield from _search(entry.model_dump(mode="json"), f"timeline[{entry.number}]", ids, subject)
    for row in kept:
        yield from _search(json.loads(row.body), row.key.partition(":")[0], ids, subject)


async def _approved(store: Store, meeting: Meeting, subject: Subject) -> list[Mention]:
    """What the minutes say of them as they were approved: the meeting may say more by now."""
    found = list[Mention]()
    async for row in all_rows(store.backend, approved_prefix(meeting.id)):
        stood, where = read_approved(row.body).stood(), f"minutes[{row.key.rsplit(':', 1)[1]}]"
        ids = _ids(stood, subject)
        found += _search(stood.model_dump(mode="json"), where, ids, subject)
    return found


def _ids(meeting: Meeting, subject: Subject) -> set[str]:
    request = meeting.request
    ids = {subject.person} - {""}
    ids |= {child.id for child in request.children if _names(child.name, subject)}
    return ids | {adult.id for adult in request.adults if _names(adult.name, subject)}


def _search(part: Any, where: str, ids: set[str], subject: Subject) -> Iterator[Mention]:
    """A record that bears their id or their name is theirs whole; words are given as they are."""
    match part:
        case dict():
            own = (value for value in part.values() if isinstance(value, str))
            if any(value in ids or value in subject.names for value in own):
                yield Mention(where=where, what=part)
                return
            for name, value in part.items():
                yield from _search(value, f"{where}.{name}".lstrip("."), ids, subject)
        case list():
            for number, value in enumerate(part):
                yield from _search(value, f"{where}[{number}]", ids, subject)
        case str() if part in ids or _names(part, subject):
            yield Mention(where=where, what=part)


def _names(words: str, subject: Subject) -> bool:
    return any(re.search(rf"\b{re.escape(n)}\b", words, re.IGNORECASE) for n in subject.names)
