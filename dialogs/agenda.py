"""The chair starts the meeting, walks the agenda item by item, and closes it."""

from cards.agenda import agenda_card, choices
from cards.form import Form, typed
from cards.steps import (
    AbsencesForm,
    CloseForm,
    GoTo,
    NoteForm,
    ProceedForm,
    RegisterForm,
    StartMeeting,
)
from dialogs.turn import Dialog, Quiet, Reply, Say, Show, Turn, Unreadable
from meeting import agenda, minutes
from meeting.access import require_chair
from meeting.agenda import NothingSaid, ReasonForGaps
from meeting.model import Meeting, Phase
from meeting.people import OTHER
from meeting.protocol import PartnershipProtocol
from meeting.protocol_meeting import AgendaItem, ItemKind
from meeting.register import expected_people, missing_invitees
from meeting.saying import clock
from meeting.session import Absence, Attendee
from state.joining import forget_joining
from state.store import Work

dialog = Dialog()


async def chaired(meeting_id: str, turn: Turn, work: Work) -> Meeting:
    """The meeting, for its chair alone."""
    meeting = await work.meeting(meeting_id)
    require_chair(meeting, turn.person)
    return meeting


CHOSEN = frozenset({"meeting", "item", "once", "ticked", "present", "shown", "apologies", "child",
                    "outcome", "lead", "who", "proceed", "confirmed"})  # fmt: skip
"""Fields of the chair's forms in which nothing can be typed."""


def again(meeting: Meeting, form: Form, work: Work, **wrong: str) -> Show:
    """The chair's card once more, with what was typed and what is wrong with it.

    In the chair's own chat if anything was typed: it may name a child, and is not for the channel.
    """
    people, back = work.directory.people, typed(form, **wrong)
    words = any(value for name, value in back.values.items() if name not in CHOSEN)
    return Show(agenda_card(meeting, work.protocol(meeting), people, back), private=words)


def on_the_card(turn: Turn) -> Reply:
    """The channel's card shows what was done; whoever did it in their own chat is told."""
    return Quiet() if turn.in_channel else Say(f"Recorded at {clock(turn.at)}.")


def on(meeting: Meeting, item: int, work: Work) -> Meeting:
    """The meeting with the next item in hand."""
    return agenda.go_to(meeting, item + 1, work.protocol(meeting))


def item_of(form: NoteForm | AbsencesForm, meeting: Meeting, work: Work) -> AgendaItem:
    """The agenda item that a form is about."""
    items = {i.number: i for i in work.protocol(meeting).agenda}
    if form.item not in items:
        raise Unreadable
    return items[form.item]


@dialog.answers(StartMeeting)
async def start(turn: Turn, form: StartMeeting, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    if meeting.phase is Phase.IN_SESSION:
        return Say(f"{meeting.id} is in session already.")
    known = {c.id for c in work.protocol(meeting).confirmations}
    confirmed = tuple(c for c in form.confirmed if c in known)
    meeting = agenda.start(meeting, turn.at, confirmed, form.unconfirmed)
    meeting = agenda.join(meeting, attendee(turn))
    await work.save(meeting, "started the meeting")
    return Quiet() if turn.in_channel else Say(f"{meeting.id} is open, in the meeting's channel.")


def attendee(turn: Turn) -> Attendee:
    person = turn.person
    return Attendee(
        person=person.id,
        name=person.name,
        agency=person.agency,
        role=person.role,
        title=person.title,
        at=turn.at,
    )


@dialog.answers(GoTo)
async def go(turn: Turn, form: GoTo, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    meeting = agenda.go_to(meeting, form.item, work.protocol(meeting))
    await work.save(meeting, f"went to agenda item {form.item}")
    return on_the_card(turn)


@dialog.answers(NoteForm)
async def note(turn: Turn, form: NoteForm, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    item = item_of(form, meeting, work)
    checked = "Cross-checked between the agencies." if item.kind is ItemKind.DETAILS else ""
    script = "Read out by the chair." if item.kind is ItemKind.SCRIPT else checked
    words = "\n".join(filter(None, (script if form.ticked else "", form.text)))
    try:
        meeting = agenda.record(meeting, item.number, words, turn.person.id, turn.at)
    except NothingSaid as nothing:
        return again(meeting, form, work, text=str(nothing))
    await work.save(on(meeting, form.item, work), f"recorded agenda item {form.item}")
    return on_the_card(turn)


@dialog.answers(RegisterForm)
async def register(turn: Turn, form: RegisterForm, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    expected = expected_people(meeting, work.directory.people)
    ticked = [expected[key].but(at=turn.at) for key in form.present if key in expected]
    protocol = work.protocol(meeting)
    others = [_other(line, protocol, turn) for line in form.others.splitlines() if line.strip()]
    shown = {expected[key].person for key in form.shown if key in expected}
    since = [a for a in agenda.session(meeting).present if a.person not in shown]
    if not ticked and not others:
        return again(meeting, form, work, present="Please tick who is in the meeting.")
    meeting = agenda.register(meeting, (*ticked, *since, *others))
    await forget_joining(work.rows, meeting.id)  # it was a help to get here, and no record
    await work.save(on(meeting, form.item, work), "recorded who is present")
    return on_the_card(turn)


def _other(line: str, protocol: PartnershipProtocol, turn: Turn) -> Attendee:
    """Somebody who was not invited: "name, role, agency" as the chair typed it."""
    name, role, agency = ([part.strip() for part in line.split(",", 2)] + ["", ""])[:3]
    known = {title.lower(): a.id for a in protocol.agencies for title in (a.id, a.title)}
    agency = known.get(agency.lower(), agency)
    return Attendee(person=f"{OTHER}{name}", name=name, agency=agency, title=role, at=turn.at)


@dialog.answers(AbsencesForm)
async def absences(turn: Turn, form: AbsencesForm, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    away = missing_invitees(meeting)
    told = tuple(Absence(invitee=i.id, apologies=i.id in form.apologies) for i in away)
    words = form.text or ("Absences clarified." if away else "Everybody invited is present.")
    meeting = agenda.account(meeting, told)
    item = item_of(form, meeting, work)
    meeting = agenda.record(meeting, item.number, words, turn.person.id, turn.at)
    await work.save(on(meeting, form.item, work), "recorded apologies and no-shows")
    return on_the_card(turn)


@dialog.answers(ProceedForm)
async def proceed(turn: Turn, form: ProceedForm, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    offered = choices(work.protocol(meeting))
    wrong = {
        "proceed": "" if form.proceed in offered else "Please choose what you do.",
        "proceed_reason": "" if form.proceed_reason else "Please say whom you rang, and why.",
    }
    if any(wrong.values()):
        return again(meeting, form, work, **wrong)
    meeting = agenda.proceed(meeting, form.proceed, form.proceed_reason, turn.at)
    what = f"below the minimum: {offered[form.proceed].lower()}"
    await work.save(meeting, what, form.proceed_reason)
    return on_the_card(turn)


@dialog.answers(CloseForm)
async def close(turn: Turn, form: CloseForm, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    if meeting.phase is Phase.HELD:
        return Say(f"{meeting.id} is closed already.")
    try:
        meeting = agenda.close(meeting, work.protocol(meeting), form.close_reason, turn.at)
    except ReasonForGaps as gap:
        return again(meeting, form, work, close_reason=str(gap))
    meeting = minutes.draw(meeting, turn.at)
    await work.save(meeting, "closed the meeting; the minutes are drafted", form.close_reason)
    return Say(f"{meeting.id} closed at {clock(turn.at)}. The chair has the draft minutes.")
