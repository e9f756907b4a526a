"""How each kind of agenda item is recorded on the chair's card."""

from collections.abc import Sequence
from datetime import datetime

from cards.blocks import Part, buttons, presses, said, small, submits
from cards.form import Form, Typed
from cards.inputs import ask, choose, tick
from cards.steps import (
    AbsencesForm,
    ActionForm,
    DecisionForm,
    NoteForm,
    RegisterForm,
    ReviewForm,
    SafetyForm,
    ShowDetails,
    ShowWritten,
)
from meeting.decisions import undecided
from meeting.model import Action, Attendee, Decision, Invitee, Meeting, Session, View
from meeting.people import OTHER, Person, Role
from meeting.protocol import AgendaItem, ItemKind, PartnershipProtocol
from meeting.saying import clock, spoken


def item_parts(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    item: AgendaItem,
    people: Sequence[Person],
    typed: Typed,
) -> list[Part]:
    """What is recorded under the item so far, and the way to record more."""
    held = meeting.session
    assert held
    match item.kind:
        case ItemKind.REGISTER:
            parts = _register(meeting, item, people, typed)
        case ItemKind.ABSENCES:
            parts = _absences(meeting, protocol, item, typed)
        case ItemKind.SCRIPT:
            parts = [_record("Read out, go on", NoteForm, meeting, item, ticked="true")]
        case ItemKind.DETAILS:
            parts = _details(meeting, item, typed)
        case ItemKind.INFORMATION:
            parts = [*_written(meeting, protocol), *_note(meeting, item, typed)]
        case ItemKind.DECISION:
            parts = _decision(meeting, protocol, item, typed)
        case ItemKind.SAFETY:
            parts = _safety(meeting, item, typed)
        case ItemKind.ACTIONS:
            parts = _actions(meeting, item, people, typed)
        case ItemKind.REVIEW:
            parts = _review(meeting, item, typed)
        case ItemKind.NOTE:
            parts = _note(meeting, item, typed)
    return [*_noted(held, item), *parts]


def _noted(held: Session, item: AgendaItem) -> list[Part]:
    notes = [n for n in held.notes if n.item == item.number]
    words = "note" if len(notes) == 1 else "notes"
    line = f"{len(notes)} {words} recorded, the last at {clock(notes[-1].at)}." if notes else ""
    return [small(line)] if notes else []


def _record(words: str, form: type[Form], meeting: Meeting, item: AgendaItem, **data: str) -> Part:
    step = meeting.session.step if meeting.session else 0
    once = f"{meeting.id}:{step}"
    data = {"meeting": meeting.id, "item": str(item.number), "once": once, **data}
    return buttons(submits(words, form, main=True, **data))


def _note(meeting: Meeting, item: AgendaItem, typed: Typed) -> list[Part]:
    return [
        ask("text", "What was said", typed, lines=4),
        _record("Record, go on", NoteForm, meeting, item),
    ]


def expected_people(meeting: Meeting, people: Sequence[Person]) -> dict[str, Attendee]:
    """All who may be in the room, by the id under which they are ticked."""
    at = meeting.begun_at
    chair = [meeting.chair] if meeting.chair else []
    known = {
        p.id: Attendee(person=p.id, name=p.name, agency=p.agency, role=p.role, title=p.title, at=at)
        for p in [*chair, meeting.requester, *(i.person for i in meeting.asked if i.person)]
    }
    deputies = {f"{i.id}:deputy": _deputy(i, people, at) for i in meeting.asked if _sends(i)}
    instead = {a.person for a in deputies.values()}
    there = meeting.session.present if meeting.session else ()
    came = {a.person: a for a in there if a.person not in instead}
    return {**known, **deputies, **came}


def _sends(invitee: Invitee) -> bool:
    return bool(invitee.answer and invitee.answer.deputy)


def _deputy(invitee: Invitee, people: Sequence[Person], at: datetime) -> Attendee:
    deputy = invitee.answer.deputy if invitee.answer else ""
    known = next((p for p in people if p.id == deputy), None)
    instead = f"deputy for {invitee.person.name if invitee.person else ''}"
    return Attendee(
        person=deputy,
        name=known.name if known else deputy.removeprefix(OTHER),
        agency=invitee.agency,
        role=known.role if known else Role.PROFESSIONAL,
        title=f"{known.title}, {instead}" if known and known.title else instead,
        at=at,
    )


def _register(
    meeting: Meeting, item: AgendaItem, people: Sequence[Person], typed: Typed
) -> list[Part]:
    held = meeting.session
    there = [a.person for a in held.present] if held else []
    expected = expected_people(meeting, people)
    choices = {key: ", ".join(filter(None, (a.name, a.title))) for key, a in expected.items()}
    ticked = [key for key, a in expected.items() if a.person in there]
    return [
        choose("present", "Present", choices, typed, several=True, value=",".join(ticked)),
        ask("others", "Others present: name, role, agency; one to a line", typed, lines=2),
        _record("Record, go on", RegisterForm, meeting, item, shown=",".join(ticked)),
    ]


def missing_invitees(meeting: Meeting) -> tuple[Invitee, ...]:
    """Those invited who are not in the room, nor their deputy."""
    there = {a.person for a in meeting.session.present} if meeting.session else set()
    return tuple(
        i
        for i in meeting.asked
        if i.person
        and i.person.id not in there
        and not (i.answer and i.answer.deputy and i.answer.deputy in there)
    )


