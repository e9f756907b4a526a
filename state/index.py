"""What is known of somebody's meetings without reading them: which are over, and since when."""

from collections.abc import Sequence

from pydantic import AwareDatetime

from meeting.base import Frozen
from meeting.model import Meeting, Phase
from state.backend import Row

CLOSED = frozenset({Phase.CIRCULATED, Phase.CANCELLED, Phase.DECLINED})
"""Phases after which little happens to a meeting."""
LATEST = 100
"""So many closed meetings are still read along with the open ones."""


class Standing(Frozen):
    """The body of the row that ties a person to a meeting."""

    begun_at: AwareDatetime | None = None
    closed: bool = False


def index_key(person: str, meeting_id: str) -> str:
    return f"of:{person}:{meeting_id}"


def standing(meeting: Meeting) -> str:
    closed = meeting.phase in CLOSED
    return Standing(begun_at=meeting.begun_at, closed=closed).model_dump_json()


def stand_alike(one: Meeting, other: Meeting) -> bool:
    """Whether `standing` says the same of both."""
    closed = (one.phase in CLOSED) == (other.phase in CLOSED)
    return closed and one.begun_at == other.begun_at


def worth_reading(rows: Sequence[Row]) -> list[str]:
    """Ids of all open meetings and of the latest closed ones; `rows` are one person's index."""
    found = [(row.key.rsplit(":", 1)[1], Standing.model_validate_json(row.body)) for row in rows]
    still_open = [name for name, at in found if not at.closed]
    closed = sorted(((at.begun_at, name) for name, at in found if at.closed and at.begun_at))
    return [*still_open, *(name for _, name in closed[-LATEST:])]
