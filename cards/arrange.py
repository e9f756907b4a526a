"""Asking for a strategy meeting, last steps: who else, when and how; then check and send."""

from collections.abc import Sequence

from cards.blocks import Card, Part, buttons, card, presses, said, section, small, submits, warn
from cards.form import NOTHING, Chosen, Form, Typed
from cards.inputs import ask, choose
from cards.request import Step, people_lines, step_head
from cards.sources import sources
from cards.trigger import trigger_lines
from meeting.facts import askable, day_of
from meeting.model import Meeting
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.request import Format
from meeting.roles import may_answer
from meeting.saying import clock, listed, spoken
from meeting.standing_in import asked


class ArrangementsForm(Form, to="request.arrangements"):
    meeting: str
    facts: Chosen = ()
    agencies: Chosen = ()
    referrer: str = ""
    when: str = ""
    late_reason: str = ""
    format: str = ""
    format_reason: str = ""
    join_link: str = ""
    go: str


class SendForm(Form, to="request.send"):
    meeting: str
    authoriser: str = ""


class DiscardDraft(Form, to="request.discard"):
    meeting: str


def arrangements_card(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    typed: Typed = NOTHING,
    readings: Sequence[str] = (),
) -> Card:
    """`readings`: a time that can be read in two ways, to choose from."""
    agencies = {a.id: a.title for a in protocol.agencies}
    asked = askable(meeting.request, protocol, day_of(meeting))
    facts = {f.id: f.title for f in asked}
    return card(
        *step_head("arrangements", meeting, protocol),
        choose("facts", "What holds in this case?", facts, typed, several=True),
        choose("referrer", "Referring agency, if not social care", agencies, typed),
        _others(protocol, agencies, typed),
        _when(typed, readings),
        ask("late_reason", "Reason, if it cannot be held by the deadline", typed),
        *_format(protocol, typed),
        ask("join_link", "Link to join, if there is one", typed, hint="https://…"),
        buttons(
            submits("Save and go on", ArrangementsForm, main=True, meeting=meeting.id, go="check"),
            presses("Back", Step, meeting=meeting.id, go="adults"),
        ),
    )  # fmt: skip


def _format(protocol: PartnershipProtocol, typed: Typed) -> list[Part]:
    """As the protocol prefers, with what it asks where another is chosen."""
    rules = protocol.formats
    offered = [rule.format for rule in rules] or list(Format)
    words = {f.value: f[0].upper() + f[1:] for f in offered}
    hints = dict.fromkeys(filter(None, (rule.asks_reason for rule in rules)))
    return [
        choose("format", "Format", words, typed, value=offered[0].value),
        ask("format_reason", next(iter(hints)), typed) if hints else None,
        small(sources(protocol, rules)) if rules else None,
    ]


def _others(protocol: PartnershipProtocol, agencies: dict[str, str], typed: Typed) -> Part:
    """The agencies that only the requester can name; no question where there are none."""
    others = {a: words for a, words in agencies.items() if a not in asked_anyway(protocol)}
    if not others:
        return None
    return choose("agencies", "Other agencies involved", others, typed, several=True)


def asked_anyway(protocol: PartnershipProtocol) -> set[str]:
    """Agencies that a rule brings in any case, or by one of the facts above the question."""
    return {rule.agency for rule in protocol.invitees if rule.required or rule.facts}


def _when(typed: Typed, readings: Sequence[str]) -> Part:
    if readings:
        both = {words: words for words in readings}
        return choose("when", "Which do you mean?", both, Typed(wrong=typed.wrong), required=True)
    return ask("when", "When should it be held?", typed, hint="for example: tomorrow half 2")


