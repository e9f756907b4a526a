"""For everybody in the room: say that you are here, give your agency's view, dissent."""

from cards.blocks import Card, Part, buttons, card, presses, said, section, small, submits, text
from cards.blocks import title as heading
from cards.form import NOTHING, Form, Typed
from cards.inputs import ask, choose
from cards.lines import decision_line
from meeting.dissent import challenge_by
from meeting.model import Meeting, Phase
from meeting.protocol import PartnershipProtocol
from meeting.protocol_meeting import Scale
from meeting.saying import spoken

CANNOT = "none"
"""The answer of an agency that cannot put a figure to safety."""


class HereForm(Form, to="voice.here"):
    meeting: str


class ViewForm(Form, to="voice.view"):
    meeting: str
    opinion: str = ""
    safety: str = ""
    reason: str = ""


class DissentForm(Form, to="dissent.record"):
    meeting: str
    dissent: str = ""


class Challenged(Form, to="dissent.challenged"):
    meeting: str


def voice_card(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed = NOTHING) -> Card:
    if meeting.phase is not Phase.IN_SESSION:
        return card(heading(f"{meeting.heading}: views"), said("The meeting has been held."))
    opinions = {o.id: o.title for o in protocol.opinions}
    return card(
        heading(f"{meeting.heading}: for everybody in the room"),
        buttons(presses("I am here", HereForm, meeting=meeting.id)),
        section(
            "Your agency's view",
            choose("opinion", "Is the threshold met?", opinions, typed, style="expanded"),
            _scale(protocol.scale, typed),
            ask("reason", "Reasons for this view", typed, lines=3),
            buttons(submits("Give my agency's view", ViewForm, meeting=meeting.id)),
        ),
        _dissent(meeting, protocol, typed),
    )


def _scale(scale: Scale | None, typed: Typed) -> Part:
    if scale is None:
        return None
    ends = {scale.lowest: scale.low_title, scale.highest: scale.high_title}
    figures = {
        str(n): f"{n} ({ends[n]})" if n in ends else str(n)
        for n in range(scale.lowest, scale.highest + 1)
    }
    return choose("safety", "How safe are the children?", {**figures, CANNOT: "Cannot say"}, typed)


def _dissent(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed) -> Part:
    return section(
        "If you disagree with the chair's decision",
        *challenge_lines(meeting, protocol),
        ask("dissent", "Why you disagree, in your own words", typed, lines=3),
        buttons(submits("Record my dissent", DissentForm, meeting=meeting.id)),
    )


def challenge_lines(meeting: Meeting, protocol: PartnershipProtocol) -> list[Part]:
    """Your words go on the record; and how the decision can be challenged, until when (NS-96)."""
    rule, limit = protocol.challenge, challenge_by(meeting, protocol)
    kept = text("Your words are kept with the minutes, as you write them.")
    if rule is None:
        return [kept]
    until = f" Until {spoken(limit.at)}." if limit else ""
    return [kept, text(rule.text + until), small(protocol.cite(rule))]


def _agreed(actions: int) -> str:
    if not actions:
        return "No actions were agreed."
    return (
        "1 action agreed; its owner is told."
        if actions == 1
        else (f"{actions} actions agreed; their owners are told.")
    )


def outcome_card(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed = NOTHING) -> Card:
    """What the meeting decided, with nobody's name; and the way to dissent."""
    held = meeting.session
    decisions = held.decisions if held else ()
    count = len(meeting.dissents)
    dissents = "1 dissent is recorded." if count == 1 else f"{count} dissents are recorded."
    return card(
        heading(f"{meeting.heading}: outcome"),
        *(said(decision_line(d, meeting, protocol)) for d in decisions),
        said(_agreed(len(held.actions) if held else 0)),
        said(dissents) if count else None,
        _dissent(meeting, protocol, typed),
    )
