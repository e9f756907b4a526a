"""What was answered to a delivery, kept for when Teams delivers the same once more."""

import hashlib
from typing import Any

from pydantic_core import from_json

from cards.blocks import written
from dialogs.turn import Quiet, Reply, Say, Show, Turn

LONGEST = 300
"""Characters of a key: a longer name, which Teams never gives to a delivery, becomes a digest."""


def seen_key(mark: str) -> str:
    """Under it is kept that a delivery was answered, and how."""
    if len(mark) <= LONGEST:
        return f"seen:{mark}"
    return f"seen:{hashlib.sha256(mark.encode()).hexdigest()}"


def answer_to(turn: Turn, reply: Reply) -> str:
    """The time, and behind it the answer if somebody's Teams waits for it and may ask again."""
    at = turn.at.isoformat()
    if not turn.waits or isinstance(reply, Quiet):
        return at
    return f"{at} {written(vars(reply), 'card').decode()}"


def answered(body: str) -> Reply:
    """The same answer, but to a message none at all: that answer has been sent."""
    _, _, kept = body.partition(" ")
    fields: dict[str, Any] = from_json(kept) if kept else {}
    if "words" in fields:
        return Say(**fields)
    return Show(**fields) if fields else Quiet()
