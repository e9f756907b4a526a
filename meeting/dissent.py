"""A professional disagrees with the decision: their words are kept, a challenge is clocked."""

from datetime import datetime

from meeting.base import Refusal
from meeting.clocks import Due
from meeting.decisions import NotPresent
from meeting.explain import first, known
from meeting.model import Meeting, Phase
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.protocol_clocks import ClockName
from meeting.session import Dissent


class NothingDecided(Refusal):
    """Nothing is decided yet. You can dissent as soon as the chair has recorded a decision."""


class ReasonForDissent(Refusal):
    """Please say in your own words why you disagree: your words are kept with the minutes."""


def record(
    meeting: Meeting, protocol: PartnershipProtocol, person: Person, reason: str, at: datetime
) -> Meeting:
    """Enters the dissent in the record (NS-94); after the clock has run out it is marked late.

    The same words of the same person a second time change nothing.
    """
    held = meeting.session
    if held is None or meeting.phase not in {Phase.IN_SESSION, Phase.HELD, Phase.CIRCULATED}:
        raise NothingDecided
    seat = next((a for a in held.present if a.person == person.id), None)
    if seat is None:
        raise NotPresent
    if not held.decisions:
        raise NothingDecided
    if not reason:
        raise ReasonForDissent
    if any(d.by == person.id and d.reason == reason for d in meeting.dissents):
        return meeting
    limit = challenge_by(meeting, protocol)
    dissent = Dissent(
        by=person.id,
        name=person.name,
        agency=seat.agency,
        reason=reason,
        at=at,
        late=limit is not None and at > limit.at,
    )
    return meeting.but(dissents=(*meeting.dissents, dissent))


def challenge_by(meeting: Meeting, protocol: PartnershipProtocol) -> Due | None:
    """Until when the decision may be challenged, counted from the meeting's end (NS-96)."""
    ended = meeting.session.closed_at if meeting.session else None
    return first(protocol, ClockName.CHALLENGE, known(met=ended))


def is_clocked(protocol: PartnershipProtocol) -> bool:
    """Whether a decision can be challenged within a time, of which dissenters are told."""
    clocks = {rule.clock for rule in protocol.clocks}
    return protocol.challenge is not None and ClockName.CHALLENGE in clocks


def challenged(meeting: Meeting, person: str, at: datetime) -> Meeting:
    """The dissenter has contacted the manager to whom a challenge goes."""
    dissents = tuple(
        d.but(challenged_at=at) if d.by == person and d.challenged_at is None else d
        for d in meeting.dissents
    )
    return meeting.but(dissents=dissents)
