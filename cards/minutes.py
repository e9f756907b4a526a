"""The chair's draft minutes to approve, and the circulated minutes with their link."""

from collections.abc import Mapping, Sequence

from cards.blocks import (
    Card,
    Part,
    buttons,
    card,
    opens,
    presses,
    said,
    section,
    small,
    submits,
    title,
)
from cards.form import NOTHING, Chosen, Form, Typed
from cards.inputs import ask, choose
from cards.tasks import task_lines
from meeting.minutes import circulate_by, participants
from meeting.model import Meeting, Minutes
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.saying import listed, spoken


class RemarkForm(Form, to="minutes.remark"):
    meeting: str
    remark: str = ""


class ApproveForm(Form, to="minutes.approve"):
    meeting: str
    version: str
    recipients: Chosen = ()


class SendMinutes(Form, to="minutes.link"):
    meeting: str


def draft_card(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    people: Sequence[Person],
    link: str,
    typed: Typed = NOTHING,
) -> Card:
    drawn, limit = meeting.minutes, circulate_by(meeting, protocol)
    assert drawn
    names = {p.id: p.described for p in people}
    if drawn.approved_at:
        went = listed([names[r] for r in drawn.recipients if r in names])
        return card(
            title(f"Minutes of {meeting.named}: circulated"),
            said(f"Approved {spoken(drawn.approved_at)}, version {drawn.version}."),
            said(went, "Sent to"),
            buttons(
                opens("Open the minutes", link),
                presses("Send me a new link", SendMinutes, meeting=meeting.id),
            ),
        )
    there = {p: names[p] for p in participants(meeting, protocol) if p in names}
    return card(
        title(f"Draft minutes of {meeting.named}"),
        said(f"Version {drawn.version}, drawn from what was recorded."),
        said(f"To be circulated by {spoken(limit.at)}") if limit else None,
        small(protocol.cite(protocol.minutes)),
        buttons(opens("Read the draft", link)),
        task_lines(meeting, protocol, "after", "enquiry", "conference"),
        _own_notes(protocol),
        _adding(meeting, drawn, typed),
        _approving(meeting, protocol, drawn, there, typed),
    )


def _approving(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    drawn: Minutes,
    there: Mapping[str, str],
    typed: Typed,
) -> Part:
    """Who was there is ticked, and may be left out; `there` maps a person's id to the name."""
    fixed = {"meeting": meeting.id, "version": str(drawn.version)}
    label = f"They go to ({protocol.minutes.recipients})"
    return section(
        "Approve",
        choose("recipients", label, there, typed, several=True, value=",".join(there)),
        buttons(submits("Approve and circulate", ApproveForm, main=True, **fixed)),
    )


def _adding(meeting: Meeting, drawn: Minutes, typed: Typed) -> Part:
    add = submits("Add to the minutes", RemarkForm, meeting=meeting.id, once=str(drawn.version))
    asked = ask("remark", "The chair's addition", typed, lines=3)
    return section("Add something", asked, buttons(add))


def _own_notes(protocol: PartnershipProtocol) -> Part:
    notes = protocol.own_notes
    return small(f"{notes.text} ({protocol.cite(notes)})") if notes else None


def minutes_card(meeting: Meeting, protocol: PartnershipProtocol, link: str, until: str) -> Card:
    return card(
        title(f"Minutes of {meeting.named}"),
        said(f"Approved by the chair. The link is yours alone and opens until {until}."),
        _own_notes(protocol),
        small("Confidential: not to be shared without prior agreement of the chair."),
        buttons(
            opens("Open the minutes", link),
            presses("Send me a new link", SendMinutes, meeting=meeting.id),
        ),
    )
