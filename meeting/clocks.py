"""How long a protocol allows for something, and the moment at which that time is up."""

import re
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from pydantic import AwareDatetime, Field, model_serializer, model_validator

from meeting import counting, saying
from meeting.base import Frozen
from meeting.calendar import DAY, LONDON, Calendar, elapsed, moment

NEAR_CLOSE = timedelta(hours=1)
"""Product default for "near close" (parameters.md, row 9): too late to gather people today."""


class ClockKind(StrEnum):
    ELAPSED = "elapsed"
    SAME_WORKING_DAY = "same_working_day"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    IMMEDIATE = "immediate"


SPELLINGS = {
    ClockKind.ELAPSED: re.compile(r"(\d{1,4}) hours?"),
    ClockKind.WORKING_DAYS: re.compile(r"(\d{1,4}) working days?"),
    ClockKind.CALENDAR_DAYS: re.compile(r"(\d{1,4}) days?"),
    ClockKind.SAME_WORKING_DAY: re.compile(r"same working day()"),
    ClockKind.IMMEDIATE: re.compile(r"straight away()"),
}
WITHOUT_FIGURE = {ClockKind.SAME_WORKING_DAY, ClockKind.IMMEDIATE}


class Span(Frozen):
    """The time that a protocol allows, written in its file as a person would say it:
    "4 hours", "1 working day", "15 days", "same working day", "straight away"."""

    kind: ClockKind
    amount: int = Field(default=0, ge=0, le=1000)
    """Hours or days, by the kind; 0 for a kind that has no figure."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, given: Any) -> Any:
        if not isinstance(given, str):
            return given
        for kind, spelling in SPELLINGS.items():
            if found := spelling.fullmatch(" ".join(given.lower().split())):
                return {"kind": kind, "amount": int(found[1] or 0)}
        raise ValueError(
            'write a span as "4 hours", "3 working days", "15 days", '
            '"same working day" or "straight away"'
        )

    @model_validator(mode="after")
    def _has_a_figure_where_it_needs_one(self) -> Self:
        if (self.amount == 0) != (self.kind in WITHOUT_FIGURE):
            raise ValueError(f"{self.amount} is no length for a span of the kind {self.kind}")
        return self

    @model_serializer
    def __str__(self) -> str:
        words = {
            ClockKind.ELAPSED: "hour",
            ClockKind.WORKING_DAYS: "working day",
            ClockKind.CALENDAR_DAYS: "day",
            ClockKind.SAME_WORKING_DAY: "same working day",
            ClockKind.IMMEDIATE: "straight away",
        }[self.kind]
        if self.kind in WITHOUT_FIGURE:
            return words
        return f"{self.amount} {words}{'' if self.amount == 1 else 's'}"


class Due(Frozen):
    """When a span is up, in London time, and how that was counted."""

    at: AwareDatetime
    """Overdue after this moment."""

    kind: ClockKind

    alert_at: AwareDatetime
    """When whoever owes it must hear of it, never after `at` (parameters.md, row 70)."""

    note: str
    """How it was counted, for people to read."""

    out_of_hours: bool = False
    """The office is closed at the start, nearly so, or for part of the hours allowed:
    offer the out-of-hours route (parameters.md, row 9)."""

    beyond_known: bool = False
    """Counted past the last day for which bank holidays are known: a person must check it."""


def due(span: Span, start: datetime, calendar: Calendar) -> Due:
    """When `span` is up if it runs from `start` (aware), whose day is day 0.

    Nothing ever pauses, and nothing rolls silently to the next day. Hours are real hours, through
    nights and clock changes. Days end at the close of office hours. "Same working day" ends at
    that day's close even when the office is shut that day, or at the start itself when the close
    is past: then `out_of_hours` says so."""
    if start.tzinfo is None:
        raise ValueError("the start of a clock must say its time zone")
    start = start.astimezone(LONDON)
    match span.kind:
        case ClockKind.ELAPSED:
            return _elapsed(span, start, calendar)
        case ClockKind.SAME_WORKING_DAY:
            return _same_working_day(span, start, calendar)
        case ClockKind.WORKING_DAYS:
            return _working_days(span, start, calendar)
        case ClockKind.CALENDAR_DAYS:
            return _calendar_days(span, start, calendar)
        case ClockKind.IMMEDIATE:
            note = f"Straight away; no figure is given. Time runs from {saying.spoken(start)}."
            closed = not calendar.is_open(start)
            return Due(at=start, kind=span.kind, alert_at=start, note=note, out_of_hours=closed)


def _elapsed(span: Span, start: datetime, calendar: Calendar) -> Due:
    at = (start.astimezone(UTC) + timedelta(hours=span.amount)).astimezone(LONDON)
    closed = elapsed(start, at) - counting.open_time(start, at, calendar)
    note = f"{span} from {saying.spoken(start)}, through nights and weekends."
    if closed:
        note += f" The office is closed for {counting.length(closed)} of it."
    if start.utcoffset() != at.utcoffset():
        note += " The clocks change on the way; real hours are counted."
    return Due(at=at, kind=span.kind, alert_at=at, note=note, out_of_hours=bool(closed))


def _same_working_day(span: Span, start: datetime, calendar: Calendar) -> Due:
    close = calendar.close(start.date())
    at = max(start, close)
    note = f"The working day of {saying.day(start.date())}, which ends at {saying.clock(close)}."
    left = elapsed(start, close)
    if why := calendar.why_closed(start.date()):
        note += f" It is not a working day ({why}): use the out-of-hours route."
    elif left <= timedelta(0):
        note += " The office has closed already: use the out-of-hours route."
    elif left < NEAR_CLOSE:
        note += f" Only {counting.length(left)} of it left: consider the out-of-hours route."
    elif not calendar.is_open(start):
        note += " The office is not open yet: the out-of-hours route is there."
    hurried = not calendar.is_open(start) or left < NEAR_CLOSE
    return Due(
        at=at,
        kind=span.kind,
        alert_at=at,
        note=note,
        out_of_hours=hurried,
        beyond_known=start.date() > calendar.known_until,
    )


def _working_days(span: Span, start: datetime, calendar: Calendar) -> Due:
    day = calendar.working_days_after(start.date(), span.amount)
    beyond = day > calendar.known_until
    note = (
        f"Day 0 is {saying.day(start.date())}; working day {span.amount} is {saying.day(day)}, "
        f"until the office closes."
    )
    if not_counted := counting.not_counted(start.date(), day, calendar):
        note += f" Not counted: {', '.join(not_counted)}."
    if start >= calendar.close(start.date()):
        note += " It happened after the office closed, and its day is still day 0."
    if beyond:
        note += f" Bank holidays are known until {saying.day(calendar.known_until)}: check this."
    return Due(
        at=calendar.close(day),
        kind=span.kind,
        alert_at=_same_clock(start, day, calendar),
        note=note,
        beyond_known=beyond,
    )


def _calendar_days(span: Span, start: datetime, calendar: Calendar) -> Due:
    day = start.date() + span.amount * DAY
    note = (
        f"Day 0 is {saying.day(start.date())}; day {span.amount} is {saying.day(day)}, "
        f"weekends and bank holidays counted."
    )
    if why := calendar.why_closed(day):
        note += f" It is not a working day ({why})."
    alert = _same_clock(start, day, calendar)
    return Due(at=calendar.close(day), kind=span.kind, alert_at=alert, note=note)


def _same_clock(start: datetime, day: date, calendar: Calendar) -> datetime:
    """The clock time of the start on that day, moved into office hours if it is outside them."""
    return moment(day, min(max(start.time(), calendar.opens), calendar.closes))
