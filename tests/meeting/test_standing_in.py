"""A manager does not answer: the next in the protocol's list is asked as well, in time."""

from datetime import timedelta

import pytest

from meeting import authorisation
from meeting.access import NotTheAuthoriser, involved
from meeting.model import Phase
from meeting.post import PostKind
from meeting.posts import owed, posts
from meeting.request import Outcome
from meeting.standing_in import answer_by, next_asking, stood_in
from tests.build import MEET, NINE, PROTOCOL, cancelled, requested, settled
from tests.people import DIRECTORY, HUGO, MIRIAM, SAM, THEO, named

LENA = named("lena")
PEOPLE = DIRECTORY.people


def at_step(n, meeting=None):
    """When the nth step of the ladder is asked."""
    asked = meeting or requested()
    return NINE + (answer_by(asked, PROTOCOL) - NINE) * PROTOCOL.roll_over.share * n


def later(meeting, now):
    return stood_in(meeting, PROTOCOL, PEOPLE, now)


def test_nobody_more_is_asked_before_their_time():
    meeting = requested()
    assert later(meeting, at_step(1) - timedelta(seconds=1)) == meeting


def test_the_next_in_the_list_is_asked_as_well_and_then_the_next():
    first = later(requested(), at_step(1))
    assert [s.person for s in first.stand_ins] == [LENA]
    second = later(first, at_step(2))
    assert [s.person for s in second.stand_ins] == [LENA, HUGO]


def test_after_an_outage_everybody_is_asked_who_should_have_been():
    assert len(later(requested(), MEET).stand_ins) == 2


def test_nobody_is_asked_twice():
    once = later(requested(), at_step(1))
    assert later(once, at_step(1) + timedelta(minutes=1)) == once


def test_another_of_the_same_grade_is_not_the_next():
    assert THEO not in [s.person for s in later(requested(), MEET).stand_ins]


def test_nobody_is_asked_to_authorise_a_request_of_their_own():
    meeting = requested().but(requester=LENA)
    assert [s.person for s in later(meeting, MEET).stand_ins] == [HUGO]


def test_a_request_sent_to_the_second_step_goes_on_with_the_third():
    meeting = requested().but(authoriser=LENA)
    assert [s.person for s in later(meeting, MEET).stand_ins] == [HUGO]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_an_answer_ends_it(outcome):
    meeting = settled(outcome)
    assert later(meeting, MEET) == meeting


def test_a_cancelled_request_asks_nobody():
    assert later(cancelled(requested()), MEET).stand_ins == ()


def test_each_is_shown_the_request_and_the_requester_is_told():
    meeting = later(requested(), at_step(1))
    due = posts(meeting, PROTOCOL, at_step(1))
    assert [p.to for p in due if p.kind is PostKind.AUTHORISE] == [MIRIAM.id, LENA.id]
    assert [p.to for p in due if p.kind is PostKind.STAND_IN] == [SAM.id]


def test_the_one_asked_as_well_may_see_it_and_answer():
    meeting = later(requested(), at_step(1))
    assert LENA.id in involved(meeting)
    done = authorisation.settle(meeting, PROTOCOL, LENA, Outcome.APPROVED, "", MEET)
    assert (done.phase, done.chair) == (Phase.AUTHORISED, LENA)


def test_the_first_may_still_answer():
    meeting = later(requested(), at_step(1))
    done = authorisation.settle(meeting, PROTOCOL, MIRIAM, Outcome.APPROVED, "", MEET)
    assert done.chair == MIRIAM


def test_somebody_who_was_not_asked_may_not():
    with pytest.raises(NotTheAuthoriser):
        authorisation.settle(requested(), PROTOCOL, LENA, Outcome.APPROVED, "", MEET)


def test_everybodys_card_is_settled_by_the_first_answer():
    meeting = later(requested(), at_step(1))
    done = authorisation.settle(meeting, PROTOCOL, LENA, Outcome.APPROVED, "", MEET)
    cards = [p for p in owed(done, PROTOCOL) if p.kind is PostKind.AUTHORISE]
    assert {p.edition for p in cards} == {"settled"}
    assert {p.to for p in cards} == {MIRIAM.id, LENA.id}


def test_the_meetings_own_time_counts_where_it_is_before_the_deadline():
    soon = NINE + timedelta(hours=2)
    meeting = requested(meet_at=soon)
    assert answer_by(meeting, PROTOCOL) == soon
    assert next_asking(meeting, PROTOCOL, NINE) == NINE + timedelta(minutes=30)


def test_a_request_whose_times_are_past_is_still_pursued():
    meeting = requested(sent_at=MEET + timedelta(days=5))
    assert answer_by(meeting, PROTOCOL) == meeting.requested_at + timedelta(hours=4)


def test_when_everybody_has_been_asked_time_alone_brings_nobody():
    assert next_asking(requested(), PROTOCOL, MEET) is None


def test_a_request_sent_again_begins_anew():
    returned = settled(Outcome.RETURNED).but(stand_ins=later(requested(), at_step(1)).stand_ins)
    again = authorisation.send(returned, PROTOCOL, MIRIAM, MEET - timedelta(hours=1))
    asked = [p.to for p in owed(again, PROTOCOL) if p.kind is PostKind.AUTHORISE]
    assert asked == [MIRIAM.id]
