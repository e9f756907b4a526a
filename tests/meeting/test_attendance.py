"""Answers to the poll: the latest counts, a deputy stays a deputy, no written word is lost."""

import pytest

from meeting import attendance
from meeting.access import NotInvited
from meeting.attendance import OWN_WORDS, DeputyNeeded, NothingWritten, TooLate, owing
from meeting.model import AnswerKind, Phase
from tests.build import NINE, answered, authorised, convened, held, invitee_of, requested
from tests.people import DEV, DORA, GRACE, MIRIAM, OWEN, PRIYA, SAM

Q1, Q2 = "What is known?", "What is feared?"


def informed(meeting, person=DEV, *pairs):
    return attendance.inform(meeting, person, pairs or ((Q1, "Two calls."), (Q2, "")), NINE)


def written(meeting, person=DEV):
    return invitee_of(meeting, person).information.answers


@pytest.mark.parametrize("kind", AnswerKind)
def test_an_answer_is_kept_with_its_author_and_time(kind):
    meeting = attendance.answer(convened(), DEV, kind, NINE, "other:DC Lowe")
    answer = invitee_of(meeting, DEV).answer
    assert (answer.kind, answer.by, answer.at) == (kind, DEV.id, NINE)


def test_a_later_answer_takes_the_place_of_the_earlier_and_touches_nobody_elses():
    meeting = answered(convened(), DEV, GRACE)
    changed = answered(meeting, DEV, kind=AnswerKind.INFORMATION)
    assert invitee_of(changed, DEV).answer.kind is AnswerKind.INFORMATION
    assert invitee_of(changed, GRACE) == invitee_of(meeting, GRACE)


@pytest.mark.parametrize("person", [MIRIAM, DORA, PRIYA])
def test_who_is_not_invited_cannot_answer(person):
    with pytest.raises(NotInvited):
        answered(convened(), person)


def test_who_is_proposed_but_not_asked_yet_cannot_answer():
    with pytest.raises(NotInvited):
        answered(authorised(), DEV)


@pytest.mark.parametrize("phase", [p for p in Phase if p not in attendance.ANSWERABLE])
def test_nobody_answers_once_it_is_over(phase):
    with pytest.raises(TooLate):
        answered(convened().but(phase=phase), DEV)


def test_a_deputy_must_be_named():
    with pytest.raises(DeputyNeeded):
        attendance.answer(convened(), DEV, AnswerKind.DEPUTY, NINE)


def test_a_deputy_who_says_that_they_attend_is_still_the_deputy():
    meeting = attendance.answer(convened(), DEV, AnswerKind.DEPUTY, NINE, PRIYA.id)
    answer = invitee_of(answered(meeting, PRIYA), DEV).answer
    assert (answer.kind, answer.deputy, answer.by) == (AnswerKind.DEPUTY, PRIYA.id, PRIYA.id)


def test_a_deputy_who_cannot_come_either_still_owes_the_information():
    meeting = attendance.answer(convened(), DEV, AnswerKind.DEPUTY, NINE, PRIYA.id)
    invitee = invitee_of(answered(meeting, PRIYA, kind=AnswerKind.INFORMATION), DEV)
    assert (invitee.owes, invitee.answer.deputy) == ("information", PRIYA.id)
    assert written(informed(meeting, PRIYA)) == ((Q1, "Two calls."), (Q2, ""))


def test_a_deputy_may_send_another():
    meeting = attendance.answer(convened(), DEV, AnswerKind.DEPUTY, NINE, PRIYA.id)
    again = attendance.answer(meeting, PRIYA, AnswerKind.DEPUTY, NINE, "other:DC Lowe")
    assert invitee_of(again, DEV).answer.deputy == "other:DC Lowe"


def test_who_is_there_may_send_information_too_and_is_still_expected():
    meeting = informed(answered(convened(), DEV))
    assert invitee_of(meeting, DEV).answer.kind is AnswerKind.ATTENDING


def test_information_without_an_answer_is_an_answer():
    assert invitee_of(informed(convened()), DEV).answer.kind is AnswerKind.INFORMATION


@pytest.mark.parametrize("pairs", [(), ((Q1, ""),), ((Q1, ""), (Q2, ""))])
def test_an_empty_form_is_no_information(pairs):
    with pytest.raises(NothingWritten):
        attendance.inform(convened(), DEV, pairs, NINE)


def test_an_empty_message_is_no_information():
    with pytest.raises(NothingWritten):
        attendance.tell(convened(), DEV, "", NINE)


def test_what_was_written_freely_is_kept_beside_the_form_whichever_came_first():
    told = (OWN_WORDS, "Seen in March.")
    first = informed(attendance.tell(convened(), DEV, told[1], NINE))
    second = attendance.tell(informed(convened()), DEV, told[1], NINE)
    assert set(written(first)) == set(written(second)) == {(Q1, "Two calls."), (Q2, ""), told}


def test_several_messages_are_all_kept():
    meeting = attendance.tell(convened(), DEV, "One.", NINE)
    assert written(attendance.tell(meeting, DEV, "Two.", NINE)) == (
        (OWN_WORDS, "One."),
        (OWN_WORDS, "Two."),
    )


def test_a_form_saved_again_replaces_its_own_answers():
    again = informed(informed(convened()), DEV, (Q1, "Three calls."), (Q2, "More."))
    assert written(again) == ((Q1, "Three calls."), (Q2, "More."))


def test_those_who_owe_are_those_without_answer_or_promised_information():
    meeting = answered(convened(), SAM, GRACE)
    meeting = answered(meeting, DEV, kind=AnswerKind.INFORMATION)
    assert [i.person.id for i in owing(meeting)] == [DEV.id, OWEN.id]
    assert owing(requested()) == ()


def test_the_meeting_once_held_takes_no_more_information():
    with pytest.raises(TooLate):
        informed(held())
