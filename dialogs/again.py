"""What was answered to a delivery, kept for when Teams delivers the same once more."""

from typing import Any

from pydantic_core import from_json, to_json

from dialogs.turn import Quiet, Reply, Say, Show, Turn


def answer_to(turn: Turn, reply: Reply) -> str:
    """The time, and behind it the answer if somebody's Teams waits for it and may ask again."""
    at = turn.at.isoformat()
    if not turn.waits or isinstance(reply, Quiet):
        return at
    return f"{at} {to_json(vars(reply)).decode()}"


def answered(body: str) -> Reply:
    """The same answer, but to a message none at all: that answer has been sent."""
    _, _, kept = body.partition(" ")
    fields: dict[str, Any] = from_json(kept) if kept else {}
    if "words" in fields:
        return Say(**fields)
    return Show(**fields) if fields else Quiet()
