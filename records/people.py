"""The children and adults whom the meeting was about, as a document tells them."""

from datetime import date

from meeting.base import Frozen
from meeting.calendar import LONDON
from meeting.people import Adult, Child
from records.held import Held
from records.words import Fact, Words, fact, stated


class Subject(Frozen):
    """A child, an unborn baby or an adult."""

    name: Words
    facts: tuple[Fact, ...]


def children(held: Held) -> tuple[Subject, ...]:
    """The details of agenda item 5 (NS-56 to NS-59)."""
    on = held.session.opened_at.astimezone(LONDON).date()
    return tuple(_child(c, on) for c in held.meeting.request.children)


def adults(held: Held) -> tuple[Subject, ...]:
    return tuple(_adult(a) for a in held.meeting.request.adults)


def _child(child: Child, on: date) -> Subject:
    facts = (
        fact("Date of birth", _born(child, on)),
        fact("Ethnicity", child.ethnicity),
        fact("Address", child.address),
        fact("Mother's NHS number" if child.unborn else "NHS number", child.nhs),
        fact("Plan, legal status", child.plan),
    )
    return Subject(name=stated(child.name), facts=facts)


def _born(child: Child, on: date) -> str:
    if child.unborn:
        when = written(child.born) if child.born else "date not recorded"
        return f"Unborn, expected: {when}"
    age = child.age(on)
    if child.born is None or age is None:
        return ""
    return f"{written(child.born)} ({_years(age)} at the meeting)"


def _years(age: int) -> str:
    if age == 0:
        return "under 1 year old"
    return "1 year old" if age == 1 else f"{age} years old"


def _adult(adult: Adult) -> Subject:
    facts = (
        fact("Relationship", adult.relationship),
        fact("Date of birth", written(adult.born) if adult.born else ""),
        fact("Ethnicity", adult.ethnicity),
        fact("Address", adult.address),
        fact("NHS number", adult.nhs),
    )
    return Subject(name=stated(adult.name), facts=facts)


def written(on: date) -> str:
    """A date without its weekday: "3 March 2018"."""
    return f"{on.day} {on:%B %Y}"
