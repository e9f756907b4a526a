"""Who is asked besides the first: the next when nobody answers, all where all must agree."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from meeting.marks import StandIn
from meeting.model import Meeting, Phase
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.protocol_request import AuthoriserStep
from meeting.roles import asked_at, authorisers, may_answer
from meeting.urgency import deadline

AT_THE_LATEST = timedelta(hours=4)
"""To answer a request whose own times are past already; the product's own default."""


def answer_by(meeting: Meeting, protocol: PartnershipProtocol) -> datetime | None:
    """By when a request should be answered: before the meeting, and before its deadline."""
    sent, limit = meeting.requested_at, deadline(meeting, protocol)
    if sent is None:
        return None
    ends = (limit.at if limit else None, meeting.request.meet_at)
    return min((e for e in ends if e and e > sent), default=sent + AT_THE_LATEST)


def asked(meeting: Meeting) -> list[StandIn]:
    """Whom the request is with, and since when: first the one it was sent to."""
    sent = meeting.requested_at
    if sent is None or meeting.authoriser is None:
        return []
    since = [s for s in meeting.stand_ins if s.at >= sent]
    return [StandIn(person=meeting.authoriser, at=sent), *since]


def next_asking(meeting: Meeting, protocol: PartnershipProtocol, now: datetime) -> datetime | None:
    """When time alone next brings somebody more to be asked; None when it will not."""
    return min((at for _, at in _steps(meeting, protocol) if at > now), default=None)


def stood_in(
    meeting: Meeting, protocol: PartnershipProtocol, people: Sequence[Person], now: datetime
) -> Meeting:
    """The meeting with everybody asked who should be by now; the same when nobody is missing."""
    for step, at in _steps(meeting, protocol):
        chosen = _free(step, meeting, people) if at <= now else None
        if chosen:
            more = StandIn(person=chosen, at=now)
            meeting = meeting.but(stand_ins=(*meeting.stand_ins, more))
    return meeting


def _steps(
    meeting: Meeting, protocol: PartnershipProtocol
) -> Iterable[tuple[AuthoriserStep, datetime]]:
    """The steps after that of the manager to whom it was sent, and when each is asked."""
    first = meeting.authoriser
    if meeting.phase is not Phase.REQUESTED or first is None or meeting.requested_at is None:
        return ()
    by = answer_by(meeting, protocol)
    if by is None:
        return ()
    route = protocol.route(meeting.request.route)
    times = asked_at(protocol, meeting.request.route, meeting.requested_at, by)
    if route and route.jointly:
        return tuple((step, at) for step, at in times if not may_answer(step, first))
    here = next((n for n, (s, _) in enumerate(times) if may_answer(s, first)), 0)
    late = zip(times[here + 1 :], times[1:], strict=False)
    return tuple((step, at) for (step, _), (_, at) in late)


def _free(step: AuthoriserStep, meeting: Meeting, people: Sequence[Person]) -> Person | None:
    """Who can be asked at a step of which nobody has been asked yet."""
    already = [s.person for s in asked(meeting)]
    if any(may_answer(step, p) for p in already):
        return None
    return next(iter(authorisers(step, people, meeting.requester.id)), None)
