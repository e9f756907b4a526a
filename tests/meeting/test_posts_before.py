"""What is owed until the meeting is held: to whom, from when, until when, drawn again when."""

from datetime import timedelta

import pytest

from meeting import attendance, authorisation, invitation
from meeting.model import AnswerKind
from meeting.people import OTHER, Person
from meeting.post import CHANNEL, PostKind
from meeting.posts import next_due, owed, posts
from meeting.request import Outcome
from tests.build import (
    MEET,
    NINE,
    PROTOCOL,
    a_draft,
    answered,
    at,
    authorised,
    cancelled,
    convened,
    moved,
    requested,
    settled,
)
from tests.people import DEV, GRACE, MIRIAM, OWEN, PRIYA, SAM

SECOND = timedelta(seconds=1)
ASKED = (SAM, GRACE, DEV, OWEN)
FIVE = NINE + timedelta(hours=8)
"""The same afternoon, so that no night lies between."""


def shown(meeting, now, kind=None):
    """(kind, to) of what is owed by then."""
    due = posts(meeting, PROTOCOL, now)
    return [(p.kind, p.to) for p in due if kind is None or p.kind is kind]


def to(meeting, now, kind):
    return {to for _, to in shown(meeting, now, kind)}


def the(meeting, kind, whose: Person | str = "", now=None):
    who = whose if isinstance(whose, str) else whose.id
    found = [p for p in owed(meeting, PROTOCOL) if p.kind is kind and p.to == (who or p.to)]
    due = [p for p in found if now is None or (p.due <= now and (p.until is None or now < p.until))]
    assert len(due) == 1, [p.slot for p in due]
    return due[0]


def test_a_draft_owes_nobody_anything():
    assert posts(a_draft(), PROTOCOL, MEET) == ()


def test_the_manager_is_asked_when_the_request_is_sent_and_not_before():
    meeting = requested(sent_at=NINE)
    assert shown(meeting, NINE - SECOND) == []
    assert shown(meeting, NINE) == [(PostKind.AUTHORISE, MIRIAM.id)]


def test_the_managers_card_is_drawn_again_once_it_is_settled():
    waiting, done = the(requested(), PostKind.AUTHORISE), the(authorised(), PostKind.AUTHORISE)
    assert waiting.slot == done.slot
    assert waiting.edition != done.edition


def test_the_managers_card_is_drawn_again_when_the_time_asked_for_changes():
    before = the(requested(), PostKind.AUTHORISE)
    after = the(moved(requested(), at(0.5)), PostKind.AUTHORISE)
    assert (before.slot, before.edition != after.edition) == (after.slot, True)


def test_a_request_cancelled_while_it_waits_is_shown_on_the_managers_own_card():
    before = the(requested(), PostKind.AUTHORISE)
    after = the(cancelled(requested()), PostKind.AUTHORISE)
    assert (before.slot, before.edition != after.edition) == (after.slot, True)


def test_a_request_sent_again_is_a_new_card():
    again = authorisation.send(settled(Outcome.RETURNED), PROTOCOL, MIRIAM, at(0.1))
    first, second = the(requested(), PostKind.AUTHORISE), the(again, PostKind.AUTHORISE)
    assert first.slot != second.slot


def test_who_must_be_asked_is_proposed_to_the_requester_alone_once_authorised():
    assert to(requested(), MEET, PostKind.PROPOSAL) == set()
    assert to(settled(Outcome.DECLINED), MEET, PostKind.PROPOSAL) == set()
    assert to(authorised(), NINE, PostKind.PROPOSAL) == {SAM.id}


def test_nobody_is_invited_and_the_channel_shows_nothing_before_the_meeting_is_convened():
    assert {p.kind for p in posts(authorised(), PROTOCOL, MEET)} == {
        PostKind.AUTHORISE,
        PostKind.AUTHORISED,
        PostKind.PROPOSAL,
    }


def test_everybody_named_is_asked_and_the_tally_stands_in_the_channel():
    meeting = convened()
    assert to(meeting, NINE, PostKind.INVITATION) == {p.id for p in ASKED}
    assert to(meeting, NINE, PostKind.TALLY) == {CHANNEL}
    assert shown(meeting, NINE - SECOND, PostKind.INVITATION) == []


