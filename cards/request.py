"""Asking for a strategy meeting, first steps: the concern, the children, the adults."""

from collections.abc import Sequence

from cards.blocks import Card, Part, buttons, card, presses, said, section, small, submits, text
from cards.blocks import title as heading
from cards.form import NOTHING, Chosen, Form, Typed
from cards.inputs import ask, ask_day, choose, tick
from cards.trigger import trigger_parts
from meeting.clocks import ClockKind, Due
from meeting.model import Meeting
from meeting.people import Adult, Child
from meeting.protocol import PartnershipProtocol
from meeting.protocol_request import MeetingType, Route
from meeting.request import Category
from meeting.saying import short_day, spoken
from meeting.urgency import deadline

STEPS = {
    "concern": "Concern",
    "children": "Children",
    "adults": "Adults",
    "arrangements": "Who and when",
    "check": "Check and send",
}


class OpenRequest(Form, to="request.open", window=True):
    words: str = ""
    """What was typed: may name a time and a category."""


class Step(Form, to="request.step"):
    meeting: str
    go: str


class ConcernForm(Form, to="request.concern"):
    meeting: str = ""
    when: str = ""
    """A time typed with the first words; carried to the step that asks for it."""
    category: str = ""
    concern: str = ""
    band: str = ""
    features: Chosen = ()
    identified: str = ""
    referred: str = ""
    type: str = ""
    route: str = ""
    occasion: str = ""
    harms: Chosen = ()
    ground: str = ""
    go: str = "children"


class ChildForm(Form, to="request.child"):
    meeting: str
    name: str = ""
    born: str = ""
    unborn: str = ""
    ethnicity: str = ""
    address: str = ""
    nhs: str = ""
    plan: str = ""
    go: str


class AdultForm(Form, to="request.adult"):
    meeting: str
    name: str = ""
    relationship: str = ""
    born: str = ""
    ethnicity: str = ""
    address: str = ""
    nhs: str = ""
    go: str


class RemovePerson(Form, to="request.remove"):
    meeting: str
    person: str
    go: str


def step_head(step: str, meeting: Meeting | None, protocol: PartnershipProtocol) -> list[Part]:
    """Which step this is, and the deadline as soon as it can be counted."""
    number = list(STEPS).index(step) + 1
    asked = meeting.named if meeting else protocol.types[0].name
    parts: list[Part] = [
        heading(f"Request for a {asked}"),
        small(f"Step {number} of {len(STEPS)}: {STEPS[step]}"),
    ]
    return [*parts, *deadline_lines(meeting, protocol)] if meeting else parts


def deadline_lines(meeting: Meeting, protocol: PartnershipProtocol) -> list[Part]:
    """By when the meeting must be held, with the rule it comes from (NS-14)."""
    limit = deadline(meeting, protocol)
    if limit is None:
        return []
    band = protocol.band(meeting.request.band)
    return [
        text(_by(limit)),
        small(f"{band.rule}. {limit.note} ({protocol.cite(band)})"),
    ]


def _by(limit: Due) -> str:
    if limit.kind is ClockKind.IMMEDIATE:
        return f"To be held **straight away**; the time counts from {spoken(limit.at)}"
    return f"To be held by **{spoken(limit.at)}**"


def concern_card(
    meeting: Meeting | None, protocol: PartnershipProtocol, typed: Typed = NOTHING, when: str = ""
) -> Card:
    bands = {b.id: f"{b.title} ({b.time})" for b in protocol.bands}
    mark = typed.value("once")
    return card(
        *step_head("concern", meeting, protocol),
        choose("category", "Category of harm", {c.value: c.capitalize() for c in Category}, typed),
        ask("concern", "What is the concern?", typed, lines=4),
        choose("band", "Urgency", bands, typed, style="expanded"),
        small("; ".join(f"{b.title}: {protocol.cite(b)}" for b in protocol.bands)),
        _features(protocol, typed),
        ask(
            "identified",
            "When was the concern identified?",
            typed,
            hint="for example: today 10:15, yesterday 4pm",
        ),
        ask("referred", "When was it referred, if it was?", typed, hint="for example: today 9:30"),
        _kind("type", "Kind of meeting", protocol.types, typed),
        _kind("route", "How it is asked for", protocol.routes, typed),
        *trigger_parts(protocol, typed),
        buttons(
            submits(
                "Save and go on",
                ConcernForm,
                main=True,
                meeting=meeting.id if meeting else "",
                when=when,
                once=mark,
                go="children",
            ),
        ),
    )


