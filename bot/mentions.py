"""What was typed, without the marks of mentions, and whether the bot was mentioned."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.shapes import Malformed, Part, part, parts, sure_id, words

_AT = re.compile(r"<at[^<>]*>([^<>]*)</at>", re.IGNORECASE)


class Mention(NamedTuple):
    of: str
    """The Teams id of who is mentioned."""
    text: str


def said(activity: Part) -> tuple[str, bool]:
    """What was typed, and whether the bot was mentioned.

    Only the mark of a mention is taken out, since the bot's name may be part of what is said;
    of anybody else's mention the name stays.
    """
    text, mentioned = _spaced(words(activity, "text") or ""), False
    for mention in _mentions(activity):
        ours = mention.of == sure_id(part(activity, "recipient"), "id")
        mentioned = mentioned or ours
        mark = _AT.fullmatch(mention.text)
        if mark is not None and mark[0] in text:
            before, _, after = text.partition(mark[0])
            text = before + (after.removeprefix(" ") if ours else mark[1] + after)
    return text.strip(), mentioned


def _spaced(text: str) -> str:
    """Teams puts a no-break space after a mention, spelt in either way."""
    return text.replace("&nbsp;", " ").replace("\xa0", " ")


def _mentions(activity: Part) -> Iterator[Mention]:
    for entity in parts(activity, "entities"):
        if isinstance(entity, dict) and entity.get("type") == "mention":
            try:
                of, text = sure_id(part(entity, "mentioned"), "id"), words(entity, "text")
            except Malformed:
                continue
            if text is not None:
                yield Mention(of, _spaced(text))
