"""Restricting a meeting: from then on every reading of it stands on its timeline, until lifted."""

from cards.blocks import Card, buttons, card, said, submits, title
from cards.form import NOTHING, Form, Typed
from cards.inputs import ask
from meeting.model import Meeting


class Restrict(Form, to="restriction", window=True):
    meeting: str = ""


class RestrictForm(Form, to="restriction.order", back="restriction"):
    meeting: str
    reason: str = ""


class LiftForm(Form, to="restriction.lift", back="restriction"):
    meeting: str
    reason: str = ""


WHY = "Why? (kept on the record)"


def restriction_card(meeting: Meeting, standing: str, typed: Typed = NOTHING) -> Card:
    """`standing`: by whom and since when it is restricted; empty when it is not."""
    if standing:
        return card(
            title(f"{meeting.heading} is restricted"),
            said(f"{standing} Everybody who reads it is noted on its timeline."),
            ask("reason", WHY, typed, lines=2),
            buttons(submits("Lift the restriction", LiftForm, meeting=meeting.id)),
        )
    return card(
        title(f"Restrict {meeting.named}"),
        said(
            "For a case that staff may know too well: everybody who reads the meeting is noted on"
            " its timeline. Nobody loses sight of it, and nobody else gains it."
        ),
        ask("reason", WHY, typed, lines=2),
        buttons(submits("Restrict the meeting", RestrictForm, main=True, meeting=meeting.id)),
    )
