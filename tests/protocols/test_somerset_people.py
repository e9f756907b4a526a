"""Somerset's guidance: who takes part, who is asked, who minutes, and what each must do."""

import pytest

from meeting.invitation import demanded
from meeting.people import Role
from meeting.quorum import missing
from meeting.request import Format
from meeting.roles import chairs, exception, minute_taker
from tests.people import DIRECTORY
from tests.protocols.somerset import SOMERSET

ALL = {("social_care", Role.SOCIAL_WORKER), ("police", Role.PROFESSIONAL)}
HEALTH = ("health", Role.PROFESSIONAL)


def asked(*facts: str, agencies: tuple[str, ...] = (), referrer: str = ""):
    return {i.agency: i for i in demanded(SOMERSET, facts, agencies, referrer)}


@pytest.mark.parametrize(
    ("agency", "source"),
    [
        pytest.param("social_care", "SO-03", marks=pytest.mark.requirement("SO-03")),
        pytest.param("police", "SO-04", marks=pytest.mark.requirement("SO-04")),
        pytest.param("health", "SO-05", marks=pytest.mark.requirement("SO-05")),
    ],
)
def test_an_agency_that_takes_part_is_always_asked_and_missed(agency: str, source: str):
    assert asked()[agency].required
    assert asked()[agency].sources == (source,)
    everybody = ALL | {HEALTH}
    assert missing(everybody, SOMERSET) == ()
    away = {seat for seat in everybody if seat[0] != agency}
    assert [slot.sources for slot in missing(away, SOMERSET)] == [(source,)]


@pytest.mark.parametrize("kind", ["", "meeting", "calls"])
def test_written_information_is_not_presence_and_a_gp_is_health(kind: str):
    papers = missing(ALL, SOMERSET, papers=[HEALTH], type=kind)
    assert [slot.id for slot in papers] == ["health"]
    assert missing({*ALL, ("gp", Role.PROFESSIONAL)}, SOMERSET, type=kind) == ()


@pytest.mark.requirement("SO-32")
def test_the_relevant_gp_is_asked_to_every_discussion():
    assert asked()["gp"].required
    assert "GP or GPs" in asked()["gp"].reason


@pytest.mark.requirement("SO-06")
def test_the_placement_of_a_looked_after_child_must_take_part():
    assert "fostering" not in asked()
    service = asked("looked_after")["fostering"]
    assert service.required
    assert service.sources == ("SO-06",)
    assert "Residential or fostering service" in service.reason


@pytest.mark.requirement("SO-07")
def test_the_referrer_and_other_involved_agencies_are_asked():
    found = asked(agencies=("probation",), referrer="housing")
    assert found["housing"].reason == "Referring agency"
    assert "SO-07" in found["housing"].sources
    assert "SO-07" in found["probation"].sources


@pytest.mark.requirement("SO-33")
def test_in_the_holidays_the_contact_that_the_school_has_identified_is_asked():
    assert "education" not in asked()
    assert "contact" not in asked("school")["education"].reason
    holiday = asked("school", "school_holidays")["education"]
    assert "the contact that the school has identified" in holiday.reason
    assert set(holiday.sources) == {"SO-31", "SO-33"}
    assert holiday.required


MAY_KNOW = {
    "school": "education",
    "child_health": "child_health",
    "child_mental_health": "child_mental_health",
    "in_hospital": "hospital",
    "hospital_through_harm": "hospital",
    "unborn": "midwifery",
    "adult_health": "adult_health",
    "adult_mental_health": "adult_mental_health",
    "substance_misuse": "substance_misuse",
    "domestic_abuse_adult": "domestic_abuse",
    "domestic_abuse_16": "domestic_abuse",
    "exploitation": "exploitation",
    "youth_justice": "youth_justice",
    "housing": "housing",
}


@pytest.mark.requirement("SO-31")
@pytest.mark.parametrize("fact", MAY_KNOW)
def test_whoever_may_hold_relevant_information_is_asked(fact: str):
    agency = MAY_KNOW[fact]
    assert agency not in asked()
    assert set(asked(fact)) == {*asked(), agency}
    assert asked(fact)[agency].sources == ("SO-31",)


@pytest.mark.requirement("SO-31")
def test_an_agency_that_no_fact_brings_is_asked_when_it_is_named():
    assert "SO-31" in asked(agencies=("probation",))["probation"].sources


