"""Answers typed in plain words: put to the meeting they belong to, or asked back."""

from cards.attendance import QUESTION, AnswerForm, InformationForm, invitation_card
from cards.help import help_card
from cards.said import (
    AnswerSaid,
    DissentSaid,
    HereSaid,
    InformationSaid,
    StartSaid,
    Unclear,
    confirm_information,
)
from cards.steps import StartMeeting
from cards.voice import DissentForm, HereForm
from dialogs import agenda, attendance, dissent, voice
from dialogs.status import which
from dialogs.turn import Dialog, Reply, Show, Turn
from meeting.access import may_request
from meeting.attendance import invited
from meeting.model import AnswerKind, Meeting, Phase
from meeting.people import Person
from state.store import Work

dialog = Dialog()


def _asked(meeting: Meeting, person: Person) -> bool:
    return meeting.phase is Phase.CONVENED and meeting.invitee(person.id) is not None


@dialog.answers(AnswerSaid)
async def answer(turn: Turn, form: AnswerSaid, work: Work) -> Reply:
    meeting = await which(
        form.meeting, work, AnswerSaid, lambda m: _asked(m, turn.person), kind=form.kind
    )
    if not isinstance(meeting, Meeting):
        return meeting
    if form.kind == AnswerKind.DEPUTY.name:
        mine = invited(meeting, turn.person)
        people = work.directory.people
        shown = invitation_card(meeting, work.protocol(meeting), mine, people)
        return Show(shown, private=True, replaces=False)
    return await attendance.answer(turn, AnswerForm(meeting=meeting.id, kind=form.kind), work)


@dialog.answers(InformationSaid)
async def inform(turn: Turn, form: InformationSaid, work: Work) -> Reply:
    """Typed words join what was written before, under the first question."""
    meeting = await work.meeting(form.meeting)
    written = invited(meeting, turn.person).information
    held = dict(written.answers) if written else {}
    answers = {q.id: held.get(q.text, "") for q in work.protocol(meeting).questions}
    first = next(iter(answers))
    answers[first] = "\n".join(filter(None, (answers[first], form.words)))
    fields = {f"{QUESTION}{question}": words for question, words in answers.items()}
    told = InformationForm.model_validate({"meeting": meeting.id, **fields})
    return await attendance.inform(turn, told, work)


@dialog.answers(DissentSaid)
async def disagree(turn: Turn, form: DissentSaid, work: Work) -> Reply:
    held = {Phase.IN_SESSION, Phase.HELD, Phase.CIRCULATED}
    meeting = await which(form.meeting, work, DissentSaid, lambda m: m.phase in held)
    if not isinstance(meeting, Meeting):
        return meeting
    return await dissent.record(turn, DissentForm(meeting=meeting.id, dissent=form.dissent), work)


@dialog.answers(StartSaid)
async def start(turn: Turn, form: StartSaid, work: Work) -> Reply:
    chairs = turn.person.id
    meeting = await which(
        form.meeting,
        work,
        StartSaid,
        lambda m: m.phase is Phase.CONVENED and m.chair is not None and m.chair.id == chairs,
    )
    if not isinstance(meeting, Meeting):
        return meeting
    return await agenda.start(turn, StartMeeting(meeting=meeting.id), work)


@dialog.answers(HereSaid)
async def here(turn: Turn, form: HereSaid, work: Work) -> Reply:
    meeting = await which(form.meeting, work, HereSaid, lambda m: m.phase is Phase.IN_SESSION)
    if not isinstance(meeting, Meeting):
        return meeting
    return await voice.here(turn, HereForm(meeting=meeting.id), work)


@dialog.answers(Unclear)
async def unclear(turn: Turn, form: Unclear, work: Work) -> Reply:
    """Free text of somebody who owes written information is likely to be it: ask."""
    owing = [m for m in await work.mine() if _asked(m, turn.person) and _owes(m, turn.person)]
    if len(owing) == 1 and len(form.words) > LONG_ENOUGH and not turn.in_channel:
        shown = confirm_information(owing[0], work.protocol(owing[0]), form.words)
        return Show(shown, private=True)
    requests = may_request(turn.person)
    return Show(help_card(work.local_protocol, requests=requests, unclear=bool(form.words)))


LONG_ENOUGH = 40
"""Characters: a shorter message is a command mistyped rather than a report."""


def _owes(meeting: Meeting, person: Person) -> bool:
    invitee = meeting.invitee(person.id)
    return invitee is not None and invitee.owes == "information"
