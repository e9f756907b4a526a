"""What the yearly census asks of a child protection conference's date, and the enquiry's middle."""

from datetime import datetime, timedelta

from meeting import saying
from meeting.calendar import DAY, LONDON, Calendar


def census_warnings(
    held_at: datetime, referred_at: datetime | None, calendar: Calendar
) -> tuple[str, ...]:
    """What the children in need census would query about a conference at that time (aware).

    They warn and stop nothing: a conference is never on a day off, nor before its referral."""
    day = held_at.astimezone(LONDON).date()
    found = []
    if why := calendar.why_closed(day):
        found.append(f"{saying.day(day)} is not a working day ({why}): the census queries that.")
    if referred_at is not None and day < referred_at.astimezone(LONDON).date():
        referred = saying.day(referred_at.astimezone(LONDON).date())
        found.append(f"It would be before the referral of {referred}: the census queries that.")
    return tuple(found)


def midpoint(met_at: datetime, ends_at: datetime, calendar: Calendar) -> datetime:
    """The close of the last working day not after the middle of an enquiry (parameters, 42).

    Never before the day of the meeting itself; the chair confirms it."""
    first = met_at.astimezone(LONDON).date()
    middle = met_at + max(ends_at - met_at, timedelta(0)) / 2
    day = middle.astimezone(LONDON).date()
    while day > first and not calendar.is_working_day(day):
        day -= DAY
    return calendar.close(day)
