"""What somebody typed in answer to an invitation, to be put to the right meeting."""

from cards.blocks import Card, buttons, card, said, submits, title
from cards.form import Form
from meeting.model import Meeting
from meeting.protocol import PartnershipProtocol


class AnswerSaid(Form, to="said.answer"):
    """A typed answer: `kind` names an AnswerKind, `note` is what was typed."""

    meeting: str = ""
    kind: str
    note: str = ""


class InformationSaid(Form, to="said.information"):
    meeting: str
    words: str
    agree: str = ""


class DissentSaid(Form, to="said.dissent"):
    meeting: str = ""
    dissent: str = ""


class StartSaid(Form, to="said.start"):
    meeting: str = ""


class HereSaid(Form, to="said.here"):
    meeting: str = ""


class Unclear(Form, to="said.unclear"):
    words: str = ""


def confirm_information(meeting: Meeting, protocol: PartnershipProtocol, words: str) -> Card:
    """Shown back before it is kept, as free text may be meant for somebody else."""
    return card(
        title(f"Written information for strategy meeting {meeting.id}?"),
        said(words),
        buttons(
            submits("Yes, record it", InformationSaid, main=True, meeting=meeting.id, words=words,
                    agree="yes"),
        ),
    )  # fmt: skip