def test_an_agency_without_a_name_is_sent_nothing():
    meeting = authorised()
    sent = invitation.ask_all(invitation.name(meeting, meeting.invitees[0].id, SAM), NINE)
    assert to(sent, MEET, PostKind.INVITATION) == {SAM.id}
    assert to(sent, at(0.95), PostKind.REMINDER) == {SAM.id}


def test_an_answer_draws_the_tally_and_ones_own_invitation_again_and_nobody_elses():
    before, after = convened(), answered(convened(), DEV)

    def edition(meeting, kind, whose):
        return the(meeting, kind, whose).edition

    assert edition(before, PostKind.TALLY, CHANNEL) != edition(after, PostKind.TALLY, CHANNEL)
    assert edition(before, PostKind.INVITATION, DEV) != edition(after, PostKind.INVITATION, DEV)
    assert edition(before, PostKind.INVITATION, GRACE) == edition(after, PostKind.INVITATION, GRACE)


def test_written_information_draws_the_tally_again():
    waiting = answered(convened(), DEV, kind=AnswerKind.INFORMATION)
    sent = attendance.inform(waiting, DEV, (("What?", "Two calls."),), at(0.1))
    editions = {the(m, PostKind.TALLY).edition for m in (waiting, sent)}
    assert len(editions) == 2


def test_a_deputy_who_is_not_in_the_directory_is_sent_nothing():
    meeting = attendance.answer(convened(), DEV, AnswerKind.DEPUTY, at(0.1), f"{OTHER}DC Lowe\tCID")
    assert {p.to for p in owed(meeting, PROTOCOL)} <= {CHANNEL, MIRIAM.id, *(p.id for p in ASKED)}


def test_a_deputy_hears_of_a_cancelled_meeting():
    meeting = attendance.answer(convened(), DEV, AnswerKind.DEPUTY, at(0.1), PRIYA.id)
    assert PRIYA.id in to(cancelled(meeting, when=at(0.2)), at(0.2), PostKind.CANCELLED)


def test_a_cancelled_meeting_draws_invitations_and_tally_again():
    before, after = convened(), cancelled(convened(), when=at(0.2))
    assert the(before, PostKind.TALLY).edition != the(after, PostKind.TALLY).edition
    assert (
        the(before, PostKind.INVITATION, DEV).edition
        != the(after, PostKind.INVITATION, DEV).edition
    )


def test_a_request_cancelled_before_anybody_was_asked_tells_its_chair_alone():
    assert to(cancelled(authorised()), at(0.2), PostKind.CANCELLED) == {MIRIAM.id}


def test_the_agenda_stands_in_the_channel_half_an_hour_before():
    meeting = convened()
    half = timedelta(minutes=30)
    assert to(meeting, MEET - half - SECOND, PostKind.AGENDA) == set()
    assert to(meeting, MEET - half, PostKind.AGENDA) == {CHANNEL}


def test_the_agenda_of_a_meeting_at_short_notice_follows_the_invitations():
    meeting = convened(sent_at=MEET - timedelta(minutes=5))
    assert the(meeting, PostKind.AGENDA).due == MEET - timedelta(minutes=5)


def test_the_waiting_agenda_is_drawn_again_when_the_quorum_changes():
    before, after = convened(), answered(convened(), DEV)
    assert the(before, PostKind.AGENDA).edition != the(after, PostKind.AGENDA).edition


def test_the_next_wake_is_the_first_moment_at_which_more_is_owed():
    meeting = convened()
    now = NINE
    seen = []
    while now := next_due(meeting, PROTOCOL, now):
        before = {p.slot for p in posts(meeting, PROTOCOL, now - SECOND)}
        assert {p.slot for p in posts(meeting, PROTOCOL, now)} - before
        seen.append(now)
    assert seen == sorted(seen)
    assert at(0.4) in seen


@pytest.mark.parametrize(
    "meeting",
    [requested(), authorised(), convened(), answered(convened(), DEV), cancelled(convened())],
    ids=["requested", "authorised", "convened", "answered", "cancelled"],
)
def test_no_two_posts_share_a_slot(meeting):
    slots = [p.slot for p in owed(meeting, PROTOCOL)]
    assert len(set(slots)) == len(slots)
