"""What was counted and what was not, for the note beside a deadline."""

from datetime import UTC, date, datetime, timedelta

from meeting import saying
from meeting.calendar import DAY, Calendar


def open_time(start: datetime, end: datetime, calendar: Calendar) -> timedelta:
    """How much of the time between falls into office hours."""
    total = timedelta(0)
    day = start.date()
    while day <= end.date():
        if calendar.is_working_day(day):
            first = max(start.astimezone(UTC), calendar.opening(day).astimezone(UTC))
            last = min(end.astimezone(UTC), calendar.close(day).astimezone(UTC))
            total += max(last - first, timedelta(0))
        day += DAY
    return total


def not_counted(start: date, end: date, calendar: Calendar) -> list[str]:
    """The days between which were skipped: weekends together, the others by name."""
    between = [start + n * DAY for n in range(1, (end - start).days)]
    skipped = [day for day in between if not calendar.is_working_day(day)]
    named = [
        f"{saying.day(day)} ({calendar.why_closed(day)})" for day in skipped if day.weekday() < 5
    ]
    return ["weekends", *named] if len(named) < len(skipped) else named


def length(span: timedelta) -> str:
    """Such as "3 h 30 min", rounded up to the minute."""
    hours, minutes = divmod(-(-span // timedelta(minutes=1)), 60)
    said = [f"{hours} h"] if hours else []
    return " ".join([*said, f"{minutes} min"] if minutes else said)
