"""North East Lincolnshire: one meeting from its request to the minutes, and what is kept of it."""

from datetime import timedelta

import pytest

from cards.attendance import AnswerForm, InformationForm
from cards.minutes import ApproveForm
from cards.steps import (
    ActionForm,
    CloseForm,
    GoTo,
    RegisterForm,
    ReviewForm,
    ShowWritten,
    StartMeeting,
)
from cards.voice import HereForm
from meeting.minutes import circulate_by
from meeting.post import PostKind
from records.record import record_of
from tests.north_east_lincolnshire import (
    ACTION,
    DIRECTORY,
    MIRIAM,
    NAME,
    NEL,
    convene,
    held,
    nel_room,
    opened,
    worked_through,
)
from tests.people import DEV, GRACE, OWEN, SAM
from tests.room import SECOND_CHILD, Room, inputs, words

NAMES = {p.id: p.name for p in DIRECTORY.people}


@pytest.fixture
def room() -> Room:
    return nel_room()


async def written(room: Room):
    return record_of(await room.meeting(), NEL, NAMES)


@pytest.mark.requirement("NE-240")
@pytest.mark.requirement("NE-92")
async def test_a_meeting_goes_from_its_request_to_minutes_that_its_chair_approved(room: Room):
    await held(room)
    meeting = await room.meeting()
    assert (meeting.protocol, meeting.protocol_version) == (NAME, NEL.version)
    assert "minutes.draft" in await room.owed_to(MIRIAM)
    for person in (SAM, GRACE, DEV):
        assert "minutes" not in await room.owed_to(person), "not before the chair approved"
    room.later(hours=2)
    everybody = ",".join(p.id for p in (MIRIAM, SAM, GRACE, DEV))
    await room.does(MIRIAM, ApproveForm, version="1", recipients=everybody)
    meeting = await room.meeting()
    assert meeting.phase == "minutes circulated"
    assert meeting.minutes.approved_at < circulate_by(meeting, NEL).at
    for person in (SAM, GRACE, DEV):
        assert "minutes" in await room.owed_to(person)


@pytest.mark.requirement("NE-239")
async def test_the_chair_has_the_draft_as_soon_as_the_meeting_ends(room: Room):
    await held(room)
    meeting = await room.meeting()
    assert meeting.minutes.drafted_at == meeting.session.closed_at
    [draft] = [p for p in await room.posts() if p.kind is PostKind.MINUTES_DRAFT]
    assert draft.to == MIRIAM.id
    assert "NE-239" in draft.why


@pytest.mark.requirement("NE-92")
async def test_the_chair_hears_that_the_record_is_late_after_24_hours(room: Room):
    await held(room)
    room.later(hours=23, minutes=59)
    assert "minutes.overdue" not in await room.owed_to(MIRIAM)
    room.later(minutes=1)
    assert "minutes.overdue" in await room.owed_to(MIRIAM)


@pytest.mark.requirement("NE-241")
async def test_the_minutes_go_to_all_attendees(room: Room):
    await held(room)
    offered = inputs(await room.card("minutes.draft"))["recipients"]
    assert {c["value"] for c in offered["choices"]} == {p.id for p in (MIRIAM, SAM, GRACE, DEV)}
    assert set(offered["value"].split(",")) == {p.id for p in (MIRIAM, SAM, GRACE, DEV)}
    assert "All attendees" in offered["label"]


@pytest.mark.requirement("NE-104")
@pytest.mark.requirement("NE-105")
async def test_the_record_says_who_chaired_and_who_was_there(room: Room):
    await held(room)
    record = await written(room)
    chair = next(f for f in record.arranging if f.label == "Chair")
    assert "Miriam Holt" in chair.words
    there = {p.name for p in record.present}
    assert there == {"Miriam Holt", "Sam Okafor", "Grace Adeyemi", "Dev Raman"}


