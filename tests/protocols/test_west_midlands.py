"""West Midlands: when its good practice guide has a meeting held, and who convenes it."""

from datetime import datetime

import pytest

from cards.arrange import arrangements_card
from cards.help import help_card
from meeting import roles
from meeting.explain import deadlines, known
from meeting.model import Phase
from meeting.protocol_clocks import ClockName
from meeting.request import Category, Format
from meeting.urgency import band_for
from state.protocol_file import FOLDER
from state.protocols import check, read_protocol
from tests.by_protocol import convened, in_session, requested
from tests.people import DEV, MIRIAM, SAM, THEO
from tests.room import LONDON, Room, inputs, words

WEST_MIDLANDS = read_protocol("west_midlands")


@pytest.fixture
def room():
    return Room(protocol="west_midlands")


def at(day: int, hour: int = 11, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=LONDON)


def shows(requirement: str, *values):
    marks = pytest.mark.requirement(requirement)
    return pytest.param(*values, marks=marks, id=f"{requirement} {values[0]}")


def test_its_file_is_in_order():
    assert check(FOLDER / "west_midlands.toml") == ()


# ── When ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("concern", "due"),
    [
        pytest.param(at(24, 9), at(27, 17), id="within a week"),
        pytest.param(at(26, 16), at(1, 17, 12), id="over a weekend"),
        pytest.param(at(28, 22), at(2, 17, 12), id="from a Saturday night"),
        pytest.param(at(23, 10, 12), at(30, 17, 12), id="over Christmas"),
    ],
)
@pytest.mark.requirement("WM-02")
def test_a_concern_is_met_within_three_working_days_of_being_identified(concern, due):
    band = band_for(WEST_MIDLANDS, (), concern)
    [limit] = deadlines(WEST_MIDLANDS, known(identified=concern), band)
    assert (limit.due, limit.sources) == (due, ("WM-02",))


@pytest.mark.parametrize(
    ("when", "phase"), [("Thursday 11am", Phase.REQUESTED), ("Friday 11am", Phase.DRAFT)]
)
@pytest.mark.requirement("WM-02")
async def test_a_meeting_after_the_third_working_day_is_not_asked_for_without_a_reason(
    room, when, phase
):
    await requested(room, when=when)
    assert (await room.meeting()).phase is phase


@pytest.mark.requirement("WM-03")
def test_immediate_significant_harm_is_met_straight_away_at_any_hour():
    night = at(28, 23)
    band = band_for(WEST_MIDLANDS, {"immediate"}, night)
    [limit] = deadlines(WEST_MIDLANDS, known(identified=night), band)
    assert (limit.due, limit.alert_at) == (night, night)
    assert limit.sources[0] == "WM-03"
    assert "no figure is given" in limit.note


@pytest.mark.requirement("WM-03")
async def test_a_request_about_immediate_harm_is_with_the_manager_at_once(room):
    await requested(room, band="immediate", when="in 10 minutes", late_reason="Just told.")
    [ask] = [p for p in await room.posts() if p.slot.startswith("authorise:")]
    assert (ask.to, ask.due, ask.urgent) == (MIRIAM.id, room.now, True)


async def test_a_meeting_straight_away_needs_no_reason_for_being_late(room):
    await requested(room, band="immediate", when="in 10 minutes")
    assert (await room.meeting()).phase is Phase.REQUESTED


@pytest.mark.requirement("WM-46")
@pytest.mark.requirement("WM-47")
def test_a_conference_has_fifteen_working_days_from_the_meeting_that_decided_on_enquiries():
    decided, later = at(24), at(1, 11, 12)
    [limit] = [
        d
        for d in deadlines(WEST_MIDLANDS, known(s47_decided=decided, met=later))
        if d.clock is ClockName.ICPC
    ]
    assert (limit.due, limit.sources) == (at(15, 17, 12), ("WM-46", "WM-47"))
    without = deadlines(WEST_MIDLANDS, known(met=later))
    assert ClockName.ICPC not in {d.clock for d in without}


def test_the_time_for_the_minutes_is_shown_as_the_product_s_own():
    """WM-39 gives none (ambiguity 63)."""
    [limit] = deadlines(WEST_MIDLANDS, known(met=at(24)))
    assert (limit.clock, limit.due, limit.default) == ("minutes_circulation", at(25), True)
    assert "product default" in WEST_MIDLANDS.cite(WEST_MIDLANDS.clocks[1])


