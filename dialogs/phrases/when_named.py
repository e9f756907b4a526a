"""Days known by a name or by their place in a month: Boxing Day, first Monday in December."""

import re
from datetime import date

from dialogs.phrases.when_dates import dated, is_ahead, real
from dialogs.phrases.when_words import MONTH, WD, Asked, Found, month, number, rule, weekday
from meeting.calendar import DAY, bank_holiday

NAMED_DAYS = {
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new years eve": (12, 31),
    "new years day": (1, 1),
}


def nth_weekday(m: re.Match[str], asked: Asked) -> Found | None:
    said = m["nth"].lower()
    nth = -1 if said == "last" else number(said.rstrip("stndrh") if said[0].isdigit() else said)
    if m["which"]:
        later = {"next": 1, "last": -1}.get(m["which"].lower(), 0)
        counted = asked.today.year * 12 + asked.today.month - 1 + later
        return Found(days=nth_in(counted // 12, counted % 12 + 1, weekday(m["wd"]), nth))
    years = [int(m["year"])] if m["year"] else [asked.today.year + n for n in (-1, 0, 1)]
    days = [d for year in years for d in nth_in(year, month(m["month"]), weekday(m["wd"]), nth)]
    ahead = [d for d in days if m["year"] or is_ahead(d, asked)]
    return Found(days=(ahead[-1 if asked.past else 0],)) if ahead else None


def nth_in(year: int, month: int, weekday: int, nth: int) -> tuple[date, ...]:
    days = [d for n in range(1, 32) if (d := real(year, month, n)) and d.weekday() == weekday]
    return (days[nth - 1 if nth > 0 else -1],) if nth <= len(days) else ()


def named_day(m: re.Match[str], asked: Asked) -> Found:
    the_month, day = NAMED_DAYS[
        re.sub(r"['\s]+", " ", m["name"].lower()).replace("year s", "years")
    ]
    return dated(day, the_month, "", asked)


def holiday(m: re.Match[str], asked: Asked) -> Found | None:
    """ "bank holiday Monday", "Good Friday": the next such day, or the latest."""
    step = -DAY if asked.past else DAY
    days = (asked.today + n * step for n in range(400))
    return next((Found(days=(day,)) for day in days if is_that_holiday(m, day)), None)


def is_that_holiday(m: re.Match[str], day: date) -> bool:
    name = bank_holiday(day).lower()
    if m["name"]:
        return " ".join(m["name"].lower().split()) in name
    in_month = not m["month"] or day.month == month(m["month"])
    return bool(name) and in_month and (not m["monday"] or day.weekday() == 0)


RULES = (
    rule(
        rf"(?:the )?(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th) {WD} (?:in|of) "
        rf"(?:(?P<which>next|this|last|the) month|{MONTH}(?: (?P<year>20\d\d))?)",
        nth_weekday,
    ),
    rule(
        r"(?P<name>christmas eve|christmas day|boxing day|new year'?s eve|new year'?s day)",
        named_day,
    ),
    rule(
        r"(?:the )?(?:(?P<name>good friday|easter monday)|"
        r"(?:(?P<month>may|august) )?bank holiday(?: (?P<monday>monday))?)",
        holiday,
    ),
)
