"""Which agencies a meeting cannot do without, and which of them are still missing."""

from collections.abc import Iterable

from meeting.model import AnswerKind, Invitee, Meeting
from meeting.people import Role
from meeting.protocol import PartnershipProtocol
from meeting.protocol_people import Presenter, Slot

COMING = {AnswerKind.ATTENDING, AnswerKind.DEPUTY}
"""Presence counts, by link or telephone too; written information does not (parameters, 72)."""

Seat = tuple[str, Role]
"""Who takes a place: (agency, role)."""


def slots(protocol: PartnershipProtocol, type: str = "") -> tuple[Slot, ...]:
    """The minimum of a meeting of that type; empty: of the usual type."""
    kind = protocol.meeting_type(type).id
    return tuple(s for s in protocol.quorum if not s.types or kind in s.types)


def missing(
    seats: Iterable[Seat],
    protocol: PartnershipProtocol,
    *,
    papers: Iterable[Seat] = (),
    type: str = "",
) -> tuple[Slot, ...]:
    """The slots that too few people fill; empty when the meeting is quorate (NS-19 to NS-22).

    `papers` are those who sent written information; they count where a slot says so."""
    held, sent = tuple(seats), tuple(papers)
    return tuple(
        slot
        for slot in slots(protocol, type)
        if _filled(slot, (*held, *sent) if slot.paper_counts else held) < slot.minimum
    )


def expected(meeting: Meeting, protocol: PartnershipProtocol) -> tuple[Slot, ...]:
    """The slots that would be empty if only those came who have said so."""
    chair = [(meeting.chair.agency, meeting.chair.role)] if meeting.chair else []
    others = [_seat(i) for i in meeting.asked if _comes(i) and not _chairs(i, meeting)]
    coming = [*chair, *others]
    return missing(coming, protocol, papers=_papers(meeting), type=meeting.request.type)


def absent(meeting: Meeting, protocol: PartnershipProtocol) -> tuple[Slot, ...]:
    """The slots that are empty in the room."""
    papers = _papers(meeting)
    return missing(_present(meeting), protocol, papers=papers, type=meeting.request.type)


def unpresented(meeting: Meeting, protocol: PartnershipProtocol) -> tuple[Presenter, ...]:
    """Those outside the quorum of whose absence the chair is warned (parameters, 10)."""
    seats = _present(meeting)
    return tuple(p for p in protocol.presenters if not any(_fits(seat, p) for seat in seats))


def _present(meeting: Meeting) -> tuple[Seat, ...]:
    return tuple((a.agency, a.role) for a in meeting.session.present) if meeting.session else ()


def _papers(meeting: Meeting) -> tuple[Seat, ...]:
    """Those who sent words and do not come, so that nobody counts twice."""
    return tuple(_seat(i) for i in meeting.asked if i.information and not _comes(i))


def _chairs(invitee: Invitee, meeting: Meeting) -> bool:
    """Whoever chairs comes in any case, and fills one place and not two."""
    return bool(meeting.chair and invitee.person and invitee.person.id == meeting.chair.id)


def _comes(invitee: Invitee) -> bool:
    return invitee.answer is not None and invitee.answer.kind in COMING


def _seat(invitee: Invitee) -> Seat:
    return (invitee.agency, invitee.person.role if invitee.person else Role.PROFESSIONAL)


def _filled(slot: Slot, seats: Iterable[Seat]) -> int:
    return sum(_fits(seat, slot) for seat in seats)


def _fits(seat: Seat, place: Slot | Presenter) -> bool:
    agency, role = seat
    return agency in place.agencies and (not place.roles or role in place.roles)