# ── Asking for it ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("occasion", "referrer"),
    [shows("WM-06", "referral", "education"), shows("WM-07", "new_information", "")],
)
async def test_a_meeting_can_be_asked_for_after_it(room, occasion, referrer):
    assert occasion in {o.id for o in WEST_MIDLANDS.trigger.occasions}
    await requested(room, referrer=referrer)
    meeting = await room.meeting()
    assert (meeting.phase, meeting.request.referrer) == (Phase.REQUESTED, referrer)


@pytest.mark.requirement("WM-09")
@pytest.mark.parametrize("way", ["telephone", "Microsoft Teams"])
async def test_a_call_or_a_virtual_meeting_can_be_chosen(room, way):
    drawn = arrangements_card(in_session(WEST_MIDLANDS), WEST_MIDLANDS)
    assert way in {c["value"] for c in inputs(drawn)["format"]["choices"]}
    await convened(room, format=way)
    assert way in words(await room.card("tally"))


def test_face_to_face_is_the_first_of_the_formats():
    """WM-08; to be marked once the card keeps to it."""
    ways = [f.format for f in WEST_MIDLANDS.formats]
    assert ways == [Format.IN_PERSON, Format.TEAMS, Format.PHONE]
    assert [f.asks_reason for f in WEST_MIDLANDS.formats if f.asks_reason] == [
        "Why is it not held face to face?",
        "Why is it not held face to face?",
    ]


@pytest.mark.requirement("WM-08")
def test_the_request_begins_with_face_to_face():
    drawn = arrangements_card(in_session(WEST_MIDLANDS), WEST_MIDLANDS)
    assert inputs(drawn)["format"]["value"] == "in person"


@pytest.mark.requirement("WM-26")
async def test_the_social_worker_and_a_manager_convene_it_together(room):
    await requested(room)
    assert (await room.meeting()).phase is Phase.REQUESTED
    assert not roles.may_authorise(WEST_MIDLANDS, "", MIRIAM, requester=MIRIAM.id)
    assert not roles.may_authorise(WEST_MIDLANDS, "", SAM, requester=DEV.id)
    assert roles.may_authorise(WEST_MIDLANDS, "", MIRIAM, requester=SAM.id)
    assert WEST_MIDLANDS.arranging.roles == WEST_MIDLANDS.route("").requesters


@pytest.mark.requirement("WM-26")
async def test_nobody_is_asked_before_the_manager_has_agreed(room):
    await requested(room)
    assert not (await room.meeting()).asked
    other = Room(protocol="west_midlands")
    await convened(other)
    meeting = await other.meeting()
    assert (meeting.phase, meeting.chair.id) == (Phase.CONVENED, MIRIAM.id)


# ── What it rests on ─────────────────────────────────────────────────────────────────────────


@pytest.mark.requirement("WM-49")
@pytest.mark.requirement("WM-50")
@pytest.mark.parametrize(
    "title", ["Strategy Meetings", "Neglect", "Physical Abuse", "Sexual Abuse"]
)
def test_the_regional_procedure_can_be_opened_by_everybody(title):
    for requests in (True, False):
        card = words(help_card(WEST_MIDLANDS, requests=requests))
        link = f"West Midlands Regional Procedures: {title}: https://westmidlands"
        assert link in card


@pytest.mark.requirement("WM-50")
def test_each_procedure_belongs_to_its_kind_of_harm():
    found = {c: link.title for link in WEST_MIDLANDS.links for c in link.categories}
    assert found == {
        Category.NEGLECT: "West Midlands Regional Procedures: Neglect",
        Category.PHYSICAL: "West Midlands Regional Procedures: Physical Abuse",
        Category.SEXUAL: "West Midlands Regional Procedures: Sexual Abuse",
    }


def test_managers_chair_until_the_partnership_says_otherwise():
    """The guide does not say who chairs."""
    people = (SAM, DEV, MIRIAM, THEO)
    assert roles.chairs(WEST_MIDLANDS, (), people) == [MIRIAM, THEO]
    assert "product default" in WEST_MIDLANDS.cite(WEST_MIDLANDS.chair)
