"""Signs for which the PDF's fonts have no letter, such as an emoji, are given by their names."""

import re
import unicodedata
from collections.abc import Callable

USUAL = "\\x00-~£é–’“”•"
UNUSUAL = re.compile(f"[^{USUAL}]")
# A word, not a sign alone: some signs can only be shown together with their neighbours.
WORD = re.compile(rf'[^\s"\\]*[^{USUAL}][^\s"\\]*')


def named(words: str) -> str:
    """Every unusual sign by its name: what is left can be shown anywhere."""
    return UNUSUAL.sub(lambda found: name(found[0]), words)


def readable(words: str, can_show: Callable[[str], bool]) -> str:
    """The words with only those signs named that cannot be shown as they are."""
    return WORD.sub(lambda found: _word(found[0], can_show), words)


def name(sign: str) -> str:
    """Such as "[worried face]"; nothing for what only joins or varies its neighbours."""
    if unicodedata.category(sign) == "Cf" or "VARIATION SELECTOR" in unicodedata.name(sign, ""):
        return ""
    return f"[{unicodedata.name(sign, f'sign {ord(sign):X}').lower()}]"


def _word(word: str, can_show: Callable[[str], bool]) -> str:
    if can_show(word):
        return word
    mended = UNUSUAL.sub(lambda found: _sign(found[0], can_show), word)
    return mended if can_show(mended) else named(word)


def _sign(sign: str, can_show: Callable[[str], bool]) -> str:
    return sign if can_show(sign) else name(sign)
