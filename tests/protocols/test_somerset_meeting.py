"""A discussion under Somerset's guidance while it is held, and its minutes."""

import pytest

from cards.attendance import InformationForm
from cards.minutes import ApproveForm
from cards.steps import CloseForm, GoTo, ShowWritten
from meeting.minutes import circulate_by
from meeting.model import Phase
from meeting.people import Role
from meeting.standing_in import stood_in
from records.record import record_of
from tests.people import DEV, DIRECTORY, GRACE, MIRIAM, OWEN, SAM
from tests.protocols.somerset import (
    SOMERSET,
    acted,
    asked_in_writing,
    decided,
    held,
    in_session,
    opened,
    requested,
)
from tests.room import Room, inputs, mistakes, words


@pytest.fixture
def room() -> Room:
    return Room(protocol="somerset")


@pytest.mark.requirement("SO-45")
async def test_what_an_absentee_writes_is_put_before_the_meeting_and_kept_with_its_minutes(room):
    await asked_in_writing(room)
    assert (await room.meeting()).invitee(OWEN.id).owes == "information"
    written = {f"q_{q.id}": f"About {q.id}." for q in SOMERSET.questions}
    await room.does(OWEN, InformationForm, **written)
    await opened(room)
    shown = words(await room.does(MIRIAM, ShowWritten))
    for question in SOMERSET.questions:
        assert f"{question.text}:  About {question.id}." in shown
    await room.does(MIRIAM, CloseForm, close_reason="Called away.", channel=True)
    [kept] = record_of(await room.meeting(), SOMERSET, {}).information
    assert [a.words for a in kept.answers] == [f"About {q.id}." for q in SOMERSET.questions]


def reads(requirement: str, item: int, said: str):
    marks = pytest.mark.requirement(requirement)
    return pytest.param(item, said, marks=marks, id=f"{requirement} at item {item}")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        reads("SO-16", 2, "agree the conduct and timing of any criminal investigation"),
        reads("SO-17", 9, "the conduct and timing of any criminal investigation"),
        reads("SO-18", 7, "whether enquiries under section 47 should be undertaken"),
        reads("SO-19", 5, "shares its available, relevant information"),
        reads("SO-20", 9, "Agree actions and responsibilities across all agencies"),
        reads("SO-21", 9, "responsibilities across all agencies: who will do what"),
        reads("SO-22", 7, "further information is needed if an assessment is already under way"),
        reads("SO-23", 7, "how it will be obtained and recorded"),
        reads("SO-24", 8, "immediate and short-term action to support each child"),
        reads("SO-26", 8, "shared with the child's parents or carers"),
        reads("SO-27", 8, "with the wider family where appropriate"),
        reads("SO-28", 7, "whether legal action is required"),
    ],
)
async def test_the_chair_reads_what_the_guidance_wants_settled(room, item, said):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item=str(item), channel=True)
    card = words(await room.card("agenda"))
    assert said in card
    assert SOMERSET.cite(SOMERSET.item(item)) in card


@pytest.mark.requirement("SO-25")
@pytest.mark.parametrize("left_out", ["what", "who", "when"])
async def test_an_action_says_who_does_what_by_when(room, left_out):
    await in_session(room)
    await decided(room)
    assert left_out in mistakes(await acted(room, **{left_out: ""}))
    assert (await room.meeting()).session.actions == ()


@pytest.mark.requirement("SO-54")
async def test_a_discussion_without_agreed_actions_ends_only_with_a_reason(room):
    await in_session(room)
    await decided(room)
    await room.does(MIRIAM, GoTo, item="10", channel=True)
    assert "Gaps: items 9 and 10" in words(await room.card("agenda"))
    reply = await room.does(MIRIAM, CloseForm, channel=True)
    assert "say why" in mistakes(reply)["close_reason"]
    assert (await room.meeting()).phase is Phase.IN_SESSION


@pytest.mark.requirement("SO-63")
@pytest.mark.requirement("SO-64")
async def test_from_the_request_to_minutes_for_all_who_were_there_or_asked_within_24_hours(room):
    await held(room)
    meeting = await room.meeting()
    limit = circulate_by(meeting, SOMERSET).at
    assert (limit - meeting.session.closed_at).total_seconds() == 24 * 3600
    assert "SO-63" in words(await room.card("minutes.draft"))
    there = {MIRIAM.id, SAM.id, GRACE.id, DEV.id}
    absent = {i.person.id for i in meeting.asked if i.person} - there
    assert absent
    ticked = inputs(await room.card("minutes.draft"))["recipients"]["value"]
    assert set(ticked.split(",")) == there | absent
    await room.does(MIRIAM, ApproveForm, version="1", recipients=ticked)
    assert {p.to for p in await room.posts() if p.kind == "minutes"} == there | absent


async def test_the_record_says_what_was_decided_and_on_what_ground(room):
    await held(room)
    record = record_of(await room.meeting(), SOMERSET, {p.id: p.name for p in DIRECTORY.people})
    arranged_ = {f.label: f.words for f in (*record.arranging, *record.concern)}
    assert arranged_["Deadline"] == "No figure is given"
    assert "LCS within 24 hours" in arranged_["Record kept"]
    assert "SO-62" in arranged_["Record kept"]
    assert record.partnership == SOMERSET.title
    assert not record.gaps
    assert "SO-63, SO-64" in record.circulation_rule


async def test_a_late_chair_is_warned_and_the_clock_goes_on(room):
    await held(room)
    room.later(hours=25)
    assert "minutes.overdue" in await room.owed_to(MIRIAM)
    assert "The minutes are late" in words(await room.card("minutes.overdue"))


async def test_a_decision_needs_no_lead_where_the_guidance_names_none(room):
    await in_session(room)
    await decided(room)
    meeting = await room.meeting()
    [made] = meeting.session.decisions
    assert (made.outcome, made.lead) == ("s47", "")
    assert meeting.session.item == 9


@pytest.mark.requirement("SO-70")
@pytest.mark.requirement("SO-71")
async def test_after_an_enquiry_is_decided_the_social_worker_is_told_to_convene_a_conference(room):
    await held(room)
    assert "conference" in await room.owed_to(SAM)
    card = words(await room.card(f"conference:{SAM.id}"))
    assert "the Social Worker convenes a conference" in card
    assert "earlier by urgency, the child's needs and the nature and severity of harm" in card
    assert "15 December 2026" in card


async def test_without_an_enquiry_no_conference_is_spoken_of(room):
    await held(room, outcome="s17")
    assert (await room.meeting()).phase is Phase.HELD
    assert "conference" not in await room.owed_to(SAM)


async def test_a_service_manager_stands_in_for_a_team_manager_who_does_not_answer(room):
    await requested(room)
    meeting = await room.meeting()
    later = stood_in(meeting, SOMERSET, DIRECTORY.people, meeting.request.meet_at)
    assert [(s.person.role, s.at) for s in later.stand_ins] == [
        (Role.SERVICE_MANAGER, meeting.request.meet_at)
    ]
