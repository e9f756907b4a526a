"""What to ask about a moment before it is taken: a weekend, a bank holiday, a late hour."""

from datetime import datetime, time

from meeting.calendar import LONDON, Calendar, bank_holiday

EARLIEST, LATEST = time(7), time(20)


def doubts(at: datetime, calendar: Calendar) -> str:
    """A question for each; nothing on a working day between 7 am and 8 pm."""
    local = at.astimezone(LONDON)
    asked = []
    if local.weekday() >= 5:
        asked.append(f"That is a {local:%A}: is that right?")
    elif name := bank_holiday(local.date()):
        asked.append(f"That is a bank holiday, {name}: is that right?")
    elif not calendar.is_working_day(local.date()):
        asked.append("The office is closed on that day: is that right?")
    if not EARLIEST <= local.time() <= LATEST:
        asked.append("That is outside 7 am to 8 pm: is that right?")
    return " ".join(asked)


def which_of_two(at: datetime) -> str:
    """The zone, for a time that comes twice on the night when the clocks go back."""
    twice = at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset()
    return f" {at.tzname()}" if twice else ""
