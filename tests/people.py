"""The invented people of the tests: those of the local run."""

from pathlib import Path

from state.directory import read_directory

DIRECTORY = read_directory(Path(__file__).parent.parent / "demo" / "staff.toml")


def named(name: str):
    return next(p for p in DIRECTORY.people if p.name.split()[0].lower() == name)


SAM = named("sam")
"""The social worker who asks."""
MIRIAM = named("miriam")
"""The team manager who authorises, and chairs."""
THEO = named("theo")
"""Another team manager."""
DEV = named("dev")
"""Police."""
PRIYA = named("priya")
"""Police too."""
GRACE = named("grace")
"""Health."""
OWEN = named("owen")
"""The school."""
HUGO = named("hugo")
"""The Head of Service."""
DORA = named("dora")
"""Domestic abuse service; asked to nothing unless a test asks her."""
