"""Greater Manchester: what is kept of a disagreement, and the notes that go to all parties."""

from datetime import datetime

import pytest

from cards.attendance import InformationForm
from cards.minutes import ApproveForm
from cards.steps import CloseForm
from cards.voice import DissentForm
from meeting.agenda import gaps
from meeting.model import Phase
from records.record import record_of
from state.protocols import read_protocol
from tests.by_protocol import held, opened, recorded
from tests.people import DEV, DIRECTORY, GRACE, MIRIAM, OWEN, SAM
from tests.room import LONDON, Room, inputs, words

MANCHESTER = read_protocol("greater_manchester")
NAMES = {p.id: p.name for p in DIRECTORY.people}


async def ticked(room: Room) -> str:
    """Who is on the chair's list of recipients beforehand."""
    return inputs(await room.card("minutes.draft"))["recipients"]["value"]


@pytest.fixture
def room():
    return Room(protocol="greater_manchester")


# ── Disagreement ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.requirement("GM-43")
@pytest.mark.requirement("GM-45")
@pytest.mark.requirement("GM-46")
@pytest.mark.parametrize("slot", ["voice", "outcome"])
async def test_who_disagrees_reads_how_it_is_resolved_during_and_after(room, slot):
    await (opened if slot == "voice" else held)(room)
    card = words(await room.card(slot))
    first = card.index("first resolved between the practitioners by discussion")
    second = card.index("more senior staff address it through line management")
    assert first < second < card.index("GM Resolving Professional Disagreements Policy")
    assert "local guidance" in card


@pytest.mark.requirement("GM-41")
async def test_professional_challenge_is_kept_in_the_notes_in_its_own_words(room):
    await held(room)
    await room.does(DEV, DissentForm, dissent="The risk is higher than that.", channel=True)
    [challenge] = record_of(await room.meeting(), MANCHESTER, NAMES).dissents
    said = (challenge.name, challenge.agency, challenge.reason)
    assert said == (DEV.name, "Police", "The risk is higher than that.")
    assert "dissent" in await room.owed_to(MIRIAM)


@pytest.mark.requirement("GM-47")
@pytest.mark.requirement("GM-46")
async def test_the_chair_may_escalate_the_absence_of_a_statutory_partner(room):
    await opened(room, MIRIAM, SAM, GRACE)
    card = words(await room.card("agenda"))
    assert "The non-attendance of a statutory partner can be escalated" in card
    assert "GM Resolving Professional Disagreements Policy, and local guidance" in card
    assert "GM-47" in card
    assert not MANCHESTER.escalation.automatic


# ── Notes ────────────────────────────────────────────────────────────────────────────────────


async def test_a_discussion_is_held_from_its_request_to_its_notes(room):
    await held(room, facts="school")
    meeting = await room.meeting()
    assert meeting.phase is Phase.HELD
    assert gaps(meeting, MANCHESTER) == ()
    await room.does(MIRIAM, ApproveForm, version="1", recipients=await ticked(room))
    got = {p.to for p in await room.posts() if p.kind == "minutes"}
    assert got == {MIRIAM.id, SAM.id, GRACE.id, DEV.id}


@pytest.mark.requirement("GM-42")
async def test_notes_that_are_not_out_after_one_working_day_are_overdue(room):
    await held(room)
    room.now = datetime(2026, 11, 25, 16, 59, tzinfo=LONDON)
    assert "minutes.overdue" not in await room.owed_to(MIRIAM)
    room.now = datetime(2026, 11, 25, 17, 1, tzinfo=LONDON)
    assert "minutes.overdue" in await room.owed_to(MIRIAM)


async def test_the_notes_name_each_contributor_with_role_agency_and_presence(room):
    """GM-40; to be marked once the next test passes."""
    record = await written_by_the_school(room)
    here = {(p.name, p.role, p.agency) for p in record.present}
    assert (DEV.name, DEV.title, "Police") in here
    [away] = [a for a in record.absent if a.name == OWEN.name]
    assert away.agency == "School or nursery"
    assert away.information.startswith("Received")


async def test_the_notes_name_the_role_of_a_contributor_who_was_not_there(room):
    """GM-40."""
    record = await written_by_the_school(room)
    [away] = [a for a in record.absent if a.name == OWEN.name]
    assert away.role == OWEN.title


@pytest.mark.requirement("GM-42")
async def test_the_notes_go_to_whoever_gave_written_information_too(room):
    """Ambiguity 66."""
    await written_by_the_school(room)
    await room.does(MIRIAM, ApproveForm, version="1", recipients=await ticked(room))
    got = {p.to for p in await room.posts() if p.kind == "minutes"}
    assert got == {MIRIAM.id, SAM.id, GRACE.id, DEV.id, OWEN.id}


async def written_by_the_school(room: Room):
    await recorded(room, facts="school")
    await room.does(OWEN, InformationForm, q_known="Often tired.")
    await room.does(MIRIAM, CloseForm, channel=True)
    return record_of(await room.meeting(), MANCHESTER, NAMES)
