"""Greater Manchester calls it a strategy discussion: on cards, in notifications, in the notes."""

import pytest

from cards.help import Help, Status, Timeline
from cards.request import OpenRequest
from cards.summary import summary
from cards.voice import DissentForm
from meeting.post import PostKind
from records.record import record_of
from state.protocols import read_protocol
from tests.by_protocol import convened, held, requested
from tests.north_east_lincolnshire import drafted, nel_room
from tests.people import DEV, DIRECTORY, MIRIAM, SAM
from tests.room import Room, words

MANCHESTER = read_protocol("greater_manchester")
NAMES = {p.id: p.name for p in DIRECTORY.people}


@pytest.fixture
def room():
    return Room(protocol="greater_manchester")


def test_the_word_is_the_briefings_own():
    [kind] = MANCHESTER.types
    assert (kind.name, kind.sources) == ("strategy discussion", ("GM-01", "GM-02"))


async def test_every_card_that_is_owed_names_it_so(room):
    await requested(room)
    seen = await _owed(room)
    await convened(room)
    seen |= await _owed(room)
    await held(room)
    await room.does(DEV, DissentForm, dissent="The risk is higher than that.", channel=True)
    room.later(days=3)
    seen |= await _owed(room)
    assert len(seen) > 12
    for (reference, slot), card in seen.items():
        assert "trategy meeting" not in card, slot
        assert f"trategy discussion {reference}" in card, slot


async def _owed(room):
    return {(room.id, p.slot): words(await room.card(p.slot)) for p in await room.posts()}


async def test_replies_name_it_so(room):
    await requested(room)
    for form in (Status, Timeline, Help, OpenRequest):
        said = words(await room.does(SAM, form))
        assert "strategy discussion" in said.lower()
        assert "strategy meeting" not in said.lower()


async def test_notifications_and_the_notes_name_it_so(room):
    await held(room)
    meeting = await room.meeting()
    said = [summary(post, meeting) for post in await room.posts()]
    assert f"You are asked to a discussion ({room.id})" in said
    assert not any("meeting" in words for words in said)
    assert record_of(meeting, MANCHESTER, NAMES).title == "Strategy discussion minutes"


@pytest.mark.parametrize(
    ("kind", "called"), [("meeting", "strategy meeting"), ("discussion", "strategy discussion")]
)
async def test_where_both_are_known_the_one_that_is_asked_for_is_named(kind, called):
    room = nel_room()
    check = await drafted(room, concern={"type": kind})
    assert f"Request for a {called} {room.id}" in words(check)


@pytest.mark.requirement("GM-43")
@pytest.mark.requirement("GM-45")
async def test_who_disagrees_has_a_card_of_their_own_though_no_time_runs(room):
    await held(room)
    await room.does(DEV, DissentForm, dissent="The risk is higher than that.", channel=True)
    assert await room.owed_to(DEV) == [PostKind.INVITATION, PostKind.DISSENT_KEPT]
    card = words(await room.card("dissent.kept"))
    for part in (
        "In your words:  The risk is higher than that.",
        "first resolved between the practitioners by discussion",
        "more senior staff address it through line management",
        "No time is given",
    ):
        assert part in card
    assert PostKind.DISSENT_KEPT not in await room.owed_to(MIRIAM)
