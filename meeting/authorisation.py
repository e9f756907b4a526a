"""A manager authorises the request, returns it with questions, or declines it with a reason."""

from datetime import datetime

from meeting.access import NotTheAuthoriser, require_authoriser
from meeting.base import Refusal
from meeting.invitation import proposed
from meeting.model import Meeting, Phase
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.request import Authorisation, Outcome
from meeting.roles import may_authorise


class WordsNeeded(Refusal):
    """Please write your questions or your reason: the requester is shown them."""


class ThresholdNeeded(Refusal):
    """Please say whether the criteria are met: it is recorded apart from the authorisation."""


class NotWaiting(Refusal):
    """This request is no longer waiting for authorisation."""


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
) -> Meeting:
    """What the manager says; on approval the invitees are proposed and the manager chairs."""
    require_authoriser(meeting, person)
    if meeting.phase is not Phase.REQUESTED:
        raise NotWaiting
    if outcome is not Outcome.APPROVED and not words:
        raise WordsNeeded
    if outcome is Outcome.APPROVED and threshold not in _thresholds(meeting, protocol):
        raise ThresholdNeeded
    given = Authorisation(outcome=outcome, by=person, at=at, words=words, threshold=threshold)
    settled = meeting.but(authorisations=(*meeting.authorisations, given), phase=AFTER[outcome])
    if outcome is not Outcome.APPROVED:
        return settled
    return settled.but(invitees=proposed(settled, protocol), chair=meeting.chair or person)


def _thresholds(meeting: Meeting, protocol: PartnershipProtocol) -> set[str]:
    """What may be said of the criteria; nothing where the route does not ask."""
    route = protocol.route(meeting.request.route)
    return {c.id for c in route.threshold.choices} if route and route.threshold else {""}


AFTER = {
    Outcome.APPROVED: Phase.AUTHORISED,
    Outcome.RETURNED: Phase.RETURNED,
    Outcome.DECLINED: Phase.DECLINED,
}
