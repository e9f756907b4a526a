"""Reads a day and time as people type them; nothing is taken without being shown back."""

import re
from datetime import datetime

from pydantic import AwareDatetime

from dialogs.phrases import when_parser, when_scan
from dialogs.phrases.when_doubts import doubts, which_of_two
from dialogs.phrases.when_scan import Piece
from dialogs.phrases.when_settle import moments
from dialogs.phrases.when_sides import Unclear, WrongSide
from dialogs.phrases.when_vague import ONE
from dialogs.phrases.when_words import Asked, Found, tidy
from meeting import saying
from meeting.base import Frozen
from meeting.calendar import LONDON, Calendar

ENGLAND = Calendar()
LONGEST = 200
LONGEST_SENTENCE = 2000
FILLING = (
    r"[\s,;()@?!.\-]|\b(?:on|at|the|of|for|about|around|approx|circa|from|starting|say|please|pls"
    r"|thanks|thank you|let's|lets|how about|what about|can we|could we|shall we|do|make it|meet"
    r"|meeting|maybe|perhaps|ideally|preferably|if possible|is|it's|its|it|was|works|ok|then|start"
    r")\b"
)
FILLER = re.compile(rf"(?:{FILLING})*", re.IGNORECASE)
FILLER_ENDS = re.compile(rf"^(?:{FILLING})+|(?:{FILLING})+$", re.IGNORECASE)
LEAD = re.compile(
    r"(?:\b(?:for|on|at|from|about|around|starting|to|by)[\s,:]*|[(@]\s*)+$", re.IGNORECASE
)
BY = re.compile(r"^(?:by|before|no later than|until|till)\s+", re.IGNORECASE)
AFTER = re.compile(r"^\s*\)")
NEW = "Type a day and a time, such as “Tuesday 2:30 pm” or “24/11 14:30”."
OLD = "Type the day and time it was, such as “today 9:15 am” or “yesterday 4 pm”."


class Reading(Frozen):
    """One moment that was meant, in London time."""

    at: AwareDatetime
    text: str
    """Such as "Tuesday 24 November 2026, 2:30 pm"."""
    note: str = ""
    """What to ask about it before it is taken, if anything."""

    def ask(self, what: str) -> str:
        """The reading with what is to be asked about it; empty where there is nothing to ask."""
        return f"{what}: {self.text}. {self.note}" if self.note else ""


class Read(Frozen):
    """One reading, or two to choose from with the likelier first; or none, and the problem."""

    readings: tuple[Reading, ...] = ()
    problem: str | None = None

    @property
    def only(self) -> datetime | None:
        """The moment, where it can be read in one way alone."""
        return self.readings[0].at if len(self.readings) == 1 else None

    def ask(self, what: str) -> tuple[str, ...]:
        """What to show back of the one reading, as lines for a card."""
        return tuple(filter(None, (r.ask(what) for r in self.readings[:1])))

    @property
    def doubt(self) -> str:
        """What stands in the way of taking it: the problem, or that it is one of two."""
        if len(self.readings) == 2:
            return TWO_WAYS.format(*(reading.text for reading in self.readings))
        return self.problem or ""


TWO_WAYS = "That can be read as {} or {}. Please type which."


def read(text: str, at: datetime, calendar: Calendar = ENGLAND) -> Read:
    """What `text` means to somebody who types it at `at` about a time to come."""
    return whole(text, asked_at(at, calendar, past=False))


def read_by(text: str, at: datetime, calendar: Calendar = ENGLAND) -> Read:
    """A time by which something is to be done: "by Friday" is the close of that day's office."""
    words = BY.sub("", text.strip())
    found = read(words, at, calendar)
    if found.readings or not words:
        return found
    closing = read(f"{words} {calendar.closes:%H:%M}", at, calendar)
    return closing if closing.readings else found


def read_past(text: str, at: datetime, calendar: Calendar = ENGLAND) -> Read:
    """The same for something that has happened; the future is refused."""
    return whole(text, asked_at(at, calendar, past=True))


