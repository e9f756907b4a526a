"""The minutes: their versions, their approval, and for whom and how long their links open."""

from datetime import timedelta

import pytest

from meeting import minutes
from meeting.minutes import NoMinutes
from meeting.model import Phase
from tests.build import END, MEET, PROTOCOL, decided, held
from tests.people import DEV, GRACE, MIRIAM, OWEN, SAM

FORTNIGHT = timedelta(days=14)


def out():
    return minutes.approve(held(), (MIRIAM.id, DEV.id), END)


@pytest.mark.requirement("NS-91")
def test_the_record_is_due_within_three_working_days_of_the_meeting():
    """Held on a Monday: by the end of Thursday."""
    due = minutes.circulate_by(held(), PROTOCOL)
    assert (due.at.weekday(), due.at.date() - END.date()) == (3, timedelta(days=3))
    assert minutes.circulate_by(decided(), PROTOCOL) is None


def test_each_addition_is_a_new_version_and_loses_nothing():
    meeting = minutes.remark(minutes.remark(held(), "One."), "Two.")
    assert (meeting.minutes.version, meeting.minutes.remarks) == (3, "One.\nTwo.")


def test_the_record_goes_to_chair_requester_and_all_who_were_there_each_once():
    assert minutes.participants(held(), PROTOCOL) == (MIRIAM.id, SAM.id, GRACE.id, DEV.id)


def test_approval_circulates_and_a_second_one_changes_nothing():
    meeting = out()
    assert (meeting.phase, meeting.minutes.recipients) == (
        Phase.CIRCULATED,
        (MIRIAM.id, DEV.id),
    )
    assert minutes.approve(meeting, (OWEN.id,), END + FORTNIGHT) == meeting


@pytest.mark.parametrize("meeting", [held(), out(), decided()], ids=["draft", "out", "none"])
def test_only_a_recipient_is_given_a_new_link(meeting):
    with pytest.raises(NoMinutes):
        minutes.renew(meeting, OWEN.id, END)


def test_a_link_opens_for_a_fortnight_and_a_new_one_for_another():
    meeting = out()
    later = END + timedelta(days=20)
    renewed = minutes.renew(meeting, DEV.id, later)
    assert minutes.link_expires(held(), PROTOCOL, MIRIAM.id) == END + FORTNIGHT
    assert minutes.link_expires(meeting, PROTOCOL, DEV.id) == END + FORTNIGHT
    assert minutes.link_expires(renewed, PROTOCOL, DEV.id) == later + FORTNIGHT
    assert minutes.link_expires(renewed, PROTOCOL, MIRIAM.id) == END + FORTNIGHT


def test_there_are_no_minutes_before_the_meeting_ends():
    with pytest.raises(NoMinutes):
        minutes.approve(decided(), (MIRIAM.id,), MEET)


READERS = [
    (held(), MIRIAM, True),
    (held(), DEV, False),
    (minutes.approve(held(), (DEV.id,), END), MIRIAM, True),
    (minutes.approve(held(), (DEV.id,), END), DEV, True),
    (minutes.approve(held(), (DEV.id,), END), GRACE, False),
    (decided(), MIRIAM, False),
]


@pytest.mark.parametrize(("meeting", "person", "may"), READERS)
def test_a_draft_is_the_chair_s_and_what_was_approved_is_theirs_and_the_recipients(
    meeting, person, may
):
    assert minutes.may_read(meeting, person.id) is may


@pytest.mark.parametrize(("meeting", "person", "may"), READERS[2:])
def test_whoever_may_read_what_was_approved_and_nobody_else_is_given_a_new_link(
    meeting, person, may
):
    if may:
        assert minutes.renew(meeting, person.id, END).minutes.renewals[0].person == person.id
    else:
        with pytest.raises(NoMinutes):
            minutes.renew(meeting, person.id, END)
