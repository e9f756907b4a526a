"""What is true of a case: what was ticked, and what the request itself shows."""

from datetime import date

from meeting.calendar import LONDON
from meeting.model import Meeting
from meeting.protocol import PartnershipProtocol
from meeting.protocol_checks import parts
from meeting.protocol_entry import CaseFact
from meeting.request import Request


def holding(request: Request, protocol: PartnershipProtocol) -> frozenset[str]:
    """Ids of the facts that hold, ticked or shown by children and kind of concern."""
    shown = {fact.id for fact in protocol.facts if _shown(fact, request)}
    return request.facts | shown


def used(protocol: PartnershipProtocol) -> tuple[CaseFact, ...]:
    """The facts on which something in this protocol depends."""
    named = {
        fact for place, part in parts(protocol) if place for fact in getattr(part, "facts", ())
    }
    return tuple(fact for fact in protocol.facts if fact.id in named)


def askable(request: Request, protocol: PartnershipProtocol, on: date) -> tuple[CaseFact, ...]:
    """The facts worth asking about: those that need an older child only where there is one.

    A child without a date of birth may be of any age (parameters, row 46: from that birthday)."""
    ages = [c.age(on) for c in request.children if not c.unborn]
    return tuple(
        fact
        for fact in used(protocol)
        if fact.from_age is None or any(age is None or age >= fact.from_age for age in ages)
    )


def day_of(meeting: Meeting) -> date:
    """The day on which the children's ages are reckoned: that of the request."""
    return (meeting.requested_at or meeting.begun_at).astimezone(LONDON).date()


def _shown(fact: CaseFact, request: Request) -> bool:
    unborn = fact.when_unborn and any(c.unborn for c in request.children)
    return unborn or request.category in fact.when_category
