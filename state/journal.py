"""The journal: who did what and when, one entry behind another and never changed."""

import hashlib
import json
from datetime import datetime
from typing import NamedTuple

from pydantic import AwareDatetime
from pydantic_core import to_jsonable_python

from meeting.base import Frozen

ENDS = "journalend:"
"""Begins the row that says where a journal ends which has no meeting, or that versions before 3 of
a meeting's row had beside it."""
STORE = "store"
"""In place of a meeting's reference: the journal of what was done to the store as a whole."""


_text = json.JSONEncoder().encode


class End(NamedTuple):
    """Where a journal stands: its last line, without its words."""

    number: int
    at: datetime
    digest: str

    @property
    def mark(self) -> str:
        """Number and digest: whoever keeps it can tell later whether anything was changed."""
        return f"{self.number}:{self.digest}"

    @property
    def text(self) -> str:
        """As it is kept, and read again by `read_end`."""
        return f"{self.mark} {self.at.isoformat()}"


class Entry(Frozen):
    """One line of a meeting's timeline, chained to the one before."""

    number: int
    at: AwareDatetime
    by: str
    """Id of a person, or "convene" for what the bot did itself."""
    what: str
    """In words for people; never a child's name."""
    why: str = ""
    before: str = ""
    """The digest of the entry before; empty for the first."""

    def written(self) -> tuple[str, End]:
        """The line as it is kept, and the journal's end while no other comes after it.

        JSON of these six fields in order of name; another would be added where it has no default
        value alone, so that the digests of older entries stay what they were."""
        line = (
            f'{{"at": {_text(to_jsonable_python(self.at))}, "before": {_text(self.before)},'
            f' "by": {_text(self.by)}, "number": {self.number},'
            f' "what": {_text(self.what)}, "why": {_text(self.why)}}}'
        )
        return line, End(self.number, self.at, hashlib.sha256(line.encode()).hexdigest())

    @property
    def end(self) -> End:
        return self.written()[1]

    @property
    def digest(self) -> str:
        return self.end.digest

    @property
    def mark(self) -> str:
        return self.end.mark


def read_end(body: str) -> End:
    """Raises ValueError. Earlier versions kept the whole line there."""
    if body.startswith("{"):
        return Entry.model_validate_json(body).end
    mark, _, at = body.partition(" ")
    number, _, digest = mark.partition(":")
    return End(int(number), datetime.fromisoformat(at), digest)


def end_or_none(text: str) -> End | None:
    """As `read_end`; None for what is no end."""
    try:
        return read_end(text)
    except ValueError:
        return None


def entry_after(last: End | None, at: datetime, by: str, what: str, why: str = "") -> Entry:
    return Entry(
        number=last.number + 1 if last else 1,
        at=at,
        by=by,
        what=what,
        why=why,
        before=last.digest if last else "",
    )
