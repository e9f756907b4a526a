"""West Midlands: the meeting itself, from what the chair reads to the minutes."""

from datetime import datetime

import pytest

from cards.agenda import agenda_card
from cards.attendance import information_card
from cards.minutes import ApproveForm
from cards.steps import ActionForm, CloseForm, DecisionForm
from meeting.agenda import gaps
from meeting.invitation import proposed
from meeting.model import Phase
from meeting.people import Role
from meeting.roles import minute_taker
from records.record import record_of
from state.protocols import read_protocol
from tests.by_protocol import ACTION, chair_reads, convened, held, in_session, opened, recorded
from tests.people import DEV, DIRECTORY, GRACE, MIRIAM, OWEN, SAM
from tests.room import LONDON, Room, inputs, words

WEST_MIDLANDS = read_protocol("west_midlands")
NAMES = {p.id: p.name for p in DIRECTORY.people}


async def ticked(room: Room) -> str:
    """Who is on the chair's list of recipients beforehand."""
    return inputs(await room.card("minutes.draft"))["recipients"]["value"]


@pytest.fixture
def room():
    return Room(protocol="west_midlands")


def shows(requirement: str, item: int, *said: str):
    marks = pytest.mark.requirement(requirement)
    return pytest.param(item, said, marks=marks, id=f"{requirement} at item {item}")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        shows("WM-01", 2, "reasonable cause to suspect", "is suffering or likely to suffer"),
        shows("WM-10", 2, "share available and relevant information"),
        shows("WM-12", 2, "decide whether enquiries under section 47"),
        shows("WM-33", 5, "past concerns about this child"),
        shows("WM-34", 5, "and about other children in the household or family"),
        shows("WM-37", 5, "anyone who has an insight into the child's daily lived experience"),
        shows("WM-35", 6, "all sources of information beside one another"),
        shows("WM-36", 6, "including where", "from a family member may be malicious"),
        shows("WM-05", 6, "Determine the child's welfare"),
        shows("WM-42", 7, "with a clear rationale"),
        shows("WM-48", 7, "consider continuing a multi-agency assessment"),
        shows("WM-04", 8, "what immediate safeguarding action needs to happen"),
        shows("WM-05", 8, "plan rapid future action"),
        shows("WM-11", 9, "conduct and timing of any criminal investigation"),
        shows("WM-13", 9, "what further information is needed"),
        shows("WM-16", 9, "shared with the child's parents, carers and wider family"),
        shows("WM-17", 9, "is legal action required?"),
        shows("WM-14", 10, "immediate", "specific, measurable, achievable, relevant"),
        shows("WM-15", 10, "short-term actions", "specific, measurable, achievable, relevant"),
        shows("WM-46", 11, "conference within 15 working days"),
        shows("WM-45", 11, "Agencies take their own notes, particularly of the actions"),
    ],
)
def test_the_chair_reads_what_the_guide_asks_for(request, item, said):
    [mark] = request.node.iter_markers("requirement")
    card = chair_reads(WEST_MIDLANDS, item)
    assert [words for words in said if words not in card] == []
    assert mark.args[0] in card


def test_the_order_of_the_agenda_is_shown_as_the_product_s_own():
    """Ambiguity 82."""
    assert "product default" in chair_reads(WEST_MIDLANDS, 1)
    assert WEST_MIDLANDS.item(1).settles == (82,)


@pytest.mark.requirement("WM-33")
@pytest.mark.requirement("WM-34")
@pytest.mark.requirement("WM-35")
@pytest.mark.requirement("WM-37")
def test_every_agency_is_asked_beforehand_to_check_what_it_holds():
    [health] = [
        i for i in proposed(in_session(WEST_MIDLANDS), WEST_MIDLANDS) if i.agency == "health"
    ]
    drawn = words(information_card(in_session(WEST_MIDLANDS), WEST_MIDLANDS, health))
    assert "past concerns about this child" in drawn
    assert "past concerns about other children in the household or family" in drawn
    assert "insight into the child's daily lived experience" in drawn
    assert "Where does this information come from, and what bears it out" in drawn
    assert "WM-33" in drawn


@pytest.mark.requirement("WM-12")
@pytest.mark.requirement("WM-48")
def test_enquiries_or_an_assessment_in_their_place_can_be_decided():
    drawn = agenda_card(in_session(WEST_MIDLANDS, 7), WEST_MIDLANDS, DIRECTORY.people)
    outcomes = {c["value"]: c["title"] for c in inputs(drawn)["outcome"]["choices"]}
    assert list(outcomes) == ["s47", "assessment", "no_assessment"]
    assert "multi-agency assessment of the child's needs continues" in outcomes["assessment"]


@pytest.mark.requirement("WM-42")
async def test_a_decision_without_its_rationale_is_not_recorded(room):
    await opened(room)
    [child] = (await room.meeting()).request.children
    decision = {"item": "7", "child": child.id, "outcome": "assessment", "channel": True}
    await room.does(MIRIAM, DecisionForm, **decision)
    assert not (await room.meeting()).session.decisions
    await room.does(MIRIAM, DecisionForm, **decision, reason="No sign of harm.")
    [decided] = (await room.meeting()).session.decisions
    assert (decided.outcome, decided.reason) == ("assessment", "No sign of harm.")


