"""The journal: who did what and when, one entry behind another and never changed."""

import hashlib
import json
from datetime import datetime

from pydantic import AwareDatetime

from meeting.base import Frozen


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

    @property
    def digest(self) -> str:
        body = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(body.encode()).hexdigest()


def entry_after(last: Entry | None, at: datetime, by: str, what: str, why: str = "") -> Entry:
    return Entry(
        number=last.number + 1 if last else 1,
        at=at,
        by=by,
        what=what,
        why=why,
        before=last.digest if last else "",
    )
