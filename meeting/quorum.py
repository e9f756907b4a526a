"""Which agencies a meeting cannot do without, and which of them are still missing."""

from collections.abc import Iterable

from meeting.model import AnswerKind, Invitee, Meeting
from meeting.people import Role
from meeting.protocol import PartnershipProtocol, Slot

COMING = {AnswerKind.ATTENDING, AnswerKind.DEPUTY}
"""Presence counts, by link or telephone too; written information does not (parameters, 72)."""

Seat = tuple[str, Role]
"""Who takes a place: (agency, role)."""


def missing(seats: Iterable[Seat], protocol: PartnershipProtocol) -> tuple[Slot, ...]:
    """The slots that nobody fills; empty when the meeting is quorate (NS-19 to NS-22)."""
    held = tuple(seats)
    return tuple(s for s in protocol.quorum if not any(_fills(seat, s) for seat in held))


def expected(meeting: Meeting, protocol: PartnershipProtocol) -> tuple[Slot, ...]:
    """The slots that would be empty if only those came who have said so."""
    return missing((_seat(i) for i in meeting.asked if _comes(i)), protocol)


def absent(meeting: Meeting, protocol: PartnershipProtocol) -> tuple[Slot, ...]:
    """The slots that are empty in the room."""
    present = meeting.session.present if meeting.session else ()
    return missing(((a.agency, a.role) for a in present), protocol)


def _comes(invitee: Invitee) -> bool:
    return invitee.answer is not None and invitee.answer.kind in COMING


def _seat(invitee: Invitee) -> Seat:
    return (invitee.agency, invitee.person.role if invitee.person else Role.PROFESSIONAL)


def _fills(seat: Seat, slot: Slot) -> bool:
    agency, role = seat
    return agency in slot.agencies and (not slot.roles or role in slot.roles)