@pytest.mark.requirement("NE-67")
async def test_the_record_holds_a_decision_for_each_child_considered(room: Room):
    await held(room, children=({"name": "Robin Ashgrove"}, SECOND_CHILD))
    decided = {d.child: d.outcome for d in (await written(room)).decisions}
    assert decided.keys() == {"Robin Ashgrove", "Wren Ashgrove"}
    assert all("Section 47 enquiry" in outcome for outcome in decided.values())


@pytest.mark.requirement("NE-240")
async def test_the_record_says_that_it_is_put_on_the_system_and_never_that_it_was(room: Room):
    await held(room)
    kept = next(f for f in (await written(room)).arranging if f.label == "Record kept")
    assert "if required, has them put on the system" in kept.words
    assert "NE-240" in kept.words
    assert NEL.record.system == "EHM/LCS"


@pytest.mark.requirement("NE-216")
async def test_saying_that_one_is_here_takes_the_place_of_the_signature_sheet(room: Room):
    await opened(room)
    await room.does(OWEN, HereForm, channel=True)
    at = room.now
    signed = {a.name: a.at for a in (await room.meeting()).session.present}
    assert signed["Owen Pryce"] == at
    shown = ",".join(p.id for p in (MIRIAM, SAM, GRACE, DEV))
    await room.does(MIRIAM, RegisterForm, item="1", present=shown, shown=shown, channel=True)
    assert "Owen Pryce" in {a.name for a in (await room.meeting()).session.present}


def without(requirements: str, field: str):
    marks = [pytest.mark.requirement(r) for r in requirements.split()]
    return pytest.param(field, marks=marks, id=field)


@pytest.mark.parametrize(
    "left_out",
    [
        without("NE-74 NE-127 NE-154", "who"),
        without("NE-74 NE-127 NE-153", "when"),
        without("NE-74 NE-127", "purpose"),
    ],
)
async def test_an_action_says_who_by_when_and_for_what_purpose(room: Room, left_out: str):
    await opened(room)
    await room.does(MIRIAM, GoTo, item=12, channel=True)
    await room.does(MIRIAM, ActionForm, item="12", channel=True, **{**ACTION, left_out: ""})
    assert not (await room.meeting()).session.actions
    await room.does(MIRIAM, ActionForm, item="12", channel=True, **ACTION)
    [agreed] = (await room.meeting()).session.actions
    assert agreed.owner == GRACE.id
    assert agreed.purpose == ACTION["purpose"]
    assert agreed.due > room.now


@pytest.mark.requirement("NE-81")
@pytest.mark.requirement("NE-158")
@pytest.mark.requirement("NE-235")
async def test_a_further_discussion_has_a_time_and_its_chair_is_reminded(room: Room):
    await worked_through(room)
    await room.does(MIRIAM, ReviewForm, item="13", when="in 7 working days at 10am", channel=True)
    await room.does(MIRIAM, CloseForm, channel=True)
    at = (await room.meeting()).session.review_at
    room.now = at - timedelta(hours=20)
    assert "review" in await room.owed_to(MIRIAM)


@pytest.mark.requirement("NE-69")
@pytest.mark.requirement("NE-118")
async def test_what_an_absent_agency_holds_is_shared_with_the_meeting(room: Room):
    await convene(room)
    await room.does(OWEN, AnswerForm, kind="INFORMATION")
    await room.does(OWEN, InformationForm, q_concerns="Late three times this week.")
    for person in (SAM, GRACE, DEV):
        await room.does(person, AnswerForm, kind="ATTENDING")
    shown = words(await room.card("invitation"))
    assert "Bruises seen at school." in shown
    await _start(room)
    card = await room.does(GRACE, ShowWritten)
    assert "Late three times this week." in words(card)


async def _start(room: Room) -> None:
    room.now = (await room.meeting()).request.meet_at
    await room.does(MIRIAM, StartMeeting, channel=True)
    present = ",".join(p.id for p in (MIRIAM, SAM, GRACE, DEV))
    await room.does(MIRIAM, RegisterForm, item="1", present=present, channel=True)
