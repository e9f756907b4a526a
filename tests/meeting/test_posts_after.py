"""What is owed from the meeting's start: agenda, views, outcome, dissent, minutes, actions."""

from datetime import timedelta

import pytest

from meeting import agenda, decisions, dissent, minutes
from meeting.post import CHANNEL, PostKind
from meeting.posts import owed, posts
from tests.build import (
    END,
    MEET,
    NINE,
    PROTOCOL,
    an_action,
    answered,
    cancelled,
    convened,
    decided,
    dissented,
    held,
    in_session,
    seat,
)
from tests.people import DEV, GRACE, MIRIAM, SAM

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
LIMIT = END + DAY
"""When the challenge runs out (NS-96)."""


def to(meeting, now, kind):
    return {p.to for p in posts(meeting, PROTOCOL, now) if p.kind is kind}


def the(meeting, kind, whose=""):
    [found] = [p for p in owed(meeting, PROTOCOL) if p.kind is kind and p.to == (whose or p.to)]
    return found


def times(meeting, kind, whose):
    return [p.due for p in owed(meeting, PROTOCOL) if p.kind is kind and p.to == whose.id]


def edition(meeting, kind, whose=""):
    return the(meeting, kind, whose).edition


def approved(meeting=None, when=END):
    return minutes.approve(meeting or held(), (MIRIAM.id, SAM.id, DEV.id), when)


def test_the_card_for_everybody_comes_when_the_meeting_opens():
    assert to(convened(), MEET, PostKind.VOICE) == set()
    assert to(in_session(), MEET, PostKind.VOICE) == {CHANNEL}
    assert to(in_session(), MEET - SECOND, PostKind.VOICE) == set()


def test_a_meeting_opened_early_has_its_agenda_at_once():
    meeting = agenda.start(answered(convened(), SAM), NINE + timedelta(hours=1))
    assert to(meeting, NINE + timedelta(hours=1), PostKind.AGENDA) == {CHANNEL}


def test_a_step_of_the_chair_draws_the_agenda_again():
    before = in_session(MIRIAM, SAM)
    after = agenda.record(before, 6, "Said.", MIRIAM.id, MEET)
    assert edition(before, PostKind.AGENDA) != edition(after, PostKind.AGENDA)


def test_what_others_do_never_draws_the_agenda_or_the_card_for_everybody_again():
    """Or it would sweep away what somebody is typing."""
    before = decided()
    joined = agenda.join(before, seat(GRACE).but(person="he-hal"))
    for after in (joined, dissented(before, when=MEET)):
        assert edition(before, PostKind.AGENDA) == edition(after, PostKind.AGENDA)
        assert edition(before, PostKind.VOICE) == edition(after, PostKind.VOICE)


def test_the_end_of_the_meeting_draws_both_again_and_shows_the_outcome():
    before, after = decided(), held()
    assert edition(before, PostKind.AGENDA) != edition(after, PostKind.AGENDA)
    assert edition(before, PostKind.VOICE) != edition(after, PostKind.VOICE)
    assert to(before, END, PostKind.OUTCOME) == set()
    assert to(after, END, PostKind.OUTCOME) == {CHANNEL}
    assert to(after, END - SECOND, PostKind.OUTCOME) == set()


def test_a_dissent_draws_the_outcome_again_and_tells_the_chair_at_once():
    before, after = held(), dissented(held())
    assert edition(before, PostKind.OUTCOME) != edition(after, PostKind.OUTCOME)
    assert to(after, END, PostKind.DISSENT) == {MIRIAM.id}


@pytest.mark.requirement("NS-95")
@pytest.mark.requirement("NS-96")
def test_whoever_dissents_in_the_meeting_is_shown_how_to_challenge_when_it_ends():
    during = dissented(decided(), when=MEET)
    assert to(during, END, PostKind.CHALLENGE) == set()
    after = dissented(held(), when=END)
    assert to(after, END, PostKind.CHALLENGE) == {DEV.id}
    assert "NS-96" in the(after, PostKind.CHALLENGE).why


@pytest.mark.requirement("NS-96")
def test_the_dissenter_is_reminded_within_the_24_hours_and_not_after():
    meeting = dissented(held())
    reminders = times(meeting, PostKind.CHALLENGE_REMINDER, DEV)
    assert reminders
    assert all(END < due < LIMIT for due in reminders)
    assert to(meeting, LIMIT - SECOND, PostKind.CHALLENGE_REMINDER) == {DEV.id}
    assert to(meeting, LIMIT, PostKind.CHALLENGE_REMINDER) == set()


def test_a_challenge_taken_on_reminds_no_more_and_is_shown_on_its_card():
    before = dissented(held())
    after = dissent.challenged(before, DEV.id, END)
    assert to(after, LIMIT - SECOND, PostKind.CHALLENGE_REMINDER) == set()
    assert edition(before, PostKind.CHALLENGE) != edition(after, PostKind.CHALLENGE)


def test_a_late_dissent_reminds_nobody_of_a_clock_that_has_run_out():
    meeting = dissented(held(), when=LIMIT + SECOND)
    assert meeting.dissents[0].late
    assert times(meeting, PostKind.CHALLENGE_REMINDER, DEV) == []


def test_each_dissent_is_told_for_itself():
    meeting = dissented(dissented(held(), DEV), GRACE)
    slots = [p.slot for p in owed(meeting, PROTOCOL) if p.kind is PostKind.DISSENT]
    assert len(set(slots)) == 2


