"""The agenda items of a meeting's end: views, decision, safety plan, actions, review."""

from cards.blocks import Part, buttons, presses, said, small
from cards.inputs import ask, choose, choose_person
from cards.item import Item, note, record
from cards.lines import decision_line, view_line
from cards.steps import ActionForm, DecisionForm, OpenActions, ReviewForm, SafetyForm
from meeting.decisions import undecided
from meeting.protocol import PartnershipProtocol
from meeting.protocol_meeting import ActionField
from meeting.saying import spoken
from meeting.session import Action


def views(here: Item) -> list[Part]:
    given: list[Part] = [said(view_line(v, here.protocol)) for v in here.held.views]
    return given or [small("No agency has given its view yet.")]


def scaling(here: Item) -> list[Part]:
    return [*views(here), *note(here)]


def _whose(protocol: PartnershipProtocol) -> Part:
    """Whose decision it is, where the protocol says (NS-92, NS-93)."""
    rule = protocol.s47_decision
    return small(f"{rule.text} ({protocol.cite(rule)})") if rule else None


def decision(here: Item) -> list[Part]:
    meeting, protocol = here.meeting, here.protocol
    made = [said(decision_line(d, meeting, protocol)) for d in here.held.decisions]
    children = {c.id: meeting.label(c.id) for c in meeting.request.children}
    first = next(iter(undecided(meeting)), next(iter(children), ""))
    outcomes = {o.id: o.title for o in protocol.outcomes}
    leads = {lead.id: lead.title for lead in protocol.leads}
    return [
        _whose(here.protocol),
        *views(here),
        *made,
        choose("child", "Decision for", children, here.typed, value=first),
        choose("outcome", "Decision", outcomes, here.typed, style="expanded"),
        choose("lead", "If section 47: who leads", leads, here.typed, style="expanded")
        if leads
        else None,
        ask("reason", "Reasons", here.typed, lines=3),
        ask("summary", "Summary of concerns and analysis of risk", here.typed, lines=3),
        record("Record the decision", DecisionForm, here),
    ]


def safety(here: Item) -> list[Part]:
    return [
        ask("plan", "The safety plan: who does what, at once and while enquiries run", here.typed,
            lines=4),
        ask("emergency", "Emergency protection: required or not, and why", here.typed, lines=2),
        record("Record, go on", SafetyForm, here),
    ]  # fmt: skip


ACTION_FIELDS = {
    ActionField.PURPOSE: "For what purpose",
    ActionField.CONTINGENCY: "What happens if it cannot be done",
    ActionField.REVIEW: "How its completion is reviewed",
}


def asked_of_action(protocol: PartnershipProtocol) -> dict[ActionField, str]:
    """What this protocol wants said of an action besides who, what and by when."""
    return {f: words for f, words in ACTION_FIELDS.items() if f in protocol.actions.fields}


def actions(here: Item) -> list[Part]:
    there = {*(a.person for a in here.held.present), here.typed.value("who")}
    owners = {p.id: p.described for p in here.people if p.id in there}
    more = asked_of_action(here.protocol)
    put_right = presses("Put an action right", OpenActions, meeting=here.meeting.id)
    return [
        *(said(_agreed(a, n)) for n, a in enumerate(here.held.actions, 1)),
        buttons(put_right) if here.held.actions else None,
        ask("what", "What is to be done", here.typed, lines=2),
        choose_person("who", "By whom", owners, here.typed),
        ask("other", "Or by somebody else (name, agency)", here.typed),
        ask("when", "By when", here.typed, hint="for example: by Friday, tomorrow 5pm"),
        *(ask(field.value, words, here.typed) for field, words in more.items()),
        record("Record the action", ActionForm, here),
    ]


def _agreed(action: Action, number: int) -> str:
    """Who was typed in freely may be of the family, and stays out of the channel."""
    who = action.who if action.owner else "somebody else"
    return f"Action {number}: {who}, by {spoken(action.due)}"


def review(here: Item) -> list[Part]:
    agreed = here.held.review_at
    return [
        small(f"Agreed: {spoken(agreed)}") if agreed else None,
        ask("when", "When is the investigation reviewed?", here.typed, hint="Tuesday week at 10"),
        record("Record the review", ReviewForm, here),
    ]
