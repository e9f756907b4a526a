"""Times of day as people type them: half 2, 1400, 2.30, quarter to 3, noon, at 4."""

import re
from datetime import time

from dialogs.phrases.when_words import AMPM, COUNT, HOUR, Asked, Found, Sure, number, rule

MIDNIGHT = "Midnight belongs to two days: type 11:59 pm or 12:01 am with the day."
SPOKEN = rf"noon|midday|(?:{HOUR})(?:[:.]\d\d)?~(?:{AMPM})?"


def possible(hour: int, minute: int, ampm: str = "", exact: bool = False) -> tuple[time, ...]:
    """The times that it can mean: none, one, or a morning and an evening twelve hours apart."""
    if hour > 23 or minute > 59 or (hour == 0 and ampm.startswith("p")):
        return ()
    if hour > 12 or (exact and not ampm) or hour == 0:
        return (time(hour, minute),) if not ampm.startswith("a") or hour == 0 else ()
    both = (time(hour % 12, minute), time(hour % 12 + 12, minute))
    return both if not ampm else (both["ap".index(ampm[0])],)


def spoken(words: str) -> tuple[time, ...]:
    """The times meant by "2", "2.30", "2 pm", "noon"."""
    if words.lower() in ("noon", "midday"):
        return (time(12),)
    found = re.fullmatch(rf"({HOUR})(?:[:.](\d\d))? *({AMPM})?", words.strip(), re.I | re.A)
    if not found:
        return ()
    exact = found[1].startswith("0")
    return possible(number(found[1]), int(found[2] or 0), (found[3] or "").lower(), exact)


def no_such_time(words: str) -> Found:
    return Found(
        problem=f"There is no such time as {words}: type it like 2:30 pm or 14:30.", sure=Sure.NEVER
    )


def with_minutes(m: re.Match[str], asked: Asked) -> Found:
    exact = m["hour"].startswith("0") or bool(m["hrs"])
    clocks = possible(int(m["hour"]), int(m["minute"]), (m["ampm"] or "").lower(), exact)
    sure = Sure.SHAPE if m["dot"] == "." and not m["ampm"] else Sure.ALWAYS
    return Found(clocks=clocks, sure=sure) if clocks else no_such_time(f"{m['hour']}:{m['minute']}")


def with_ampm(m: re.Match[str], asked: Asked) -> Found:
    clocks = possible(number(m["hour"]), 0, m["ampm"].lower())
    return Found(clocks=clocks) if clocks else no_such_time(m[0])


def digits(m: re.Match[str], asked: Asked) -> Found | None:
    said = m["digits"]
    if said.startswith("202") and not m["hrs"]:
        return None  # a year
    hour, minute, exact = int(said[:-2]), int(said[-2:]), len(said) == 4
    clocks = possible(hour, minute, (m["ampm"] or "").lower(), exact)
    sure = Sure.ALWAYS if m["hrs"] or m["ampm"] else Sure.SHAPE
    return Found(clocks=clocks, sure=sure) if clocks else None


def half(m: re.Match[str], asked: Asked) -> Found | None:
    hour, ampm = number(m["hour"]), (m["ampm"] or "").lower()
    return Found(clocks=possible(hour, 30, ampm)) if 1 <= hour <= 12 else None


def past_or_to(m: re.Match[str], asked: Asked) -> Found | None:
    hour, ampm = number(m["hour"]), (m["ampm"] or "").lower()
    minute = 15 if m["minute"].lower().endswith("quarter") else number(m["minute"])
    if not 1 <= hour <= 12 or not 0 < minute < 30:
        return None
    if m["way"].lower() in ("to", "til", "till"):
        in_digits = m["minute"].isdigit() and not m["min"] and not ampm
        if in_digits and minute in (5, 10) and (hour - minute) % 12 in (1, 2, 3):
            return either_way(minute, hour)
        minute = -minute
    return Found(clocks=tuple(moved(clock, minute) for clock in possible(hour, 0, ampm)))


def either_way(minute: int, hour: int) -> Found:
    before = (hour - 2) % 12 + 1
    return Found(
        problem=f"That could be {before}:{60 - minute}, or from {minute} until {hour} o'clock:"
        " type only the time at which it starts, such as 10:00 am.",
        sure=Sure.BESIDE,
    )


def moved(clock: time, minutes: int) -> time:
    of_the_day = (clock.hour * 60 + clock.minute + minutes) % 1440
    return time(of_the_day // 60, of_the_day % 60)


def bare(m: re.Match[str], asked: Asked) -> Found | None:
    exact = m["hour"].startswith("0")
    clocks = possible(number(m["hour"]), 0, exact=exact or m["hour"] == "0")
    sure = Sure.ALWAYS if m["clock"] else Sure.NUMBER
    return Found(clocks=clocks, sure=sure) if clocks else None


AT_AMPM = rf"(?:~(?P<ampm>{AMPM}))?"
HRS = r"(?:~(?P<hrs>hrs|hours|h))?"

RULES = (
    rule(
        rf"(?P<hour>\d{{1,2}})(?P<dot>[:.])(?P<minute>\d\d)(?::\d\d)?{HRS}{AT_AMPM}", with_minutes
    ),
    rule(rf"(?P<hour>{HOUR})~(?P<ampm>{AMPM})(?:~ish|-ish)?", with_ampm),
    rule(rf"(?P<digits>\d{{3,4}}){HRS}{AT_AMPM}", digits),
    rule(rf"half(?: past|-past)?(?: |-)(?P<hour>{HOUR}){AT_AMPM}", half),
    rule(
        rf"(?P<minute>(?:a )?quarter|{COUNT})(?P<min> minutes?| mins?)? (?P<way>past|to|till?) "
        rf"(?P<hour>{HOUR}){AT_AMPM}",
        past_or_to,
    ),
    rule(r"(?:12|twelve)?~(?:noon|midday|mid-day)", lambda m, asked: Found(clocks=(time(12),))),
    rule(
        r"(?:12 |twelve )?(?:midnight|mid-night)",
        lambda m, asked: Found(problem=MIDNIGHT, sure=Sure.BESIDE),
    ),
    rule(rf"(?P<hour>{HOUR})(?P<clock>~o'?clock)?(?:~ish|-ish)?", bare),
)
