"""The minutes as they were approved: kept in a row of their own, and never written again."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pydantic import ValidationError

from meeting.base import Frozen
from meeting.model import Meeting
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from state.backend import Unavailable
from state.journal import Entry
from state.meeting_rows import MeetingRow, TooNew, read_meeting
from state.store import Work

VERSION = 1
KIND = "minutes"
WHAT = re.compile(r"approved the minutes for \d+ (?:person|people)")
WHY = re.compile(r"version (\d+), kept with the mark ([0-9a-f]{64})")


class NotAsApproved(Unavailable):
    """These minutes are missing, or are not what was approved."""


class Approved(Frozen):
    """All that a document is drawn from, as it stood at the approval."""

    row: int = VERSION
    meeting: str
    """The body of a meeting's row, so that it is read like one for ever."""
    protocol: str
    """JSON: its texts may be of another edition tomorrow."""
    names: Mapping[str, str]
    """Person id to name, of those in the directory whom the meeting mentions."""

    def stood(self) -> Meeting:
        return read_meeting(self.meeting)

    def rules(self) -> PartnershipProtocol | None:
        """None: of a shape that can no longer be read."""
        return _rules(self.protocol)


@lru_cache(maxsize=32)
def _rules(text: str) -> PartnershipProtocol | None:
    """All meetings under one edition of a protocol have the same text."""
    try:
        return PartnershipProtocol.model_validate_json(text)
    except ValidationError:
        return None


def approved_prefix(meeting_id: str) -> str:
    """How the keys of all its approved versions begin."""
    return f"{KIND}:{meeting_id}:"


def approved_key(meeting_id: str, version: int) -> str:
    return f"{approved_prefix(meeting_id)}{version}"


async def save_approved(work: Work, meeting: Meeting, said: str) -> None:
    """Keeps the meeting, and beside it what was approved; its mark goes on the timeline's line.

    `said` is the line. A version that is kept already makes a Conflict.
    """
    assert meeting.minutes
    version = meeting.minutes.version
    body = _as_it_stands(meeting, work.protocol(meeting), work.directory.people)
    work.rows.add(approved_key(meeting.id, version), body)
    await work.save(meeting, said, f"version {version}, kept with the mark {mark_of(body)}")


async def approved(work: Work, meeting_id: str, version: int) -> Approved | None:
    """None for a draft, and for what was approved before such rows were kept.

    Raises NotAsApproved rather than let anything else stand in its place."""
    body = await work.rows.get(approved_key(meeting_id, version))
    said = marks_said(await work.timeline(meeting_id)).get(str(version))
    if said != (mark_of(body) if body else None):
        raise NotAsApproved
    return read_approved(body) if body else None


def read_approved(body: str) -> Approved:
    """Raises TooNew for what only a later version can read."""
    found = json.loads(body)
    if found["row"] > VERSION:
        raise TooNew
    return Approved.model_validate(found)


def mark_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def marks_said(entries: Iterable[Entry]) -> dict[str, str]:
    """What the timeline says was approved: version to mark."""
    lines = (WHY.fullmatch(e.why) for e in entries if WHAT.fullmatch(e.what))
    return {line[1]: line[2] for line in lines if line}


def _as_it_stands(meeting: Meeting, rules: PartnershipProtocol, people: Iterable[Person]) -> str:
    body = MeetingRow(meeting=meeting).model_dump_json()
    mentioned = set(body.split('"'))
    names = {p.id: p.name for p in people if p.id in mentioned}
    kept = Approved(meeting=body, protocol=rules.model_dump_json(), names=names)
    return kept.model_dump_json()
