"""What the record says of the children, the concern and the time allowed."""

import pytest

from records.record import record_of
from tests.records.example import MEETING, PROTOCOL, REQUEST
from tests.records.held import SESSION
from tests.records.invented import NAMES, london
from tests.records.recorded import said, the_record, with_session


@pytest.mark.requirement("NS-56")
@pytest.mark.requirement("NS-57")
@pytest.mark.requirement("NS-59")
def test_every_detail_of_a_child_is_told():
    child = the_record().children[0]
    assert child.name == "Lily-Mae Farrow"
    assert [(f.label, f.words) for f in child.facts] == [
        ("Date of birth", "3 March 2018 (8 years old at the meeting)"),
        ("Ethnicity", "White British"),
        ("Address", "Flat 2, 14 Invented Row\nNailsea\nBS48 0ZZ"),
        ("NHS number", "999 012 3456"),
        ("Plan, legal status", "Child in need plan since 6 May 2026"),
    ]


@pytest.mark.requirement("NS-58")
def test_an_unborn_baby_is_told_by_the_expected_date_and_the_mothers_number():
    unborn = the_record().children[2]
    assert said(unborn.facts, "Date of birth") == "Unborn, expected: 14 February 2027"
    assert said(unborn.facts, "Mother's NHS number") == "999 077 1"


def test_what_is_missing_is_said_to_be_missing():
    record = the_record()
    assert said(record.children[1].facts, "NHS number") == "Not recorded"
    assert said(record.adults[1].facts, "Address") == "Not recorded"
    assert with_session(safety_plan="", review_at=None).safety_plan == "Not recorded"
    assert with_session(review_at=None).review == "Not recorded"


@pytest.mark.requirement("NS-16")
def test_the_band_is_told_with_its_rule_its_source_and_its_deadline():
    facts = the_record().concern
    assert said(facts, "Category") == "Physical abuse"
    assert said(facts, "Urgency band") == "Recent incident of alleged abuse"
    assert said(facts, "Rule").endswith("within 1 working day (North Somerset guide, NS-14, NS-16)")
    assert said(facts, "Deadline").startswith("Tuesday 24 November 2026, 5:00 pm\nDay 0 is Monday")
    assert said(facts, "Held in time") == "Yes"


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "Interpreter not free.",
            "No: 1 h 5 min after the deadline.\nReason: Interpreter not free.",
        ),
        ("", "No: 1 h 5 min after the deadline.\nReason: no reason is recorded"),
    ],
)
def test_a_late_meeting_is_told_to_be_late_by_how_much_and_why(reason, told):
    record = the_record(
        request=REQUEST.but(late_reason=reason),
        session=SESSION.but(opened_at=london(24, 18, 5), closed_at=london(24, 19)),
    )
    assert said(record.concern, "Held in time") == told
    assert said(record.outcome, "Held in time") == "No: see “Concern and timescale”"


def test_a_band_without_a_figure_says_that_there_is_none():
    bands = tuple(b.but(within=None) for b in PROTOCOL.bands)
    record = record_of(MEETING, PROTOCOL.but(bands=bands), NAMES)
    assert said(record.concern, "Deadline") == "No figure is given"
    assert said(record.outcome, "Held in time") == "No deadline: see “Concern and timescale”"


def test_the_band_and_the_referral_are_told_as_they_were_given():
    request = REQUEST.but(band_reason="Complex, no danger now.", referred_at=london(23, 15, 30))
    facts = the_record(request=request).concern
    assert said(facts, "Urgency band").endswith("abuse\nReason: Complex, no danger now.")
    assert said(facts, "Referred") == "Monday 23 November 2026, 3:30 pm"


def test_a_request_without_a_band_still_has_a_record():
    record = the_record(request=REQUEST.but(band=""))
    assert said(record.concern, "Urgency band") == "Not recorded"
    assert said(record.outcome, "Held in time") == "Not recorded"
