"""North East Lincolnshire: by which route a meeting is agreed, and by whom."""

from datetime import timedelta

import pytest

from cards.authorise import AuthoriseForm
from cards.change import CancelForm
from cards.request import concern_card
from meeting.roles import asked_by, may_authorise, steps, still_to_agree
from tests.north_east_lincolnshire import (
    CASE_SUPERVISOR,
    CASS_TM,
    DUTY_MANAGER,
    HEAD_OF_SAFEGUARDING,
    INSPECTOR,
    MANY,
    MASH_TM,
    MIRIAM,
    NEL,
    SERGEANT,
    SERVICE_MANAGER,
    asked_for,
    convene,
    drafted,
    nel_room,
)
from tests.people import DEV, GRACE, OWEN, SAM
from tests.room import MONDAY, SECOND_CHILD, Room, inputs, words


@pytest.fixture
def room() -> Room:
    return nel_room()


def able(route: str) -> set[str]:
    return {p.id for p in MANY if may_authorise(NEL, route, p, SAM.id)}


def ids(*people) -> set[str]:
    return {p.id for p in people}


@pytest.mark.requirement("NE-28")
@pytest.mark.requirement("NE-82")
def test_at_the_front_door_the_mash_team_manager_is_asked_first():
    first = steps(NEL, "front_door")[0]
    assert (first.title, first.teams) == ("MASH Team Manager", ("MASH",))
    asked = asked_by(NEL, "front_door", MONDAY, MONDAY + timedelta(hours=8), MONDAY)
    assert asked == (first,)


@pytest.mark.requirement("NE-29")
def test_the_deputies_at_the_front_door_say_why_the_mash_team_manager_is_unavailable():
    everybody = ids(MASH_TM, CASS_TM, SERVICE_MANAGER, HEAD_OF_SAFEGUARDING)
    assert able("front_door") == everybody
    deputies = steps(NEL, "front_door")[1:]
    assert all("MASH Team Manager unavailable" in step.asks_note for step in deputies)


@pytest.mark.parametrize(
    ("route", "offered"),
    [
        pytest.param("front_door", ["Miriam Holt", "Lena Fisk"],
                     marks=[pytest.mark.requirement("NE-28"), pytest.mark.requirement("NE-29")]),
        pytest.param("open_case", ["Lena Fisk"], marks=pytest.mark.requirement("NE-47")),
    ],
)  # fmt: skip
async def test_the_request_can_be_sent_only_to_who_authorises_by_its_route(
    room: Room, route: str, offered: list[str]
):
    """Miriam is of MASH, Lena a service manager, and Theo a team manager of neither team."""
    check = await drafted(room, concern={"route": route})
    choices = inputs(check)["authoriser"]["choices"]
    assert [c["title"].split(",")[0] for c in choices] == offered


@pytest.mark.parametrize(
    ("features", "until"),
    [
        pytest.param("serious_harm", "Monday 23 November 2026, 5:00 pm",
                     marks=pytest.mark.requirement("NE-22")),
        pytest.param("penetrative,complex", "Monday 23 November 2026, 5:00 pm",
                     marks=pytest.mark.requirement("NE-23")),
        pytest.param("immediate_action", "Tuesday 24 November 2026, 5:00 pm",
                     marks=pytest.mark.requirement("NE-24")),
        pytest.param("complex", "Monday 30 November 2026, 5:00 pm",
                     marks=pytest.mark.requirement("NE-25")),
        pytest.param("complex,immediate_protection", "Tuesday 24 November 2026, 5:00 pm",
                     marks=pytest.mark.requirement("NE-26")),
    ],
)  # fmt: skip
async def test_what_applies_to_the_concern_sets_the_deadline_that_is_shown(
    room: Room, features: str, until: str
):
    said = {"band": "", "features": features}
    check = await drafted(room, concern=said, late_reason="The hospital asked for it.")
    assert f"To be held by **{until}**" in words(check)


@pytest.mark.requirement("NE-13")
async def test_meeting_or_discussion_is_chosen_with_the_request(room: Room):
    offered = inputs(concern_card(None, NEL))["type"]["choices"]
    assert [c["value"] for c in offered] == ["meeting", "discussion"]
    await drafted(room, concern={"type": "discussion"})
    assert (await room.meeting()).request.type == "discussion"


@pytest.mark.requirement("NE-47")
@pytest.mark.requirement("NE-82")
def test_an_open_case_is_agreed_by_the_cass_team_manager_or_a_service_manager():
    first, second, last = steps(NEL, "open_case")
    assert (first.title, first.teams) == ("CASS Team Manager", ("CASS",))
    assert (second.title, second.asks_note) == ("Service Manager", "")
    assert last.asks_note, "the Head of Safeguarding, of the checklist alone, says why"
    assert MASH_TM.id not in able("open_case")


