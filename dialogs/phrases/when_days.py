"""Days as people type them: tomorrow, Weds, this Monday, next Friday, tonight."""

import re
from datetime import date, timedelta

from dialogs.phrases.when_lengths import EVENING, PARTS
from dialogs.phrases.when_words import (
    WD,
    Asked,
    Found,
    Part,
    Sure,
    rule,
    weekday,
)
from meeting.calendar import DAY

WEEK = timedelta(weeks=1)
NIGHT = Part("in the night", 17, 24, past_midnight=True)


def near(wanted: int, asked: Asked) -> tuple[date, ...]:
    """The nearest such weekday; a week further on as well when it is that weekday today."""
    away = (asked.today.weekday() - wanted if asked.past else wanted - asked.today.weekday()) % 7
    step = -DAY if asked.past else DAY
    first = asked.today + away * step
    return (first,) if away else (first, first + 7 * step)


def stepped(wanted: int, asked: Asked, forwards: bool) -> tuple[date, ...]:
    """ "next Tuesday", "last Tuesday": two days where people mean either one or the other."""
    away = (wanted - asked.today.weekday() if forwards else asked.today.weekday() - wanted) % 7 or 7
    step = DAY if forwards else -DAY
    first = asked.today + away * step
    same_week = first.isocalendar()[:2] == asked.today.isocalendar()[:2]
    doubtful = same_week or away in (1, 2, 7)
    return (first, first + 7 * step) if doubtful else (first,)


def plain_weekday(m: re.Match[str], asked: Asked) -> Found:
    said, wanted = m["wd"], weekday(m["wd"])
    ordinary = said.lower() in ("sat", "sun", "wed") and not said[0].isupper()
    sure = Sure.NAME if ordinary else Sure.ALWAYS
    return Found(days=near(wanted, asked), weekday=wanted, sure=sure)


def which_weekday(m: re.Match[str], asked: Asked) -> Found:
    which, wanted = m["which"].lower().split()[0], weekday(m["wd"])
    if which in ("next", "last", "past"):
        return Found(days=stepped(wanted, asked, forwards=which == "next"), weekday=wanted)
    days = near(wanted, asked)
    if days == (asked.today + DAY,) and not asked.past:
        days = (days[0], days[0] + WEEK)
    return Found(days=days, weekday=wanted)


def relative(m: re.Match[str], asked: Asked) -> Found:
    said = m["day"].lower()
    ahead = 0 if "tod" in said or said == "2day" else -1 if "yest" in said else 1
    if m["twice"]:
        ahead *= 2
    return Found(days=(asked.today + ahead * DAY,))


def part_of_today(m: re.Match[str], asked: Asked) -> Found:
    part = PARTS.get((m["part"] or "").lower().replace(" ", ""), EVENING)
    return Found(days=(asked.today,), part=part)


RELATIVE = (
    r"(?P<day>today|2day|tomorrow|tomm?orr?ow|tmrw|tmr|tmro|tomoz|tomo|2moro|2morrow|yesterday)"
)

RULES = (
    rule(rf"(?:(?:later|earlier) )?(?P<twice>(?:the )?day (?:after|before) )?{RELATIVE}", relative),
    rule(
        r"(?:this (?P<part>morning|afternoon|evening|lunch~time)|(?:later )?tonight)", part_of_today
    ),
    rule(
        r"last night",
        lambda m, asked: Found(days=(asked.today - DAY,), part=NIGHT),
    ),
    rule(WD, plain_weekday),
    rule(rf"(?P<which>this coming|this past|this|next|coming|last|past) {WD}", which_weekday),
)
