"""Who must be asked to the meeting, and why; who was added, and who taken off with what reason."""

from collections.abc import Collection
from datetime import datetime

from meeting.base import Refusal
from meeting.facts import holding
from meeting.model import Invitee, Meeting, Phase, Removal
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.protocol_people import InviteeRule


class NoSuchInvitee(Refusal):
    """That invitation is no longer there. The card shows how it stands now."""


class ReasonNeeded(Refusal):
    """Please say why: the reason is kept on the record."""


class AlreadyAsked(Refusal):
    """That person is on the list already."""


class NobodyNamed(Refusal):
    """Please choose the person who is to be asked."""


def applies(rule: InviteeRule, meeting: Meeting) -> bool:
    """A rule holds always, or by a fact of the case, or because the agency is involved."""
    return _brings(rule, meeting.request.facts, meeting.request.agencies)


def is_quorum(protocol: PartnershipProtocol, agency: str) -> bool:
    return any(agency in slot.agencies for slot in protocol.quorum)


def proposed(meeting: Meeting, protocol: PartnershipProtocol) -> tuple[Invitee, ...]:
    """The invitees that the protocol demands, each with its reason (NS-19 to NS-32)."""
    request = meeting.request
    facts = holding(request, protocol)
    found = demanded(protocol, facts, request.agencies, request.referrer)
    return tuple(i.but(id=f"i{n}") for n, i in enumerate(found, 1))


def demanded(
    protocol: PartnershipProtocol,
    facts: Collection[str],
    agencies: Collection[str] = (),
    referrer: str = "",
) -> tuple[Invitee, ...]:
    """One invitation for each agency, with every reason for it.

    `facts` that hold of the case; `agencies` that work with the family; who referred."""
    found: dict[str, Invitee] = {}
    for rule in protocol.invitees:
        if _brings(rule, facts, agencies):
            reason = f"{rule.reason} ({rule.contact})" if rule.contact else rule.reason
            required = rule.required or rule.must
            more = _invitee(rule.agency, reason, rule.sources, required, protocol)
            found[rule.agency] = _joined(found[rule.agency], more) if rule.agency in found else more
    for agency in dict.fromkeys((referrer, *agencies)):
        if agency and agency not in found:
            why = protocol.referrer if agency == referrer else protocol.involved
            found[agency] = _invitee(agency, why.reason, why.sources, False, protocol)
    return tuple(found.values())


def not_needed(protocol: PartnershipProtocol, asked: Collection[str]) -> tuple[InviteeRule, ...]:
    """The rules that were considered and bring nobody to those agencies that are asked."""
    return tuple(rule for rule in protocol.invitees if rule.agency not in asked)


def _brings(rule: InviteeRule, facts: Collection[str], agencies: Collection[str]) -> bool:
    return rule.required or bool(set(facts) & set(rule.facts)) or rule.agency in agencies


def _joined(first: Invitee, more: Invitee) -> Invitee:
    return first.but(
        reason="; ".join(dict.fromkeys((first.reason, more.reason))),
        sources=tuple(dict.fromkeys((*first.sources, *more.sources))),
        required=first.required or more.required,
    )


def name(meeting: Meeting, invitee: str, person: Person | None) -> Meeting:
    """Puts a person to a proposed invitation."""
    if person and any(i.person and i.person.id == person.id for i in _others(meeting, invitee)):
        raise AlreadyAsked
    return meeting.with_invitee(_find(meeting, invitee).but(person=person))


def add(
    meeting: Meeting, protocol: PartnershipProtocol, person: Person, reason: str, at: datetime
) -> Meeting:
    """The convenor asks somebody more; once the meeting is convened they are asked at once."""
    if not reason:
        raise ReasonNeeded
    if meeting.invitee(person.id):
        raise AlreadyAsked
    more = _invitee(person.agency, reason, (), False, protocol).but(
        id=f"i{len(meeting.invitees) + 1}",
        person=person,
        asked_at=at if meeting.convened_at else None,
    )
    return meeting.but(invitees=(*meeting.invitees, more))


def remove(meeting: Meeting, invitee: str, by: str, reason: str, at: datetime) -> Meeting:
    if not reason:
        raise ReasonNeeded
    found = _find(meeting, invitee)
    return meeting.with_invitee(found.but(removed=Removal(by=by, at=at, reason=reason)))


def ask_all(meeting: Meeting, at: datetime, by: str = "") -> Meeting:
    """Sends the invitations: the meeting is convened; `by`: id of whoever settled who chairs."""
    return ask_rest(meeting, at).but(phase=Phase.CONVENED, convened_at=at, convened_by=by)


def ask_rest(meeting: Meeting, at: datetime) -> Meeting:
    """Sends those invitations that have a name by now and were not sent before."""
    invitees = tuple(
        i.but(asked_at=at) if i.person and not i.removed and not i.asked_at else i
        for i in meeting.invitees
    )
    return meeting.but(invitees=invitees)


def unnamed(meeting: Meeting) -> tuple[Invitee, ...]:
    """Agencies that are to be asked and have nobody named."""
    return tuple(i for i in meeting.asked if i.person is None)


def _invitee(
    agency: str,
    reason: str,
    sources: tuple[str, ...],
    required: bool,
    protocol: PartnershipProtocol,
) -> Invitee:
    return Invitee(
        id="new",
        agency=agency,
        reason=reason,
        sources=sources,
        required=required,
        quorum=is_quorum(protocol, agency),
    )


def _find(meeting: Meeting, invitee: str) -> Invitee:
    found = next((i for i in meeting.asked if i.id == invitee), None)
    if found is None:
        raise NoSuchInvitee
    return found


def _others(meeting: Meeting, invitee: str) -> tuple[Invitee, ...]:
    return tuple(i for i in meeting.asked if i.id != invitee)