@pytest.mark.requirement("NE-210")
def test_the_head_of_safeguarding_too_may_agree_that_the_threshold_is_met():
    assert HEAD_OF_SAFEGUARDING.id in able("open_case") & able("front_door")


@pytest.mark.parametrize("route", ["front_door", "open_case", "phone"])
@pytest.mark.requirement("NE-47")
@pytest.mark.requirement("NE-210")
def test_a_case_supervisor_or_duty_manager_authorises_nothing(route: str):
    assert not {CASE_SUPERVISOR.id, DUTY_MANAGER.id} & able(route)


@pytest.mark.parametrize("route", ["front_door", "open_case"])
@pytest.mark.requirement("NE-82")
def test_nobody_authorises_a_request_of_their_own(route: str):
    assert may_authorise(NEL, route, CASS_TM, SAM.id)
    assert not may_authorise(NEL, route, CASS_TM, CASS_TM.id)


@pytest.mark.requirement("NE-14")
@pytest.mark.parametrize("police", [SERGEANT, INSPECTOR], ids=lambda p: p.role)
def test_a_discussion_is_agreed_by_a_social_care_manager_and_a_sergeant_or_inspector(police):
    route = NEL.route("phone")
    assert route.types == ("discussion",)
    assert len(still_to_agree(route, [])) == 2
    [left] = still_to_agree(route, [SERVICE_MANAGER])
    assert left.roles == ("detective sergeant", "detective inspector")
    assert not still_to_agree(route, [SERVICE_MANAGER, police])
    assert asked_by(NEL, "phone", MONDAY, MONDAY + timedelta(hours=8), MONDAY) == route.steps


@pytest.mark.requirement("NE-95")
@pytest.mark.requirement("NE-82")
async def test_nobody_is_asked_before_a_team_manager_has_agreed(room: Room):
    await asked_for(room)
    for person in (SAM, GRACE, DEV, OWEN):
        assert "proposal" not in await room.owed_to(person)
        assert "invitation" not in await room.owed_to(person)
    await room.does(MIRIAM, AuthoriseForm, outcome="APPROVED", threshold="met")
    assert (await room.meeting()).authorisations[-1].by.role == "team manager"
    assert "proposal" in await room.owed_to(SAM)


@pytest.mark.requirement("NE-02")
@pytest.mark.parametrize("harm", ["emotional", "physical", "sexual", "neglect"])
def test_the_request_names_the_kind_of_harm(harm: str):
    offered = inputs(concern_card(None, NEL))["category"]["choices"]
    assert any(harm in choice["value"] for choice in offered)
    assert harm in {h.id for h in NEL.trigger.harms}


@pytest.mark.requirement("NE-39")
@pytest.mark.requirement("NE-52")
async def test_who_chairs_is_named_before_the_invitations_go_out(room: Room):
    await asked_for(room)
    await room.does(MIRIAM, AuthoriseForm, outcome="APPROVED", threshold="met")
    proposal = await room.card("proposal")
    offered = {c["value"] for c in inputs(proposal)["chair"]["choices"]}
    assert MIRIAM.id in offered
    assert SAM.id not in offered
    assert "NE-83" in words(proposal)


@pytest.mark.requirement("NE-40")
@pytest.mark.requirement("NE-53")
async def test_all_the_children_to_be_discussed_are_named_to_whoever_is_asked(room: Room):
    await asked_for(room, children=())
    assert (await room.meeting()).requested_at is None, "without a child nothing is sent"
    room = nel_room()
    await convene(room, children=({"name": "Robin Ashgrove"}, SECOND_CHILD))
    card = words(await room.card("invitation"))
    assert "Robin Ashgrove" in card
    assert "Wren Ashgrove" in card


@pytest.mark.requirement("NE-44")
@pytest.mark.requirement("NE-57")
async def test_a_partner_who_disagrees_does_not_stop_the_meeting(room: Room):
    await convene(room)
    for partner in (DEV, GRACE, OWEN):
        await room.does(partner, CancelForm, reason="We do not think that it is needed.")
        meeting = await room.meeting()
        assert meeting.cancelled is None
        assert meeting.phase == "convened"
    opposed = next(d for d in NEL.disagreements if d.id == "opposes")
    assert opposed.goes_ahead
    assert opposed.sources == ("NE-44", "NE-57")
