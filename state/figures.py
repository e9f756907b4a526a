"""What is left of a meeting after its period: figures in which nobody can be recognised."""

from collections import Counter
from datetime import datetime, timedelta

from pydantic import Field

from meeting.base import Frozen
from meeting.model import AnswerKind, Meeting

Counts = dict[str, int]


class Statistics(Frozen):
    """No reference, no person, no words that anybody wrote, and no date finer than a month."""

    protocol: str
    protocol_version: str
    month: str
    """In which it was begun, such as "2026-11"."""
    ended: str
    """The phase in which it stayed."""
    category: str = ""
    band: str = ""
    children: int = 0
    adults: int = 0
    asked: int = 0
    answers: Counts = Field(default_factory=dict)
    informed: int = 0
    """How many agencies wrote information."""
    present: int = 0
    outcomes: Counts = Field(default_factory=dict)
    """Decisions by their id in the protocol."""
    dissents: int = 0
    challenged: int = 0
    inquorate: bool = False
    actions: int = 0
    actions_done: int = 0
    hours_to_send: int | None = None
    """From the request to the invitations; whole hours, like those that follow."""
    hours_to_meet: int | None = None
    hours_to_minutes: int | None = None
    """From the end of the meeting to the approval of its minutes."""


def statistics_of(meeting: Meeting) -> Statistics:
    held, request, minutes = meeting.session, meeting.request, meeting.minutes
    kinds = (AnswerKind(i.answer.kind).name for i in meeting.asked if i.answer)
    return Statistics(
        protocol=meeting.protocol,
        protocol_version=meeting.protocol_version,
        month=f"{meeting.begun_at:%Y-%m}",
        ended=meeting.phase.name,
        category=request.category.name if request.category else "",
        band=request.band,
        children=len(request.children),
        adults=len(request.adults),
        asked=sum(1 for i in meeting.asked if i.asked_at),
        answers=dict(Counter(kinds)),
        informed=sum(1 for i in meeting.asked if i.information),
        present=len(held.present) if held else 0,
        outcomes=dict(Counter(d.outcome for d in held.decisions)) if held else {},
        dissents=len(meeting.dissents),
        challenged=sum(1 for d in meeting.dissents if d.challenged_at),
        inquorate=bool(held and held.inquorate),
        actions=len(held.actions) if held else 0,
        actions_done=sum(1 for a in held.actions if a.done_at) if held else 0,
        hours_to_send=_hours(meeting.requested_at, meeting.convened_at),
        hours_to_meet=_hours(meeting.requested_at, held.opened_at if held else None),
        hours_to_minutes=_hours(
            held.closed_at if held else None, minutes.approved_at if minutes else None
        ),
    )


def _hours(start: datetime | None, end: datetime | None) -> int | None:
    return round((end - start) / timedelta(hours=1)) if start and end else None
