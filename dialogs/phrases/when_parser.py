"""What dateparser makes of a date that our own rules do not know, and whether to believe it."""

import re
from datetime import date

from dialogs.phrases.when_words import MONTH, WD, Asked, weekday

NAMES_MONTH = re.compile(rf"\b{MONTH}(?!\w)", re.IGNORECASE)
NO_DATE = re.compile(r"'|\b(?:hours?|hrs?|minutes?|mins?|and)\b", re.IGNORECASE)
NAMES_WEEKDAY = re.compile(rf"\b{WD}(?!\w)", re.IGNORECASE)


def day_of(words: str, asked: Asked) -> date | None:
    """The day, if the words name a month and dateparser finds a day in all of them.

    Only the day is taken: whether a time was typed cannot be told from what dateparser returns."""
    if not NAMES_MONTH.search(words) or NO_DATE.search(words):
        return None
    # Imported here because it costs a tenth of a second, and is seldom needed.
    from dateparser import parse

    parsed = parse(
        words,
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY",
            "PREFER_DATES_FROM": "past" if asked.past else "future",
            "RELATIVE_BASE": asked.now.replace(tzinfo=None),
            "REQUIRE_PARTS": ["day", "month"],
            "RETURN_AS_TIMEZONE_AWARE": False,
        },
    )
    return parsed.date() if parsed and says(words, parsed.date()) else None


def says(words: str, day: date) -> bool:
    """Whether that day is what is written: dateparser passes over words and makes up numbers."""
    figures = sorted(int(figure) for figure in re.findall(r"\d+", words))
    named = [weekday(found["wd"]) for found in NAMES_WEEKDAY.finditer(words)]
    return figures in ([day.day], [day.day, day.year]) and set(named) <= {day.weekday()}
