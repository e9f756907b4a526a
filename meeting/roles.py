"""Who authorises and who is asked next, who chairs, who decides, and who takes the minutes."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from meeting.facts import holding
from meeting.model import Meeting
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.protocol_people import ChairException, MinuteTaker
from meeting.protocol_request import AuthoriserStep, Route


def steps(protocol: PartnershipProtocol, route: str = "") -> tuple[AuthoriserStep, ...]:
    """Those who may authorise by a route, the first asked first.

    Where the protocol names no route, one step for each role in the order of its list."""
    named = protocol.route(route)
    if named:
        return named.steps
    general = protocol.authoriser
    return tuple(
        AuthoriserStep(title=role, roles=(role,), sources=general.sources, default=general.default)
        for role in general.roles
    )


def authorisers(step: AuthoriserStep, people: Iterable[Person], requester: str) -> list[Person]:
    """Who can be asked at a step; nobody authorises a request of their own."""
    return [p for p in people if may_answer(step, p) and p.id != requester]


def may_answer(step: AuthoriserStep, person: Person) -> bool:
    return person.role in step.roles and (not step.teams or person.team in step.teams)


def may_authorise(
    protocol: PartnershipProtocol, route: str, person: Person, requester: str
) -> bool:
    """By any step of the route, and never their own request."""
    able = any(may_answer(step, person) for step in steps(protocol, route))
    return able and person.id != requester


def asked_at(
    protocol: PartnershipProtocol, route: str, sent: datetime, deadline: datetime
) -> tuple[tuple[AuthoriserStep, datetime], ...]:
    """When each step is asked: the next after a share of the time to the deadline (aware times).

    Where all must agree, all are asked at once. Nobody is asked after the deadline: past it,
    whoever is left is asked at once."""
    jointly = (named := protocol.route(route)) is not None and named.jointly
    share = 0.0 if jointly else protocol.roll_over.share
    left = max(deadline - sent, timedelta(0))
    listed = enumerate(steps(protocol, route))
    return tuple((step, sent + left * min(share * n, 1)) for n, step in listed)


def asked_by(
    protocol: PartnershipProtocol, route: str, sent: datetime, deadline: datetime, now: datetime
) -> tuple[AuthoriserStep, ...]:
    """The steps that have been asked by now while none has answered."""
    return tuple(step for step, at in asked_at(protocol, route, sent, deadline) if at <= now)


def still_to_agree(route: Route, agreed: Iterable[Person]) -> tuple[AuthoriserStep, ...]:
    """Where all steps must agree, those that have not; otherwise none once one has."""
    held = list(agreed)
    open_ = tuple(s for s in route.steps if not any(may_answer(s, p) for p in held))
    return open_ if route.jointly or len(open_) == len(route.steps) else ()


def chairs(
    protocol: PartnershipProtocol, facts: Collection[str], people: Iterable[Person]
) -> list[Person]:
    """Who may chair, in the order of the roles; an exception of the protocol comes first."""
    rule = exception(protocol, facts)
    other = rule is not None and bool(rule.roles or rule.agencies)
    roles = rule.roles if rule and other else protocol.chair.roles
    agencies = rule.agencies if rule and other else ()
    able = [
        p
        for p in people
        if (not roles or p.role in roles) and (not agencies or p.agency in agencies)
    ]
    return sorted(able, key=lambda p: roles.index(p.role) if roles else 0)


def exception(protocol: PartnershipProtocol, facts: Collection[str]) -> ChairException | None:
    """The first exception whose conditions hold: another chair, or guidance for the usual one."""
    return next((e for e in protocol.chair.exceptions if e.holds(facts)), None)


def decides(protocol: PartnershipProtocol, person: Person, chair: str) -> bool:
    """Whether somebody decides on an s47 enquiry; where no role is named, the chair does."""
    rule = protocol.s47_decision
    if rule is None or not rule.roles:
        return person.id == chair
    return person.role in rule.roles


def minute_taker(protocol: PartnershipProtocol, facts: Collection[str]) -> MinuteTaker | None:
    """The rule by which the minutes are taken; None where the protocol does not say."""
    return next((m for m in protocol.minute_takers if m.holds(facts)), None)


def takes_minutes(meeting: Meeting, protocol: PartnershipProtocol, person: Person) -> bool:
    """Whether somebody of this meeting is of those who take its minutes by the protocol."""
    rule = minute_taker(protocol, holding(meeting.request, protocol))
    there = {a.person for a in meeting.session.present} if meeting.session else set()
    there |= {p.id for p in (meeting.requester, meeting.arranger) if p}
    return rule is not None and person.role in rule.roles and person.id in there
