"""An action is put right until the minutes are approved, and what was marked done is taken back."""

from cards.actions import (
    ActionUndone,
    CorrectAction,
    OpenAction,
    actions_card,
    correct_card,
    number,
    worded,
)
from cards.form import NOTHING, Typed, typed
from cards.steps import OpenActions
from dialogs import when
from dialogs.decisions import unsaid
from dialogs.turn import Dialog, Reply, Say, Show, Turn
from meeting import decisions
from meeting.agenda import NotOpen
from meeting.model import Meeting
from meeting.saying import clock, spoken
from meeting.session import Action, Session
from state.store import Work

dialog = Dialog()


async def _recorded(meeting_id: str, turn: Turn, work: Work) -> tuple[Meeting, Session]:
    """The meeting and what was recorded in it, for who may put that right."""
    meeting = await work.meeting(meeting_id)
    decisions.require_recorder(meeting, work.protocol(meeting), turn.person)
    if meeting.session is None:
        raise NotOpen
    return meeting, meeting.session


@dialog.answers(OpenActions)
async def show_all(turn: Turn, form: OpenActions, work: Work) -> Reply:
    meeting, held = await _recorded(form.meeting, turn, work)
    return Show(actions_card(meeting, held), private=True, replaces=False)


@dialog.answers(OpenAction)
async def show_one(turn: Turn, form: OpenAction, work: Work) -> Reply:
    meeting, held = await _recorded(form.meeting, turn, work)
    action = decisions.find_action(meeting, form.action)
    return _form(meeting, held, action, work)


def _form(
    meeting: Meeting, held: Session, action: Action, work: Work, back: Typed = NOTHING
) -> Show:
    people = work.directory.people
    shown = correct_card(meeting, held, work.protocol(meeting), action, people, back)
    return Show(shown, private=True, replaces=False)


@dialog.answers(CorrectAction)
async def correct(turn: Turn, form: CorrectAction, work: Work) -> Reply:
    meeting, held = await _recorded(form.meeting, turn, work)
    earlier = decisions.find_action(meeting, form.action)
    read = when.read_by(form.when, turn.at)
    if form.when == spoken(earlier.due):
        read = when.Read(readings=(when.Reading(at=earlier.due, text=form.when),))
    corrected = _corrected(form, earlier, read, work)
    wrong = {
        "what": "" if corrected.what else "Please say what is to be done.",
        "who": "" if corrected.who else "Please say who does it.",
        "when": read.doubt,
        **unsaid(form, work.protocol(meeting)),
    }
    if any(wrong.values()):
        return _form(meeting, held, earlier, work, typed(form, **wrong))
    changed = decisions.correct_action(meeting, corrected, turn.at)
    if changed == meeting:
        return Say("Nothing was changed: the action stands as it was.")
    which = number(held, earlier)
    await work.save(changed, f"put action {which} right", f"it was: {worded(earlier)}")
    by = " ".join(filter(None, (f"{read.readings[0].text}.", read.readings[0].note)))
    return Say(f"Recorded at {clock(turn.at)}: action {which} is put right, by {by}")


def _corrected(form: CorrectAction, earlier: Action, read: when.Read, work: Work) -> Action:
    """What was typed; a name typed freely holds, unless it is the one that stood there before."""
    owner = work.directory.find(form.who)
    free = "" if owner and form.other == earlier.who else form.other
    return earlier.but(
        what=form.what,
        who=free or (owner.described if owner else ""),
        owner=owner.id if owner and not free else "",
        due=read.only or earlier.due,
        purpose=form.purpose,
        contingency=form.contingency,
        review=form.review,
    )


@dialog.answers(ActionUndone)
async def take_back(turn: Turn, form: ActionUndone, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    decisions.require_own_action(meeting, form.action, turn.person)
    if decisions.find_action(meeting, form.action).done_at is None:
        return Say("It is not marked as done. Nothing was changed.")
    await work.save(
        decisions.reopen_action(meeting, form.action), "took back that an action is done"
    )
    return Say(f"Recorded at {clock(turn.at)}: it is not done yet.")
