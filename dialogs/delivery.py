"""Somebody who could not be reached has been rung, or is to be sent it all again."""

from cards.delivery import Called, SendAgain
from dialogs.turn import Dialog, Reply, Say, Turn, Unreadable
from meeting.access import NotTheConvenor
from meeting.marks import Done
from meeting.model import Meeting
from meeting.people import Person
from meeting.post import CHANNEL
from meeting.posts_calls import CALLED
from meeting.saying import clock
from state.receipts import show_again
from state.store import Work

dialog = Dialog()


@dialog.answers(Called)
async def called(turn: Turn, form: Called, work: Work) -> Reply:
    meeting = await _of_leads(form.meeting, turn, work)
    if work.directory.find(form.person) is None:
        raise Unreadable
    who = _name(form.person, work)
    done = Done(what=f"{CALLED}{form.person}", by=turn.person.id, at=turn.at)
    await work.save(meeting.but(done=(*meeting.done, done)), f"rang {who}")
    return Say(f"Recorded at {clock(turn.at)}: you have rung {who}.")


@dialog.answers(SendAgain)
async def send_again(turn: Turn, form: SendAgain, work: Work) -> Reply:
    meeting = await _of_leads(form.meeting, turn, work)
    if not await show_again(work, meeting.id, lambda r: r.to == form.person and r.missed):
        return Say("There is nothing that was not sent.")
    who = _name(form.person, work)
    await work.save(meeting, f"had it sent to {who} again")
    return Say(f"Recorded at {clock(turn.at)}: I try again to reach {who}.")


async def _of_leads(meeting_id: str, turn: Turn, work: Work) -> Meeting:
    """For those who convene, chair or authorise: nobody else is asked to telephone."""
    meeting = await work.meeting(meeting_id)
    leads = [meeting.requester, meeting.chair, meeting.authoriser]
    leads += [s.person for s in meeting.stand_ins]
    if turn.person.id not in {p.id for p in leads if p}:
        raise NotTheConvenor
    return meeting


def _name(person: str, work: Work) -> str:
    found: Person | None = work.directory.find(person)
    return found.name if found else "the channel" if person == CHANNEL else "them"
