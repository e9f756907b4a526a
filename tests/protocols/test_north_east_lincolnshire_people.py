"""North East Lincolnshire: who is asked, who must be there, who chairs, decides and minutes."""

from datetime import timedelta

import pytest

from cards.attendance import invitation_card
from meeting import invitation
from meeting.attendance import answer, inform
from meeting.invitation import demanded
from meeting.model import AnswerKind
from meeting.people import Role
from meeting.post import PostKind
from meeting.posts import posts
from meeting.quorum import absent, expected, missing, unpresented
from meeting.roles import chairs, decides, exception, minute_taker
from tests.north_east_lincolnshire import (
    CASE_SUPERVISOR,
    DIRECTORY,
    DUTY_MANAGER,
    LADO,
    MANY,
    MASH_TM,
    MEET,
    MIRIAM,
    NEL,
    SERVICE_MANAGER,
    convened,
    in_session,
    somebody,
)
from tests.people import DEV, GRACE, OWEN, SAM
from tests.room import inputs, words

MANAGER = ("social_care", Role.TEAM_MANAGER)
WORKER = ("social_care", Role.SOCIAL_WORKER)
HEALTH = ("health", Role.PROFESSIONAL)
POLICE = ("police", Role.PROFESSIONAL)


def marked(requirement: str, *values, name: str = ""):
    mark = pytest.mark.requirement(requirement)
    return pytest.param(*values, marks=mark, id=f"{requirement} {name or values[-1]}")


@pytest.mark.parametrize(
    ("there", "lacking"),
    [
        marked("NE-06", [WORKER, HEALTH, POLICE], "manager"),
        marked("NE-07", [MANAGER, POLICE], "health"),
        marked("NE-08", [MANAGER, HEALTH], "police"),
    ],
)
def test_a_meeting_without_one_of_its_three_is_below_the_minimum(there: list, lacking: str):
    assert [slot.id for slot in missing(there, NEL)] == [lacking]


@pytest.mark.requirement("NE-06")
@pytest.mark.requirement("NE-07")
@pytest.mark.requirement("NE-08")
def test_manager_one_health_practitioner_and_police_are_the_minimum():
    assert not missing([MANAGER, HEALTH, POLICE], NEL)


@pytest.mark.requirement("NE-13")
def test_a_discussion_is_between_social_care_police_and_health_and_may_be_by_telephone():
    assert not missing([WORKER, HEALTH, POLICE], NEL, type="discussion")
    empty = missing([], NEL, type="discussion")
    assert [slot.id for slot in empty] == ["social_care", "health", "police"]
    assert "telephone" in NEL.meeting_type("discussion").formats
    assert "telephone" not in NEL.meeting_type("meeting").formats


def test_written_information_is_no_presence():
    meeting = convened()
    meeting = inform(meeting, GRACE, (("What?", "Seen twice."),), MEET)
    assert "health" in {slot.id for slot in expected(meeting, NEL)}


@pytest.mark.requirement("NE-109")
def test_the_chair_is_warned_of_an_absent_social_worker_who_is_not_of_the_minimum():
    meeting = in_session(MIRIAM, GRACE, DEV)
    assert not absent(meeting, NEL)
    [presenter] = unpresented(meeting, NEL)
    assert "reason for the meeting" in presenter.text
    assert not unpresented(in_session(MIRIAM, SAM, GRACE, DEV), NEL)


@pytest.mark.parametrize(
    ("facts", "agency"),
    [
        marked("NE-10", ["school"], "education"),
        marked("NE-11", ["child_health"], "child_health"),
        marked("NE-11", ["child_mental_health"], "child_mental_health"),
        marked("NE-11", ["adult_mental_health"], "adult_mental_health"),
        marked("NE-11", ["substance_misuse"], "substance_misuse"),
        marked("NE-11", ["looked_after"], "fostering"),
        marked("NE-56", ["looked_after"], "lac_health"),
        marked("NE-56", ["unborn"], "midwifery"),
        marked("NE-56", ["in_hospital"], "hospital"),
        marked("NE-91", ["adopted"], "adoption"),
        marked("NE-86", ["professional_alleged"], "lado"),
        marked("NE-88", ["unexpected_death"], "safer_partnership"),
    ],
)
def test_a_fact_of_the_case_brings_the_agency_to_the_meeting(facts: list[str], agency: str):
    always = {i.agency for i in demanded(NEL, [])}
    assert always == {"social_care", "health", "police"}
    assert {i.agency for i in demanded(NEL, facts)} - always >= {agency}


@pytest.mark.requirement("NE-09")
def test_the_referring_agency_is_asked_as_such():
    found = {i.agency: i for i in demanded(NEL, [], referrer="housing")}
    assert found["housing"].reason == "Referring agency"
    assert found["housing"].sources == ("NE-09",)


