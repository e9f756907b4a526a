"""Which days are working days, and when the office is open."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Self
from zoneinfo import ZoneInfo

from holidays import HolidayBase, country_holidays
from pydantic import model_validator

from meeting.base import Frozen

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)


@cache
def _bank_holidays() -> HolidayBase:
    # Without the subdivision Easter Monday and the August bank holiday are missing.
    return country_holidays("GB", subdiv="ENG")


class Calendar(Frozen):
    """England's bank holidays, one office's own closure days and its hours (London time)."""

    closures: frozenset[date] = frozenset()
    """Days on which this office is shut although England works."""

    opens: time = time(9)
    closes: time = time(17)

    known_until: date = date(2027, 12, 31)
    """One-off bank holidays after this day may not be announced yet.

    Moved on when `holidays` is upgraded, or by whoever keeps the closure days."""

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        if self.opens >= self.closes or self.opens.tzinfo or self.closes.tzinfo:
            raise ValueError("office hours: `opens` must be before `closes`, both without a zone")
        return self

    def why_closed(self, day: date) -> str:
        """The name of the reason, such as "Saturday" or "Boxing Day"; empty on a working day."""
        if day.weekday() >= 5:
            return f"{day:%A}"
        if holiday := bank_holiday(day):
            return holiday
        return "office closed" if day in self.closures else ""

    def is_working_day(self, day: date) -> bool:
        return not self.why_closed(day)

    def working_days_after(self, day: date, n: int) -> date:
        """The nth working day after `day`, which is day 0 whatever kind of day it is."""
        if n < 0:
            raise ValueError("working days are counted forwards")
        while n:
            day += DAY
            n -= self.is_working_day(day)
        return day

    def opening(self, day: date) -> datetime:
        return moment(day, self.opens)

    def close(self, day: date) -> datetime:
        return moment(day, self.closes)

    def is_open(self, at: datetime) -> bool:
        local = at.astimezone(LONDON)
        in_hours = self.opens <= local.time() < self.closes
        return in_hours and self.is_working_day(local.date())


def bank_holiday(day: date) -> str:
    """The name of England's bank holiday on that day, or nothing."""
    return _bank_holidays().get(day) or ""


def moment(day: date, clock: time) -> datetime:
    """That wall-clock time in London; a time which the clock change skips becomes a real one."""
    wall = datetime.combine(day, clock, LONDON)
    return wall.astimezone(UTC).astimezone(LONDON)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Real time between two moments; plain subtraction inside one zone ignores clock changes."""
    return end.astimezone(UTC) - start.astimezone(UTC)
