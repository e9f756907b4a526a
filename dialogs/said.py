"""Answers typed in plain words: put to the meeting they belong to, or asked back."""

from cards.attendance import AnswerForm, OpenInformation, invitation_card
from cards.form import Typed
from cards.help import help_card
from cards.inputs import LONG
from cards.said import (
    ASK,
    AnswerSaid,
    Courtesy,
    DissentSaid,
    HereSaid,
    InformationSaid,
    StartSaid,
    Unclear,
    confirm_information,
)
from cards.steps import StartMeeting
from cards.voice import DissentForm, HereForm, outcome_card, voice_card
from dialogs import agenda, attendance, dissent, voice
from dialogs.status import which
from dialogs.turn import Dialog, Quiet, Reply, Say, Show, Turn
from meeting.access import NotInvited, may_request
from meeting.attendance import ANSWERABLE, invited, tell
from meeting.model import AnswerKind, Invitee, Meeting, Phase
from meeting.people import Person
from meeting.saying import clock, listed, spoken
from state.store import Work

dialog = Dialog()


def _mine(meeting: Meeting, person: Person) -> Invitee | None:
    """The live invitation for which somebody speaks, their own or as deputy."""
    try:
        return invited(meeting, person) if meeting.phase in ANSWERABLE else None
    except NotInvited:
        return None


def _asked(meeting: Meeting, person: Person) -> bool:
    return _mine(meeting, person) is not None


@dialog.answers(AnswerSaid)
async def answer(turn: Turn, form: AnswerSaid, work: Work) -> Reply:
    meeting = await which(
        form.meeting,
        work,
        AnswerSaid,
        lambda m: _asked(m, turn.person),
        kind=form.kind,
        sure=form.sure,
    )
    if not isinstance(meeting, Meeting):
        return meeting
    mine = invited(meeting, turn.person)
    if form.kind in (ASK, AnswerKind.DEPUTY.name):
        people = work.directory.people
        shown = invitation_card(meeting, work.protocol(meeting), mine, people)
        return Show(shown, private=True, replaces=False)
    if mine.answer and not form.sure:
        if form.kind == AnswerKind.INFORMATION.name:
            return await attendance.open_information(
                turn, OpenInformation(meeting=meeting.id), work
            )
        return Say(STANDS.format(spoken(mine.answer.at), mine.answer.kind, meeting.id))
    return await attendance.answer(turn, AnswerForm(meeting=meeting.id, kind=form.kind), work)


@dialog.answers(InformationSaid)
async def inform(turn: Turn, form: InformationSaid, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    mine = invited(meeting, turn.person)
    if form.agree != "yes":
        return Show(confirm_information(meeting, form.words), private=True)
    if mine.information and form.words in [told for _, told in mine.information.answers]:
        return Say(f"That is recorded already ({meeting.id}).")
    changed = tell(meeting, turn.person, form.words, turn.at)
    await work.save(changed, "sent written information")
    return Say(f"Recorded at {clock(turn.at)}: your written information ({meeting.id}).")


@dialog.answers(DissentSaid)
async def disagree(turn: Turn, form: DissentSaid, work: Work) -> Reply:
    held = {Phase.IN_SESSION, Phase.HELD, Phase.CIRCULATED}
    meeting = await which(
        form.meeting,
        work,
        DissentSaid,
        lambda m: m.phase in held,
        dissent=form.dissent,
        agree=form.agree,
    )
    if not isinstance(meeting, Meeting):
        return meeting
    if form.agree != "yes":
        drawn = voice_card if meeting.phase is Phase.IN_SESSION else outcome_card
        back = Typed(values={"dissent": form.dissent})
        shown = drawn(meeting, work.protocol(meeting), back)
        return Show(shown, private=True, replaces=False)
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


@dialog.answers(Courtesy)
async def courtesy(turn: Turn, form: Courtesy, work: Work) -> Reply:
    return Quiet()


@dialog.answers(Unclear)
async def unclear(turn: Turn, form: Unclear, work: Work) -> Reply:
    """Free text of somebody who owes an answer or information is likely to be it: ask."""
    owing = [m for m in await work.mine() if _owes(m, turn.person)]
    meant = [m for m in owing if form.meeting in ("", m.id)]
    if meant and len(form.words) > LONG_ENOUGH and not turn.in_channel:
        if len(form.words) > LONG:
            return Say(TOO_LONG)
        if len(meant) > 1:
            return Say(WHICH.format(listed([m.id for m in meant])))
        return Show(confirm_information(meant[0], form.words), private=True)
    requests = may_request(turn.person)
    return Show(help_card(work.local_protocol, requests=requests, unclear=bool(form.words)))


LONG_ENOUGH = 40
"""Characters: a shorter message is a command mistyped rather than a report."""


STANDS = (
    "Your answer of {} stands: {} ({}). Type “I'll be there” or “I can't make it” to change it."
)
TOO_LONG = (
    f"That is too long for one message: {LONG} characters at most. Nothing was recorded."
    " Please send it in parts, or type “sending a report” for the form."
)
WHICH = (
    "If this is your written information, please send it once more with the reference of the"
    " meeting in front: {}. Nothing was recorded."
)


def _owes(meeting: Meeting, person: Person) -> bool:
    mine = _mine(meeting, person)
    return mine is not None and bool(mine.owes)
