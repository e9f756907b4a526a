"""Dates as people type them: 24 November, Dec 3rd, 3/12/26, Tuesday 24th, ISO."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from itertools import islice

from dialogs.phrases.when_words import (
    A_MONTH,
    AMPM,
    MONTH,
    ORDINALS,
    WD,
    WEEKDAYS,
    Asked,
    Found,
    Sure,
    month,
    number,
    rule,
    weekday,
)
from meeting.calendar import DAY, LONDON


def months_from(day: date, asked: Asked) -> Iterator[tuple[int, int]]:
    """The year and month of that day, and then those further into the future, or the past."""
    step = -1 if asked.past else 1
    counted = day.year * 12 + day.month - 1
    while True:
        yield counted // 12, counted % 12 + 1
        counted += step


def real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_ahead(day: date, asked: Asked) -> bool:
    return day <= asked.today if asked.past else day >= asked.today


def without_year(day: int, month: int, asked: Asked) -> date | None:
    """The next such day, or the latest when the past is told."""
    step = -1 if asked.past else 1
    years = (asked.today.year + step * n for n in range(9))
    days = (real(year, month, day) for year in years)
    return next((found for found in days if found and is_ahead(found, asked)), None)


def dated(day: int, month: int, year: str, asked: Asked, sure: Sure = Sure.ALWAYS) -> Found:
    if year:
        full = int(year.strip("'")) + (0 if len(year.strip("'")) == 4 else 2000)
        found = real(full, month, day)
    else:
        found = without_year(day, month, asked)
    if found is None:
        return Found(
            problem=f"There is no {day}/{month}{year and '/' + year}: type the day first, "
            "then the month, such as 24/11.",
            sure=Sure.NEVER,
        )
    far = DAY * (31 if asked.past else 240)
    doubtful = not year and abs(found - asked.today) > far
    note = f"Without a year this was taken as {found.year}." if doubtful else ""
    return Found(days=(found,), note=note, sure=sure)


def in_words(m: re.Match[str], asked: Asked) -> Found:
    said = m["month"]
    doubtful = said.lower() in ("may", "mar", "march") and said.islower()
    certain = m["suffix"] or m["year"] or not doubtful
    sure = Sure.ALWAYS if certain else Sure.NAME
    return dated(number(m["day"]), month(said), m["year"] or "", asked, sure)


def in_figures(m: re.Match[str], asked: Asked) -> Found:
    year = m["year"] or ""
    return dated(int(m["day"]), int(m["month"]), year, asked, Sure.ALWAYS if year else Sure.SHAPE)


def iso(m: re.Match[str], asked: Asked) -> Found:
    day = real(int(m["year"]), int(m["month"]), int(m["day"]))
    if day is None:
        return Found(problem=f"There is no day {m['date']}.", sure=Sure.NEVER)
    if not m["clock"]:
        return Found(days=(day,))
    try:
        clock = time.fromisoformat(m["clock"])
        if not m["zone"]:
            return Found(days=(day,), clocks=(clock.replace(second=0),))
        told = datetime.fromisoformat(
            f"{day}T{m['clock']}{m['zone'].upper().replace('Z', '+00:00')}"
        )
    except ValueError:
        return Found(problem=f"There is no such time as {m['clock']}.", sure=Sure.NEVER)
    return Found(moments=(told.astimezone(UTC).astimezone(LONDON),))


def ordinal(m: re.Match[str], asked: Asked) -> Found | None:
    """ "the 24th": of this month, or of the next that has one ahead."""
    near = islice(months_from(asked.today, asked), 3)
    days = [day for y, mo in near if (day := real(y, mo, int(m["day"]))) and is_ahead(day, asked)]
    return Found(days=(days[0],), sure=Sure.SHAPE) if days else None


def weekday_and_number(m: re.Match[str], asked: Asked) -> Found | None:
    """ "Tuesday 24th", "Tuesday 24": this month's or the next, whichever has it on a Tuesday."""
    wanted, day, suffix = weekday(m["wd"]), int(m["day"]), m["suffix"]
    near = islice(months_from(asked.today, asked), 2)
    days = [found for y, mo in near if (found := real(y, mo, day)) and is_ahead(found, asked)]
    fitting = [found for found in days if found.weekday() == wanted]
    if fitting and not suffix and day <= 12 and m["then"] is None:
        return Found(problem=day_or_hour(fitting[0], day))
    if fitting:
        return Found(days=(fitting[0],))
    if not suffix or not days:
        return None
    return Found(
        problem=f"The {m['day']}{suffix} is a {days[0]:%A}, "
        f"not a {WEEKDAYS[wanted].title()}: type the one you mean with its month."
    )


def day_or_hour(fitting: date, number: int) -> str:
    half = "am" if 8 <= number < 12 else "pm"
    return (
        f"Is that {fitting:%A} {number} {fitting:%B}, or {fitting:%A} at {number} o'clock?"
        f" Type “{fitting:%A} {number} {fitting:%B}” or “{fitting:%A} {number} {half}”."
    )


YEAR = r"(?P<year>20\d\d|'?(?:2[4-9]|3\d))"
DAY_OF_MONTH = rf"(?P<day>\d{{1,2}}|{'|'.join(ORDINALS)})(?P<suffix>st|nd|rd|th)?"
CLOCK_NEXT = (
    rf"(?=,?~(?:(?:at |@~)\w|\d{{1,2}}(?:[:.]\d\d|~(?:{AMPM}))|\d{{4}}|half |quarter |noon|midday))"
)
NOT_AN_HOUR = rf"(?!~(?:{AMPM}|o'?clock|hrs|hours|ish|of {A_MONTH}|{A_MONTH})\b)"

RULES = (
    rule(rf"(?:the )?{DAY_OF_MONTH}(?:~of)?(?: |~-~)?{MONTH}(?:(?:,? |-){YEAR})?", in_words),
    rule(rf"{MONTH} (?:the )?{DAY_OF_MONTH}(?:,? (?P<year>20\d\d))?", in_words),
    rule(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}|\d\d))?", in_figures),
    rule(
        r"(?P<day>\d{1,2})(?P<dot>[-.])(?P<month>\d{1,2})(?P=dot)(?P<year>\d{4}|\d\d)", in_figures
    ),
    rule(rf"(?P<day>\d{{1,2}})-(?P<month>\d{{1,2}})(?P<year>){CLOCK_NEXT}", in_figures),
    rule(
        r"(?P<date>(?P<year>\d{4})[-/](?P<month>\d\d)[-/](?P<day>\d\d))"
        r"(?:(?:t| )(?P<clock>\d\d:\d\d(?::\d\d)?)(?:\.\d+)?~(?P<zone>z|[+-]\d\d:\d\d)?)?",
        iso,
    ),
    rule(r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)", ordinal),
    rule(r"the (?P<day>1[3-9]|2\d|3[01])", ordinal),
    rule(
        rf"{WD},? (?:the )?(?P<day>\d{{1,2}})(?P<suffix>st|nd|rd|th)?"
        rf"{NOT_AN_HOUR}(?:(?P<then>){CLOCK_NEXT})?",
        weekday_and_number,
    ),
)
