"""The meeting while it is held: opened once, its register, its gaps, its end."""

from datetime import timedelta

import pytest

from meeting import agenda, decisions
from meeting.agenda import NotConvened, NothingSaid, NotOpen, ReasonForGaps
from meeting.model import Phase
from meeting.session import Absence
from tests.build import (
    CHILD,
    END,
    MEET,
    PROTOCOL,
    SIBLING,
    a_decision,
    an_action,
    complete,
    convened,
    decided,
    held,
    in_session,
    seat,
)
from tests.people import DEV, GRACE, MIRIAM, PRIYA, SAM

LATER = MEET + timedelta(minutes=20)


def numbers(meeting):
    return [i.number for i in agenda.gaps(meeting, PROTOCOL)]


def test_a_convened_meeting_opens_at_its_first_item():
    meeting = agenda.start(convened(), MEET)
    assert (meeting.phase, meeting.session.item) == (Phase.IN_SESSION, 1)


def test_opening_it_again_changes_nothing():
    meeting = in_session(MIRIAM)
    assert agenda.start(meeting, LATER) == meeting


@pytest.mark.parametrize("phase", [p for p in Phase if p not in (Phase.CONVENED, Phase.IN_SESSION)])
def test_no_other_meeting_can_be_opened(phase):
    with pytest.raises(NotConvened):
        agenda.start(convened().but(phase=phase), MEET)


@pytest.mark.parametrize("meeting", [convened(), held()], ids=["before", "after"])
@pytest.mark.parametrize(
    "step",
    [
        lambda m: agenda.record(m, 6, "Said.", MIRIAM.id, MEET),
        lambda m: agenda.register(m, (seat(MIRIAM),)),
        lambda m: agenda.join(m, seat(DEV)),
        lambda m: agenda.account(m, ()),
        lambda m: agenda.proceed(m, "proceed", "Rang.", MEET),
        lambda m: agenda.go_to(m, 3, PROTOCOL),
        lambda m: agenda.close(m, PROTOCOL, "", END),
        lambda m: decisions.decide(m, PROTOCOL, a_decision()),
        lambda m: decisions.plan_safety(m, "With the aunt."),
        lambda m: decisions.agree_action(m, an_action(END)),
        lambda m: decisions.agree_review(m, END),
    ],
)
def test_nothing_is_recorded_in_a_meeting_that_is_not_in_session(meeting, step):
    with pytest.raises(NotOpen):
        step(meeting)


@pytest.mark.parametrize(("wanted", "found"), [(0, 1), (1, 1), (7, 7), (13, 13), (99, 13), (-4, 1)])
def test_the_agenda_has_a_first_and_a_last_item(wanted, found):
    assert agenda.go_to(in_session(), wanted, PROTOCOL).session.item == found


def test_each_step_of_the_chair_makes_the_cards_before_it_stale():
    meeting = in_session(MIRIAM)
    assert agenda.record(meeting, 6, "Said.", MIRIAM.id, MEET).session.step == (
        meeting.session.step + 1
    )


def test_words_are_added_and_earlier_words_stay():
    meeting = agenda.record(in_session(), 6, "One.", MIRIAM.id, MEET)
    meeting = agenda.record(meeting, 6, "Two.", MIRIAM.id, LATER)
    assert [n.text for n in meeting.session.notes] == ["One.", "Two."]


def test_no_words_are_no_record():
    with pytest.raises(NothingSaid):
        agenda.record(in_session(), 6, "", MIRIAM.id, MEET)


def test_whoever_came_early_keeps_the_time_at_which_they_came():
    meeting = agenda.join(in_session(), seat(DEV, MEET))
    again = agenda.register(meeting, (seat(DEV, LATER), seat(SAM, LATER)))
    assert [(a.person, a.at) for a in again.session.present] == [
        (DEV.id, MEET),
        (SAM.id, LATER),
    ]


def test_nobody_is_in_the_room_twice():
    meeting = agenda.register(in_session(), (seat(DEV), seat(DEV, LATER)))
    assert len(meeting.session.present) == 1
    assert agenda.join(meeting, seat(DEV, LATER)) == meeting


@pytest.mark.requirement("NS-45")
def test_apologies_and_no_shows_are_told_apart():
    told = (Absence(invitee="i3", apologies=True), Absence(invitee="i4", apologies=False))
    assert agenda.account(in_session(), told).session.absent == told


@pytest.mark.requirement("NS-02")
def test_every_item_is_a_gap_until_something_is_recorded_under_it():
    assert numbers(in_session()) == list(range(1, 14))
    meeting = in_session(MIRIAM)
    for item in PROTOCOL.agenda[1:]:
        before = numbers(meeting)
        meeting = agenda.record(meeting, item.number, "Said.", MIRIAM.id, MEET)
        closed = set(before) - set(numbers(meeting))
        assert closed <= {item.number}
    assert numbers(meeting) == [10, 11]


def test_people_who_say_that_they_are_here_do_not_make_the_register():
    assert 1 in numbers(agenda.join(in_session(), seat(DEV)))


@pytest.mark.requirement("NS-80")
def test_the_decision_is_a_gap_until_there_is_one_for_each_child():
    meeting = in_session(MIRIAM, children=(CHILD, SIBLING))
    one = decisions.decide(meeting, PROTOCOL, a_decision(CHILD.id))
    assert 10 in numbers(one)
    assert decisions.undecided(one) == (SIBLING.id,)
    assert 10 not in numbers(decisions.decide(one, PROTOCOL, a_decision(SIBLING.id)))


def test_a_complete_and_quorate_meeting_closes_without_a_word():
    assert agenda.may_close(complete(), PROTOCOL)
    closed = agenda.close(complete(), PROTOCOL, "", END)
    assert (closed.phase, closed.session.closed_at) == (Phase.HELD, END)


def test_gaps_need_a_reason_and_are_never_refused_with_one():
    meeting = decided()
    with pytest.raises(ReasonForGaps):
        agenda.close(meeting, PROTOCOL, "", END)
    closed = agenda.close(meeting, PROTOCOL, "Adjourned by the fire alarm.", END)
    assert closed.session.gaps_reason == "Adjourned by the fire alarm."


@pytest.mark.requirement("NS-100")
def test_a_meeting_below_its_minimum_closes_only_with_the_chairs_reason():
    meeting = agenda.register(complete(), tuple(map(seat, (MIRIAM, SAM, GRACE))))
    assert not agenda.may_close(meeting, PROTOCOL)
    with pytest.raises(ReasonForGaps):
        agenda.close(meeting, PROTOCOL, "", END)
    went_on = agenda.proceed(meeting, "proceed", "Rang the control room.", MEET)
    assert agenda.may_close(went_on, PROTOCOL)


def test_somebody_else_of_the_agency_makes_it_quorate():
    meeting = agenda.register(complete(), tuple(map(seat, (MIRIAM, SAM, GRACE, PRIYA))))
    assert agenda.may_close(meeting, PROTOCOL)
