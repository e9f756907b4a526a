"""A meeting moved to another time, or called off: by its convenor or chair, with a reason."""

from datetime import datetime

from meeting.base import Refusal
from meeting.model import Meeting, Move, Phase, Removal


class NotMovable(Refusal):
    """This meeting can no longer be moved or cancelled."""


CHANGEABLE = {Phase.REQUESTED, Phase.RETURNED, Phase.AUTHORISED, Phase.CONVENED}


def require_changeable(meeting: Meeting) -> None:
    if meeting.phase not in CHANGEABLE:
        raise NotMovable


def move(meeting: Meeting, later: datetime, by: str, reason: str, at: datetime) -> Meeting:
    """The clocks of its deadlines do not move with it."""
    require_changeable(meeting)
    earlier = meeting.request.meet_at
    moved = Move(by=by, at=at, earlier=earlier, later=later, reason=reason)
    request = meeting.request.but(meet_at=later)
    return meeting.but(request=request, moves=(*meeting.moves, moved))


def cancel(meeting: Meeting, by: str, reason: str, at: datetime) -> Meeting:
    require_changeable(meeting)
    gone = Removal(by=by, at=at, reason=reason)
    return meeting.but(phase=Phase.CANCELLED, cancelled=gone)
