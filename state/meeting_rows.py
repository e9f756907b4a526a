"""How a meeting is written down, and how rows of every earlier version are read."""

import json
import re
from collections.abc import Callable
from functools import cached_property
from threading import Lock
from typing import Any, NamedTuple

from meeting.access import involved
from meeting.base import Frozen
from meeting.model import Meeting
from state.backend import Unavailable
from state.journal import End, end_or_none, read_end
from state.meeting_json import Written, write
from state.recent import Recent

VERSION = 3
MOST_HELD = 1000
"""Meetings of which the contents are held in memory."""


class TooNew(Unavailable):
    """This record was written by a newer Convene than this one. Nothing was recorded."""


class MeetingRow(Frozen):
    """A meeting as it is kept."""

    row: int = VERSION
    head: str = ""
    """Where its journal ends, so that nobody can cut lines off unseen, nor put the meeting back to
    an earlier state: End.text. Before version 3: End.mark, as it was when the meeting changed."""
    meeting: Meeting

    @cached_property
    def end(self) -> End | None:
        """None where an earlier version wrote it, which kept that in a row of its own."""
        return read_end(self.head) if " " in self.head else None

    @property
    def mark(self) -> str:
        """Of a line of its journal: End.mark."""
        return self.head.partition(" ")[0]

    @cached_property
    def readers(self) -> frozenset[str]:
        """Ids of all who may see the meeting."""
        return involved(self.meeting)


class Known(NamedTuple):
    """A row as it was read or written here."""

    row: MeetingRow
    written: Written | None = None


_LATELY: Recent[str, Known] = Recent(MOST_HELD)
_LOCK = Lock()


def _with_head(bare: dict[str, Any]) -> dict[str, Any]:
    return {"row": 2, "meeting": bare}


def _renumbered(earlier: dict[str, Any]) -> dict[str, Any]:
    return earlier | {"row": 3}


UPGRADES: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {1: _with_head, 2: _renumbered}
"""From each version to the next. Version 1 was the meeting alone, without a number."""


def write_meeting(meeting: Meeting, end: End, before: str | None) -> tuple[MeetingRow, str]:
    """The row and its body; `end`: of its journal, `before`: the body that it replaces.

    It is not parsed again when next read; tests see to it that it would be read as it is."""
    row = MeetingRow(head=end.text, meeting=meeting)
    with _LOCK:
        known = _LATELY.get(before or "")
        _LATELY.drop(before or "")
    written = write(meeting, known.written if known else None)
    body = f'{{"row":{VERSION},"head":"{row.head}","meeting":{written.text}}}'
    with _LOCK:
        _LATELY.hold(body, Known(row, written))
    return row, body


_HEAD = re.compile(r'\{"row":\d+,"head":"([^"]+ [^"]+)"')


def end_in(body: str) -> End | None:
    """Where a meeting's journal ends, read without the meeting; None where its row does not say."""
    found = _HEAD.match(body)
    return end_or_none(found[1]) if found else None


def contents(body: str) -> str:
    """What a row says of the meeting itself, whatever has come onto its journal since."""
    return body.partition(',"meeting":')[2] or body


def read_meeting(body: str) -> Meeting:
    return read_row(body).meeting


def read_row(body: str) -> MeetingRow:
    """Raises TooNew for what only a later version can read.

    The same body is the same meeting, which nobody can change: it is parsed once."""
    with _LOCK:
        known = _LATELY.get(body)
    if known is None:
        known = Known(parse(body))
        with _LOCK:
            _LATELY.hold(body, known)
    return known.row


def parse(body: str) -> MeetingRow:
    if body.startswith(f'{{"row":{VERSION},'):
        return MeetingRow.model_validate_json(body)
    found = json.loads(body)
    while (version := found.get("row", 1)) < VERSION:
        found = UPGRADES[version](found)
    if version > VERSION:
        raise TooNew
    return MeetingRow.model_validate_json(json.dumps(found))
