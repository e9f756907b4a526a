"""Greater Manchester: when its briefing has a discussion held, and who takes part."""

from datetime import datetime
from pathlib import Path

import pytest

from cards.attendance import AnswerForm
from cards.help import help_card
from cards.invitation import proposal_card
from cards.request import concern_card
from meeting.explain import deadlines, known
from meeting.facts import used
from meeting.invitation import demanded
from meeting.model import Phase
from meeting.people import Role
from meeting.protocol_clocks import ClockName
from meeting.quorum import expected, missing
from meeting.roles import chairs
from meeting.urgency import band_for, deadline
from state.protocol_file import FOLDER
from state.protocols import check, read_file, read_protocol
from tests.by_protocol import authorised, convened, opened, requested
from tests.people import DEV, DIRECTORY, GRACE, MIRIAM, OWEN, SAM
from tests.room import LONDON, Room, inputs, words

MANCHESTER = read_protocol("greater_manchester")
MINIMUM = {"social_care", "health", "police"}
SEATS = {
    "Social worker": ("social_care", Role.SOCIAL_WORKER),
    "Social work manager": ("social_care", Role.TEAM_MANAGER),
    "Relevant health professionals": ("health", Role.PROFESSIONAL),
    "Police representative": ("police", Role.PROFESSIONAL),
}


@pytest.fixture
def room():
    return Room(protocol="greater_manchester")


def asked(*facts: str, **case):
    """Agency → invitation."""
    return {i.agency: i for i in demanded(MANCHESTER, facts, **case)}


def at(day: int, hour: int = 11) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=LONDON)


def shows(requirement: str, *values):
    marks = pytest.mark.requirement(requirement)
    return pytest.param(*values, marks=marks, id=f"{requirement} {values[0]}")


def test_its_file_is_in_order():
    assert check(FOLDER / "greater_manchester.toml") == ()


# ── When ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.requirement("GM-02")
def test_promptly_is_said_in_the_briefing_s_words_and_given_no_figure():
    drawn = words(concern_card(None, MANCHESTER))
    assert "Promptly (no figure is given)" in drawn
    assert "Greater Manchester briefing, GM-02" in drawn
    band = band_for(MANCHESTER, (), at(23))
    assert deadlines(MANCHESTER, known(identified=at(23)), band) == ()


@pytest.mark.requirement("GM-02")
async def test_a_discussion_is_asked_for_at_once_although_no_time_runs_out(room):
    await requested(room)
    meeting = await room.meeting()
    assert deadline(meeting, MANCHESTER) is None
    [ask] = [p for p in await room.posts() if p.slot.startswith("authorise:")]
    assert (ask.to, ask.due) == (MIRIAM.id, meeting.requested_at)
    room.now = meeting.request.meet_at
    assert "authorise.reminder" in {p.kind for p in await seen(room)}


async def seen(room: Room):
    """What was owed at any hour until now."""
    end, found = room.now, []
    room.now = (await room.meeting()).requested_at
    while room.now < end:
        room.later(hours=1)
        found += await room.posts()
    return found


def test_a_partnership_may_set_its_own_figure(tmp_path: Path):
    """GM-02, ambiguity 64."""
    path = tmp_path / "here.toml"
    path.write_text(
        'extends = "greater_manchester"\nname = "here"\n'
        '[[bands]]\nid = "promptly"\ntitle = "Promptly"\nrule = "Within two working days"\n'
        'within = "2 working days"\notherwise = true\nsources = ["HOST-1"]\n',
        "utf-8",
    )
    protocol = read_file(path)
    [limit] = deadlines(protocol, known(identified=at(23)), protocol.bands[0])
    assert limit.due == at(25, 17)


@pytest.mark.parametrize(
    ("met", "due"), [(at(24, 12), at(25, 17)), (at(27, 16), at(30, 17))], ids=["week", "weekend"]
)
@pytest.mark.requirement("GM-42")
def test_the_notes_are_due_one_working_day_after_the_discussion(met, due):
    [limit] = deadlines(MANCHESTER, known(met=met))
    assert (limit.clock, limit.due, limit.sources) == (
        ClockName.MINUTES_CIRCULATION, due, ("GM-42",),
    )  # fmt: skip


def test_no_other_time_is_made_up():
    every = known(identified=at(23), met=at(24), s47_decided=at(24), icpc_decided=at(24))
    assert {d.clock for d in deadlines(MANCHESTER, every)} == {ClockName.MINUTES_CIRCULATION}
    assert {"meeting", "icpc", "s47_completion", "amendments"} <= set(MANCHESTER.silent)


# ── Who is asked ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fact", "agency"),
    [
        shows("GM-11", "school", "education"),
        shows("GM-12", "child_health", "child_health"),
        shows("GM-12", "child_mental_health", "child_mental_health"),
        shows("GM-12", "in_hospital", "hospital"),
        shows("GM-12", "adult_health", "adult_health"),
        shows("GM-12", "adult_mental_health", "adult_mental_health"),
        shows("GM-12", "unborn", "midwifery"),
        shows("GM-01", "housing", "housing"),
        shows("GM-01", "substance_misuse", "substance_misuse"),
        shows("GM-01", "youth_justice", "youth_justice"),
        shows("GM-16", "moved", "other_area"),
    ],
)
def test_a_fact_of_the_case_brings_its_agency(request, fact, agency):
    [mark] = request.node.iter_markers("requirement")
    assert set(asked(fact)) == MINIMUM | {agency}
    assert mark.args[0] in asked(fact)[agency].sources
    assert fact in {f.id for f in used(MANCHESTER)}