@pytest.mark.requirement("NE-90")
def test_every_involved_professional_with_relevant_information_is_asked():
    found = {i.agency: i for i in demanded(NEL, [], ["probation", "domestic_abuse"])}
    assert all("NE-90" in found[a].sources for a in ("probation", "domestic_abuse"))


@pytest.mark.requirement("NE-56")
def test_health_can_bring_in_each_of_its_colleagues_and_they_count_as_health():
    colleagues = ["health_visitor", "school_nurse", "midwifery", "ymm", "hospital", "lac_health"]
    found = {i.agency: i for i in demanded(NEL, [], colleagues)}
    assert found.keys() >= set(colleagues)
    assert all(found[a].quorum for a in colleagues)


@pytest.mark.parametrize("route", [marked("NE-42", "front_door"), marked("NE-55", "open_case")])
def test_every_professional_identified_is_invited_by_either_route(route: str):
    meeting = convened(route=route)
    nurse = somebody(Role.PROFESSIONAL, agency="school_nurse")
    meeting = invitation.add(meeting, NEL, nurse, "Sees the child weekly.", MEET)
    owed = {p.to for p in posts(meeting, NEL, MEET) if p.kind is PostKind.INVITATION}
    assert owed == {SAM.id, GRACE.id, DEV.id, OWEN.id, nurse.id}


@pytest.mark.requirement("NE-96")
def test_police_and_all_who_are_relevant_are_seen_to_until_they_come_or_are_linked():
    meeting = convened()
    late = MEET - timedelta(minutes=10)
    owed = [p for p in posts(meeting, NEL, late) if p.kind is PostKind.REMINDER]
    assert {p.to for p in owed} == {SAM.id, GRACE.id, DEV.id, OWEN.id}
    warned = [p for p in posts(meeting, NEL, late) if p.kind is PostKind.QUORUM]
    assert {p.to for p in warned} == {MIRIAM.id}
    assert {"health", "police"} <= {slot.id for slot in expected(meeting, NEL)}
    assert meeting.request.format == "Microsoft Teams"
    for person in (DEV, GRACE):
        meeting = answer(meeting, person, AnswerKind.ATTENDING, MEET)
    assert not {"health", "police"} & {slot.id for slot in expected(meeting, NEL)}


@pytest.mark.requirement("NE-247")
def test_whoever_comes_confirms_that_they_are_senior_enough_to_decide():
    meeting = convened()
    card = invitation_card(meeting, NEL, meeting.invitee(DEV.id), DIRECTORY.people)
    assert "sufficiently senior" in inputs(card)["confirmed"]["choices"][0]["title"]
    assert "NE-247" in words(card)


@pytest.mark.requirement("NE-83")
def test_the_chair_is_a_manager_of_social_care():
    able = chairs(NEL, [], MANY)
    assert able[0] == MASH_TM
    assert {SERVICE_MANAGER, DUTY_MANAGER} <= set(able)
    assert not {SAM, CASE_SUPERVISOR, DEV, GRACE, LADO} & set(able)


@pytest.mark.requirement("NE-86")
def test_the_lado_chairs_where_a_professional_is_alleged_to_have_done_harm():
    assert chairs(NEL, ["professional_alleged"], MANY) == [LADO]


@pytest.mark.requirement("NE-87")
def test_health_or_police_chair_after_the_unexpected_death_of_a_child():
    agencies = {p.agency for p in chairs(NEL, ["unexpected_death"], MANY)}
    assert agencies == {"health", "police"}


@pytest.mark.requirement("NE-88")
def test_safer_partnership_organises_the_meeting_after_an_unexpected_death():
    assert exception(NEL, ["unexpected_death"]).organiser == "Safer Partnership"
    assert exception(NEL, ["professional_alleged"]).organiser == ""


@pytest.mark.requirement("NE-94")
@pytest.mark.parametrize("chair", [LADO, SERVICE_MANAGER, GRACE], ids=lambda p: p.role)
def test_a_team_manager_decides_on_section_47_whoever_chairs(chair):
    assert decides(NEL, MASH_TM, chair.id)
    assert not decides(NEL, chair, chair.id)


@pytest.mark.requirement("NE-89")
def test_a_complex_case_is_minuted_by_a_business_support_assistant_if_at_all_possible():
    rule = minute_taker(NEL, ["complex"])
    assert rule.sources == ("NE-89",)
    assert "every effort" in rule.text
    assert rule.roles == (Role.BUSINESS_SUPPORT,)


@pytest.mark.requirement("NE-85")
def test_business_support_arranges_and_minutes():
    assert minute_taker(NEL, []).roles == (Role.BUSINESS_SUPPORT,)
    assert "NE-85" in minute_taker(NEL, []).sources
    assert NEL.arranging.roles == (Role.BUSINESS_SUPPORT,)
