"""An invitee answers the poll, by card or in plain words; or writes the agency's information."""

from cards.attendance import (
    AnswerForm,
    DeputyForm,
    InformationForm,
    OpenInformation,
    information_card,
    invitation_card,
)
from cards.form import Typed, typed
from dialogs.turn import Dialog, Reply, Say, Show, Turn, Unreadable
from meeting import attendance
from meeting.attendance import DeputyNeeded, NothingWritten
from meeting.model import AnswerKind, Invitee, Meeting
from meeting.people import OTHER, Person
from meeting.saying import clock
from state.store import Work

dialog = Dialog()


@dialog.answers(AnswerForm)
async def answer(turn: Turn, form: AnswerForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    kind = AnswerKind.__members__.get(form.kind)
    if kind is None:
        raise Unreadable
    known = {c.id for c in work.protocol(meeting).confirmations}
    confirmed = tuple(c for c in form.confirmed if c in known)
    meeting = attendance.answer(meeting, turn.person, kind, turn.at, confirmed=confirmed)
    await work.save(meeting, f"answered: {kind}")
    if kind is AnswerKind.INFORMATION:
        return _write(meeting, turn, work)
    return Say(f"Recorded at {clock(turn.at)}: you are {kind} ({meeting.id}).")


@dialog.answers(DeputyForm)
async def send_deputy(turn: Turn, form: DeputyForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    mine = attendance.invited(meeting, turn.person)
    known = _colleague(form.deputy, mine, turn, work)
    other = " ".join(form.other.split())
    deputy = f"{OTHER}{other}" if other else (known.id if known else "")
    try:
        changed = attendance.answer(meeting, turn.person, AnswerKind.DEPUTY, turn.at, deputy)
    except DeputyNeeded as missing:
        people = work.directory.people
        colleagues = [p for p in people if p.agency == mine.agency and p != mine.person]
        wrong = typed(form, **{"deputy" if colleagues else "other": str(missing)})
        shown = invitation_card(meeting, work.protocol(meeting), mine, people, wrong)
        return Show(shown, private=True)
    await work.save(changed, "answered: sending a deputy")
    who = other or (known.described if known else "")
    return Say(f"Recorded at {clock(turn.at)}: {who} comes in your place ({meeting.id}).")


def _colleague(person: str, mine: Invitee, turn: Turn, work: Work) -> Person | None:
    """Only somebody else of the same agency may be let into the meeting as a deputy."""
    found = work.directory.find(person)
    fits = found and found.agency == mine.agency and found.id != turn.person.id
    return found if fits else None


@dialog.answers(OpenInformation)
async def open_information(turn: Turn, form: OpenInformation, work: Work) -> Reply:
    return _write(await work.meeting(form.meeting), turn, work)


@dialog.answers(InformationForm)
async def inform(turn: Turn, form: InformationForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    protocol = work.protocol(meeting)
    words = form.words()
    answers = tuple((q.text, words.get(q.id, "")) for q in protocol.questions)
    try:
        changed = attendance.inform(meeting, turn.person, answers, turn.at)
    except NothingWritten as nothing:
        wrong = Typed(wrong={f"q_{protocol.questions[0].id}": str(nothing)})
        shown = information_card(meeting, protocol, attendance.invited(meeting, turn.person), wrong)
        return Show(shown, private=True)
    await work.save(changed, "sent written information")
    kept = attendance.invited(changed, turn.person)
    done = f"Recorded at {clock(turn.at)}: your written information ({meeting.id})."
    return Show(information_card(changed, protocol, kept), private=True, done=done)


def _write(meeting: Meeting, turn: Turn, work: Work) -> Show:
    shown = information_card(
        meeting, work.protocol(meeting), attendance.invited(meeting, turn.person)
    )
    return Show(shown, private=True, replaces=False)