def test_without_any_fact_only_the_minimum_is_asked():
    assert set(asked()) == MINIMUM
    assert all(i.required and i.quorum for i in asked().values())


@pytest.mark.requirement("GM-01")
@pytest.mark.requirement("GM-10")
def test_who_referred_and_whoever_is_relevant_are_asked():
    found = asked(agencies=("probation",), referrer="adoption")
    assert set(found) == MINIMUM | {"probation", "adoption"}
    assert found["probation"].sources == ("GM-01",)
    assert found["adoption"].sources == ("GM-10",)


@pytest.mark.requirement("GM-11")
async def test_an_invitee_is_told_the_reason_and_its_rule(room):
    await convened(room, facts="school")
    drawn = words(await room.card(f"invitation:{await invitation_of(room, OWEN)}"))
    assert "The child's education setting (Greater Manchester briefing, GM-11)" in drawn


@pytest.mark.requirement("GM-13")
@pytest.mark.requirement("GM-14")
async def test_who_comes_is_asked_to_confirm_that_they_are_prepared_and_senior(room):
    await convened(room)
    drawn = await room.card(f"invitation:{await invitation_of(room, DEV)}")
    offered = {c["value"]: c["title"] for c in inputs(drawn)["confirmed"]["choices"]}
    assert offered["prepared"] == "I will come prepared to contribute to the discussion."
    assert offered["senior"] == "I am senior enough to make decisions on behalf of my agency."
    assert "Greater Manchester briefing, GM-13, GM-14" in words(drawn)
    await room.does(DEV, AnswerForm, kind="ATTENDING", confirmed="prepared,senior")
    answer = (await room.meeting()).invitee(DEV.id).answer
    assert answer.confirmed == ("prepared", "senior")


async def invitation_of(room: Room, person) -> str:
    return (await room.meeting()).invitee(person.id).id


# ── Who must be there, and who chairs ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "slot",
    [
        shows("GM-06", "Social worker"),
        shows("GM-07", "Social work manager"),
        shows("GM-08", "Relevant health professionals"),
        shows("GM-09", "Police representative"),
    ],
)
def test_the_discussion_is_below_its_minimum_without(request, slot):
    [mark] = request.node.iter_markers("requirement")
    others = [seat for title, seat in SEATS.items() if title != slot]
    [empty] = missing(others, MANCHESTER)
    assert (empty.title, empty.sources) == (slot, mark.args)
    assert not missing(SEATS.values(), MANCHESTER)
    strangers = [(agency, Role.PROFESSIONAL) for agency in ("probation", "education", "housing")]
    assert missing([*others, *strangers], MANCHESTER) == (empty,)


@pytest.mark.requirement("GM-08")
@pytest.mark.requirement("GM-09")
async def test_written_information_is_not_presence(room):
    await opened(room, MIRIAM, SAM)
    card = words(await room.card("agenda"))
    assert "Relevant health professionals and Police representative missing." in card
    assert "Greater Manchester briefing, GM-08, GM-09" in card
    papers = [SEATS["Police representative"]]
    held = [seat for title, seat in SEATS.items() if title != "Police representative"]
    assert [s.id for s in missing(held, MANCHESTER, papers=papers)] == ["police"]


async def test_the_manager_who_chairs_is_expected(room):
    await opened(room)
    assert expected(await room.meeting(), MANCHESTER) == ()


@pytest.mark.requirement("GM-24")
async def test_only_a_social_work_manager_can_be_chosen_to_chair(room):
    await authorised(room)
    meeting = await room.meeting()
    assert (meeting.phase, meeting.chair.id) == (Phase.AUTHORISED, MIRIAM.id)
    drawn = proposal_card(meeting, MANCHESTER, DIRECTORY.people)
    offered = {c["value"] for c in inputs(drawn)["chair"]["choices"]}
    assert offered == {p.id for p in chairs(MANCHESTER, (), DIRECTORY.people)}
    assert not {SAM.id, DEV.id, GRACE.id} & offered
    assert "Who may chair: Greater Manchester briefing, GM-24" in words(drawn)


@pytest.mark.requirement("GM-05")
@pytest.mark.requirement("GM-46")
@pytest.mark.parametrize("requests", [True, False])
def test_everybody_can_open_what_it_rests_on(requests):
    card = words(help_card(MANCHESTER, requests=requests))
    assert "Working Together to Safeguard Children 2018, chapter 1" in card
    assert "https://www.gov.uk/government/publications/working-together" in card
    assert "GM Resolving Professional Disagreements Policy" in card
    assert "Local guidance on resolving professional disagreements" in card
