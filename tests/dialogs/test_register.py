"""Who is in the room: ticked, written in, said by themselves; nobody is lost and nobody doubled."""

import pytest

from cards.attendance import DeputyForm
from cards.steps import (
    GoTo,
    RegisterForm,
    StartMeeting,
)
from cards.voice import HereForm
from dialogs.turn import Quiet
from meeting.people import OTHER
from tests.people import DEV, DORA, GRACE, HUGO, MIRIAM, OWEN, PRIYA, SAM
from tests.room import buttons, inputs, mistakes, words
from tests.walk import answered


async def present(room):
    return [a.person for a in (await room.meeting()).session.present]


async def register(room, *people, **more):
    ticked = ",".join(p.id for p in people)
    return await room.does(MIRIAM, RegisterForm, item="1", present=ticked, channel=True, **more)


async def opened(room):
    await answered(room)
    room.now = (await room.meeting()).request.meet_at
    return await room.does(MIRIAM, StartMeeting, channel=True)


@pytest.mark.requirement("NS-40")
async def test_the_register_offers_all_who_are_expected_by_name(room):
    await answered(room)
    await room.does(DEV, DeputyForm, deputy=PRIYA.id)
    await room.does(OWEN, DeputyForm, other="Ms Vale, deputy head")
    await room.does(MIRIAM, StartMeeting, channel=True)
    offered = {c["title"] for c in inputs(await room.card("agenda"))["present"]["choices"]}
    assert "Priya Dane, Detective Constable, deputy for Dev Raman" in offered
    assert "Ms Vale, deputy head, deputy for Owen Pryce" in offered
    assert "Sam Okafor, Social Worker" in offered


async def test_a_deputy_ticked_is_there_for_their_agency(room):
    await answered(room)
    await room.does(DEV, DeputyForm, deputy=PRIYA.id)
    await room.does(MIRIAM, StartMeeting, channel=True)
    await room.does(MIRIAM, RegisterForm, item="1", present="i3:deputy", channel=True)
    [there] = [a for a in (await room.meeting()).session.present if a.person == PRIYA.id]
    assert (there.name, there.agency) == ("Priya Dane", "police")


async def test_the_register_is_kept_and_the_next_item_comes(room):
    await opened(room)
    assert isinstance(await register(room, MIRIAM, SAM, GRACE, DEV), Quiet)
    assert "Item 2 of 13" in words(await room.card("agenda"))
    assert "Quorate" in words(await room.card("agenda"))


async def test_others_are_written_in_with_their_agency(room):
    await opened(room)
    await register(room, MIRIAM, others="Ann Vale, Head Teacher, School or nursery\nBo,,Barnardo's")
    there = {a.name: (a.title, a.agency) for a in (await room.meeting()).session.present}
    assert there["Ann Vale"] == ("Head Teacher", "education")
    assert there["Bo"] == ("", "Barnardo's")


async def test_a_police_officer_written_in_makes_it_quorate(room):
    await opened(room)
    await register(room, MIRIAM, SAM, GRACE, others="PC Lowe, Constable, Police")
    assert "Quorate" in words(await room.card("agenda"))


async def test_whoever_said_they_are_here_meanwhile_stays_on_the_register(room):
    await opened(room)
    drawn = buttons(await room.card("agenda"))["Record, go on"]
    await room.does(OWEN, HereForm, channel=True)
    await room.does(MIRIAM, RegisterForm, **{**drawn, "present": f"{MIRIAM.id},{SAM.id}"})
    assert set(await present(room)) == {MIRIAM.id, SAM.id, OWEN.id}


async def test_somebody_ticked_before_can_be_unticked(room):
    await opened(room)
    await register(room, MIRIAM, SAM, DEV, others="Ann Vale, Head, Police")
    await room.does(MIRIAM, GoTo, item="1")
    card = await room.card("agenda")
    drawn = buttons(card)["Record, go on"]
    assert inputs(card)["present"]["value"].split(",")[0] == MIRIAM.id
    await room.does(MIRIAM, RegisterForm, **{**drawn, "present": f"{MIRIAM.id},{SAM.id}"})
    assert await present(room) == [MIRIAM.id, SAM.id]


async def test_an_empty_register_is_asked_for_again(room):
    await opened(room)
    assert list(mistakes(await register(room))) == ["present"]


async def test_people_who_are_not_expected_cannot_be_ticked(room):
    await opened(room)
    await register(room, MIRIAM, DORA, HUGO)
    assert await present(room) == [MIRIAM.id]


def test_somebody_of_no_directory_is_never_mistaken_for_one_who_is():
    assert not any(p.id.startswith(OTHER) for p in (SAM, DEV, MIRIAM))
