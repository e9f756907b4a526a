"""The head of the record: how the meeting came about, when it was held, what state it is in."""

from datetime import UTC, datetime

import pytest

from meeting.minutes import NoMinutes
from meeting.model import Move
from records.record import record_of
from tests.records.example import DRAFT, PROTOCOL
from tests.records.invented import AMARA, NAMES, london
from tests.records.recorded import said, the_record, with_session


def test_there_is_no_record_before_the_minutes_are_drawn():
    with pytest.raises(NoMinutes):
        the_record(minutes=None)
    with pytest.raises(NoMinutes):
        the_record(session=None)


def test_a_draft_says_so_and_approved_minutes_say_by_whom_and_when():
    draft = record_of(DRAFT, PROTOCOL, NAMES)
    assert (draft.draft, draft.status) == (
        True,
        "DRAFT, version 1. Not yet approved by the chair.",
    )
    approved = the_record()
    assert not approved.draft
    assert approved.status == (
        "Version 2, approved by the chair, Tomasz Wieczorek, on Thursday 26 November 2026, 4:45 pm."
    )


def test_the_head_tells_how_the_meeting_came_about():
    assert [(f.label, f.words) for f in the_record().arranging] == [
        ("Held", "Tuesday 24 November 2026, 2:30 pm to 3:50 pm"),
        ("Format", "Microsoft Teams"),
        ("Chair", "Tomasz Wieczorek, team manager"),
        (
            "Requested by",
            "Amara Osei-Bright, Senior Social Worker, Referral and Assessment, "
            "on Monday 23 November 2026, 4:02 pm",
        ),
        ("Authorised by", "Tomasz Wieczorek, team manager, on Monday 23 November 2026, 4:20 pm"),
        (
            "Protocol",
            "North Somerset guide, version 1. Working Together to Safeguard Children 2023",
        ),
        (
            "Record kept",
            "Strategy meetings are recorded in LCS, on which the children's records are stored "
            "(North Somerset guide, NS-90, NS-94).",
        ),
    ]


def test_times_are_london_times_also_in_summer():
    july = datetime(2026, 7, 24, 13, 30, tzinfo=UTC)
    record = with_session(opened_at=july, closed_at=july)
    assert said(record.arranging, "Held").endswith("July 2026, 2:30 pm to 2:30 pm")


def test_a_meeting_that_ends_after_midnight_names_both_days():
    record = with_session(opened_at=london(24, 23, 30), closed_at=london(25, 0, 45))
    assert said(record.arranging, "Held") == (
        "Tuesday 24 November 2026, 11:30 pm to Wednesday 25 November 2026, 12:45 am"
    )


def test_a_change_of_time_is_told_with_its_reason():
    move = Move(
        by=AMARA.id,
        at=london(23, 18),
        earlier=london(24, 10),
        later=london(24, 14, 30),
        reason="Police on call-out.",
    )
    assert said(the_record(moves=(move,)).arranging, "Time changed") == (
        "From Tuesday 24 November 2026, 10:00 am to Tuesday 24 November 2026, 2:30 pm; "
        "by Amara Osei-Bright, on Monday 23 November 2026, 6:00 pm.\nReason: Police on call-out."
    )
