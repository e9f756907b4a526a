"""Moving a meeting to another time, or calling it off: each with a reason, and confirmed."""

from collections.abc import Sequence

from cards.arrange import meeting_lines
from cards.blocks import Card, buttons, card, said, submits, title, warn
from cards.form import NOTHING, Form, Typed
from cards.inputs import ask, choose
from cards.request import deadline_lines
from meeting.model import Meeting
from meeting.protocol import PartnershipProtocol


class Reschedule(Form, to="meeting.move", window=True):
    meeting: str = ""
    words: str = ""


class MoveForm(Form, to="meeting.moved", back="meeting.move"):
    meeting: str
    when: str = ""
    reason: str = ""


class Cancel(Form, to="meeting.cancel", window=True):
    meeting: str = ""


class CancelForm(Form, to="meeting.cancelled", back="meeting.cancel"):
    meeting: str
    reason: str = ""


def move_card(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    typed: Typed = NOTHING,
    readings: Sequence[str] = (),
    sure: str = "",
) -> Card:
    both = {words: words for words in readings}
    mistakes = Typed(wrong=typed.wrong)
    when = (
        choose("when", "Which do you mean?", both, mistakes, required=True)
        if both
        else ask("when", "The new time", typed, hint="for example: Thursday 10am")
    )
    return card(
        title(f"{meeting.heading}: another time"),
        *meeting_lines(meeting),
        *deadline_lines(meeting, protocol),
        when,
        warn(sure) if sure else None,
        ask("reason", "Why (everybody invited is told the new time, not the reason)", typed),
        buttons(submits("Move the meeting", MoveForm, main=True, meeting=meeting.id)),
    )


def cancel_card(meeting: Meeting, typed: Typed = NOTHING) -> Card:
    return card(
        title(f"{meeting.heading}: cancel"),
        said(
            ("Everybody who was asked is told. " if meeting.convened_at else "")
            + "The record stays."
        ),
        *meeting_lines(meeting),
        ask("reason", "Why is it cancelled?", typed, lines=2),
        buttons(submits("Cancel the meeting", CancelForm, meeting=meeting.id)),
    )
