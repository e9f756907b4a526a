"""Finds somebody in the directory by what people call them: name, title, role or agency."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from meeting.people import Person

LIKE_ENOUGH = 60
"""Of 100: below it nobody is meant."""


def find_person(words: str, people: Sequence[Person]) -> Person | None:
    """The person whom the words fit best; None when they fit nobody."""
    known = {
        p.id: f"{p.name} {p.title} {p.role} {p.agency.replace('_', ' ')}".lower() for p in people
    }
    best = process.extractOne(words.lower(), known, scorer=fuzz.token_set_ratio)
    if best is None or best[1] < LIKE_ENOUGH:
        return None
    return next(p for p in people if p.id == best[2])
