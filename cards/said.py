"""What somebody typed in answer to an invitation, to be put to the right meeting."""

from cards.blocks import Card, buttons, card, said, submits, title
from cards.form import Form
from meeting.model import Meeting

ASK = "ASK"
"""In the place of an AnswerKind: what was typed leaves it open."""


class AnswerSaid(Form, to="said.answer"):
    """A typed answer: `kind` names an AnswerKind, `note` is what was typed."""

    meeting: str = ""
    kind: str
    sure: str = ""
    """Empty: it does not change an answer that was given before."""
    note: str = ""


class InformationSaid(Form, to="said.information"):
    meeting: str
    words: str
    agree: str = ""


class DissentSaid(Form, to="said.dissent"):
    meeting: str = ""
    dissent: str = ""
    agree: str = ""
    """Empty: it is shown back before it goes on the record."""


class StartSaid(Form, to="said.start"):
    meeting: str = ""


class HereSaid(Form, to="said.here"):
    meeting: str = ""


class Courtesy(Form, to="said.courtesy"):
    """Thanks and the like, to which nothing need be said."""


class Unclear(Form, to="said.unclear"):
    words: str = ""
    meeting: str = ""


def confirm_information(meeting: Meeting, words: str) -> Card:
    """Shown back before it is kept, as free text may be meant for somebody else."""
    return card(
        title(f"Is this your written information for {meeting.named}?"),
        said(words),
        said("Nothing is recorded until you press the button."),
        buttons(
            submits("Yes, record it", InformationSaid, main=True, meeting=meeting.id, words=words,
                    agree="yes"),
        ),
    )  # fmt: skip
