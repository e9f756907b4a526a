"""What can be done here, in words and buttons; and where somebody's meetings stand."""

from collections.abc import Sequence

from cards.blocks import (
    Button,
    Card,
    Part,
    buttons,
    card,
    presses,
    said,
    section,
    small,
    text,
    title,
)
from cards.form import Form
from cards.request import OpenRequest, Step, deadline_lines
from cards.tally import quorum_line
from meeting.model import Meeting, Phase
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.saying import spoken


class Help(Form, to="help"):
    pass


class MyMeetings(Form, to="meetings.mine"):
    pass


class Status(Form, to="meeting.status", window=True):
    meeting: str = ""


class WhoOwes(Form, to="meeting.owing", window=True):
    meeting: str = ""


class Timeline(Form, to="meeting.timeline", window=True):
    meeting: str = ""


SENTENCES = {
    "convene a {} for tomorrow 2pm, physical abuse": "begin a request",
    "status": "where your meeting stands",
    "my meetings": "all your meetings",
    "who hasn't replied?": "who still owes an answer or information",
    "remind me at 3": "have a reminder later, before its deadline",
    "I'll be there": "answer an invitation",
    "can't make it, sending a report": "answer, and write your agency's information",
    "reschedule to Thursday 10am": "move the meeting",
    "cancel the meeting": "call it off, with a reason",
    "start the meeting": "for the chair",
    "I dissent because …": "put your disagreement on the record",
}


def help_card(protocol: PartnershipProtocol, *, requests: bool, unclear: bool = False) -> Card:
    called = protocol.types[0].name
    begin = presses(f"Convene a {called}", OpenRequest) if requests else None
    return card(
        title("I did not understand that" if unclear else "What I do"),
        text("Nothing was recorded.") if unclear else None,
        text(f"I run {called}s by your partnership's protocol. Type, for example:"),
        *(said(f"“{words.format(called)}”: {what}") for words, what in SENTENCES.items()),
        buttons(begin, presses("My meetings", MyMeetings)),
        *_guidance(protocol),
    )


def _guidance(protocol: PartnershipProtocol) -> list[Part]:
    """The documents on which the protocol rests (NS-01, NS-03)."""
    listed = [said(f"{link.title}{f': {link.url}' if link.url else ''}") for link in protocol.links]
    return [small(f"{protocol.title}; {protocol.edition}"), *listed]


def meetings_card(meetings: Sequence[Meeting]) -> Card:
    if not meetings:
        return card(title("Your meetings"), said("You have none."))
    return card(
        title("Your meetings"),
        *(
            section(
                "",
                said(f"{m.id}: {m.phase}"),
                small(spoken(m.request.meet_at)) if m.request.meet_at else None,
                buttons(presses("Open", Status, meeting=m.id)),
            )
            for m in meetings[:10]
        ),
        small(f"The latest 10 of {len(meetings)}.") if len(meetings) > 10 else None,
    )


def status_card(meeting: Meeting, protocol: PartnershipProtocol, person: Person) -> Card:
    """Where a meeting stands, with what this person can do next; names nobody's details."""
    return card(
        title(f"{meeting.heading}: status"),
        said(meeting.phase.capitalize()),
        *(deadline_lines(meeting, protocol) if meeting.session is None else ()),
        said(spoken(meeting.request.meet_at), "Meeting") if meeting.request.meet_at else None,
        said(meeting.chair.described, "Chair") if meeting.chair else None,
        said(quorum_line(meeting, protocol), "Quorum") if meeting.convened_at else None,
        buttons(*_next(meeting, person)),
    )


def _next(meeting: Meeting, person: Person) -> list[Button | None]:
    mine = meeting.requester.id == person.id
    changeable = mine and meeting.phase in {Phase.DRAFT, Phase.RETURNED}
    return [
        presses("Go on with the request", Step, meeting=meeting.id, go="check")
        if changeable
        else None,
        presses("Who hasn't replied?", WhoOwes, meeting=meeting.id)
        if meeting.phase is Phase.CONVENED
        else None,
        presses("Timeline", Timeline, meeting=meeting.id),
    ]


def pick_card(meetings: Sequence[Meeting], form: type[Form], **data: str) -> Card:
    """Which of several meetings is meant."""
    return card(
        title("Which meeting do you mean?"),
        buttons(*(presses(m.id, form, meeting=m.id, **data) for m in meetings[:6])),
        *(
            small(f"{m.id}: {spoken(m.request.meet_at) if m.request.meet_at else m.phase}")
            for m in meetings[:6]
        ),
        small("For another one, type its reference with your words.")
        if len(meetings) > 6
        else None,
    )


def owing_card(meeting: Meeting, protocol: PartnershipProtocol, lines: Sequence[Part]) -> Card:
    nobody = said("Everybody has answered and sent what they promised.")
    return card(
        title(f"{meeting.heading}: still awaited"),
        said(quorum_line(meeting, protocol)),
        *(lines or [nobody]),
    )
