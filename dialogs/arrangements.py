"""Who else is involved, when and how the meeting is held; then the request is sent."""

from cards.arrange import (
    ArrangementsForm,
    DiscardDraft,
    SendForm,
    arrangements_card,
    check_card,
    lacking,
    sent_card,
)
from cards.form import typed
from cards.readings import shown_back
from dialogs import when
from dialogs.steps import draft, managers, step_card
from dialogs.turn import Dialog, Reply, Say, Show, Turn
from meeting import authorisation
from meeting.access import require_convenor
from meeting.authorisation import EDITABLE
from meeting.model import Meeting, Phase, Removal
from meeting.request import Format
from meeting.saying import clock, spoken
from meeting.standing_in import stood_in
from meeting.urgency import deadline, is_late
from state.store import Work

dialog = Dialog()


@dialog.answers(ArrangementsForm)
async def keep_arrangements(turn: Turn, form: ArrangementsForm, work: Work) -> Reply:
    meeting = await draft(form.meeting, work)
    protocol = work.protocol(meeting)
    read = when.read(form.when, turn.at)
    wrong, readings = {}, tuple(r.text for r in read.readings)
    late = _late(meeting, read.readings[0], work) if len(readings) == 1 else ""
    if len(readings) != 1:
        wrong["when"] = read.problem or "That can be read in two ways. Please choose."
    elif late and not form.late_reason:
        wrong["late_reason"] = late
    if form.join_link and not form.join_link.startswith("https://"):
        wrong["join_link"] = "A link begins with https://"
    if wrong:
        both = readings if len(readings) == 2 else ()
        return Show(arrangements_card(meeting, protocol, typed(form, **wrong), both), private=True)
    agencies, facts = {a.id for a in protocol.agencies}, {f.id for f in protocol.facts}
    request = meeting.request.but(
        facts=frozenset(form.facts) & facts,
        agencies=tuple(a for a in form.agencies if a in agencies),
        referrer=form.referrer if form.referrer in agencies else "",
        meet_at=read.readings[0].at,
        late_reason=form.late_reason if late else "",
        format=Format(form.format) if form.format in set(Format) else Format.TEAMS,
        format_reason=form.format_reason,
        join_link=form.join_link,
    )
    meeting = meeting.but(request=request)
    await work.save(meeting, "wrote down who is involved and when the meeting is to be held")
    shown = shown_back(step_card(form.go, meeting, work), read.ask("Meeting"))
    return Show(shown, private=True)


def _late(meeting: Meeting, read: when.Reading, work: Work) -> str:
    """A time after the deadline is never refused, but needs a reason (parameters, R4)."""
    limit = deadline(meeting, work.protocol(meeting))
    if limit is None or not is_late(meeting, work.protocol(meeting), read.at):
        return ""
    return (
        f"{read.text} is after the deadline, {spoken(limit.at)}."
        " Choose an earlier time, or give the reason here."
    )


@dialog.answers(SendForm)
async def send(turn: Turn, form: SendForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    require_convenor(meeting, turn.person)
    protocol = work.protocol(meeting)
    if meeting.phase not in EDITABLE:
        return Show(sent_card(meeting, protocol), private=True)
    manager = work.directory.find(form.authoriser)
    if lacking(meeting) or manager is None:
        wrong = typed(form, authoriser="" if manager else "Please choose a manager.")
        return Show(check_card(meeting, protocol, managers(meeting, work), wrong), private=True)
    meeting = authorisation.send(meeting, protocol, manager, turn.at)
    meeting = stood_in(meeting, protocol, work.directory.people, turn.at)
    await work.save(meeting, f"sent the request to {manager.described}")
    done = f"Recorded at {clock(turn.at)}: the request is sent to {manager.described}."
    return Show(sent_card(meeting, protocol), private=True, done=done)


@dialog.answers(DiscardDraft)
async def discard(turn: Turn, form: DiscardDraft, work: Work) -> Reply:
    meeting = await draft(form.meeting, work)
    gone = Removal(by=turn.person.id, at=turn.at, reason="discarded before it was sent")
    await work.save(meeting.but(phase=Phase.CANCELLED, cancelled=gone), "discarded the request")
    return Say(f"The request {meeting.id} is discarded. Nobody was asked.")
