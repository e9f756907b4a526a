"""Answers Teams while somebody types into a field whose choices the bot finds."""

from typing import Any

from bot.heard import Heard
from bot.inbound import Answer
from dialogs.search import Finder
from meeting.people import Person

FURTHEST = 10_000
"""So far the list can be paged through."""


class Search:
    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def answer(self, heard: Heard, person: Person | None) -> Answer:
        """Whoever is not in the directory is given an empty list, and learns of nobody."""
        found = self._found(heard.data, person) if person else []
        kind = "application/vnd.microsoft.search.searchResponse"
        return Answer(200, {"type": kind, "value": {"results": found}})

    def _found(self, asked: dict[str, Any], person: Person) -> list[dict[str, str]]:
        options = asked.get("queryOptions")
        skip = _count(options.get("skip")) if isinstance(options, dict) else 0
        typed, dataset = _text(asked, "queryText"), _text(asked, "dataset")
        return self._finder.search(person, typed, dataset, skip)


def _text(asked: dict[str, Any], name: str) -> str:
    value = asked.get(name)
    return value if isinstance(value, str) else ""


def _count(value: object) -> int:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return min(max(value, 0), FURTHEST) if whole and isinstance(value, int) else 0
