"""Parts of the day, ranges of time and lengths of time: Friday pm, 10-12, in half an hour."""

import re
from datetime import UTC, timedelta

from dialogs.phrases.when_hours import SPOKEN, spoken
from dialogs.phrases.when_words import COUNT, Asked, Found, Part, Sure, number, rule
from meeting.calendar import LONDON

MORNING = Part("in the morning", 0, 12)
AFTERNOON = Part("in the afternoon", 12, 19)
EVENING = Part("in the evening", 17, 24)
LUNCH = Part("around lunchtime", 11, 15)
LAST_HOURS = Part("at the end of the day", 12, 24)
PARTS = {
    "morning": MORNING,
    "am": MORNING,
    "afternoon": AFTERNOON,
    "pm": Part("in the afternoon", 12, 24),
    "evening": EVENING,
    "night": Part("at night", 17, 24),
    "lunch": LUNCH,
    "lunchtime": LUNCH,
    "firstthing": Part("first thing", 0, 12),
}
RANGE_NOTE = "You gave a range: this is its start."


def between(m: re.Match[str], asked: Asked) -> Found | None:
    """Both ends on the same half of the day, unless only the other half makes them a range."""
    first, last = spoken(m["first"]), spoken(m["last"])
    if not first or not last:
        return None
    says_half = re.search(r"[ap]\.?m", m["last"], re.I) and len(first) == 2
    if says_half:
        first = tuple(clock for clock in first if clock < last[0])[-1:] or first
    lead = (m["lead"] or "").lower()
    shaped = re.search(r"[ap:]|noon|midday", m["first"] + m["last"], re.I)
    if not lead and not shaped and m["link"] == "-":
        return Found(clocks=first, note=RANGE_NOTE, sure=Sure.SHAPE)
    return Found(clocks=first, note=RANGE_NOTE)


def part_of_day(m: re.Match[str], asked: Asked) -> Found:
    said = m["part"].lower().replace(" ", "")
    return Found(part=PARTS.get(said, LAST_HOURS), sure=Sure.BESIDE)


def length_of_time(m: re.Match[str], asked: Asked) -> timedelta:
    """ "half an hour", "an hour and a half", "90 minutes", "1.5 hours"."""
    words = m["count"].lower()
    amount = 0.5 if words.startswith("half") else 0.25 if words.startswith("quarter") else 0.0
    if not amount:
        amount = float(words) if re.fullmatch(r"\d+\.\d", words) else number(words)
    amount += {"half": 0.5, "quarter": 0.25}.get((m["more"] or "").split(" ")[-1].lower(), 0)
    unit = 60 if m["unit"].lower().startswith("h") else 1
    return timedelta(minutes=round(amount * unit))


def from_now(m: re.Match[str], asked: Asked) -> Found | None:
    ago = (m["way"] or "").lower() == "ago"
    if not (m["in"] or m["way"] or m["time"]):
        return None
    # Added in UTC: inside one zone the clock change would be lost.
    start = asked.now.replace(second=0, microsecond=0).astimezone(UTC)
    told = start + (-1 if ago else 1) * length_of_time(m, asked)
    return Found(moments=(told.astimezone(LONDON),))


LENGTH = (
    rf"(?P<count>\d{{1,2}}\.\d|half(?: an?| of an)?|quarter of an|{COUNT}) "
    r"(?P<unit>hours?|hrs?|minutes?|mins?)(?P<more> and (?:a )?(?:half|quarter))?"
)

RULES = (
    rule(
        rf"(?:(?P<lead>between|from) )?(?P<first>{SPOKEN})~"
        rf"(?P<link>-|to|till|til|until|(?<=[^-])and)~(?P<last>{SPOKEN})",
        between,
    ),
    rule(
        r"(?:(?:in|during|around|over|at|by) )?(?:the )?(?:early |late |mid~-?~)?"
        r"(?P<part>morning|afternoon|evening|night|lunch~time|lunch|am|pm|first thing|"
        r"end of the day|end of day|eod|cop|close of play)",
        part_of_day,
    ),
    rule(rf"(?P<in>in )?{LENGTH}(?P<time>'?s?'? time)?(?: (?P<way>ago|from now))?", from_now),
    rule(rf"for (?:about )?(?:{LENGTH}|an? hour)", lambda m, asked: Found(sure=Sure.BESIDE)),
    rule(
        r"(?P<zone>gmt|bst|uk time|london time)",
        lambda m, asked: Found(
            zone=m["zone"].upper() if len(m["zone"]) == 3 else "", sure=Sure.BESIDE
        ),
    ),
)
