"""North East Lincolnshire: five days for complex allegations, by an authoriser's own reason."""

import pytest

from cards.authorise import AuthoriseForm
from meeting.model import Phase
from tests.north_east_lincolnshire import MIRIAM, asked_for, nel_room
from tests.room import Room, inputs, mistakes, words

REASON = "Four families and two schools."
GIVEN = {"threshold": "met", "band_reason": REASON, "confirmed": "true"}


@pytest.fixture
async def room() -> Room:
    made = nel_room()
    await asked_for(made, concern={"band": "", "features": "complex"})
    return made


async def answers(room: Room, **more):
    return await room.does(MIRIAM, AuthoriseForm, **{"outcome": "APPROVED", **GIVEN, **more})


async def test_the_card_asks_why_and_that_nobody_needs_protection_at_once(room: Room):
    card = await room.card("authorise")
    asked = inputs(card)
    assert asked["band_reason"]["label"] == "What makes the allegations complex?"
    assert asked["confirmed"]["title"] == "No immediate protection is needed"
    assert "NE-25" in words(card)


@pytest.mark.requirement("NE-26")
@pytest.mark.parametrize(
    ("left_out", "field"),
    [({"band_reason": "  "}, "band_reason"), ({"confirmed": "false"}, "confirmed")],
)
async def test_without_either_the_request_is_not_authorised(room: Room, left_out, field):
    reply = await answers(room, **left_out)
    assert list(mistakes(reply)) == [field]
    assert inputs(reply)["band_reason"].get("value", "") in ("", REASON)
    meeting = await room.meeting()
    assert (meeting.phase, meeting.authorisations) == (Phase.REQUESTED, ())


async def test_both_are_kept_with_the_request_and_shown(room: Room):
    await answers(room)
    meeting = await room.meeting()
    assert (meeting.phase, meeting.request.band_reason) == (Phase.AUTHORISED, REASON)
    assert meeting.authorisations[0].confirmed == "No immediate protection is needed"
    for slot in ("authorise", "authorised"):
        assert "Confirmed:  No immediate protection is needed" in words(await room.card(slot))
    assert REASON in words(await room.card("authorise"))


async def test_declining_needs_neither(room: Room):
    await answers(room, outcome="DECLINED", words="Known.", band_reason="", confirmed="")
    assert (await room.meeting()).phase is Phase.DECLINED


async def test_of_another_urgency_nothing_more_is_asked():
    other = nel_room()
    await asked_for(other)
    assert not {"band_reason", "confirmed"} & set(inputs(await other.card("authorise")))
    await other.does(MIRIAM, AuthoriseForm, outcome="APPROVED", threshold="met")
    assert (await other.meeting()).phase is Phase.AUTHORISED
