"""Greater Manchester: the discussion itself, what the chair reads, decides and follows up."""

from datetime import datetime

import pytest

from cards.steps import ActionForm, CloseForm, DecisionForm, NoteForm, StartMeeting
from meeting.agenda import gaps
from meeting.model import Phase
from meeting.people import Role
from meeting.roles import minute_taker
from state.protocols import read_protocol
from tests.by_protocol import ACTION, chair_reads, convened, held, opened, recorded
from tests.people import DEV, GRACE, MIRIAM, SAM
from tests.room import LONDON, Room, words

MANCHESTER = read_protocol("greater_manchester")


@pytest.fixture
def room():
    return Room(protocol="greater_manchester")


def shows(requirement: str, item: int, *said: str):
    marks = pytest.mark.requirement(requirement)
    return pytest.param(item, said, marks=marks, id=f"{requirement} at item {item}")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        shows("GM-13", 1, "whether they are prepared to contribute"),
        shows("GM-14", 1, "sufficiently senior to make decisions on behalf of their agency"),
        shows("GM-26", 3, "The chair decides what information can be shared"),
        shows("GM-15", 5, "relevant information about the child or family, history included"),
        shows("GM-16", 5, "information from other areas if the family has moved"),
        shows("GM-17", 6, "the voice of the child: is there coercion?"),
        shows("GM-18", 6, "the child's lived experience"),
        shows("GM-31", 7, "The Police set out the basis for any criminal investigation"),
        shows("GM-32", 7, "relevant processes", "timing and methods of evidence gathering"),
        shows("GM-33", 7, "build the information given here into the investigation"),
        shows("GM-34", 7, "which they will lead"),
        shows("GM-22", 8, "Every agency considers the levels of risk"),
        shows("GM-25", 8, "The chair assesses the level of risk"),
        shows("GM-36", 9, "with a clear rationale"),
        shows("GM-43", 9, "resolve it by discussion between the practitioners"),
        shows("GM-23", 10, "what is done at once to safeguard the child"),
        shows("GM-19", 11, "the gathering of information"),
        shows("GM-20", 11, "the timing of medical assessments"),
        shows("GM-21", 11, "decision around an initial child protection conference"),
        shows("GM-27", 12, "specific, measurable, achievable, relevant and have a time"),
        shows("GM-28", 12, "delegates them to the group"),
        shows("GM-03", 13, "More than one strategy discussion may be needed"),
        shows("GM-04", 13, "not to leave the child or siblings too long without a decision"),
    ],
)
def test_the_chair_reads_what_the_briefing_asks_for(request, item, said):
    [mark] = request.node.iter_markers("requirement")
    card = chair_reads(MANCHESTER, item)
    assert [words for words in said if words not in card] == []
    assert mark.args[0] in card


@pytest.mark.parametrize(
    ("item", "ids"),
    [
        (3, ("GM-26",)),
        (6, ("GM-17", "GM-18")),
        (7, ("GM-31", "GM-32", "GM-33", "GM-34")),
        (8, ("GM-22", "GM-25")),
        (11, ("GM-19", "GM-20", "GM-21")),
    ],
)
async def test_what_stays_unsaid_keeps_the_discussion_open(room, item, ids):
    assert MANCHESTER.item(item).sources == ids
    await recorded(room, but=(item,))
    assert [i.number for i in gaps(await room.meeting(), MANCHESTER)] == [item]
    await room.does(MIRIAM, CloseForm, channel=True)
    assert (await room.meeting()).phase is Phase.IN_SESSION


@pytest.mark.requirement("GM-24")
@pytest.mark.requirement("GM-26")
@pytest.mark.requirement("GM-29")
@pytest.mark.parametrize("other", [SAM, DEV, GRACE], ids=lambda p: p.agency)
async def test_only_the_chair_starts_it_says_what_is_shared_and_records_decisions(room, other):
    await convened(room)
    refused = await room.does(other, StartMeeting, channel=True)
    assert "Only the chair" in words(refused)
    fresh = Room(protocol="greater_manchester")
    await opened(fresh)
    [child] = (await fresh.meeting()).request.children
    decision = {"item": "9", "child": child.id, "outcome": "s47", "reason": "Unexplained."}
    for form, sent in ((NoteForm, {"item": "3", "text": "All of it."}), (DecisionForm, decision)):
        assert "Only the chair" in words(await fresh.does(other, form, channel=True, **sent))
    held = (await fresh.meeting()).session
    assert (held.notes, held.decisions) == ((), ())


@pytest.mark.requirement("GM-36")
async def test_a_decision_without_its_rationale_is_not_recorded(room):
    await opened(room)
    [child] = (await room.meeting()).request.children
    decision = {"item": "9", "child": child.id, "outcome": "s17", "channel": True}
    await room.does(MIRIAM, DecisionForm, **decision)
    assert not (await room.meeting()).session.decisions
    await room.does(MIRIAM, DecisionForm, **decision, reason="No sign of harm.")
    assert len((await room.meeting()).session.decisions) == 1


@pytest.mark.parametrize(
    "left_out",
    [
        pytest.param("when", marks=pytest.mark.requirement("GM-37")),
        pytest.param("who", marks=pytest.mark.requirement("GM-38")),
        pytest.param("contingency", marks=pytest.mark.requirement("GM-35")),
        pytest.param("review", marks=pytest.mark.requirement("GM-39")),
    ],
)
async def test_an_action_is_not_recorded_without(room, left_out):
    await opened(room)
    await room.does(MIRIAM, ActionForm, item="12", channel=True, **{**ACTION, left_out: ""})
    assert not (await room.meeting()).session.actions
    await room.does(MIRIAM, ActionForm, item="12", channel=True, **ACTION)
    assert len((await room.meeting()).session.actions) == 1


@pytest.mark.requirement("GM-28")
@pytest.mark.requirement("GM-30")
async def test_an_action_is_given_to_its_owner_and_followed_up_by_the_chair(room):
    await held(room)
    assert "action" in await room.owed_to(GRACE)
    assert "action.overdue" not in await room.owed_to(MIRIAM)
    room.now = datetime(2026, 11, 25, 17, 1, tzinfo=LONDON)
    assert "action.overdue" in await room.owed_to(MIRIAM)
    assert "action.overdue" in await room.owed_to(GRACE)


@pytest.mark.requirement("GM-03")
@pytest.mark.requirement("GM-04")
async def test_another_discussion_that_was_agreed_is_not_forgotten(room):
    await held(room)
    again = (await room.meeting()).session.review_at
    assert "review" not in await room.owed_to(MIRIAM)
    room.now = again
    assert "review" in await room.owed_to(MIRIAM)


@pytest.mark.requirement("GM-29")
@pytest.mark.requirement("GM-35")
def test_social_care_records_and_the_chair_confirms():
    """Ambiguity 65."""
    rule = minute_taker(MANCHESTER, ())
    assert rule.roles[0] is Role.SOCIAL_WORKER
    assert rule.sources == ("GM-29", "GM-35")
    assert MANCHESTER.minutes.drafted_by == "Children's Social Care"
    assert MANCHESTER.minutes.approved_by_chair
