"""The convenor names, adds and takes off; the invitations go out once, the rest later."""

import pytest

from cards.invitation import AddInvitee, InviteesForm, Named, RemoveInvitee
from dialogs.turn import Quiet
from meeting.model import Phase
from meeting.post import PostKind
from tests.people import DEV, DORA, GRACE, MIRIAM, OWEN, PRIYA, SAM, THEO
from tests.room import buttons, inputs, mistakes, words
from tests.walk import authorised, convened, held

NAMES = {"who_i1": SAM.id, "who_i2": GRACE.id, "who_i3": DEV.id, "who_i4": OWEN.id}


async def send(room, person=SAM, **more):
    return await room.does(person, InviteesForm, **{"chair": MIRIAM.id, **NAMES, **more})


async def asked(room):
    return {i.person.id for i in (await room.meeting()).asked if i.person and i.asked_at}


@pytest.mark.requirement("NS-20")
@pytest.mark.requirement("NS-25")
async def test_the_card_proposes_each_agency_with_its_reason_and_source(room):
    await authorised(room)
    shown = words(await room.card("proposal"))
    for part in ("Police", "A health practitioner must be present", "NS-20", "NS-21", "NS-25"):
        assert part in shown


async def test_the_social_worker_who_asks_and_the_only_one_there_is_are_proposed(room):
    await authorised(room)
    fields = inputs(await room.card("proposal"))
    assert fields["who_i1"]["value"] == SAM.id
    assert fields["who_i4"]["value"] == OWEN.id
    assert "value" not in fields["who_i3"]


async def test_the_invitations_go_out(room):
    await authorised(room)
    reply = await send(room)
    assert words(reply) == "Recorded at 9:00 am: 4 invitations sent."
    assert (await room.meeting()).phase is Phase.CONVENED
    assert PostKind.INVITATION in await room.owed_to(DEV)


async def test_a_second_press_sends_nothing_twice(room):
    await convened(room)
    assert "already" in words(await send(room))


async def test_agencies_without_a_name_are_warned_about_once_and_names_are_kept(room):
    await authorised(room)
    reply = await send(room, who_i3="")
    assert "Nobody is named for Police." in words(reply)
    assert inputs(reply)["who_i2"]["value"] == GRACE.id
    assert (await room.meeting()).phase is Phase.AUTHORISED
    again = buttons(reply)["Send to those named"]
    assert words(await send(room, **again, who_i3="")) == "Recorded at 9:00 am: 3 invitations sent."


async def test_one_invitation_is_not_several(room):
    await authorised(room)
    reply = await send(room, who_i2="", who_i3="", who_i4="", anyway="yes")
    assert words(reply) == "Recorded at 9:00 am: 1 invitation sent."


async def test_an_agency_is_named_and_asked_later(room):
    await authorised(room)
    await send(room, who_i3="", anyway="yes")
    card = await room.card("proposal")
    await room.does(SAM, Named, **buttons(card)["Ask those now named"], who_i3=DEV.id)
    assert DEV.id in await asked(room)
    assert "Ask those now named" not in buttons(await room.card("proposal"))


async def test_the_same_person_for_two_agencies_is_shown_as_a_mistake(room):
    await authorised(room)
    await room.does(SAM, AddInvitee, add=PRIYA.id, add_reason="Took the report.")
    reply = await send(room, who_i3=PRIYA.id, who_i5=PRIYA.id)
    assert "that person is on the list already" in words(reply).lower()
    assert (await room.meeting()).phase is Phase.AUTHORISED


@pytest.mark.parametrize("forged", [{"who_i3": GRACE.id}, {"who_i99": DORA.id}, {"who_i3": "x"}])
async def test_nobody_of_another_agency_can_be_put_in(room, forged):
    await authorised(room)
    await send(room, **{"who_i2": "", **forged}, anyway="yes")
    assert await asked(room) <= {SAM.id, OWEN.id, DEV.id}
    assert DORA.id not in await asked(room)


