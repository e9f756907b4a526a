"""Which agencies a meeting cannot do without, and which of them are still missing."""

from itertools import combinations

import pytest

from meeting import attendance, quorum
from meeting.model import AnswerKind
from meeting.people import Role
from tests.build import NINE, answered, convened, in_session
from tests.partnerships import BORCHESTER, NORTH_SOMERSET
from tests.people import DEV, GRACE, MIRIAM, OWEN, SAM

SOCIAL_WORKER = ("social_care", Role.SOCIAL_WORKER)
MANAGER = ("social_care", Role.TEAM_MANAGER)
HEALTH = ("health", Role.PROFESSIONAL)
POLICE = ("police", Role.PROFESSIONAL)
SCHOOL = ("education", Role.PROFESSIONAL)
MINIMUM = {"social_worker": SOCIAL_WORKER, "health": HEALTH, "police": POLICE}


def missing(*seats, protocol=NORTH_SOMERSET, **more) -> list[str]:
    return [slot.id for slot in quorum.missing(seats, protocol, **more)]


@pytest.mark.requirement("NS-19")
@pytest.mark.requirement("NS-20")
@pytest.mark.requirement("NS-21")
@pytest.mark.requirement("NS-22")
@pytest.mark.parametrize("present", [c for n in range(4) for c in combinations(MINIMUM, n)])
def test_whoever_of_the_minimum_is_not_there_is_missing(present: tuple[str, ...]):
    there = [MINIMUM[slot] for slot in present]
    assert missing(*there, SCHOOL) == [slot for slot in MINIMUM if slot not in present]


@pytest.mark.requirement("NS-19")
def test_a_manager_does_not_stand_for_the_social_worker():
    assert missing(MANAGER, HEALTH, POLICE) == ["social_worker"]


@pytest.mark.requirement("NS-20")
@pytest.mark.parametrize("agency", ["health", "child_health", "gp", "hospital", "midwifery"])
def test_any_health_practitioner_fills_the_place_of_health(agency: str):
    assert missing(SOCIAL_WORKER, (agency, Role.PROFESSIONAL), POLICE) == []


def test_written_information_is_not_presence():
    meeting = answered(convened(), SAM, DEV)
    meeting = attendance.inform(meeting, GRACE, (("What is known?", "All well."),), NINE)
    assert [s.id for s in quorum.expected(meeting, NORTH_SOMERSET)] == ["health"]
    assert [s.id for s in quorum.absent(in_session(SAM, DEV), NORTH_SOMERSET)] == ["health"]


def on_paper(protocol, slot: str):
    slots = tuple(s.but(paper_counts=True) if s.id == slot else s for s in protocol.quorum)
    return protocol.but(quorum=slots)


def test_it_is_where_the_protocol_says_so_and_for_that_agency_alone():
    protocol = on_paper(NORTH_SOMERSET, "health")
    meeting = attendance.inform(convened(), GRACE, (("What is known?", "All well."),), NINE)
    meeting = attendance.inform(meeting, DEV, (("What is known?", "Nothing."),), NINE)
    assert [s.id for s in quorum.expected(meeting, protocol)] == ["social_worker", "police"]


def test_somebody_who_comes_and_writes_counts_once():
    slots = tuple(s.but(minimum=2, paper_counts=True) for s in NORTH_SOMERSET.quorum)
    meeting = answered(convened(), GRACE)
    meeting = attendance.inform(meeting, GRACE, (("What is known?", "All well."),), NINE)
    protocol = NORTH_SOMERSET.but(quorum=slots)
    assert "health" in {s.id for s in quorum.expected(meeting, protocol)}


def test_a_deputy_fills_the_place_and_somebody_who_only_writes_does_not():
    meeting = attendance.answer(convened(), GRACE, AnswerKind.DEPUTY, NINE, "other:A colleague")
    meeting = answered(meeting, DEV, kind=AnswerKind.INFORMATION)
    expected = [s.id for s in quorum.expected(meeting, NORTH_SOMERSET)]
    assert expected == ["social_worker", "police"]


def test_a_slot_may_want_more_than_one_person():
    slots = tuple(s.but(minimum=2) if s.id == "health" else s for s in NORTH_SOMERSET.quorum)
    protocol = NORTH_SOMERSET.but(quorum=slots)
    assert missing(SOCIAL_WORKER, HEALTH, POLICE, protocol=protocol) == ["health"]
    assert missing(SOCIAL_WORKER, HEALTH, HEALTH, POLICE, protocol=protocol) == []


def test_a_discussion_may_have_another_minimum_than_a_meeting():
    assert [s.id for s in quorum.slots(BORCHESTER)] == ["manager", "health"]
    assert [s.id for s in quorum.slots(BORCHESTER, "discussion")] == ["manager"]
    assert missing(MANAGER, protocol=BORCHESTER, type="discussion") == []
    assert missing(MANAGER, protocol=BORCHESTER) == ["health"]


def test_a_presenter_outside_the_minimum_is_warned_of_when_absent():
    assert not quorum.unpresented(in_session(SAM, GRACE), BORCHESTER)
    [warned] = quorum.unpresented(in_session(MIRIAM, GRACE, DEV, OWEN), BORCHESTER)
    assert "presents the reason" in warned.text
