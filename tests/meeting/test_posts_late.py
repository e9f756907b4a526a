"""What is owed once a time has passed; and of the conference that may follow."""

from datetime import timedelta

import pytest

from meeting import agenda, authorisation
from meeting.clocks import Span
from meeting.marks import Done
from meeting.model import Phase
from meeting.post import PostKind
from meeting.posts import owed, posts
from meeting.protocol_clocks import ClockName, ClockRule, Event
from meeting.request import Outcome
from meeting.urgency import deadline
from tests.build import MEET, NINE, PROTOCOL, cancelled, convened, held, requested, settled
from tests.people import MIRIAM, SAM

SECOND = timedelta(seconds=1)
LIMIT = deadline(convened(), PROTOCOL).at
GRACE = timedelta(minutes=10)
FIFTEEN = Span(kind="working_days", amount=15)
ICPC = ClockRule(
    clock=ClockName.ICPC, within=FIFTEEN, start=(Event.S47_DECIDED,), sources=("WT-001",)
)
WITH_CONFERENCE = PROTOCOL.but(clocks=(*PROTOCOL.clocks, ICPC))


def to(meeting, now, kind, protocol=PROTOCOL):
    return {p.to for p in posts(meeting, protocol, now) if p.kind is kind}


def the(meeting, kind, whose, protocol=PROTOCOL):
    [found] = [p for p in owed(meeting, protocol) if p.kind is kind and p.to == whose.id]
    return found


@pytest.mark.parametrize("meeting", [requested(), convened()], ids=["asked for", "convened"])
def test_a_meeting_not_held_by_its_deadline_is_told_to_who_convenes_and_who_answers_for_it(meeting):
    assert to(meeting, LIMIT - SECOND, PostKind.OVERDUE) == set()
    assert to(meeting, LIMIT, PostKind.OVERDUE) == {SAM.id, MIRIAM.id}
    assert "NS-16" in the(meeting, PostKind.OVERDUE, SAM).why


def test_a_meeting_asked_for_late_is_overdue_as_soon_as_it_is_asked_for():
    late = LIMIT + timedelta(days=1)
    meeting = requested(sent_at=late)
    assert to(meeting, late - SECOND, PostKind.OVERDUE) == set()
    assert to(meeting, late, PostKind.OVERDUE) == {SAM.id, MIRIAM.id}


@pytest.mark.parametrize(
    "meeting",
    [
        settled(Outcome.DECLINED),
        settled(Outcome.RETURNED),
        cancelled(convened()),
        agenda.start(convened(), LIMIT),
    ],
    ids=["declined", "returned", "cancelled", "held in time"],
)
def test_what_is_not_to_be_held_or_was_in_time_is_not_overdue(meeting):
    assert to(meeting, LIMIT + timedelta(days=9), PostKind.OVERDUE) == set()


def test_a_meeting_held_late_says_so_on_the_same_card():
    before = the(convened(), PostKind.OVERDUE, SAM)
    after = the(agenda.start(convened(), LIMIT + SECOND), PostKind.OVERDUE, SAM)
    assert (before.slot, before.edition != after.edition) == (after.slot, True)


def test_a_reason_for_lateness_draws_the_card_again():
    said = Done(what="late", by=SAM.id, at=LIMIT + GRACE, words="The police could not come.")
    before, after = convened(), convened().but(done=(said,))
    assert the(before, PostKind.OVERDUE, SAM).edition != the(after, PostKind.OVERDUE, SAM).edition


def test_a_meeting_that_nobody_starts_is_told_to_chair_and_convenor_after_ten_minutes():
    meeting = convened()
    assert to(meeting, MEET + GRACE - SECOND, PostKind.NOT_STARTED) == set()
    assert to(meeting, MEET + GRACE, PostKind.NOT_STARTED) == {MIRIAM.id, SAM.id}
    assert to(agenda.start(meeting, MEET), MEET + GRACE, PostKind.NOT_STARTED) == set()
    assert to(cancelled(meeting), MEET + GRACE, PostKind.NOT_STARTED) == set()


def test_a_conference_is_spoken_of_only_where_the_protocol_has_its_clock():
    assert to(held(), MEET + timedelta(days=60), PostKind.CONFERENCE) == set()


def test_after_a_decision_for_an_enquiry_the_conference_is_followed_to_its_end():
    meeting = held()
    ended = meeting.session.closed_at
    kinds = (PostKind.CONFERENCE, PostKind.CONFERENCE_REMINDER, PostKind.CONFERENCE_OVERDUE)
    told = [to(meeting, ended, kind, WITH_CONFERENCE) for kind in kinds]
    assert told == [{SAM.id, MIRIAM.id}, set(), set()]
    overdue = the(meeting, PostKind.CONFERENCE_OVERDUE, SAM, WITH_CONFERENCE)
    reminders = [p for p in owed(meeting, WITH_CONFERENCE) if p.kind is kinds[1]]
    assert len(reminders) == 2 * len(PROTOCOL.reminders.minutes)
    assert all(ended < p.due < overdue.due for p in reminders)


def test_where_nothing_leads_to_an_enquiry_no_conference_follows():
    meeting = held()
    decisions = tuple(d.but(outcome="no_action") for d in meeting.session.decisions)
    meeting = meeting.but(session=meeting.session.but(decisions=decisions))
    kinds = {p.kind for p in owed(meeting, WITH_CONFERENCE)}
    assert not kinds & {PostKind.CONFERENCE, PostKind.CONFERENCE_REMINDER}


def test_a_conference_that_is_settled_is_asked_for_no_more():
    done = Done(what="conference", by=SAM.id, at=MEET, words="On 3 December.")
    kinds = {p.kind for p in owed(held().but(done=(done,)), WITH_CONFERENCE)}
    assert PostKind.CONFERENCE in kinds
    assert not kinds & {PostKind.CONFERENCE_REMINDER, PostKind.CONFERENCE_OVERDUE}


@pytest.mark.parametrize(
    "meeting", [requested(), convened(), held(), cancelled(convened())],
    ids=["asked for", "convened", "held", "cancelled"],
)  # fmt: skip
def test_every_post_says_why(meeting):
    assert [p.slot for p in owed(meeting, WITH_CONFERENCE) if not p.why] == []


def test_a_request_that_came_back_owes_nothing_of_its_deadline():
    again = authorisation.send(settled(Outcome.RETURNED), PROTOCOL, MIRIAM, NINE)
    assert again.phase is Phase.REQUESTED
    assert to(again, LIMIT, PostKind.OVERDUE) == {SAM.id, MIRIAM.id}
