"""Other people's words made fit for a document: every letter kept, nothing hidden let through."""

import re
from typing import Annotated

from pydantic import BeforeValidator

from meeting.base import Frozen

NOT_RECORDED = "Not recorded"

LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters break Word's files; characters that turn the direction of reading, and
# hidden tags, can make a sentence look different from what was written.
INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
WORD_BULLET = "\uf0b7"
"""What Word's round bullet becomes when it is pasted."""


def plain(words: str) -> str:
    """The same words with plain line ends and without control characters."""
    kept = INVISIBLE.sub("", LINE_ENDS.sub("\n", words))
    return kept.replace(WORD_BULLET, "•").strip()


Words = Annotated[str, BeforeValidator(plain)]
"""Text of a document. It may hold line breaks and anything that a person can type."""


class Fact(Frozen):
    """One labelled line of a document."""

    label: str
    words: Words


def stated(words: str) -> str:
    """What is empty is said to be so: a gap in a record must be seen."""
    return plain(words) or NOT_RECORDED


def fact(label: str, words: str) -> Fact:
    return Fact(label=label, words=stated(words))


def capital(words: str) -> str:
    """With a capital at the start; the rest stays as it is."""
    return words[:1].upper() + words[1:]
