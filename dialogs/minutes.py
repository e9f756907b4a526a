"""The chair adds to the draft minutes and approves them; participants have them sent."""

from cards.minutes import ApproveForm, RemarkForm, SendMinutes
from dialogs.agenda import chaired
from dialogs.turn import Dialog, Quiet, Reply, Say, Turn
from meeting import minutes
from meeting.base import Refusal
from meeting.model import Phase
from meeting.saying import clock, listed
from state.approved import save_approved
from state.store import Work

dialog = Dialog()


class OldDraft(Refusal):
    """The draft has changed since this card was drawn. Read the present one, then approve it."""


class NobodyToSend(Refusal):
    """Please tick at least one person to whom the minutes go."""


@dialog.answers(RemarkForm)
async def remark(turn: Turn, form: RemarkForm, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    if not form.remark:
        return Say("There was nothing to add. Type your addition, then press again.")
    if meeting.phase is not Phase.HELD:
        return Say("These minutes are approved already; nothing was added.")
    meeting = minutes.remark(meeting, form.remark)
    await work.save(meeting, "added to the draft minutes")
    return Quiet()


@dialog.answers(ApproveForm)
async def approve(turn: Turn, form: ApproveForm, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    if meeting.minutes is None or meeting.minutes.approved_at:
        return Say(f"The minutes of {meeting.id} are circulated already.")
    if form.version != str(meeting.minutes.version):
        raise OldDraft
    allowed = set(minutes.participants(meeting, work.protocol(meeting)))
    recipients = tuple(p for p in form.recipients if p in allowed)
    if not recipients:
        raise NobodyToSend
    meeting = minutes.approve(meeting, recipients, turn.at)
    await save_approved(work, meeting, f"approved the minutes for {_people(len(recipients))}")
    names = [p.name for p in map(work.directory.find, recipients) if p]
    return Say(f"Approved at {clock(turn.at)}. The minutes go to {listed(names)}.")


def _people(count: int) -> str:
    return f"{count} {'person' if count == 1 else 'people'}"


@dialog.answers(SendMinutes)
async def send_again(turn: Turn, form: SendMinutes, work: Work) -> Reply:
    meeting = minutes.renew(await work.meeting(form.meeting), turn.person.id, turn.at)
    await work.save(meeting, "asked for a new link to the minutes")
    return Quiet()