def check_card(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    managers: Sequence[Person],
    typed: Typed = NOTHING,
) -> Card:
    choices = {m.id: m.described for m in managers}
    return card(
        *step_head("check", meeting, protocol),
        *request_lines(meeting, protocol),
        *(warn(words) for words in lacking(meeting)),
        *_must_agree(meeting, protocol, managers),
        choose(
            "authoriser", "Send to", choices, typed,
            value=meeting.authoriser.id if meeting.authoriser else next(iter(choices), ""),
        ),
        small(f"Who may authorise: {protocol.cite(protocol.authoriser)}"),
        buttons(
            submits("Send the request", SendForm, main=True, meeting=meeting.id),
            presses("Change concern", Step, meeting=meeting.id, go="concern"),
            presses("Change children", Step, meeting=meeting.id, go="children"),
            presses("Change adults", Step, meeting=meeting.id, go="adults"),
            presses("Change who and when", Step, meeting=meeting.id, go="arrangements"),
            presses("Discard", DiscardDraft, meeting=meeting.id),
        ),
    )  # fmt: skip


def _must_agree(
    meeting: Meeting, protocol: PartnershipProtocol, managers: Sequence[Person]
) -> list[Part]:
    """Where all of a route must agree: who, and of whom nobody can be asked by the bot."""
    route = protocol.route(meeting.request.route)
    if route is None or not route.jointly:
        return []
    titles = listed([step.title for step in route.steps])
    nobody = [s.title for s in route.steps if not any(may_answer(s, m) for m in managers)]
    return [
        said(f"By this route all of these must agree, and all are asked: {titles}."),
        small(sources(protocol, route.steps)),
        *(warn(f"Nobody of the directory can be asked as {title}.") for title in nobody),
    ]


def lacking(meeting: Meeting) -> list[str]:
    """What is still missing before the request can be sent, in words."""
    request = meeting.request
    checks = {
        "Add at least one child.": bool(request.children),
        "Say what the concern is.": bool(request.concern),
        "Choose the urgency.": bool(request.band),
        "Say when the concern was identified.": request.identified_at is not None,
        "Say when the meeting should be held.": request.meet_at is not None,
    }
    return [words for words, held in checks.items() if not held]


def request_lines(meeting: Meeting, protocol: PartnershipProtocol) -> list[Part]:
    """The whole request with its names and details: for a private card only."""
    request = meeting.request
    facts = [f.title for f in protocol.facts if f.id in request.facts]
    agencies = [protocol.agency(a) for a in request.agencies]
    parts: list[Part] = [
        said(request.category.capitalize() if request.category else "not chosen", "Category"),
        said(request.concern or "not written", "Concern"),
        said(request.band_reason, "Reason for this urgency") if request.band_reason else None,
        *(said(words, "Threshold") for words in trigger_lines(meeting, protocol)),
        *people_lines(meeting),
    ]
    if request.identified_at:
        parts.append(said(spoken(request.identified_at), "Identified"))
    if request.referrer:
        parts.append(said(protocol.agency(request.referrer), "Referred by"))
    if facts or agencies:
        parts.append(said("; ".join([*facts, *agencies]), "Involved"))
    parts += meeting_lines(meeting)
    if request.late_reason:
        parts.append(said(request.late_reason, "After the deadline, because"))
    return parts


def meeting_lines(meeting: Meeting) -> list[Part]:
    """When and how it is held: names nobody's details."""
    request = meeting.request
    held = spoken(request.meet_at) if request.meet_at else "no time yet"
    parts: list[Part] = [said(f"{held}, {request.format.value}", "Meeting")]
    if request.join_link:
        parts.append(said(request.join_link, "Join"))
    return parts


def sent_card(meeting: Meeting, protocol: PartnershipProtocol) -> Card:
    """What the requester sees once the request is sent, however often it is pressed."""
    to = listed([s.person.described for s in asked(meeting)])
    at = clock(meeting.requested_at) if meeting.requested_at else ""
    return card(
        *step_head("check", meeting, protocol),
        section("", said(f"Sent to {to}, at {at}.")),
        *request_lines(meeting, protocol),
        small(f"Now: {meeting.phase}. Type “status” at any time."),
    )
