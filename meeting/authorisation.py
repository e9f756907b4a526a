"""A manager authorises the request, returns it with questions, or declines it with a reason."""

from datetime import datetime
from itertools import takewhile

from meeting.access import NotTheAuthoriser, require_authoriser
from meeting.base import Refusal
from meeting.facts import holding
from meeting.invitation import proposed
from meeting.model import Meeting, Phase
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.protocol_request import AuthoriserStep, Band
from meeting.request import Authorisation, Outcome
from meeting.roles import chairs, may_answer, may_authorise, still_to_agree


class WordsNeeded(Refusal):
    """Please write your questions or your reason: the requester is shown them."""


class ThresholdNeeded(Refusal):
    """Please say whether the criteria are met: it is recorded apart from the authorisation."""


class BandReasonNeeded(Refusal):
    """Please give the reason: this time may not be used without it."""


class ConfirmationNeeded(Refusal):
    """Please confirm it, or return the request: this time may not be used otherwise."""


class NotWaiting(Refusal):
    """This request is no longer waiting for authorisation."""


class AgreedAlready(Refusal):
    """You have agreed to this request already; it waits for the others who must agree."""


class AlreadySent(Refusal):
    """This request has been sent already."""


EDITABLE = {Phase.DRAFT, Phase.RETURNED}


def send(
    meeting: Meeting, protocol: PartnershipProtocol, authoriser: Person, at: datetime
) -> Meeting:
    """Puts the request before a manager, who may not be the requester."""
    if meeting.phase not in EDITABLE:
        raise AlreadySent
    if not may_authorise(protocol, meeting.request.route, authoriser, meeting.requester.id):
        raise NotTheAuthoriser
    return meeting.but(phase=Phase.REQUESTED, authoriser=authoriser, requested_at=at)


def settle(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    person: Person,
    outcome: Outcome,
    words: str,
    at: datetime,
    threshold: str = "",
    *,
    band_reason: str = "",
    confirmed: bool = False,
) -> Meeting:
    """What a manager says. Once all who must have approved, the meeting is authorised.

    `band_reason` and `confirmed`: what the protocol asks before the band may be used. One who
    declines ends it, and one who returns it sends it back for all, whoever agreed before."""
    _require_turn(meeting, protocol, person)
    given = Authorisation(outcome=outcome, by=person, at=at, words=words)
    if outcome is not Outcome.APPROVED:
        if not words:
            raise WordsNeeded
        return meeting.but(
            authorisations=(*meeting.authorisations, given), phase=AFTER_REFUSAL[outcome]
        )
    if threshold not in _thresholds(meeting, protocol):
        raise ThresholdNeeded
    confirmation = _confirmation(meeting, protocol, band_reason, confirmed=confirmed)
    given = given.but(threshold=threshold, confirmed=confirmation)
    reason = band_reason if band_asking(meeting, protocol) else ""
    request = meeting.request.but(band_reason=reason or meeting.request.band_reason)
    return _authorised(
        meeting.but(request=request, authorisations=(*meeting.authorisations, given)), protocol
    )


def _authorised(meeting: Meeting, protocol: PartnershipProtocol) -> Meeting:
    """With all agreed the invitees are proposed, and one of those who agreed chairs."""
    if awaited(meeting, protocol):
        return meeting
    held = agreed(meeting)
    able = chairs(protocol, holding(meeting.request, protocol), held) if len(held) > 1 else held
    settled = meeting.but(phase=Phase.AUTHORISED)
    chair = meeting.chair or next(iter([*able, *held]))
    return settled.but(invitees=proposed(settled, protocol), chair=chair)


def approvals(meeting: Meeting) -> list[Authorisation]:
    """Of the request as it stands, in order; what came before a refusal does not count."""
    latest = reversed(meeting.authorisations)
    return [*takewhile(lambda given: given.outcome is Outcome.APPROVED, latest)][::-1]


def agreed(meeting: Meeting) -> list[Person]:
    """Who has approved the request as it stands."""
    return [given.by for given in approvals(meeting)]


def awaited(meeting: Meeting, protocol: PartnershipProtocol) -> tuple[AuthoriserStep, ...]:
    """Whose agreement is still wanting where all of a route must agree; elsewhere nobody's."""
    route = protocol.route(meeting.request.route)
    return still_to_agree(route, agreed(meeting)) if route and route.jointly else ()


def band_asking(meeting: Meeting, protocol: PartnershipProtocol) -> Band | None:
    """The band of the request, where the authoriser is asked something before it may be used."""
    found = next((b for b in protocol.bands if b.id == meeting.request.band), None)
    return found if found and (found.asks_reason or found.confirm) else None


def _require_turn(meeting: Meeting, protocol: PartnershipProtocol, person: Person) -> None:
    require_authoriser(meeting, person)
    if meeting.phase is not Phase.REQUESTED:
        raise NotWaiting
    steps = awaited(meeting, protocol)
    if steps and not any(may_answer(step, person) for step in steps):
        raise AgreedAlready if person.id in {p.id for p in agreed(meeting)} else NotTheAuthoriser


def _confirmation(
    meeting: Meeting, protocol: PartnershipProtocol, reason: str, *, confirmed: bool
) -> str:
    """The words that were confirmed; refuses where the band may not be used without."""
    band = band_asking(meeting, protocol)
    if band is None:
        return ""
    if band.asks_reason and not (reason or meeting.request.band_reason):
        raise BandReasonNeeded
    if band.confirm and not confirmed:
        raise ConfirmationNeeded
    return band.confirm


def _thresholds(meeting: Meeting, protocol: PartnershipProtocol) -> set[str]:
    """What may be said of the criteria; nothing where the route does not ask."""
    route = protocol.route(meeting.request.route)
    return {c.id for c in route.threshold.choices} if route and route.threshold else {""}


AFTER_REFUSAL = {Outcome.RETURNED: Phase.RETURNED, Outcome.DECLINED: Phase.DECLINED}
