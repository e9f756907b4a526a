"""Reschedule and cancel: shown back first, done when confirmed, and everybody told."""

from cards.change import Cancel, CancelForm, MoveForm, Reschedule, cancel_card, move_card
from cards.form import Typed, typed
from dialogs import when
from dialogs.status import which
from dialogs.turn import Dialog, Reply, Say, Show, Turn
from meeting import change
from meeting.access import require_convenor
from meeting.change import CHANGEABLE
from meeting.model import Meeting, Phase
from meeting.saying import clock, spoken
from meeting.urgency import deadline, is_late
from state.store import Work

dialog = Dialog()


SHOWN_BACK = "Is this the time you mean? Nothing is changed until you press again."


@dialog.answers(Reschedule)
async def open_move(turn: Turn, form: Reschedule, work: Work) -> Reply:
    meeting = await _mine(form.meeting, turn, work, type(form), words=form.words)
    if not isinstance(meeting, Meeting):
        return meeting
    read, _ = when.find(form.words, turn.at)
    values = {"when": read.readings[0].text} if len(read.readings) == 1 else {}
    both = tuple(r.text for r in read.readings) if len(read.readings) == 2 else ()
    sure = " ".join(read.ask("Another time")) if values else ""
    shown = move_card(meeting, work.protocol(meeting), Typed(values=values), both, sure=sure)
    return Show(shown, private=True, replaces=False)


async def _mine(
    meeting_id: str, turn: Turn, work: Work, form: type[Reschedule | Cancel], **data: str
) -> Meeting | Reply:
    """A meeting of this person's to change."""
    meeting = await which(meeting_id, work, form, lambda m: m.phase in CHANGEABLE, **data)
    if isinstance(meeting, Meeting):
        require_convenor(meeting, turn.person)
        change.require_changeable(meeting)
    return meeting


@dialog.answers(MoveForm)
async def move(turn: Turn, form: MoveForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    require_convenor(meeting, turn.person)
    change.require_changeable(meeting)
    protocol = work.protocol(meeting)
    read = when.read(form.when, turn.at)
    wrong = {} if form.reason else {"reason": "Please say why: the reason is kept on the record."}
    if len(read.readings) != 1:
        wrong["when"] = read.problem or "That can be read in two ways. Please choose."
    if wrong:
        both = tuple(r.text for r in read.readings) if len(read.readings) == 2 else ()
        return Show(move_card(meeting, protocol, typed(form, **wrong), both), private=True)
    later, text = read.readings[0].at, read.readings[0].text
    if later == meeting.request.meet_at:
        return Say(f"{meeting.id} is at that time already.")
    limit = deadline(meeting, protocol)
    late = is_late(meeting, protocol, later)
    warning = f"This is after the deadline, {spoken(limit.at)}." if late and limit else ""
    if form.when != text:
        back = Typed(values={"when": text, "reason": form.reason})
        sure = " ".join(filter(None, (SHOWN_BACK, read.readings[0].note, warning)))
        return Show(move_card(meeting, protocol, back, sure=sure), private=True)
    meeting = change.move(meeting, later, turn.person.id, form.reason, turn.at)
    await work.save(meeting, f"moved the meeting to {spoken(later)}", form.reason)
    told = "Everybody asked is told." if meeting.phase is Phase.CONVENED else ""
    words = f"Recorded at {clock(turn.at)}: {meeting.id} is now {spoken(later)}."
    return Say(" ".join(filter(None, (words, told, warning))))


@dialog.answers(Cancel)
async def open_cancel(turn: Turn, form: Cancel, work: Work) -> Reply:
    meeting = await _mine(form.meeting, turn, work, type(form))
    if not isinstance(meeting, Meeting):
        return meeting
    return Show(cancel_card(meeting), private=True, replaces=False)


@dialog.answers(CancelForm)
async def cancel(turn: Turn, form: CancelForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    require_convenor(meeting, turn.person)
    if meeting.cancelled:
        return Say(f"{meeting.id} was cancelled at {clock(meeting.cancelled.at)} already.")
    if not form.reason:
        wrong = typed(form, reason="Please say why: the reason is kept on the record.")
        return Show(cancel_card(meeting, wrong), private=True)
    meeting = change.cancel(meeting, turn.person.id, form.reason, turn.at)
    await work.save(meeting, "cancelled the meeting", form.reason)
    told = " Everybody asked is told." if meeting.convened_at else ""
    return Say(f"Recorded at {clock(turn.at)}: {meeting.id} is cancelled.{told}")
