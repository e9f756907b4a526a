"""What an invitee answers: attending, sending a deputy, or sending written information."""

from datetime import datetime

from meeting.access import NotInvited
from meeting.base import Refusal
from meeting.model import Answer, AnswerKind, Information, Invitee, Meeting, Phase
from meeting.people import Person


class TooLate(Refusal):
    """The meeting is over, so nothing was recorded. Tell its chair what you wanted to say."""


class DeputyNeeded(Refusal):
    """Please say who comes in your place."""


class NothingWritten(Refusal):
    """Please answer at least one of the questions."""


ANSWERABLE = {Phase.CONVENED, Phase.IN_SESSION}


def answer(
    meeting: Meeting,
    person: Person,
    kind: AnswerKind,
    at: datetime,
    deputy: str = "",
    confirmed: tuple[str, ...] = (),
) -> Meeting:
    """Records it; a later answer takes the place of an earlier one."""
    invitee = _answerable(meeting, person)
    if kind is AnswerKind.DEPUTY and not deputy:
        raise DeputyNeeded
    if invitee.answer and invitee.answer.deputy == person.id:
        kind, deputy = _of_deputy(kind), deputy or person.id
    given = Answer(kind=kind, by=person.id, at=at, deputy=deputy, confirmed=confirmed)
    return meeting.with_invitee(invitee.but(answer=given))


def _of_deputy(kind: AnswerKind) -> AnswerKind:
    """A deputy who says that they attend is still the deputy."""
    return AnswerKind.DEPUTY if kind is AnswerKind.ATTENDING else kind


def inform(
    meeting: Meeting, person: Person, answers: tuple[tuple[str, str], ...], at: datetime
) -> Meeting:
    """Keeps an agency's written information; who has not answered yet has now done so."""
    invitee = _answerable(meeting, person)
    if not any(words for _, words in answers):
        raise NothingWritten
    asked = {question for question, _ in answers}
    kept = tuple(pair for pair in _written(invitee) if pair[0] not in asked)
    return _informed(meeting, invitee, person, (*answers, *kept), at)


def tell(meeting: Meeting, person: Person, words: str, at: datetime) -> Meeting:
    """Keeps what was written freely, beside what was written before."""
    invitee = _answerable(meeting, person)
    if not words:
        raise NothingWritten
    return _informed(meeting, invitee, person, (*_written(invitee), (OWN_WORDS, words)), at)


OWN_WORDS = "In their own words"
"""Stands in the place of a question over what was written freely."""


def _written(invitee: Invitee) -> tuple[tuple[str, str], ...]:
    return invitee.information.answers if invitee.information else ()


def _informed(
    meeting: Meeting,
    invitee: Invitee,
    person: Person,
    answers: tuple[tuple[str, str], ...],
    at: datetime,
) -> Meeting:
    written = Information(by=person.id, at=at, answers=answers)
    given = invitee.answer or Answer(kind=AnswerKind.INFORMATION, by=person.id, at=at)
    return meeting.with_invitee(invitee.but(information=written, answer=given))


def owing(meeting: Meeting) -> tuple[Invitee, ...]:
    """Those of whom an answer or information is still awaited."""
    return tuple(i for i in meeting.invitees if i.owes)


def invited(meeting: Meeting, person: Person) -> Invitee:
    """The invitation for which somebody speaks: their own, or as deputy."""
    found = next((i for i in meeting.asked if i.asked_at and _speaks_for(i, person)), None)
    if found is None:
        raise NotInvited
    return found


def _answerable(meeting: Meeting, person: Person) -> Invitee:
    invitee = invited(meeting, person)
    if meeting.phase not in ANSWERABLE:
        raise TooLate
    return invitee


def _speaks_for(invitee: Invitee, person: Person) -> bool:
    named = invitee.person is not None and invitee.person.id == person.id
    return named or (invitee.answer is not None and invitee.answer.deputy == person.id)