def find(text: str, at: datetime, calendar: Calendar = ENGLAND) -> tuple[Read, str]:
    """The first phrase in a longer sentence that means a time to come, and the rest of the words.

    A sentence without one gives an empty Read, without a problem, and all of the words."""
    asked = asked_at(at, calendar, past=False)
    words = tidy(text)[:LONGEST_SENTENCE]
    pieces = when_scan.trusted(when_scan.pieces(words, asked), words)
    best: tuple[Read, str] | None = None
    for run in when_scan.runs(pieces, words):
        if not when_scan.stands_alone(run, words):
            continue
        try:
            return settled([piece.found for piece in run], asked), without(run, text)
        except WrongSide:
            continue  # tells of what has happened, and is left among the words
        except Unclear as unclear:
            best = best or (Read(problem=str(unclear)), without(run, text))
    return best or (Read(), text.strip())


def asked_at(at: datetime, calendar: Calendar, *, past: bool) -> Asked:
    if at.tzinfo is None:
        raise ValueError("the time at which words are read must say its time zone")
    return Asked(now=at.astimezone(LONDON), past=past, calendar=calendar)


def whole(text: str, asked: Asked) -> Read:
    words = tidy(text)
    if not words.strip() or len(words) > LONGEST:
        return Read(problem=OLD if asked.past else NEW)
    try:
        return settled(phrases(words, asked), asked)
    except Unclear as unclear:
        return Read(problem=str(unclear))


def phrases(words: str, asked: Asked) -> list[Found]:
    """What each phrase says, where together they are all that was typed."""
    pieces = when_scan.pieces(words, asked)
    if limit := next((piece.found for piece in pieces if piece.found.limit), None):
        return [limit]
    if not covers(pieces, words):
        return second_opinion(words, pieces, asked)
    if len(when_scan.runs(pieces, words)) > 1:
        raise Unclear(ONE)
    return [piece.found for piece in pieces]


def covers(pieces: list[Piece], words: str) -> bool:
    """Whether nothing but courtesies stands before, between and after the phrases."""
    starts = [0, *(piece.end for piece in pieces)]
    ends = [*(piece.start for piece in pieces), len(words)]
    return bool(pieces) and all(
        FILLER.fullmatch(words, start, end) for start, end in zip(starts, ends, strict=True)
    )


def second_opinion(words: str, pieces: list[Piece], asked: Asked) -> list[Found]:
    """Our own rules for the time of day, dateparser for the day in the words around it."""
    if told := next((piece.found.problem for piece in pieces if piece.found.problem), ""):
        raise Unclear(told)
    times = [piece for piece in when_scan.trusted(pieces, words) if not piece.found.days]
    for piece in times:
        words = words[: piece.start] + " " * (piece.end - piece.start) + words[piece.end :]
    day = when_parser.day_of(FILLER_ENDS.sub("", words), asked)
    if day is None or sum(bool(piece.found.clocks) for piece in times) > 1:
        raise Unclear(OLD if asked.past else NEW)
    return [Found(days=(day,)), *(piece.found for piece in times)]


def settled(founds: list[Found], asked: Asked) -> Read:
    return Read(readings=tuple(reading(at, note, asked) for at, note in moments(founds, asked)))


def reading(at: datetime, note: str, asked: Asked) -> Reading:
    """What has happened may have happened at any hour; a meeting at some hours is asked about."""
    doubt = "" if asked.past else doubts(at, asked.calendar)
    text = saying.spoken(at) + which_of_two(at)
    return Reading(at=at, text=text, note=f"{note} {doubt}".strip())


def without(run: list[Piece], text: str) -> str:
    """The words around a phrase, and not the "for" or "at" which led to it."""
    before = LEAD.sub("", text[: run[0].start]).rstrip()
    after = AFTER.sub("", text[run[-1].end :]).strip()
    if not before or after[:1] in ("", ",", ".", ";", ":", "?", "!", ")"):
        return (before + after).strip(" ,;:")
    return f"{before} {after}".strip(" ,;:")
