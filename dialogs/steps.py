"""The steps of a request: which card each one shows, with what is already known."""

import secrets

from cards.arrange import arrangements_card, check_card
from cards.blocks import Card
from cards.form import Typed
from cards.request import adults_card, children_card, concern_card
from meeting import roles
from meeting.access import NotTheConvenor
from meeting.authorisation import EDITABLE, AlreadySent
from meeting.model import Meeting
from meeting.people import Person
from meeting.saying import spoken
from state.store import Work


async def draft(meeting_id: str, work: Work) -> Meeting:
    """The request, while it may still be changed, and only by who asks for it."""
    meeting = await work.meeting(meeting_id)
    if meeting.requester.id != work.person.id:
        raise NotTheConvenor
    if meeting.phase not in EDITABLE:
        raise AlreadySent
    return meeting


def managers(meeting: Meeting, work: Work) -> tuple[Person, ...]:
    """Who may authorise it, in the order of the protocol's roles."""
    protocol = work.protocol(meeting)
    route, requester = meeting.request.route, meeting.requester.id
    able = [
        p
        for step in roles.steps(protocol, route)
        for p in roles.authorisers(step, work.directory.people, requester)
    ]
    return tuple(dict.fromkeys(able))


def step_card(step: str, meeting: Meeting, work: Work) -> Card:
    protocol = work.protocol(meeting)
    match step:
        case "concern":
            return concern_card(meeting, protocol, _concern(meeting))
        case "children":
            return children_card(meeting, protocol, drawn_anew())
        case "adults":
            return adults_card(meeting, protocol, drawn_anew())
        case "arrangements":
            return arrangements_card(meeting, protocol, _arrangements(meeting))
        case _:
            return check_card(meeting, protocol, managers(meeting, work))


def drawn_anew() -> Typed:
    """Marks one drawing of a card that adds something, so that a second press adds nothing."""
    return Typed(values={"once": secrets.token_hex(8)})


def _concern(meeting: Meeting) -> Typed:
    request = meeting.request
    identified = spoken(request.identified_at) if request.identified_at else ""
    return Typed(
        values={
            "category": request.category or "",
            "concern": request.concern,
            "band": request.band,
            "identified": identified,
            "referred": spoken(request.referred_at) if request.referred_at else "",
            "features": ",".join(sorted(request.features)),
            "type": request.type,
            "route": request.route,
            "occasion": request.occasion,
            "harms": ",".join(sorted(request.harms)),
            "ground": request.ground,
        }
    )


def _arrangements(meeting: Meeting) -> Typed:
    request = meeting.request
    chosen = {"format": request.format.value} if request.meet_at else {}
    return Typed(
        values={
            **chosen,
            "facts": ",".join(sorted(request.facts)),
            "agencies": ",".join(request.agencies),
            "referrer": request.referrer,
            "when": spoken(request.meet_at) if request.meet_at else "",
            "late_reason": request.late_reason,
            "format_reason": request.format_reason,
            "join_link": request.join_link,
        }
    )
