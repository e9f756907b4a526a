"""Days so many days or weeks away: Monday week, a week on Tuesday, in 3 working days."""

import re
from datetime import date

from dialogs.phrases.when_days import WEEK, near
from dialogs.phrases.when_words import COUNT, WD, Asked, Found, Sure, number, rule, weekday
from meeting.calendar import DAY


def week_on(m: re.Match[str], asked: Asked) -> Found | None:
    """ "Monday week", "a week on Tuesday", "week today", "two weeks tomorrow"."""
    if m["day"].lower() in ("today", "now", "tomorrow"):
        base: tuple[date, ...] = (asked.today + DAY * (m["day"].lower() == "tomorrow"),)
    else:
        base = near(weekday(m["day"]), asked)
    said = m.groupdict().get("count")
    weeks = number(said) if said else 1
    if m["unit"].lower().startswith("f"):
        weeks *= 2
    return Found(days=tuple(day + weeks * WEEK for day in base))


def in_week(m: re.Match[str], asked: Asked) -> Found:
    """ "Tuesday next week": weeks begin on Monday."""
    which, after = m["which"].lower().split()[-1], m.groupdict().get("after")
    weeks = 2 if after else {"next": 1, "last": -1}.get(which, 0)
    monday = asked.today - asked.today.weekday() * DAY
    return Found(days=(monday + weeks * WEEK + weekday(m["wd"]) * DAY,))


def counted(m: re.Match[str], asked: Asked) -> Found | None:
    """ "in 3 working days", "in a fortnight", "10 days from now", "a week ago"."""
    ago = (m["way"] or "").lower() == "ago"
    n = number(m["count"]) if m["count"] else 1
    unit = m["unit"].lower()
    if "work" in unit or "business" in unit:
        day = asked.calendar.working_days_after(asked.today, n) if not ago else None
    elif "month" in unit:
        day = months_away(asked.today, -n if ago else n)
    else:
        days = n * (14 if "fort" in unit else 7 if "week" in unit else 1)
        day = asked.today + (-days if ago else days) * DAY
    sure = Sure.ALWAYS if m["in"] or m["way"] or m["time"] else Sure.BESIDE
    return Found(days=(day,), sure=sure) if day else None


def months_away(day: date, n: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (following - DAY).day))


UNIT = r"(?P<unit>(?:working|business) days?|days?|weeks?|fortnights?|months?)"
TIME = r"(?P<time>'?s?'? time)?"

RULES = (
    rule(rf"(?P<day>{WD}|today|tomorrow) (?P<unit>week|fortnight)", week_on),
    rule(
        rf"(?:(?:in )?(?P<count>{COUNT}) )?(?P<unit>weeks?|fortnight)(?:'?s?'? time)? "
        rf"(?:on |from )?(?:this |next )?(?P<day>{WD}|today|tomorrow|now)",
        week_on,
    ),
    rule(rf"{WD},? (?:(?:of|in) )?(?P<which>next|this|last) week", in_week),
    rule(rf"{WD},? (?:(?:of|in) )?(?:the )?(?P<which>week) (?P<after>after next)", in_week),
    rule(rf"(?P<which>next|this|last) week,? (?:on )?(?:the )?{WD}", in_week),
    rule(rf"(?:the )?(?P<which>week) (?P<after>after next),? (?:on )?(?:the )?{WD}", in_week),
    rule(
        rf"(?P<in>in )?(?:(?P<count>{COUNT}) |(?=fortnight)){UNIT}{TIME}"
        r"(?: (?P<way>ago|from now|from today|hence))?",
        counted,
    ),
)