@pytest.mark.parametrize(("chosen", "chair"), [(THEO, THEO), (DEV, MIRIAM), (SAM, MIRIAM)])
async def test_only_who_may_chair_is_made_the_chair(room, chosen, chair):
    await authorised(room)
    await send(room, chair=chosen.id)
    assert (await room.meeting()).chair == chair


async def test_somebody_is_added_with_a_reason_and_asked_at_once_when_convened(room):
    await convened(room)
    reply = await room.does(SAM, AddInvitee, add=DORA.id, add_reason="Supports the mother.")
    assert isinstance(reply, Quiet)
    assert PostKind.INVITATION in await room.owed_to(DORA)
    assert "Supports the mother." in words(await room.card("invitation:i5"))


@pytest.mark.parametrize(
    ("form", "data", "field"),
    [
        (AddInvitee, {"add": "", "add_reason": "Why."}, "add"),
        (AddInvitee, {"add": "nobody", "add_reason": "Why."}, "add"),
        (AddInvitee, {"add": DORA.id, "add_reason": ""}, "add_reason"),
        (AddInvitee, {"add": DEV.id, "add_reason": "Why."}, "add"),
        (RemoveInvitee, {"remove": "", "remove_reason": "Why."}, "remove"),
        (RemoveInvitee, {"remove": "i4", "remove_reason": ""}, "remove_reason"),
    ],
)
async def test_a_mistake_is_shown_at_its_field_with_what_was_typed(room, form, data, field):
    await convened(room)
    before = await room.meeting()
    reply = await room.does(SAM, form, **data)
    assert list(mistakes(reply)) == [field]
    kept = {k: v for k, v in data.items() if v and k != field}
    assert {k: inputs(reply)[k].get("value") for k in kept} == kept
    assert await room.meeting() == before


async def test_adding_keeps_the_names_that_were_chosen_on_the_same_card(room):
    await authorised(room)
    await room.does(SAM, AddInvitee, **NAMES, add=DORA.id, add_reason="Supports the mother.")
    fields = inputs(await room.card("proposal"))
    assert fields["who_i3"]["value"] == DEV.id


async def test_an_agency_is_taken_off_with_the_reason_on_record(room):
    await convened(room)
    await room.does(SAM, RemoveInvitee, remove="i4", remove_reason="Not of school age.")
    assert OWEN.id not in await asked(room)
    assert "taken off, because Not of school age." in words(await room.card("proposal"))
    assert "You are no longer asked" in words(await room.card("invitation:i4"))
    assert "no meeting of that reference" in words(await room.says(OWEN, f"status {room.id}"))


async def test_taking_off_twice_says_that_it_is_gone(room):
    await convened(room)
    await room.does(SAM, RemoveInvitee, remove="i4", remove_reason="Why.")
    reply = await room.does(SAM, RemoveInvitee, remove="i4", remove_reason="Why.")
    assert "no longer there" in words(reply)


@pytest.mark.parametrize(
    ("person", "says"), [(DEV, "Only the social worker"), (DORA, "no meeting of that reference")]
)
@pytest.mark.parametrize(
    ("form", "data"),
    [
        (InviteesForm, NAMES),
        (AddInvitee, {"add": DORA.id, "add_reason": "Why."}),
        (RemoveInvitee, {"remove": "i3", "remove_reason": "Why."}),
    ],
)
async def test_only_convenor_and_chair_settle_who_is_asked(room, person, says, form, data):
    await convened(room)
    before = await room.meeting()
    assert says in words(await room.does(person, form, **data))
    assert await room.meeting() == before


async def test_nobody_is_added_to_a_meeting_that_has_been_held(room):
    await held(room)
    reply = await room.does(SAM, AddInvitee, add=DORA.id, add_reason="Why.")
    assert "can no longer be changed" in words(reply)
