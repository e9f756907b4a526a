"""The words in which people type days and times, and the shape of a rule that knows some."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from enum import IntEnum
from typing import NamedTuple

from meeting.calendar import Calendar

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
HOURS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
NUMBERS = {word: n for n, word in enumerate(HOURS, 1)} | {
    "a": 1,
    "an": 1,
    "couple of": 2,
    "a couple of": 2,
    "fifteen": 15,
    "twenty": 20,
    "twenty five": 25,
    "twenty-five": 25,
}

WD = (
    r"(?P<wd>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|wensday|wednsday|"
    r"thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
A_MONTH = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
MONTH = rf"(?P<month>{A_MONTH})\.?"
HOUR = rf"\d{{1,2}}|{'|'.join(HOURS)}"
AMPM = r"a\.?m\.?|p\.?m\.?"
COUNT = rf"\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"

SAME_LENGTH = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-"})


class Asked(NamedTuple):
    """What the words are read against."""

    now: datetime
    """In London time."""

    past: bool
    """Whether they tell of something that has happened."""

    calendar: Calendar

    @property
    def today(self) -> date:
        return self.now.date()


class Part(NamedTuple):
    """A part of the day, from one hour up to another."""

    name: str
    first: int
    last: int
    past_midnight: bool = False
    """Whether the small hours after it belong to it, as with "last night"."""


class Sure(IntEnum):
    """How far a phrase can be trusted to be about time when it stands in a longer sentence."""

    NEVER = 0
    BESIDE = 1
    """Only as a part of something surer."""
    NUMBER = 2
    """A bare number: after "at", or between a day and a comma."""
    SHAPE = 3
    """Looks like a date or time, but so do other things: 3/12, 2.30."""
    NAME = 4
    """Also an ordinary word: sat, sun, wed, may."""
    ALWAYS = 5


class Found(NamedTuple):
    """What one phrase says about a moment; what it does not say is empty."""

    days: tuple[date, ...] = ()
    weekday: int | None = None
    """Set when the phrase is a weekday alone, which may stand beside a date and must fit it."""
    clocks: tuple[time, ...] = ()
    """Two for a time without am or pm: the morning first."""
    part: Part | None = None
    moments: tuple[datetime, ...] = ()
    zone: str = ""
    note: str = ""
    problem: str = ""
    limit: bool = False
    sure: Sure = Sure.ALWAYS


class Rule(NamedTuple):
    pattern: re.Pattern[str]
    finds: Callable[[re.Match[str], Asked], Found | None]


def rule(pattern: str, finds: Callable[[re.Match[str], Asked], Found | None]) -> Rule:
    """In a pattern a blank is one blank or more, and a tilde any number of them."""
    spaced = pattern.replace(" ", " +").replace("~", " *")
    whole = rf"(?<![\w£$€#/])(?<!\d[.:\-])(?:{spaced})(?![\w/%])(?!(?<=\d)[.:\-]\d)"
    return Rule(re.compile(whole, re.IGNORECASE | re.ASCII), finds)


def tidy(text: str) -> str:
    """The same text with plain blanks, hyphens and apostrophes, not a character longer."""
    return re.sub(r"\s", " ", text.translate(SAME_LENGTH))


def number(word: str) -> int:
    word = " ".join(word.lower().split())
    if word in ORDINALS:
        return ORDINALS.index(word) + 1
    return int(word) if word.isdigit() else NUMBERS[word]


def weekday(word: str) -> int:
    return next(n for n, name in enumerate(WEEKDAYS) if name[:2] == word[:2].lower())


def month(word: str) -> int:
    return MONTHS.index(word[:3].lower()) + 1
