"""Reminders, warnings and changes of time: to those alone who owe or must know, one at a time."""

from datetime import timedelta

import pytest

from meeting import agenda, attendance, invitation
from meeting.model import AnswerKind
from meeting.people import Person
from meeting.post import CHANNEL, PostKind
from meeting.posts import owed, posts
from meeting.request import Outcome
from tests.build import (
    MEET,
    NINE,
    PROTOCOL,
    answered,
    at,
    authorised,
    cancelled,
    convened,
    invitee_of,
    moved,
    requested,
    settled,
)
from tests.people import DEV, DORA, GRACE, MIRIAM, OWEN, PRIYA, SAM, THEO

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


def the_reminder(now):
    return the(convened(), PostKind.REMINDER, DEV, now).slot


def test_the_manager_is_reminded_up_to_the_deadline_with_one_reminder_at_a_time():
    meeting = requested()
    kinds = [len(to(meeting, NINE + timedelta(hours=h), PostKind.AUTHORISE_REMINDER))
             for h in range(0, 32)]  # fmt: skip
    assert kinds[0] == 0
    assert max(kinds) == 1
    reminders = [p for p in owed(meeting, PROTOCOL) if p.kind is PostKind.AUTHORISE_REMINDER]
    assert len(reminders) == len(PROTOCOL.reminders.shares)
    assert {p.to for p in reminders} == {MIRIAM.id}


@pytest.mark.parametrize("outcome", [Outcome.RETURNED, Outcome.DECLINED, Outcome.APPROVED])
def test_a_settled_request_reminds_nobody_and_tells_the_requester(outcome):
    meeting = settled(outcome)
    assert [p for p in owed(meeting, PROTOCOL) if p.kind is PostKind.AUTHORISE_REMINDER] == []
    assert to(meeting, NINE, PostKind.AUTHORISED) == {SAM.id}


def test_a_named_deputy_is_shown_the_invitation_too_and_is_reminded_in_their_stead():
    meeting = attendance.answer(convened(), DEV, AnswerKind.DEPUTY, at(0.1), PRIYA.id)
    assert PRIYA.id in to(meeting, at(0.1), PostKind.INVITATION)
    assert PRIYA.id not in to(meeting, at(0.05), PostKind.INVITATION)
    cannot = attendance.answer(meeting, PRIYA, AnswerKind.INFORMATION, at(0.2))
    assert PRIYA.id in to(cannot, at(0.5), PostKind.REMINDER)
    assert DEV.id not in to(cannot, at(0.5), PostKind.REMINDER)


@pytest.mark.parametrize(
    ("answer", "wants"),
    [
        (None, True),
        (AnswerKind.ATTENDING, False),
        (AnswerKind.DEPUTY, False),
        (AnswerKind.INFORMATION, True),
    ],
)
def test_only_who_owes_something_is_reminded(answer, wants):
    meeting = convened()
    if answer:
        meeting = attendance.answer(meeting, OWEN, answer, NINE, "other:Sub")
    assert (OWEN.id in to(meeting, at(0.5), PostKind.REMINDER)) is wants


def test_who_has_sent_the_promised_information_is_reminded_no_more():
    meeting = answered(convened(), OWEN, kind=AnswerKind.INFORMATION)
    sent = attendance.inform(meeting, OWEN, (("What?", "Late twice."),), NINE)
    assert OWEN.id not in to(sent, at(0.5), PostKind.REMINDER)


def test_who_is_taken_off_is_reminded_no_more():
    meeting = convened()
    off = invitation.remove(meeting, invitee_of(meeting, OWEN).id, SAM.id, "Not needed.", NINE)
    assert OWEN.id not in to(off, at(0.5), PostKind.REMINDER)
    assert OWEN.id not in to(cancelled(off, when=at(0.2)), at(0.3), PostKind.CANCELLED)


@pytest.mark.parametrize(
    ("share", "reminders"),
    [(0.39, 0), (0.41, 1), (0.69, 1), (0.71, 1), (0.89, 1), (0.91, 1), (0.999, 1), (1, 0)],
)
def test_reminders_come_at_their_shares_of_the_time_and_one_after_another(share, reminders):
    found = [p for p in posts(convened(), PROTOCOL, at(share)) if p.kind is PostKind.REMINDER]
    assert len([p for p in found if p.to == DEV.id]) == reminders


def test_whoever_was_out_of_reach_catches_up_with_one_reminder_and_not_three():
    early, late = the_reminder(at(0.5)), the_reminder(at(0.95))
    assert early != late
    assert early.startswith(late.rsplit(":", 2)[0])


def test_a_meeting_that_is_late_already_reminds_nobody_of_an_answer():
    meeting = convened(sent_at=MEET + timedelta(hours=1))
    assert [p for p in owed(meeting, PROTOCOL) if p.kind is PostKind.REMINDER] == []


