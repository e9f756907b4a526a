"""Who comes, in the meeting's channel: the live tally with its quorum. Safe for everybody there."""

from collections.abc import Sequence

from cards.arrange import meeting_lines
from cards.blocks import Card, Part, card, said, small, text, title
from meeting.model import Invitee, Meeting, Phase
from meeting.protocol import PartnershipProtocol
from meeting.protocol_people import Slot
from meeting.quorum import absent, expected, slots
from meeting.saying import listed, with_day


def quorum_line(meeting: Meeting, protocol: PartnershipProtocol) -> str:
    """ "2 of 3: Police missing"; of who is to come, or is there once the chair has seen who is."""
    there = meeting.session is not None and meeting.session.registered
    empty = absent(meeting, protocol) if there else expected(meeting, protocol)
    return _filled(empty, len(slots(protocol, meeting.request.type)), there=there)


def _filled(empty: Sequence[Slot], needed: int, *, there: bool) -> str:
    held = f"{needed - len(empty)} of {needed}"
    names = [slot.title for slot in empty]
    full = "quorate" if there else "quorum expected"
    return f"{held}: {listed(names)} missing" if empty else f"{held}: {full}"


def tally_card(meeting: Meeting, protocol: PartnershipProtocol) -> Card:
    needed = slots(protocol, meeting.request.type)
    cited = sorted({source for slot in needed for source in slot.sources})
    waiting = meeting.phase is Phase.CONVENED
    return card(
        title(meeting.heading),
        _quorum(meeting, protocol, len(needed)) if waiting else said(f"Now: {meeting.phase}."),
        *meeting_lines(meeting),
        *(said(invitee_line(i, protocol)) for i in meeting.asked),
        small(f"Quorum: {protocol.document}, {', '.join(cited)}. Written information is not"
              " presence."),
    )  # fmt: skip


def _quorum(meeting: Meeting, protocol: PartnershipProtocol, needed: int) -> Part:
    empty = expected(meeting, protocol)
    words = _filled(empty, needed, there=False)
    return text(words, strong=True, colour="Attention" if empty else "Good")


def invitee_line(invitee: Invitee, protocol: PartnershipProtocol) -> str:
    """One agency: who was asked and what they said."""
    agency = protocol.agency(invitee.agency)
    if invitee.person is None:
        return f"{agency}: nobody named yet"
    return f"{agency} ({invitee.person.name}): {_answered(invitee)}"


def _answered(invitee: Invitee) -> str:
    answer = invitee.answer
    if answer is None:
        return "no answer yet" if invitee.asked_at else "not asked yet"
    said = f"{answer.kind}, answered {with_day(answer.at)}"
    if invitee.information:
        return f"{said}; information received {with_day(invitee.information.at)}"
    return f"{said}; information awaited" if invitee.owes else said


def outstanding(meeting: Meeting, protocol: PartnershipProtocol) -> list[Part]:
    """Who still owes something, for "who hasn't replied?"."""
    return [said(invitee_line(i, protocol)) for i in meeting.asked if i.owes or not i.person]
