"""What a protocol asks of people before the meeting is on the cards they are shown."""

import pytest

from cards.attendance import AnswerForm
from cards.invitation import InviteesForm
from cards.steps import GoTo
from tests import walk
from tests.people import DEV, DIRECTORY, GRACE, MIRIAM, SAM
from tests.protocols import somerset
from tests.room import Room, buttons, inputs, words

BEA = next(p for p in DIRECTORY.people if p.name.startswith("Bea"))


@pytest.mark.parametrize(
    ("source", "confirmed"),
    [
        pytest.param("NS-33", "seniority", marks=pytest.mark.requirement("NS-33")),
        pytest.param("NS-34", "skill", marks=pytest.mark.requirement("NS-34")),
        pytest.param("NS-35", "prepared", marks=pytest.mark.requirement("NS-35")),
    ],
)
async def test_who_comes_is_asked_to_confirm_and_the_tick_is_kept(room, source, confirmed):
    await walk.convened(room)
    invitation = await room.card("invitation:i2")
    offered = {c["value"] for c in inputs(invitation)["confirmed"]["choices"]}
    assert confirmed in offered
    assert source in words(invitation)
    await room.does(GRACE, AnswerForm, kind="ATTENDING", confirmed=f"{confirmed},forged")
    assert (await room.meeting()).invitee(GRACE.id).answer.confirmed == (confirmed,)


async def test_who_confirms_nothing_is_still_recorded_as_coming(room):
    await walk.convened(room)
    await room.does(DEV, AnswerForm, kind="ATTENDING")
    assert (await room.meeting()).invitee(DEV.id).answer.confirmed == ()


@pytest.fixture
def here() -> Room:
    return Room(protocol="somerset")


@pytest.mark.requirement("SO-39")
@pytest.mark.requirement("SO-60")
async def test_everybody_who_is_asked_reads_the_five_questions_and_whom_to_turn_to(here):
    await somerset.convened(here)
    read = words(await here.card("invitation"))
    places = [read.index(question.text) for question in somerset.SOMERSET.questions]
    assert len(places) == 5
    assert places == sorted(places)
    assert "SO-39" in read
    assert "talk to your line manager" in read


@pytest.mark.requirement("SO-30")
@pytest.mark.requirement("SO-57")
async def test_business_support_has_the_form_and_sets_the_meeting_up(here):
    await somerset.requested(here, join_link="")
    await here.does(MIRIAM, walk.AuthoriseForm, outcome="APPROVED")
    assert "proposal" in await here.owed_to(BEA)
    card = await here.card("proposal:arranger")
    assert "Send the invitations" in buttons(card)
    link = "https://meet.example/set-up"
    await here.does(BEA, InviteesForm, chair=MIRIAM.id, anyway="yes", join_link=link, who_i1=SAM.id)
    meeting = await here.meeting()
    assert meeting.request.join_link == link
    assert meeting.invitee(SAM.id).asked_at == here.now


@pytest.mark.requirement("SO-35")
@pytest.mark.requirement("SO-38")
async def test_what_is_to_be_done_in_the_case_system_is_shown_to_who_arranges(here):
    await somerset.requested(here)
    await here.does(MIRIAM, walk.AuthoriseForm, outcome="APPROVED")
    read = words(await here.card("proposal"))
    assert "Team Manager: Start the strategy discussion form manually in LCS" in read
    assert "Business Support: Add to LCS those attendees who are not there yet" in read
    assert "SO-35" in read
    assert "SO-38" in read


@pytest.mark.requirement("SO-62")
@pytest.mark.requirement("SO-66")
async def test_the_chair_is_shown_what_is_recorded_elsewhere_with_the_minutes(here):
    await somerset.held(here)
    read = words(await here.card("minutes.draft"))
    assert "Record the discussion in LCS" in read
    assert "SO-66" in read


@pytest.mark.requirement("SO-47")
async def test_who_minutes_this_discussion_is_read_where_it_is_arranged(here):
    await somerset.requested(here, facts="school,non_accidental_injury")
    await here.does(MIRIAM, walk.AuthoriseForm, outcome="APPROVED")
    assert "Business Support minutes complex cases" in words(await here.card("proposal"))


@pytest.mark.requirement("NS-92")
@pytest.mark.requirement("NS-93")
async def test_the_chair_reads_whose_decision_it_is(room):
    await walk.decided(room)
    await room.does(MIRIAM, GoTo, item="10", channel=True)
    read = words(await room.card("agenda"))
    assert "its chair is the overall decision maker" in read
    assert "NS-92, NS-93" in read
