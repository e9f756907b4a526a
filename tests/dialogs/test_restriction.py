"""A manager restricts a meeting and lifts it again: with a reason, on its timeline."""

import pytest

from cards.help import Status
from cards.restriction import LiftForm, Restrict, RestrictForm
from dialogs.turn import Say
from meeting.access import NotTheAuthoriser
from state.directory import CONVENE
from state.orders import restricted_key
from tests.people import DEV, MIRIAM, SAM, THEO
from tests.room import MONDAY, Room, buttons, mistakes, words
from tests.walk import convened, requested

ORDERED = "ordered: a restriction, so that every reading is noted"
LIFTED = "lifted: a restriction, so that every reading is noted"
WHY = "A colleague's family."


@pytest.fixture
async def room(room):
    await convened(room)
    return room


async def last(room):
    entries = await room.store.work(CONVENE, MONDAY).timeline(room.id)
    return entries[-1].by, entries[-1].what, entries[-1].why


async def restricted(room):
    return await room.store.work(CONVENE, MONDAY).rows.get(restricted_key(room.id)) is not None


@pytest.mark.parametrize("said", ["restrict {}", "restrict the meeting", "lift the restriction"])
async def test_a_manager_who_types_it_is_shown_the_form_and_nothing_changes(room, said):
    reply = await room.says(MIRIAM, said.format(room.id))
    assert reply.private
    assert set(buttons(reply)) == {"Restrict the meeting"}
    assert not await restricted(room)


async def test_from_then_on_every_reading_is_noted_and_the_reason_kept(room):
    said = words(await room.does(MIRIAM, RestrictForm, reason=WHY))
    assert said.startswith("Recorded at ")
    assert await last(room) == (MIRIAM.id, ORDERED, WHY)
    await room.does(DEV, Status)
    assert await last(room) == (DEV.id, "read the meeting", "")


async def test_lifted_it_is_read_as_before(room):
    await room.does(MIRIAM, RestrictForm, reason=WHY)
    await room.does(MIRIAM, LiftForm, reason="It was another family.")
    assert await last(room) == (MIRIAM.id, LIFTED, "It was another family.")
    await room.does(DEV, Status)
    assert await last(room) == (MIRIAM.id, LIFTED, "It was another family.")
    assert not await restricted(room)


@pytest.mark.parametrize("form", [RestrictForm, LiftForm])
async def test_neither_is_done_without_a_reason(room, form):
    if form is LiftForm:
        await room.does(MIRIAM, RestrictForm, reason=WHY)
    before = await restricted(room)
    reply = await room.does(MIRIAM, form, reason=" ")
    assert set(mistakes(reply)) == {"reason"}
    assert await restricted(room) is before


async def test_the_card_of_a_restricted_meeting_says_who_ordered_it_and_why(room):
    await room.does(MIRIAM, RestrictForm, reason=WHY)
    reply = await room.does(MIRIAM, Restrict)
    assert set(buttons(reply)) == {"Lift the restriction"}
    assert MIRIAM.name in words(reply)
    assert "A colleague's family." in words(reply)


@pytest.mark.parametrize(("first", "form"), [(RestrictForm, RestrictForm), (None, LiftForm)])
async def test_what_is_so_already_is_said_and_not_noted_again(room, first, form):
    if first:
        await room.does(MIRIAM, first, reason=WHY)
    assert isinstance(await room.does(MIRIAM, form, reason="Once more."), Say)
    assert (await last(room))[2] != "Once more."


@pytest.mark.parametrize("person", [SAM, DEV, THEO], ids=["requester", "invitee", "colleague"])
@pytest.mark.parametrize("form", [Restrict, RestrictForm, LiftForm])
async def test_nobody_but_its_managers_decides_that(room, person, form):
    before = await last(room)
    said = words(await room.does(person, form, reason=WHY))
    assert "Recorded" not in said
    assert said == str(NotTheAuthoriser()) or "no meeting of that reference" in said
    assert await last(room) == before


async def test_it_can_be_restricted_before_anybody_else_is_asked():
    room = Room()
    await requested(room)
    await room.does(MIRIAM, RestrictForm, reason=WHY)
    assert await restricted(room)
