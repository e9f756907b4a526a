"""Where things stand: status, my meetings, who hasn't replied, the timeline, help."""

from collections.abc import Callable

from cards.blocks import card, said, section, title
from cards.delivery import delivery_lines
from cards.form import Form
from cards.help import (
    Help,
    MyMeetings,
    Status,
    Timeline,
    WhoOwes,
    help_card,
    meetings_card,
    owing_card,
    pick_card,
    status_card,
)
from cards.notices import ActionDone
from cards.tally import outstanding
from dialogs.turn import Dialog, Reply, Say, Show, Turn
from meeting import decisions
from meeting.access import may_request
from meeting.model import Meeting, Phase
from meeting.saying import clock, spoken
from state.receipts import shown_of
from state.store import Work

dialog = Dialog()

OVER = {Phase.CANCELLED, Phase.DECLINED, Phase.CIRCULATED}


async def which(
    meeting_id: str, work: Work, form: type[Form], fits: Callable[[Meeting], bool], **data: str
) -> Meeting | Reply:
    """The meeting that is meant: the one named, the only one that fits, or a choice to make."""
    if meeting_id:
        return await work.meeting(meeting_id)
    mine = [m for m in await work.mine() if fits(m)]
    if len(mine) == 1:
        return mine[0]
    if not mine:
        return Say("You have no meeting for which that can be done now. Type “my meetings”.")
    return Show(pick_card(mine, form, **data), private=True)


def is_open(meeting: Meeting) -> bool:
    return meeting.phase not in OVER


@dialog.answers(Help)
async def help_(turn: Turn, form: Help, work: Work) -> Reply:
    return Show(help_card(work.local_protocol, requests=may_request(turn.person)))


@dialog.answers(MyMeetings)
async def mine(turn: Turn, form: MyMeetings, work: Work) -> Reply:
    return Show(meetings_card(await work.mine()), private=True, replaces=False)


@dialog.answers(Status)
async def status(turn: Turn, form: Status, work: Work) -> Reply:
    meeting = await which(form.meeting, work, Status, is_open)
    if not isinstance(meeting, Meeting):
        return meeting
    shown = status_card(meeting, work.protocol(meeting), turn.person)
    return Show(shown, private=True, replaces=False)


@dialog.answers(WhoOwes)
async def who_owes(turn: Turn, form: WhoOwes, work: Work) -> Reply:
    meeting = await which(form.meeting, work, WhoOwes, lambda m: m.convened_at is not None)
    if not isinstance(meeting, Meeting):
        return meeting
    protocol = work.protocol(meeting)
    lines = outstanding(meeting, protocol)
    if turn.person.id in {meeting.requester.id, meeting.chair.id if meeting.chair else ""}:
        deliveries = (await shown_of(work, meeting.id)).deliveries
        reached = delivery_lines(meeting, protocol, deliveries, owing=True)
        lines += [section("How it got to them", *reached)] if reached else []
    return Show(owing_card(meeting, protocol, lines), replaces=False)


@dialog.answers(Timeline)
async def timeline(turn: Turn, form: Timeline, work: Work) -> Reply:
    meeting = await which(form.meeting, work, Timeline, is_open)
    if not isinstance(meeting, Meeting):
        return meeting
    names = {p.id: p.name for p in work.directory.people}
    lines = [
        said(f"{names.get(e.by, 'Convene')} {e.what}{f' ({e.why})' if e.why else ''}",
             spoken(e.at))
        for e in (await work.timeline(meeting.id))[-40:]
    ]  # fmt: skip
    heading = title(f"{meeting.heading}: timeline")
    return Show(card(heading, *lines), private=True, replaces=False)


@dialog.answers(ActionDone)
async def action_done(turn: Turn, form: ActionDone, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    held = meeting.session
    action = next((a for a in held.actions if a.id == form.action), None) if held else None
    chair = meeting.chair.id if meeting.chair else ""
    if action is None or turn.person.id not in {action.owner, chair}:
        return Say("Only the person who has the action, or the chair, can say that it is done.")
    if action.done_at:
        return Say(f"That was recorded already at {clock(action.done_at)}.")
    await work.save(decisions.finish_action(meeting, action.id, turn.at), "finished an action")
    return Say(f"Recorded at {clock(turn.at)}: done.")
