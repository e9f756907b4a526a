"""Finds people of the directory as somebody types a name, an agency or a role into a card."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process, utils

from cards.inputs import PEOPLE, unlinked
from meeting.access import may_request
from meeting.people import Person, Role
from meeting.protocol import PartnershipProtocol
from state.directory import Directory

MOST = 15
"""Teams shows no more."""
LONGEST = 100
"""Characters of what is typed that are looked at."""
MOST_WORDS = 8
LIKE_ENOUGH = 70
"""Of 100: below it nobody is meant."""


def may_find(person: Person, other: Person) -> bool:
    """Who convenes, authorises or chairs finds everybody; a partner's staff find their own."""
    whole = may_request(person) or person.role is not Role.PROFESSIONAL
    return whole or (person.agency != "" and person.agency == other.agency)


class Finder:
    """The directory, made ready once to be searched at every letter."""

    def __init__(self, directory: Directory, protocol: PartnershipProtocol) -> None:
        self._directory = directory
        self._agencies = {p.agency: protocol.agency(p.agency) for p in directory.people}
        self._words = {p.id: self._described(p) for p in directory.people}

    def search(self, person: Person, typed: str, dataset: str, skip: int) -> list[dict[str, str]]:
        """Choices as title and value, the best first; whoever is not in the directory has none."""
        if self._directory.find(person.id) is None:
            return []
        people = [p for p in self._of(dataset) if may_find(person, p)]
        found = self._ranked(_plain(typed[:LONGEST]).split()[:MOST_WORDS], typed, people)
        return [self._choice(p) for p in found[skip : skip + MOST]]

    def _of(self, dataset: str) -> Sequence[Person]:
        """The list that a card names, which anybody can forge: everybody, or one agency's."""
        if dataset == PEOPLE:
            return self._directory.people
        kind, _, agency = dataset.partition("/")
        return self._directory.of(agency) if kind == PEOPLE and agency else ()

    def _ranked(self, words: list[str], typed: str, people: Sequence[Person]) -> list[Person]:
        if not typed.strip():
            return sorted(people, key=lambda p: p.name)
        scored = [(_alike(words, self._words[p.id]), p) for p in people]
        meant = [pair for pair in scored if pair[0] >= LIKE_ENOUGH]
        return [p for _, p in sorted(meant, key=lambda pair: (-pair[0], pair[1].name))]

    def _described(self, person: Person) -> list[str]:
        agency = self._agencies[person.agency]
        known = f"{person.name} {person.title} {person.role.value} {agency} {person.team}"
        return list(dict.fromkeys(_plain(known).split()))

    def _choice(self, person: Person) -> dict[str, str]:
        agency = self._agencies[person.agency]
        title = f"{person.described} ({agency})" if agency else person.described
        return {"title": unlinked(title), "value": person.id}


_plain = utils.default_process
"""Small letters, and nothing but letters and digits."""


def _alike(typed: Sequence[str], known: Sequence[str]) -> float:
    """Of 100: how well each word that was typed begins one that is known, or resembles it."""
    return sum(_fits(word, known) for word in typed) / len(typed) if typed else 0.0


def _fits(typed: str, known: Sequence[str]) -> float:
    if any(word.startswith(typed) for word in known):
        return 100.0
    best = process.extractOne(typed, known, scorer=fuzz.ratio)
    return 0.95 * best[1] if best else 0.0
