"""Everybody in the room: here I am, my agency's view, the details and what was written."""

import pytest

from cards.attendance import InformationForm
from cards.steps import (
    AbsencesForm,
    GoTo,
    RegisterForm,
    ShowDetails,
    ShowWritten,
    StartMeeting,
)
from cards.voice import HereForm, ViewForm
from dialogs.turn import Show
from tests.people import DEV, DORA, MIRIAM, OWEN, SAM
from tests.room import inputs, mistakes, words
from tests.walk import answered, convened, held, in_session

VIEW = {"opinion": "s47", "safety": "3", "reason": "Three call-outs in a month."}


async def views(room):
    return (await room.meeting()).session.views


async def test_saying_here_is_said_back_with_the_time_and_once(room):
    await in_session(room)
    reply = await room.does(OWEN, HereForm, channel=True)
    assert words(reply) == "Owen Pryce is here, recorded 11:00 am."
    again = await room.does(OWEN, HereForm, channel=True)
    assert words(again) == "Owen Pryce, you are on the register already."


@pytest.mark.parametrize("walk", [answered, held])
async def test_nobody_is_here_before_or_after_the_meeting(room, walk):
    await walk(room)
    assert "not in session" in words(await room.does(OWEN, HereForm))


@pytest.mark.requirement("NS-38")
async def test_an_agencys_view_is_kept_with_its_figure_and_reasons(room):
    await in_session(room)
    reply = await room.does(DEV, ViewForm, **VIEW)
    assert words(reply) == "Police: view recorded at 11:00 am."
    [view] = await views(room)
    assert (view.agency, view.opinion, view.safety) == ("police", "s47", 3)
    assert view.reason == VIEW["reason"]


@pytest.mark.parametrize("safety", ["none", "", "11", "-1", "3.5", "ten", "\u0663", "²"])
async def test_a_figure_off_the_scale_is_none(room, safety):
    await in_session(room)
    await room.does(DEV, ViewForm, **{**VIEW, "safety": safety})
    [view] = await views(room)
    assert view.safety is None


@pytest.mark.parametrize("safety", ["0", "10"])
async def test_both_ends_of_the_scale_count(room, safety):
    await in_session(room)
    await room.does(DEV, ViewForm, **{**VIEW, "safety": safety})
    assert (await views(room))[0].safety == int(safety)


@pytest.mark.parametrize(
    ("more", "field"),
    [({"opinion": ""}, "opinion"), ({"opinion": "s99"}, "opinion"), ({"reason": " "}, "reason")],
)
async def test_a_mistake_is_shown_in_private_with_what_was_typed(room, more, field):
    """The channel's card is left alone: others are typing on it."""
    await in_session(room)
    reply = await room.does(DEV, ViewForm, channel=True, **{**VIEW, **more})
    assert list(mistakes(reply)) == [field]
    assert reply.private
    kept = {k: v for k, v in VIEW.items() if k != field}
    assert {k: inputs(reply)[k].get("value") for k in kept} == kept
    assert await views(room) == ()


async def test_a_second_view_replaces_the_first(room):
    await in_session(room)
    await room.does(DEV, ViewForm, **VIEW)
    await room.does(DEV, ViewForm, **{**VIEW, "opinion": "s17"})
    assert [v.opinion for v in await views(room)] == ["s17"]


@pytest.mark.parametrize(("person", "says"), [(OWEN, "I am here"), (DORA, "no meeting of")])
async def test_who_is_not_in_the_room_gives_no_view(room, person, says):
    await in_session(room)
    assert says in words(await room.does(person, ViewForm, **VIEW))
    assert await views(room) == ()


async def test_a_view_for_a_meeting_that_is_over_is_refused(room):
    await held(room)
    assert "not in session" in words(await room.does(DEV, ViewForm, **VIEW))


async def test_the_chair_sees_each_agencys_view_without_its_reasons(room):
    await in_session(room)
    await room.does(DEV, ViewForm, **VIEW)
    await room.does(MIRIAM, GoTo, item="10")
    card = words(await room.card("agenda"))
    assert "Police: Section 47 enquiry, safety 3" in card
    assert VIEW["reason"] not in card


async def test_the_details_are_shown_in_private_and_noted_on_the_timeline(room):
    await in_session(room)
    reply = await room.does(DEV, ShowDetails, channel=True)
    assert isinstance(reply, Show)
    assert (reply.private, reply.replaces) == (True, False)
    assert "Robin Ashgrove" in words(reply)
    assert (await room.timeline())[-1] == "opened the details of children and adults"


async def test_a_stranger_opens_no_details(room):
    await in_session(room)
    lines = await room.timeline()
    for form in (ShowDetails, ShowWritten):
        assert "no meeting of that reference" in words(await room.does(DORA, form))
    assert await room.timeline() == lines


@pytest.mark.requirement("NS-72")
async def test_written_information_of_an_absent_agency_is_put_before_the_meeting(room):
    await convened(room)
    await room.does(OWEN, InformationForm, q_known="Late **every** day.")
    await room.does(MIRIAM, StartMeeting)
    await room.does(MIRIAM, RegisterForm, item="1", present=f"{MIRIAM.id},{SAM.id}")
    card = words(await room.card("agenda"))
    assert "School or nursery: information received 9:00 am" in card
    assert "Late" not in card
    reply = await room.does(SAM, ShowWritten, channel=True)
    assert "Late **every** day." in words(reply)
    assert reply.private
    await room.does(MIRIAM, AbsencesForm, item="2")
    await room.does(MIRIAM, GoTo, item="8")
    assert "information received" in words(await room.card("agenda"))


async def test_who_is_not_in_the_room_does_not_read_what_others_wrote(room):
    await in_session(room)
    assert "I am here" in words(await room.does(OWEN, ShowWritten))


async def test_the_card_for_everybody_is_closed_after_the_meeting(room):
    await held(room)
    assert inputs(await room.card("voice")) == {}
