"""What is said once a time has passed: why it is late, that a conference is settled."""

from cards.authorise import authorise_card
from cards.late import ConferenceSettled, LateReason, ShowRequest
from dialogs.turn import Dialog, Reply, Say, Show, Turn
from meeting.access import require_authoriser, require_convenor
from meeting.marks import Done
from meeting.model import Meeting
from meeting.posts_conference import SETTLED
from meeting.saying import clock
from state.store import Work

dialog = Dialog()


@dialog.answers(ShowRequest)
async def show_request(turn: Turn, form: ShowRequest, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    require_authoriser(meeting, turn.person)
    shown = authorise_card(meeting, work.protocol(meeting), to=turn.person.id)
    return Show(shown, private=True, replaces=False)


@dialog.answers(LateReason)
async def why_late(turn: Turn, form: LateReason, work: Work) -> Reply:
    meeting = await _told(form.meeting, turn, work)
    if not form.reason:
        return Say("Please say why it is late: the reason is kept on the record.")
    await _done(meeting, "late", form.reason, turn, work, "said why the meeting is late")
    return Say(f"Recorded at {clock(turn.at)}. The time keeps counting until the meeting is held.")


@dialog.answers(ConferenceSettled)
async def settle_conference(turn: Turn, form: ConferenceSettled, work: Work) -> Reply:
    meeting = await _told(form.meeting, turn, work)
    if not form.words:
        return Say("Please say when the conference is held, or why there is none.")
    await _done(meeting, SETTLED, form.words, turn, work, "settled the conference")
    return Say(f"Recorded at {clock(turn.at)}: the conference is settled.")


async def _told(meeting_id: str, turn: Turn, work: Work) -> Meeting:
    meeting = await work.meeting(meeting_id)
    if meeting.chair is None and meeting.authoriser and meeting.authoriser.id == turn.person.id:
        return meeting
    require_convenor(meeting, turn.person)
    return meeting


async def _done(meeting: Meeting, what: str, words: str, turn: Turn, work: Work, line: str) -> None:
    done = Done(what=what, by=turn.person.id, at=turn.at, words=words)
    await work.save(meeting.but(done=(*meeting.done, done)), line)
