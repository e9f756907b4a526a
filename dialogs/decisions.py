"""What the chair records at the end of the agenda: decisions, safety plan, actions, review."""

from cards.items_end import asked_of_action
from cards.steps import ActionForm, ActionWords, DecisionForm, ReviewForm, SafetyForm
from dialogs import when
from dialogs.agenda import again, chaired, on, on_the_card
from dialogs.turn import Dialog, Reply, Say, Turn
from meeting import agenda, decisions
from meeting.agenda import session
from meeting.decisions import LeadNeeded, ReasonForDecision
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.saying import clock
from meeting.session import Action, Decision
from state.store import Work

dialog = Dialog()


@dialog.answers(DecisionForm)
async def decide(turn: Turn, form: DecisionForm, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    protocol = work.protocol(meeting)
    if form.child not in {c.id for c in meeting.request.children}:
        return again(meeting, form, work, child="Please choose the child.")
    if form.outcome not in {o.id for o in protocol.outcomes}:
        return again(meeting, form, work, outcome="Please choose the decision.")
    enquiry = form.outcome == decisions.ENQUIRY
    lead = form.lead if enquiry and form.lead in {c.id for c in protocol.leads} else ""
    made = Decision(
        child=form.child, outcome=form.outcome, lead=lead, reason=form.reason, at=turn.at
    )
    try:
        meeting = decisions.decide(meeting, protocol, made)
    except ReasonForDecision as missing:
        return again(meeting, form, work, reason=str(missing))
    except LeadNeeded as missing:
        return again(meeting, form, work, lead=str(missing))
    if form.summary:
        by = turn.person.id
        meeting = agenda.record(meeting, form.item, form.summary, by, turn.at)
    if not decisions.undecided(meeting):
        meeting = on(meeting, form.item, work)
    await work.save(meeting, f"decided for {meeting.label(form.child)}")
    return on_the_card(turn)


@dialog.answers(SafetyForm)
async def plan(turn: Turn, form: SafetyForm, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    held = session(meeting)
    if not form.plan and not held.safety_plan:
        return again(meeting, form, work, plan="Please write down how the children are kept safe.")
    words = "\n".join(filter(None, (held.safety_plan, form.plan)))
    meeting = decisions.plan_safety(meeting, words)
    if form.emergency:
        said = f"Emergency protection: {form.emergency}"
        meeting = agenda.record(meeting, form.item, said, turn.person.id, turn.at)
    await work.save(on(meeting, form.item, work), "recorded the safety plan")
    return on_the_card(turn)


@dialog.answers(ActionForm)
async def agree(turn: Turn, form: ActionForm, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    owner = work.directory.find(form.who)
    read = when.read_by(form.when, turn.at)
    wrong = {
        "what": "" if form.what else "Please say what is to be done.",
        "who": "" if owner or form.other else "Please say who does it.",
        "when": read.doubt,
        **unsaid(form, work.protocol(meeting)),
    }
    if any(wrong.values()) or read.only is None:
        return again(meeting, form, work, **wrong)
    action = Action(
        id=f"x{len(session(meeting).actions) + 1}",
        what=form.what,
        who=_named(owner, form.other),
        owner=owner.id if owner and not form.other else "",
        due=read.only,
        purpose=form.purpose,
        contingency=form.contingency,
        review=form.review,
    )
    meeting = decisions.agree_action(meeting, action)
    await work.save(meeting, "recorded an action")
    return _shown_back(turn, read.ask("Action, by"))


def unsaid(form: ActionWords, protocol: PartnershipProtocol) -> dict[str, str]:
    """What the protocol wants said of an action and was not."""
    said = form.model_dump()
    return {
        field.value: f"{words}: please say."
        for field, words in asked_of_action(protocol).items()
        if not said[field.value]
    }


def _named(owner: Person | None, other: str) -> str:
    return other or (owner.described if owner else "")


@dialog.answers(ReviewForm)
async def review(turn: Turn, form: ReviewForm, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    read = when.read(form.when, turn.at)
    if read.only is None:
        return again(meeting, form, work, when=read.doubt)
    meeting = decisions.agree_review(meeting, read.only)
    await work.save(meeting, "agreed the date of the review")
    return _shown_back(turn, read.ask("Review"))


def _shown_back(turn: Turn, asks: tuple[str, ...]) -> Reply:
    """The card alone, unless something is to be asked about the time as it was read."""
    return Say(f"Recorded at {clock(turn.at)}. {' '.join(asks)}") if asks else on_the_card(turn)
