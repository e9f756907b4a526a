"""The partnership's people, as a file of the host's lists them."""

import csv
import tomllib
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from meeting.people import Person, Role

CONVENE = Person(id="convene", name="Convene", agency="", title="this bot")
"""On whose behalf the bot itself acts."""


class BadDirectory(Exception):
    """The file of staff cannot be used."""


class Directory:
    def __init__(self, people: Iterable[Person]) -> None:
        self.people = tuple(people)
        self._by_id = {p.id: p for p in self.people}
        if len(self._by_id) != len(self.people):
            raise BadDirectory("two people in the file of staff have the same id")

    def find(self, person: str) -> Person | None:
        return self._by_id.get(person)

    def of(self, agency: str) -> tuple[Person, ...]:
        return tuple(p for p in self.people if p.agency == agency)

    def with_role(self, roles: Iterable[Role]) -> tuple[Person, ...]:
        """In the order of the roles given."""
        return tuple(p for role in roles for p in self.people if p.role is role)


def read_directory(path: Path) -> Directory:
    """From TOML (tables [[people]]) or CSV (a header line); fields as those of Person."""
    try:
        return Directory(Person.model_validate(row) for row in _rows(path))
    except (OSError, tomllib.TOMLDecodeError, ValidationError, KeyError) as wrong:
        raise BadDirectory(f"{path.name}: {wrong}") from wrong


def _rows(path: Path) -> list[dict[str, object]]:
    if path.suffix == ".toml":
        return list(tomllib.loads(path.read_text("utf-8"))["people"])
    with path.open(encoding="utf-8", newline="") as lines:
        return [{k: v for k, v in row.items() if v} for row in csv.DictReader(lines)]