def test_the_chair_alone_has_the_draft_as_soon_as_the_meeting_ends():
    assert to(decided(), END, PostKind.MINUTES_DRAFT) == set()
    assert to(held(), END, PostKind.MINUTES_DRAFT) == {MIRIAM.id}


@pytest.mark.requirement("NS-91")
def test_the_chair_is_reminded_of_the_minutes_before_their_three_working_days_are_over():
    limit = minutes.circulate_by(held(), PROTOCOL)
    assert limit
    reminders = times(held(), PostKind.MINUTES_REMINDER, MIRIAM)
    assert reminders
    assert all(END < due < limit.at for due in reminders)
    assert to(held(), limit.at, PostKind.MINUTES_REMINDER) == set()


@pytest.mark.requirement("NS-91")
def test_late_minutes_are_told_to_chair_and_requester_and_not_a_second_before():
    limit = minutes.circulate_by(held(), PROTOCOL)
    assert limit
    assert to(held(), limit.at - SECOND, PostKind.MINUTES_OVERDUE) == set()
    assert to(held(), limit.at, PostKind.MINUTES_OVERDUE) == {MIRIAM.id, SAM.id}


def test_an_addition_to_the_draft_draws_it_again_and_so_does_its_approval():
    drawn = held()
    added = minutes.remark(drawn, "Checked.")
    assert len({edition(m, PostKind.MINUTES_DRAFT) for m in (drawn, added, approved(added))}) == 3


def test_approved_minutes_go_to_their_recipients_and_remind_nobody():
    meeting = approved()
    assert to(meeting, END, PostKind.MINUTES) == {MIRIAM.id, SAM.id, DEV.id}
    kinds = {p.kind for p in owed(meeting, PROTOCOL)}
    assert not kinds & {PostKind.MINUTES_REMINDER, PostKind.MINUTES_OVERDUE}
    assert to(held(), END, PostKind.MINUTES) == set()


def test_a_new_link_is_one_more_card_for_who_asked_for_it():
    meeting = minutes.renew(approved(), DEV.id, END + DAY)
    cards = [p for p in owed(meeting, PROTOCOL) if p.kind is PostKind.MINUTES and p.to == DEV.id]
    assert [p.due for p in cards] == [END, END + DAY]
    assert len({p.slot for p in cards}) == 2


def test_an_action_is_told_to_its_owner_when_the_meeting_ends():
    meeting = held(an_action(END + DAY))
    assert to(meeting, END, PostKind.ACTION) == {GRACE.id}
    assert to(meeting, END - SECOND, PostKind.ACTION) == set()


def test_the_owner_is_reminded_once_at_three_quarters_of_the_time():
    meeting = held(an_action(END + 4 * DAY))
    assert times(meeting, PostKind.ACTION_REMINDER, GRACE) == [END + 3 * DAY]
    assert to(meeting, END + 4 * DAY, PostKind.ACTION_REMINDER) == set()


def test_an_overdue_action_is_told_to_owner_and_chair():
    meeting = held(an_action(END + DAY))
    assert to(meeting, END + DAY - SECOND, PostKind.ACTION_OVERDUE) == set()
    assert to(meeting, END + DAY, PostKind.ACTION_OVERDUE) == {GRACE.id, MIRIAM.id}


def test_a_chairs_own_overdue_action_is_told_once():
    meeting = held(an_action(END + DAY, MIRIAM))
    assert times(meeting, PostKind.ACTION_OVERDUE, MIRIAM) == [END + DAY]


def test_an_action_of_somebody_else_is_watched_by_the_chair_alone():
    meeting = held(an_action(END + DAY, None))
    assert to(meeting, END + DAY, PostKind.ACTION) == set()
    assert to(meeting, END + DAY, PostKind.ACTION_OVERDUE) == {MIRIAM.id}


def test_a_finished_action_is_shown_as_done_and_asked_for_no_more():
    before = held(an_action(END + DAY))
    after = decisions.finish_action(before, "x1", END)
    assert edition(before, PostKind.ACTION) != edition(after, PostKind.ACTION)
    kinds = {p.kind for p in owed(after, PROTOCOL)}
    assert not kinds & {PostKind.ACTION_REMINDER, PostKind.ACTION_OVERDUE}


def test_an_action_due_before_the_meeting_ended_is_overdue_at_once_and_not_reminded():
    meeting = held(an_action(END - timedelta(minutes=10)))
    assert to(meeting, END, PostKind.ACTION_OVERDUE) == {GRACE.id, MIRIAM.id}
    assert times(meeting, PostKind.ACTION_REMINDER, GRACE) == []


@pytest.mark.requirement("NS-89")
def test_the_chair_is_reminded_of_the_review_the_day_before():
    review = END + 7 * DAY
    meeting = held(review=review)
    assert to(meeting, review - DAY - SECOND, PostKind.REVIEW) == set()
    assert to(meeting, review - DAY, PostKind.REVIEW) == {MIRIAM.id}


def test_no_two_posts_share_a_slot():
    twice = dissented(dissented(held(an_action(END + DAY), an_action(END, None, "x2"))), GRACE)
    full = minutes.renew(approved(twice), DEV.id, END + DAY)
    slots = [p.slot for p in owed(full, PROTOCOL)]
    assert len(set(slots)) == len(slots)


def test_nothing_of_a_cancelled_meeting_is_shown_as_if_it_were_held():
    kinds = {p.kind for p in owed(cancelled(convened()), PROTOCOL)}
    assert not kinds & {PostKind.AGENDA, PostKind.VOICE, PostKind.OUTCOME, PostKind.MINUTES_DRAFT}