def _absences(
    meeting: Meeting, protocol: PartnershipProtocol, item: AgendaItem, typed: Typed
) -> list[Part]:
    away = missing_invitees(meeting)
    choices = {i.id: f"{i.person.name if i.person else ''}, {_received(i, protocol)}" for i in away}
    ask_who = choose(
        "apologies", "Apologies were given by (the others are no-shows)", choices, typed,
        several=True, value=",".join(i.id for i in away if i.answer),
    )  # fmt: skip
    return [
        ask_who if away else said("Everybody who was invited is here."),
        *_written(meeting, protocol),
        ask("text", "Anything to add", typed, lines=2),
        _record("Record, go on", AbsencesForm, meeting, item),
    ]


def _received(invitee: Invitee, protocol: PartnershipProtocol) -> str:
    agency = protocol.agency(invitee.agency)
    if invitee.information:
        return f"{agency}: information received {clock(invitee.information.at)}"
    return f"{agency}: no information received"


def _details(meeting: Meeting, item: AgendaItem, typed: Typed) -> list[Part]:
    return [
        buttons(presses("Show me the details", ShowDetails, meeting=meeting.id)),
        tick("ticked", "Are they right?", "Cross-checked between the agencies", typed),
        ask("text", "Corrections", typed, lines=2),
        _record("Record, go on", NoteForm, meeting, item),
    ]


def _written(meeting: Meeting, protocol: PartnershipProtocol) -> list[Part]:
    """What absent agencies sent in writing, to be put before the meeting (NS-72)."""
    sent = [i for i in missing_invitees(meeting) if i.information]
    if not sent:
        return []
    lines = [said(_received(i, protocol)) for i in sent]
    return [*lines, buttons(presses("Read it", ShowWritten, meeting=meeting.id))]


def _decision(
    meeting: Meeting, protocol: PartnershipProtocol, item: AgendaItem, typed: Typed
) -> list[Part]:
    held = meeting.session
    views = [said(view_line(v, protocol)) for v in held.views] if held else []
    made = [said(decision_line(d, meeting, protocol)) for d in held.decisions] if held else []
    children = {c.id: meeting.label(c.id) for c in meeting.request.children}
    first = next(iter(undecided(meeting)), next(iter(children), ""))
    outcomes = {o.id: o.title for o in protocol.outcomes}
    leads = {lead.id: lead.title for lead in protocol.leads}
    return [
        None if views else small("No agency has given its view yet."),
        *views,
        *made,
        choose("child", "Decision for", children, typed, value=first),
        choose("outcome", "Decision", outcomes, typed, style="expanded"),
        choose("lead", "If section 47: who leads", leads, typed, style="expanded"),
        ask("reason", "Reasons", typed, lines=3),
        ask("summary", "Summary of concerns and analysis of risk", typed, lines=3),
        _record("Record the decision", DecisionForm, meeting, item),
    ]


def view_line(view: View, protocol: PartnershipProtocol) -> str:
    opinion = next((o.title for o in protocol.opinions if o.id == view.opinion), view.opinion)
    scaled = "" if view.safety is None else f", safety {view.safety}"
    return f"{protocol.agency(view.agency)}: {opinion}{scaled}"


def decision_line(decision: Decision, meeting: Meeting, protocol: PartnershipProtocol) -> str:
    choices = {c.id: c.title for c in (*protocol.outcomes, *protocol.leads)}
    lead = f"; {choices.get(decision.lead, decision.lead)}" if decision.lead else ""
    outcome = choices.get(decision.outcome, decision.outcome)
    return f"{meeting.label(decision.child)}: {outcome}{lead} (recorded {clock(decision.at)})"


def _safety(meeting: Meeting, item: AgendaItem, typed: Typed) -> list[Part]:
    return [
        ask("plan", "The safety plan: who does what, at once and while enquiries run", typed,
            lines=4),
        ask("emergency", "Emergency protection: required or not, and why", typed, lines=2),
        _record("Record, go on", SafetyForm, meeting, item),
    ]  # fmt: skip


def _actions(
    meeting: Meeting, item: AgendaItem, people: Sequence[Person], typed: Typed
) -> list[Part]:
    held = meeting.session
    agreed = held.actions if held else ()
    known = {a.person: a.name for a in held.present} if held else {}
    owners = {p.id: p.described for p in people if p.id in known}
    return [
        *(said(_agreed(a, n)) for n, a in enumerate(agreed, 1)),
        ask("what", "What is to be done", typed, lines=2),
        choose("who", "By whom", owners, typed),
        ask("other", "Or by somebody else (name, agency)", typed),
        ask("when", "By when", typed, hint="for example: tomorrow 5pm"),
        _record("Record the action", ActionForm, meeting, item),
    ]


def _agreed(action: Action, number: int) -> str:
    """Who was typed in freely may be of the family, and stays out of the channel."""
    who = action.who if action.owner else "somebody else"
    return f"Action {number}: {who}, by {spoken(action.due)}"


def _review(meeting: Meeting, item: AgendaItem, typed: Typed) -> list[Part]:
    held = meeting.session
    agreed = held.review_at if held else None
    return [
        small(f"Agreed: {spoken(agreed)}") if agreed else None,
        ask("when", "When is the investigation reviewed?", typed, hint="Tuesday week at 10"),
        _record("Record the review", ReviewForm, meeting, item),
    ]