@pytest.mark.parametrize(
    "left_out",
    [
        pytest.param("when", marks=pytest.mark.requirement("WM-43")),
        pytest.param("contingency", marks=pytest.mark.requirement("WM-41")),
        pytest.param("review", marks=pytest.mark.requirement("WM-44")),
    ],
)
async def test_an_action_is_not_recorded_without(room, left_out):
    await opened(room)
    await room.does(MIRIAM, ActionForm, item="10", channel=True, **{**ACTION, left_out: ""})
    assert not (await room.meeting()).session.actions
    await room.does(MIRIAM, ActionForm, item="10", channel=True, **ACTION)
    [action] = (await room.meeting()).session.actions
    assert (action.contingency, action.review) == (ACTION["contingency"], ACTION["review"])


@pytest.mark.requirement("WM-04")
@pytest.mark.requirement("WM-40")
@pytest.mark.parametrize(("item", "what"), [(8, "safety"), (10, "actions")])
async def test_a_meeting_without_it_is_not_closed_without_a_reason(room, item, what):
    await recorded(room, but=(item,))
    assert WEST_MIDLANDS.item(item).kind == what
    assert [i.number for i in gaps(await room.meeting(), WEST_MIDLANDS)] == [item]
    await room.does(MIRIAM, CloseForm, channel=True)
    assert (await room.meeting()).phase is Phase.IN_SESSION


@pytest.mark.requirement("WM-38")
def test_the_social_worker_writes_the_meeting_up_in_full():
    rule = minute_taker(WEST_MIDLANDS, ())
    assert (rule.roles, rule.sources) == ((Role.SOCIAL_WORKER,), ("WM-38",))
    [task] = [t for t in WEST_MIDLANDS.tasks if t.stage == "after"]
    assert task.roles == rule.roles
    assert "in full" in task.title


@pytest.mark.requirement("WM-30")
async def test_an_invitation_says_why_and_by_which_rule(room):
    await convened(room, facts="medical_issues")
    drawn = words(await room.card("proposal"))
    assert "Required. An appropriately qualified medical professional must be involved" in drawn
    assert "West Midlands guide, WM-30" in drawn


async def test_a_meeting_is_held_from_its_request_to_its_minutes(room):
    await held(room, facts="school")
    meeting = await room.meeting()
    assert meeting.phase is Phase.HELD
    assert gaps(meeting, WEST_MIDLANDS) == ()
    assert await room.owed_to(MIRIAM)
    await room.does(MIRIAM, ApproveForm, version="1", recipients=await ticked(room))
    assert (await room.meeting()).phase is Phase.CIRCULATED


@pytest.mark.requirement("WM-39")
async def test_the_minutes_go_to_those_who_attended_and_to_nobody_else(room):
    await held(room, facts="school")
    everybody = ",".join(p.id for p in (MIRIAM, SAM, GRACE, DEV, OWEN))
    await room.does(MIRIAM, ApproveForm, version="1", recipients=everybody)
    got = {p.to for p in await room.posts() if p.kind == "minutes"}
    assert got == {MIRIAM.id, SAM.id, GRACE.id, DEV.id}


@pytest.mark.requirement("WM-40")
@pytest.mark.requirement("WM-42")
@pytest.mark.requirement("WM-43")
async def test_the_record_holds_actions_with_their_times_and_the_rationale(room):
    await held(room)
    record = record_of(await room.meeting(), WEST_MIDLANDS, NAMES)
    [action] = record.actions
    assert action.what.startswith("Medical\n")
    assert action.due == "Wednesday 25 November 2026, 5:00 pm"
    [decided] = record.decisions
    assert "The injuries do not fit the explanation." in str(decided.facts)


@pytest.mark.requirement("WM-46")
@pytest.mark.requirement("WM-47")
async def test_the_time_for_a_conference_begins_with_a_meeting_that_decides_on_enquiries(room):
    await held(room, outcome="s47")
    assert "conference" in await room.owed_to(SAM)
    [told] = [p for p in await room.posts() if p.kind == "conference" and p.to == SAM.id]
    assert "WM-46" in told.why
    room.now = datetime(2026, 12, 15, 17, 1, tzinfo=LONDON)
    assert "conference.overdue" in await room.owed_to(SAM)


async def test_no_conference_is_due_where_no_enquiries_are_made(room):
    await held(room, outcome="assessment")
    assert "conference" not in await room.owed_to(SAM)


async def test_the_minutes_print_the_contingency_of_an_action_and_how_it_is_reviewed(room):
    """WM-41, WM-44; the card asks for both and they are kept."""
    await held(room)
    [action] = record_of(await room.meeting(), WEST_MIDLANDS, NAMES).actions
    printed = str(action)
    assert (ACTION["contingency"] in printed, ACTION["review"] in printed) == (True, True)