COMPLEX = {
    "complex": "SO-47",
    "non_accidental_injury": "SO-48",
    "hospital_through_harm": "SO-49",
    "medical_condition": "SO-50",
    "unrelated_children": "SO-51",
    "police_investigation": "SO-52",
    "exploitation": "SO-52",
}


@pytest.mark.parametrize(
    "fact",
    [pytest.param(f, marks=pytest.mark.requirement(r), id=f"{r} {f}") for f, r in COMPLEX.items()],
)
def test_business_support_minutes_a_complex_case(fact: str):
    taker = minute_taker(SOMERSET, {fact, "school"})
    assert taker.roles == (Role.BUSINESS_SUPPORT,)
    assert taker.accountable == (Role.TEAM_MANAGER,)
    assert COMPLEX[fact] in taker.sources


def test_either_a_hospital_or_a_medical_condition_is_enough():
    assert "either is enough" in minute_taker(SOMERSET, {"medical_condition"}).note


@pytest.mark.requirement("SO-53")
@pytest.mark.parametrize("facts", [(), ("school",), ("in_hospital", "missing", "looked_after")])
def test_in_every_other_case_the_team_manager_sees_to_the_minutes(facts: tuple[str, ...]):
    taker = minute_taker(SOMERSET, facts)
    assert taker.roles == taker.accountable == (Role.TEAM_MANAGER,)
    assert "SO-53" in taker.sources


@pytest.mark.requirement("SO-54")
def test_whoever_sees_to_the_minutes_sees_to_clear_actions():
    taker = minute_taker(SOMERSET, ())
    assert "clear actions are agreed" in taker.text
    assert taker.accountable == (Role.TEAM_MANAGER,)


@pytest.mark.requirement("SO-37")
@pytest.mark.parametrize("fact", [*COMPLEX, "school", "looked_after"])
def test_the_form_in_lcs_goes_to_whoever_minutes(fact: str):
    [task] = [t for t in SOMERSET.tasks if "SO-37" in t.sources]
    taker = minute_taker(SOMERSET, {fact})
    support = taker.roles == (Role.BUSINESS_SUPPORT,)
    assert task.holds({fact}) == support
    assert ("reassigned to them" in taker.text) == support
    assert ("stays in their tray" in taker.text) == (not support)
    assert (task.system, task.roles) == ("LCS", (Role.TEAM_MANAGER,))


@pytest.mark.requirement("SO-61")
def test_the_chair_of_an_exploitation_discussion_is_given_its_guidance_and_stays_the_chair():
    given = exception(SOMERSET, {"exploitation"})
    assert given.guidance == "Child Exploitation Strategy Discussion: Practice Guidance Note"
    assert exception(SOMERSET, {"complex", "police_investigation"}) is None
    usual = chairs(SOMERSET, (), DIRECTORY.people)
    assert usual
    assert chairs(SOMERSET, {"exploitation"}, DIRECTORY.people) == usual


@pytest.mark.requirement("SO-08")
def test_a_discussion_is_a_meeting_or_phone_calls():
    held = {t.id: set(t.formats) for t in SOMERSET.types}
    assert held == {"meeting": {Format.TEAMS, Format.IN_PERSON}, "calls": {Format.PHONE}}
    assert {f.format for f in SOMERSET.formats} == set(Format)
    assert all(t.sources == ("SO-08",) for t in SOMERSET.types)


@pytest.mark.parametrize(
    ("task", "stage", "roles", "source"),
    [
        ("lcs_start", "ready", (Role.TEAM_MANAGER,), "SO-35"),
        ("lcs_attendees", "ready", (Role.BUSINESS_SUPPORT,), "SO-38"),
        ("lcs_record", "after", (), "SO-62"),
        ("isu", "conference", (), "SO-74"),
        ("invite_list", "conference", (Role.SOCIAL_WORKER,), "SO-75"),
    ],
)
def test_what_is_done_outside_the_bot_is_asked_of_whom_the_guidance_names(
    task: str, stage: str, roles: tuple[Role, ...], source: str
):
    """To be marked once a card asks for it."""
    found = next(t for t in SOMERSET.tasks if t.id == task)
    assert (found.stage, found.roles, source in found.sources) == (stage, roles, True)
    assert found.holds()


def test_business_support_arranges_the_discussion():
    """SO-30 and SO-57; to be marked once the authorised request goes to them."""
    assert SOMERSET.arranging.roles == (Role.BUSINESS_SUPPORT,)
    assert "set up the Teams meeting" in SOMERSET.arranging.text
