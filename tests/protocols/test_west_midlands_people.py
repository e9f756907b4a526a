"""West Midlands: whom its good practice guide has asked, and who must be there."""

import pytest

from meeting.facts import used
from meeting.invitation import demanded, proposed
from meeting.people import Role
from meeting.quorum import expected, missing
from meeting.request import Category, Request
from state.protocols import read_protocol
from tests.by_protocol import convened, in_session, opened
from tests.people import DEV, DORA, GRACE, MIRIAM, SAM
from tests.room import Room, words

WEST_MIDLANDS = read_protocol("west_midlands")
MINIMUM = {"social_care", "health", "police"}
SEATS = {
    "Social Worker": ("social_care", Role.SOCIAL_WORKER),
    "Manager": ("social_care", Role.TEAM_MANAGER),
    "Health Professional": ("health", Role.PROFESSIONAL),
    "Police": ("police", Role.PROFESSIONAL),
}


@pytest.fixture
def room():
    return Room(protocol="west_midlands")


def asked(*facts: str, **case):
    """Agency → invitation."""
    return {i.agency: i for i in demanded(WEST_MIDLANDS, facts, **case)}


def shows(requirement: str, *values):
    marks = pytest.mark.requirement(requirement)
    return pytest.param(*values, marks=marks, id=f"{requirement} {values[0]}")


# ── Who is asked ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fact", "agency"),
    [
        shows("WM-20", "school", "education"),
        shows("WM-20", "health_visiting", "health_visiting"),
        shows("WM-20", "gp", "gp"),
        shows("WM-20", "unborn", "midwifery"),
        shows("WM-21", "expert", "expert"),
        shows("WM-27", "exploitation", "exploitation"),
        shows("WM-28", "missing", "missing"),
        shows("WM-29", "youth_justice", "youth_justice"),
        shows("WM-30", "medical_issues", "medical"),
        shows("WM-31", "medical_examination", "medical"),
        shows("WM-32", "sexual_abuse", "mountain_healthcare"),
        shows("WM-18", "child_mental_health", "child_mental_health"),
        shows("WM-18", "adult_mental_health", "adult_mental_health"),
        shows("WM-18", "substance_misuse", "substance_misuse"),
        shows("WM-18", "looked_after", "fostering"),
    ],
)
def test_a_fact_of_the_case_brings_its_agency(request, fact, agency):
    [mark] = [m for m in request.node.iter_markers("requirement")]
    assert set(asked(fact)) == MINIMUM | {agency}
    assert mark.args[0] in asked(fact)[agency].sources
    assert fact in {f.id for f in used(WEST_MIDLANDS)}


def test_without_any_fact_only_the_minimum_is_asked():
    assert set(asked()) == MINIMUM
    assert all(i.required and i.quorum for i in asked().values())


@pytest.mark.requirement("WM-30")
@pytest.mark.requirement("WM-31")
def test_a_medical_professional_who_must_take_part_is_not_only_offered():
    assert all(
        asked(fact)["medical"].required for fact in ("medical_issues", "medical_examination")
    )
    medical = asked("medical_issues")["medical"]
    assert medical.required
    assert "significant medical issues" in medical.reason
    assert "examination may be required" in medical.reason


@pytest.mark.requirement("WM-32")
def test_child_sexual_abuse_brings_mountain_healthcare_without_a_tick():
    def for_(category):
        meeting = in_session(WEST_MIDLANDS).but(request=Request(category=category))
        return {i.agency for i in proposed(meeting, WEST_MIDLANDS)}

    assert for_(Category.SEXUAL) == MINIMUM | {"mountain_healthcare"}
    assert for_(Category.NEGLECT) == MINIMUM


@pytest.mark.requirement("WM-18")
@pytest.mark.requirement("WM-06")
def test_whoever_referred_or_works_with_the_family_holds_information_and_is_asked():
    found = asked(agencies=("probation",), referrer="adoption")
    assert set(found) == MINIMUM | {"probation", "adoption"}
    assert found["probation"].sources == ("WM-18", "WM-19")
    assert found["adoption"].sources == ("WM-06", "WM-18")


@pytest.mark.requirement("WM-19")
async def test_who_is_asked_is_expected_to_attend_and_reminded_until_they_answer(room):
    await convened(room)
    room.later(hours=20)
    owed = {p.to for p in await room.posts() if p.kind == "reminder"}
    assert {GRACE.id, DEV.id} <= owed
    assert DORA.id not in owed


# ── Who must be there ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "slot",
    [
        shows("WM-22", "Social Worker"),
        shows("WM-23", "Manager"),
        shows("WM-24", "Health Professional"),
        shows("WM-25", "Police"),
    ],
)
def test_the_meeting_is_below_its_minimum_without(request, slot):
    [mark] = [m for m in request.node.iter_markers("requirement")]
    others = [seat for title, seat in SEATS.items() if title != slot]
    [empty] = missing(others, WEST_MIDLANDS)
    assert (empty.title, empty.sources) == (slot, mark.args)
    assert not missing(SEATS.values(), WEST_MIDLANDS)
    strangers = [(agency, Role.PROFESSIONAL) for agency in ("probation", "education", "housing")]
    assert missing([*others, *strangers], WEST_MIDLANDS) == (empty,)


@pytest.mark.requirement("WM-22")
@pytest.mark.requirement("WM-23")
def test_the_social_worker_and_the_manager_are_two_people():
    """Ambiguity 62."""
    others = [SEATS["Health Professional"], SEATS["Police"]]
    one = [*others, ("social_care", Role.TEAM_MANAGER)]
    assert [s.title for s in missing(one, WEST_MIDLANDS)] == ["Social Worker"]
    two = [*others, *[("social_care", Role.TEAM_MANAGER)] * 2]
    assert [s.title for s in missing(two, WEST_MIDLANDS)] == ["Social Worker"]


@pytest.mark.requirement("WM-24")
@pytest.mark.requirement("WM-25")
async def test_the_chair_reads_who_is_missing_in_the_room(room):
    await opened(room, MIRIAM, SAM)
    card = words(await room.card("agenda"))
    assert "Below the statutory minimum: Health Professional and Police missing." in card
    assert "West Midlands guide, WM-24, WM-25" in card


async def test_the_manager_who_chairs_is_expected(room):
    await opened(room)
    assert expected(await room.meeting(), WEST_MIDLANDS) == ()
