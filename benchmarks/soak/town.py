"""Invented people in their hundreds, who ask for meetings, answer late, forget, and move them."""

import random
from collections.abc import Sequence

from meeting.people import Person, Role
from state.directory import Directory

SHARES = {
    "sw": ("social_care", Role.SOCIAL_WORKER, 0.4),
    "tm": ("social_care", Role.TEAM_MANAGER, 0.08),
    "sm": ("social_care", Role.SERVICE_MANAGER, 0.03),
    "hos": ("social_care", Role.HEAD_OF_SERVICE, 0.01),
    "po": ("police", Role.PROFESSIONAL, 0.15),
    "he": ("health", Role.PROFESSIONAL, 0.15),
    "ed": ("education", Role.PROFESSIONAL, 0.18),
}
"""Of everybody: which part works where, as what."""


def a_directory(count: int) -> Directory:
    people = []
    for name, (agency, role, share) in SHARES.items():
        for n in range(max(2, round(count * share))):
            person = f"{name}-{n}"
            email = f"{person}@council.example"
            people.append(
                Person(id=person, name=f"Person {person}", agency=agency, role=role, email=email)
            )
    return Directory(people)


class Town:
    def __init__(self, directory: Directory, chance: random.Random) -> None:
        self.directory = directory
        self._chance = chance

    def somebody(self, agency: str, role: Role | None = None) -> Person:
        found: Sequence[Person] = self.directory.of(agency)
        return self._chance.choice([p for p in found if role is None or p.role is role])
