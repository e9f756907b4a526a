"""Who has joined a Teams meeting, as Teams tells it: what a form begins with, never a record."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import unquote

from pydantic import AwareDatetime

from meeting.base import Frozen
from meeting.model import Meeting, Phase

EARLY = timedelta(minutes=30)
LATE = timedelta(hours=4)
"""So long before and after the agreed time a Teams meeting may be the strategy meeting."""

MOST = 200
"""People of one Teams meeting who are kept; a strategy meeting has a dozen."""


class Joined(Frozen):
    """Somebody of the directory who has joined in Teams."""

    person: str
    at: AwareDatetime
    left_at: AwareDatetime | None = None


class Joining(Frozen):
    """A Teams meeting that can only be one strategy meeting, and who has joined it."""

    meeting: str
    started_at: AwareDatetime
    people: tuple[Joined, ...] = ()
    strangers: tuple[str, ...] = ()
    """A mark for each who is not in the directory, from which nobody can be told."""

    def joined(self, person: str, at: datetime) -> "Joining":
        """Somebody joined; who joins again has been there since they first did."""
        held = next((j for j in self.people if j.person == person), None)
        if held is None and len(self.people) >= MOST:
            return self
        new = held.but(left_at=None) if held else Joined(person=person, at=at)
        return self._with(new)

    def left(self, person: str, at: datetime) -> "Joining":
        held = next((j for j in self.people if j.person == person), None)
        return self._with(held.but(left_at=at)) if held and held.left_at is None else self

    def ended(self, at: datetime) -> "Joining":
        """Whoever was still there has left by the end."""
        return self.but(people=tuple(j.but(left_at=j.left_at or at) for j in self.people))

    def met(self, stranger: str) -> "Joining":
        """Counts somebody who is not in the directory, once."""
        if stranger in self.strangers or len(self.strangers) >= MOST:
            return self
        return self.but(strangers=(*self.strangers, stranger))

    def _with(self, new: Joined) -> "Joining":
        others = tuple(j for j in self.people if j.person != new.person)
        return self.but(people=tuple(sorted((*others, new), key=lambda j: j.at)))


def held_in(
    meetings: Iterable[Meeting], link: str, thread: str, here: bool, now: datetime
) -> Meeting | None:
    """The one strategy meeting that is held in a Teams meeting; None where that cannot be told.

    `link`: how Teams says it is joined; `thread`: the id of its conversation; `here`: whether that
    is where meetings are shown. Its own link tells; one without a link must be the only one open.
    """
    able = [m for m in meetings if is_on(m, now)]
    linked = [m for m in able if _leads_to(m.request.join_link, link, thread)]
    if linked:
        return _only(linked)
    return _only([m for m in able if not m.request.join_link]) if here else None


def _only(found: Sequence[Meeting]) -> Meeting | None:
    return found[0] if len(found) == 1 else None


def is_on(meeting: Meeting, now: datetime) -> bool:
    """Whether it is held by now, or about to be."""
    if meeting.phase is Phase.IN_SESSION:
        return True
    at = meeting.request.meet_at
    return meeting.phase is Phase.CONVENED and at is not None and at - EARLY <= now <= at + LATE


def _leads_to(held: str, link: str, thread: str) -> bool:
    """Whether the link that was typed for a meeting is that of the Teams meeting."""
    if not held:
        return False
    return _path(held) == _path(link) or (thread.startswith("19:") and thread in unquote(held))


def _path(link: str) -> str:
    """What names the meeting: what follows it differs from one invitation to the next."""
    return unquote(link).partition("?")[0].partition("#")[0].lower().rstrip("/")
