"""Who must be asked to a meeting, and why; who was considered and is not needed."""

from datetime import date

import pytest

from meeting.invitation import demanded, not_needed, proposed
from meeting.people import Child
from meeting.request import Category
from tests.build import a_draft
from tests.partnerships import BORCHESTER, NORTH_SOMERSET

ALWAYS = ["social_care", "health", "police"]


def agencies(*facts: str, involved=(), referrer="", protocol=NORTH_SOMERSET) -> list[str]:
    return [i.agency for i in demanded(protocol, facts, involved, referrer)]


def the(agency: str, *facts: str, protocol=NORTH_SOMERSET, **more):
    return next(i for i in demanded(protocol, facts, **more) if i.agency == agency)


def test_the_statutory_three_are_asked_whatever_holds():
    found = demanded(NORTH_SOMERSET, ())
    assert [i.agency for i in found] == ALWAYS
    assert all(i.required and i.quorum for i in found)


@pytest.mark.parametrize(
    ("fact", "agency", "source"),
    [
        pytest.param(*row, marks=pytest.mark.requirement(row[2]), id=row[0])
        for row in [
            ("school", "education", "NS-25"),
            ("child_health", "child_health", "NS-26"),
            ("child_mental_health", "child_mental_health", "NS-26"),
            ("unborn", "midwifery", "NS-26"),
            ("adult_health", "adult_health", "NS-27"),
            ("adult_mental_health", "adult_mental_health", "NS-27"),
            ("substance_misuse", "substance_misuse", "NS-28"),
            ("sexual_abuse", "sarc", "NS-29"),
            ("domestic_abuse_adult", "domestic_abuse", "NS-30"),
            ("domestic_abuse_16", "domestic_abuse", "NS-31"),
            ("housing", "housing", "NS-32"),
        ]
    ],
)
def test_a_fact_of_the_case_brings_its_agency_with_the_reason(fact: str, agency: str, source: str):
    assert agencies(fact) == [*ALWAYS, agency]
    invitee = the(agency, fact)
    assert source in invitee.sources
    assert invitee.reason
    assert not invitee.required


@pytest.mark.requirement("NS-24")
def test_the_agency_that_referred_is_asked_as_such():
    invitee = the("probation", referrer="probation")
    assert (invitee.reason, invitee.sources) == ("Referring agency", ("NS-24",))


@pytest.mark.requirement("NS-23")
def test_whoever_works_with_the_family_is_asked():
    invitee = the("youth_justice", agencies=["youth_justice"])
    assert invitee.sources == ("NS-23",)


def test_an_agency_of_the_rules_that_is_involved_is_asked_by_its_own_rule():
    assert "NS-32" in the("housing", agencies=["housing"]).sources


def test_one_agency_is_asked_once_with_every_reason():
    both = ("domestic_abuse_adult", "domestic_abuse_16")
    assert agencies(*both).count("domestic_abuse") == 1
    rules = (*NORTH_SOMERSET.invitees, NORTH_SOMERSET.invitees[9].but(agency="health"))
    protocol = NORTH_SOMERSET.but(invitees=rules)
    health = the("health", "sexual_abuse", protocol=protocol)
    assert health.reason == (
        "A health practitioner must be present; "
        "Concerns regarding possible sexual abuse have been raised"
    )
    assert health.sources == ("NS-20", "NS-29")
    assert health.required


def test_somebody_who_must_take_part_once_a_fact_holds_is_required_then():
    assert the("medical", "medical_examination", protocol=BORCHESTER).required
    assert "medical" not in agencies(protocol=BORCHESTER)


def test_whom_of_the_agency_to_ask_is_said_in_the_reason():
    holidays = the("education", "school_holidays", protocol=BORCHESTER)
    assert holidays.reason.endswith("(the contact that the school has named)")


def test_what_was_considered_and_is_not_needed_is_left_over():
    asked = agencies("sexual_abuse")
    left = [rule.agency for rule in not_needed(NORTH_SOMERSET, asked)]
    assert "sarc" not in left
    assert "housing" in left
    assert not set(left) & set(ALWAYS)


@pytest.mark.requirement("NS-29")
def test_a_request_that_names_sexual_abuse_brings_the_sarc_without_a_tick():
    meeting = a_draft(category=Category.SEXUAL, facts=frozenset())
    assert "sarc" in [i.agency for i in proposed(meeting, NORTH_SOMERSET)]


@pytest.mark.requirement("NS-26")
def test_an_unborn_baby_brings_the_midwife_without_a_tick():
    baby = Child(id="c1", name="Baby Ashgrove", unborn=True, born=date(2027, 2, 1))
    meeting = a_draft(children=(baby,), facts=frozenset())
    assert [i.agency for i in proposed(meeting, NORTH_SOMERSET)] == [*ALWAYS, "midwifery"]


def test_each_proposal_has_an_id_of_its_own():
    ids = [i.id for i in proposed(a_draft(), NORTH_SOMERSET)]
    assert ids == ["i1", "i2", "i3", "i4"]
