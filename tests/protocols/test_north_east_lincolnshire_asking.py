"""What North East Lincolnshire wants said and done on the way to a meeting is on the cards."""

import pytest

from cards.arrange import arrangements_card
from cards.authorise import AuthoriseForm, authorise_card
from cards.invitation import proposal_card
from cards.request import ConcernForm, concern_card
from cards.steps import StartMeeting
from meeting.model import Phase
from tests.north_east_lincolnshire import (
    DIRECTORY,
    MIRIAM,
    NEL,
    SAM,
    asked_for,
    convene,
    convened,
    decide,
    draft,
    nel_room,
    opened,
)
from tests.room import inputs, mistakes, words

SAID = {
    "category": "physical abuse",
    "concern": "Bruises seen at school.",
    "band": "one_day",
    "identified": "today 8:30",
}


@pytest.fixture
def room():
    return nel_room()


def marked(ids: str):
    return [pytest.param(i, marks=pytest.mark.requirement(i), id=i) for i in ids.split()]


def waiting(route: str) -> str:
    """The authoriser's card, by a route."""
    return words(authorise_card(draft(route=route).but(phase=Phase.REQUESTED), NEL))


@pytest.mark.parametrize("source", marked("NE-30 NE-31 NE-32 NE-33 NE-35 NE-36 NE-37 NE-38"))
def test_what_is_done_at_the_front_door_is_listed_there_and_not_on_an_open_case(source: str):
    assert source in waiting("front_door").replace(",", " ").split()
    if source != "NE-38":
        assert source not in waiting("open_case").replace(",", " ").split()


@pytest.mark.parametrize("source", marked("NE-48 NE-49 NE-50 NE-51"))
def test_what_is_done_on_an_open_case_is_listed_there(source: str):
    assert source in waiting("open_case").replace(",", " ").split()
    if source != "NE-51":
        assert source not in waiting("front_door").replace(",", " ").split()


@pytest.mark.parametrize(
    ("source", "route"),
    [
        pytest.param("NE-41", "front_door", marks=pytest.mark.requirement("NE-41")),
        pytest.param("NE-54", "open_case", marks=pytest.mark.requirement("NE-54")),
    ],
)
def test_business_support_is_told_to_book_the_room(source: str, route: str):
    read = words(proposal_card(convened(route=route), NEL, DIRECTORY.people))
    assert "BSO: Book a room" in read
    assert source in read


@pytest.mark.requirement("NE-27")
@pytest.mark.requirement("NE-46")
async def test_a_request_that_does_not_say_how_the_threshold_is_met_goes_no_further(room):
    again = await room.does(SAM, ConcernForm, meeting="", **SAID, route="front_door")
    assert "ground" in mistakes(again.card)
    read = words(again)
    assert "How does the MASH analysis show likely or ongoing significant harm" in read
    assert "Which event or cumulative concerns show significant harm" in read
    await asked_for(room)
    assert "The MASH analysis shows likely harm." in words(await room.card("authorise"))


@pytest.mark.requirement("NE-03")
@pytest.mark.requirement("NE-04")
async def test_witnessing_harm_and_an_assessment_that_escalated_can_be_chosen(room):
    chosen = {"harms": "witnessing,forged", "occasion": "assessment"}
    await asked_for(room, concern=chosen)
    request = (await room.meeting()).request
    assert (request.harms, request.occasion) == (frozenset({"witnessing"}), "assessment")
    read = words(await room.card("authorise"))
    assert "Witnessing or hearing harm to others" in read
    assert "From an assessment whose issues persist or have escalated" in read


@pytest.mark.parametrize(
    ("source", "said"),
    [
        pytest.param(
            "NE-208", "seeing or hearing the ill treatment of another",
            marks=pytest.mark.requirement("NE-208"),
        ),
        pytest.param(
            "NE-209", "There are no absolute criteria", marks=pytest.mark.requirement("NE-209")
        ),
    ],
)  # fmt: skip
def test_what_harm_is_can_be_read_where_the_request_is_made(source: str, said: str):
    read = words(concern_card(None, NEL))
    assert said in read
    assert source in read


@pytest.mark.requirement("NE-34")
async def test_the_threshold_is_decided_apart_from_the_authorisation(room):
    await asked_for(room)
    offered = inputs(await room.card("authorise"))["threshold"]["choices"]
    assert [c["value"] for c in offered] == ["met", "more", "s17"]
    again = await room.does(MIRIAM, AuthoriseForm, outcome="APPROVED")
    assert "threshold" in mistakes(again.card)
    assert (await room.meeting()).phase is Phase.REQUESTED
    await room.does(MIRIAM, AuthoriseForm, outcome="APPROVED", threshold="met")
    [given] = (await room.meeting()).authorisations
    assert given.threshold == "met"


@pytest.mark.requirement("NE-05")
def test_face_to_face_is_proposed_first():
    box = inputs(arrangements_card(draft(), NEL))["format"]
    assert box["value"] == "in person"
    assert box["choices"][0]["value"] == "in person"


@pytest.mark.requirement("NE-12")
@pytest.mark.requirement("NE-59")
async def test_whoever_is_asked_reads_how_to_join_from_afar_and_that_nobody_waits(room):
    await convene(room)
    read = words(await room.card("invitation"))
    assert "Join by link or conference call" in read
    assert "it does not wait for the meeting" in read
    assert "NE-12" in read
    assert "NE-59" in read


@pytest.mark.requirement("NE-84")
async def test_the_chair_confirms_experience_and_familiarity_or_says_why_not(room):
    await convene(room)
    room.now = (await room.meeting()).request.meet_at
    agenda = await room.card("agenda")
    [offered] = inputs(agenda)["confirmed"]["choices"]
    assert "familiar with this case" in offered["title"]
    await room.does(MIRIAM, StartMeeting, unconfirmed="New at the front door.", channel=True)
    held = (await room.meeting()).session
    assert (held.confirmed, held.unconfirmed) == ((), "New at the front door.")


@pytest.mark.requirement("NE-194")
async def test_the_chair_is_told_to_set_times_for_a_police_investigation(room):
    await opened(room, facts="school,police_investigation")
    [child] = (await room.meeting()).request.children
    await decide(room, child.id, "s47", lead="joint")
    read = words(await room.card("agenda"))
    assert "Chair & Police: Set timescales for the Police investigation" in read
    assert "NE-194" in read
