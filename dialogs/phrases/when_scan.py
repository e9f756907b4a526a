"""Finds the phrases about time in what somebody typed, and those which belong together."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dialogs.phrases import (
    when_dates,
    when_days,
    when_hours,
    when_lengths,
    when_named,
    when_vague,
    when_weeks,
)
from dialogs.phrases.when_words import Asked, Found, Sure

RULES = (
    *when_dates.RULES,
    *when_named.RULES,
    *when_days.RULES,
    *when_weeks.RULES,
    *when_hours.RULES,
    *when_lengths.RULES,
    *when_vague.RULES,
)
WORD = re.compile(r"[A-Za-z0-9]+")
LEADS = re.compile(
    r"\b(?:for|on|at|by|before|after|from|until|starting|to)[\s,:(]*$|@\s*$", re.IGNORECASE
)
BREAK = re.compile(
    r"(?:^|[,;:(.\-])\s*$|\b(?:this|next|convene|meet|meeting|discussion|arrange|book|hold|move"
    r"|it|reschedule|schedule)\s*$",
    re.IGNORECASE,
)
AN_HOUR_BEFORE = re.compile(r"\bat[\s:]*$|@\s*$", re.IGNORECASE)
AN_HOUR_AFTER = re.compile(
    r"\s*(?:$|[,;.!?)\-]|(?:please|for|re|with|in|about|regarding|if|so|but)\b)", re.IGNORECASE
)
GLUE = re.compile(
    r"(?:[\s,;()@.!?\-]|\b(?:on|at|the|of|for|about|around|approx|circa|from|starting|say)\b)*",
    re.IGNORECASE,
)


class Piece(NamedTuple):
    start: int
    end: int
    found: Found


def pieces(text: str, asked: Asked) -> list[Piece]:
    """The longest phrase from each word on; no two overlap."""
    found: list[Piece] = []
    for word in WORD.finditer(text):
        if found and word.start() < found[-1].end:
            continue
        if piece := longest(text, word.start(), asked):
            found.append(piece)
    return found


def longest(text: str, start: int, asked: Asked) -> Piece | None:
    matches = [(m, each.finds) for each in RULES if (m := each.pattern.match(text, start))]
    for match, finds in sorted(matches, key=lambda pair: -pair[0].end()):
        if found := finds(match, asked):
            return Piece(start, match.end(), found)
    return None


def trusted(found: Sequence[Piece], text: str) -> list[Piece]:
    """Without those that are more likely to be ordinary words or numbers of a sentence."""
    kept: list[Piece] = []
    for n, piece in enumerate(found):
        after = found[n + 1] if n + 1 < len(found) else None
        if is_trusted(piece, kept[-1] if kept else None, after, text):
            kept.append(piece)
    return kept


def is_trusted(piece: Piece, before: Piece | None, after: Piece | None, text: str) -> bool:
    lead = text[max(0, piece.start - 30) : piece.start]
    follows_day = before is not None and bool(before.found.days) and joins(text, before, piece)
    leads_on = after is not None and joins(text, piece, after)
    match piece.found.sure:
        case Sure.NEVER:
            return False
        case Sure.NUMBER:
            led = AN_HOUR_BEFORE.search(lead) is not None or follows_day
            return led and (leads_on or AN_HOUR_AFTER.match(text, piece.end) is not None)
        case Sure.NAME:
            led = bool(LEADS.search(lead) or BREAK.search(lead))
            return led or follows_day or (after is not None and touches(piece, after, text))
        case _:
            return True


def touches(day: Piece, clock: Piece, text: str) -> bool:
    """ "sat 2pm", but not "sat at 2pm"."""
    return bool(clock.found.clocks) and not text[day.end : clock.start].strip()


def joins(text: str, one: Piece, other: Piece) -> bool:
    return GLUE.fullmatch(text, one.end, other.start) is not None


def runs(all_pieces: Sequence[Piece], text: str) -> list[list[Piece]]:
    """Pieces that stand together and do not say the same thing twice."""
    found: list[list[Piece]] = []
    for piece in all_pieces:
        if found and joins(text, found[-1][-1], piece) and not doubled(found[-1], piece):
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def doubled(run: Sequence[Piece], piece: Piece) -> bool:
    """Whether it says again what the run says already, and so begins another."""
    new, olds = piece.found, [old.found for old in run]
    if new.limit or any(old.moments for old in olds):
        return True
    if (new.clocks or new.moments) and any(old.clocks for old in olds):
        return True
    return any(clash(old, new) for old in olds if old.days and new.days)


def clash(old: Found, new: Found) -> bool:
    """Two days that differ; a weekday beside a date is only a check on it."""
    dates_both = old.weekday is None and new.weekday is None
    return dates_both and not set(old.days) & set(new.days)


def stands_alone(run: Sequence[Piece], text: str) -> bool:
    """Whether a run found in a sentence is surely about time."""
    sures = [piece.found.sure for piece in run if not piece.found.limit]
    if Sure.ALWAYS in sures or Sure.NAME in sures:
        return True
    led = LEADS.search(text[max(0, run[0].start - 30) : run[0].start]) is not None
    return led and any(sure in (Sure.SHAPE, Sure.NUMBER) for sure in sures)
