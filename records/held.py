"""What a document needs to know at hand: the meeting that was held, its protocol, its names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from meeting.minutes import NoMinutes
from meeting.model import Meeting, Minutes
from meeting.people import OTHER, Person
from meeting.protocol import PartnershipProtocol
from meeting.session import Session


@dataclass(frozen=True)
class Held:
    meeting: Meeting
    protocol: PartnershipProtocol
    names: Mapping[str, str]
    """Person id to name, for those whom the meeting itself does not name."""

    @cached_property
    def session(self) -> Session:
        if self.meeting.session is None:
            raise NoMinutes
        return self.meeting.session

    @cached_property
    def minutes(self) -> Minutes:
        if self.meeting.minutes is None:
            raise NoMinutes
        return self.meeting.minutes

    def name(self, person: str) -> str:
        """The person's name; who is nowhere named keeps the id, so that no trace is lost."""
        return self._known.get(person, person.removeprefix(OTHER))

    def agency(self, person: str) -> str:
        """The title of the agency for which somebody came or was asked; empty when unknown."""
        came = {a.person: a.agency for a in self.session.present}
        asked = {p.id: p.agency for p in _people(self.meeting)}
        found = came.get(person) or asked.get(person)
        return self.protocol.agency(found) if found else ""

    @cached_property
    def _known(self) -> dict[str, str]:
        return {**self.names, **names_in(self.meeting)}


def names_in(meeting: Meeting) -> dict[str, str]:
    """The professionals whom the meeting itself names: person id to name."""
    people = {p.id: p.name for p in _people(meeting)}
    present = {a.person: a.name for a in meeting.session.present} if meeting.session else {}
    dissenters = {d.by: d.name for d in meeting.dissents}
    return {**people, **present, **dissenters}


def _people(meeting: Meeting) -> tuple[Person, ...]:
    deciders = (a.by for a in meeting.authorisations)
    invited = (i.person for i in meeting.invitees)
    named = (meeting.requester, meeting.authoriser, meeting.chair, *deciders, *invited)
    return tuple(p for p in named if p)