def test_a_meeting_in_session_reminds_nobody_and_warns_nobody():
    meeting = agenda.start(convened(), at(0.5))
    kinds = {p.kind for p in owed(meeting, PROTOCOL)}
    assert not kinds & {PostKind.REMINDER, PostKind.QUORUM}


def test_another_time_gives_new_reminders_counted_from_the_change():
    start, end = MEET - timedelta(hours=2), MEET + timedelta(hours=7)
    meeting = moved(convened(), end, when=start)
    before = {p.slot for p in owed(convened(), PROTOCOL) if p.kind is PostKind.REMINDER}
    after = [p for p in owed(meeting, PROTOCOL) if p.kind is PostKind.REMINDER and p.to == DEV.id]
    assert not before & {p.slot for p in after}
    assert [p.due for p in after] == [at(s, start, end) for s in PROTOCOL.reminders.shares]


def test_another_time_is_told_to_all_who_knew_but_its_author():
    meeting = moved(convened(), at(1.4), by=MIRIAM, when=at(0.5))
    assert to(meeting, at(0.5), PostKind.MOVED) == {p.id for p in ASKED}
    assert to(meeting, at(0.49), PostKind.MOVED) == set()
    by_sam = moved(convened(), at(1.4), by=SAM, when=at(0.5))
    assert to(by_sam, at(0.5), PostKind.MOVED) == {MIRIAM.id, GRACE.id, DEV.id, OWEN.id}


def test_a_second_change_of_time_is_told_anew_and_alone():
    once = moved(convened(), at(1.4), when=at(0.5))
    twice = moved(once, at(1.5), when=at(0.6))
    slots = [{p.slot for p in owed(m, PROTOCOL) if p.kind is PostKind.MOVED} for m in (once, twice)]
    assert not slots[0] & slots[1]
    assert len(slots[0]) == len(slots[1])


def test_a_time_changed_before_the_invitations_is_told_to_nobody():
    early = moved(authorised(), at(1.4))
    assert [p for p in owed(early, PROTOCOL) if p.kind is PostKind.MOVED] == []


def test_whoever_was_asked_after_a_change_of_time_is_not_told_of_it():
    meeting = moved(convened(), at(1.4), when=at(0.5))
    more = invitation.add(meeting, PROTOCOL, DORA, "Knows the family.", at(0.6))
    assert DORA.id not in to(more, at(1), PostKind.MOVED)
    assert DORA.id in to(more, at(1), PostKind.INVITATION)


def test_a_change_of_time_draws_every_invitation_the_tally_and_the_agenda_again():
    before, after = convened(), moved(convened(), at(1.01), when=at(0.5))
    for kind, whose in [
        (PostKind.INVITATION, DEV),
        (PostKind.TALLY, CHANNEL),
        (PostKind.AGENDA, CHANNEL),
    ]:
        assert the(before, kind, whose).edition != the(after, kind, whose).edition


def test_a_cancelled_meeting_reminds_and_warns_nobody_and_tells_all_who_were_asked():
    meeting = cancelled(convened(), when=at(0.2))
    kinds = {p.kind for p in owed(meeting, PROTOCOL)}
    assert not kinds & {PostKind.REMINDER, PostKind.QUORUM, PostKind.AGENDA, PostKind.MOVED}
    assert to(meeting, at(0.2), PostKind.CANCELLED) == {MIRIAM.id, GRACE.id, DEV.id, OWEN.id}
    assert to(meeting, at(0.19), PostKind.CANCELLED) == set()


@pytest.mark.parametrize(
    ("share", "warned"), [(0.49, False), (0.51, True), (0.81, True), (1, False)]
)
def test_the_chair_is_warned_while_an_agency_of_the_quorum_is_missing(share, warned):
    meeting = answered(convened(meet_at=FIVE), SAM, GRACE)
    assert (to(meeting, at(share, NINE, FIVE), PostKind.QUORUM) == {MIRIAM.id}) is warned


def test_the_chair_is_warned_again_and_not_twice_at_once():
    meeting = answered(convened(meet_at=FIVE), SAM, GRACE)
    times = (at(0.6, NINE, FIVE), at(0.9, NINE, FIVE))
    first, second = (the(meeting, PostKind.QUORUM, MIRIAM, when).slot for when in times)
    assert first != second


def test_the_warning_goes_once_the_quorum_is_expected():
    meeting = answered(convened(), SAM, GRACE, DEV)
    assert to(meeting, at(0.9), PostKind.QUORUM) == set()


@pytest.mark.requirement("NS-21")
def test_written_information_of_the_police_does_not_take_the_warning_away():
    meeting = answered(answered(convened(), SAM, GRACE), DEV, kind=AnswerKind.INFORMATION)
    assert to(meeting, at(0.9), PostKind.QUORUM) == {MIRIAM.id}
    assert "NS-21" in the(meeting, PostKind.QUORUM, MIRIAM, at(0.9)).why


def test_the_warning_goes_to_who_chairs():
    meeting = answered(convened(), SAM).but(chair=THEO)
    assert to(meeting, at(0.9), PostKind.QUORUM) == {THEO.id}