def _features(protocol: PartnershipProtocol, typed: Typed) -> Part:
    """What applies to the concern: of several bands the earliest holds."""
    known = {f.id: f.title for f in protocol.features}
    label = "What applies? The earliest deadline holds"
    return choose("features", label, known, typed, several=True) if known else None


def _kind(
    field: str, label: str, kinds: Sequence[MeetingType] | Sequence[Route], typed: Typed
) -> Part:
    """A question only where the protocol knows more than one."""
    if len(kinds) < 2:
        return None
    return choose(field, label, {k.id: k.title for k in kinds}, typed, value=kinds[0].id)


def children_card(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed = NOTHING) -> Card:
    children = meeting.request.children
    asked = {"meeting": meeting.id, "once": typed.value("once")}
    return card(
        *step_head("children", meeting, protocol),
        *(_person(meeting, c.id, _child_lines(c), "children") for c in children),
        section(
            "Add another child" if children else "The first child",
            ask("name", "Name (for an unborn baby, the mother's name)", typed),
            ask_day("born", "Date of birth, or expected date of birth", typed),
            tick("unborn", "Born yet?", "This is an unborn baby", typed),
            ask("ethnicity", "Ethnicity", typed),
            ask("address", "Address", typed),
            ask("nhs", "NHS number (for an unborn baby, the mother's)", typed),
            ask("plan", "Current plan or legal status, if any", typed),
        ),
        small("Basic details are cross-checked between agencies at the meeting."),
        buttons(
            submits("Save, add another", ChildForm, main=False, **asked, go="children"),
            submits("Save and go on", ChildForm, main=True, **asked, go="adults"),
            presses("Back", Step, meeting=meeting.id, go="concern"),
        ),
    )


def adults_card(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed = NOTHING) -> Card:
    adults = meeting.request.adults
    asked = {"meeting": meeting.id, "once": typed.value("once")}
    return card(
        *step_head("adults", meeting, protocol),
        *(_person(meeting, a.id, _adult_lines(a), "adults") for a in adults),
        section(
            "Add another adult" if adults else "A parent, carer or other adult",
            ask("name", "Name", typed),
            ask("relationship", "Relationship to the children", typed),
            ask_day("born", "Date of birth", typed),
            ask("ethnicity", "Ethnicity", typed),
            ask("address", "Address", typed),
            ask("nhs", "NHS number", typed),
        ),
        buttons(
            submits("Save, add another", AdultForm, main=False, **asked, go="adults"),
            submits("Save and go on", AdultForm, main=True, **asked, go="arrangements"),
            presses("Back", Step, meeting=meeting.id, go="children"),
        ),
    )


def _person(meeting: Meeting, person: str, lines: list[str], step: str) -> Part:
    return section(
        "",
        *(said(line) for line in lines),
        buttons(presses("Remove", RemovePerson, meeting=meeting.id, person=person, go=step)),
    )


def _child_lines(child: Child) -> list[str]:
    born = short_day(child.born) if child.born else ""
    unborn = f"unborn, expected {born}" if born else "unborn"
    known = f"born {born}" if born else "date of birth not known"
    when = unborn if child.unborn else known
    return [
        f"{child.name}, {when}",
        _details(child.ethnicity, child.address, child.nhs, child.plan),
    ]


def _adult_lines(adult: Adult) -> list[str]:
    born = f", born {short_day(adult.born)}" if adult.born else ""
    head = ", ".join(filter(None, (adult.name, adult.relationship))) + born
    return [head, _details(adult.ethnicity, adult.address, adult.nhs)]


def _details(ethnicity: str, address: str, nhs: str, plan: str = "") -> str:
    number = f"NHS {nhs}" if nhs else ""
    return "; ".join(filter(None, (ethnicity, address, number, plan))) or "no further details"


def people_lines(meeting: Meeting) -> list[Part]:
    """Children and adults with their details: for a private card only."""
    request = meeting.request
    children = [said("; ".join(_child_lines(c)), meeting.label(c.id)) for c in request.children]
    adults = [said("; ".join(_adult_lines(a)), "Adult") for a in request.adults]
    return [*children, *adults]
