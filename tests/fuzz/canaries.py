"""Words that stand in one meeting alone, and how they are found wherever they turn up."""

import json
import re
from string import ascii_lowercase
from typing import Any

MARK = "zqvk"
_FOUND = re.compile(rf"{MARK}([a-z]{{2}})[a-z]*", re.IGNORECASE | re.ASCII)

SENT = "yy"
"""In the place of a meeting's letters: what a hostile sender types, which no log may repeat."""
TYPED = f"{MARK.capitalize()}{SENT}typed"


def letters(number: int) -> str:
    """By which the words of a meeting are told from those of another."""
    return ascii_lowercase[number // 26] + ascii_lowercase[number % 26]


def canary(code: str, place: str) -> str:
    """The word that is typed at that place of the meeting; also a name, as it begins so."""
    return f"{MARK.capitalize()}{code}{place}"


def found_in(what: Any) -> frozenset[str]:
    """The letters of every meeting of which a word is there; a word cut short is one too."""
    text = what if isinstance(what, str) else json.dumps(what, default=str)
    return frozenset(found[1].lower() for found in _FOUND.finditer(text))


def without(text: str) -> str:
    """The text as somebody would send it who knows none of the words."""
    return _FOUND.sub("words", text)
