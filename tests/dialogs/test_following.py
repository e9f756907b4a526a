"""What is said once a time has passed, and of those who could not be reached."""

import pytest

from cards.delivery import Called, SendAgain
from cards.late import ConferenceSettled, LateReason, ShowRequest
from tests.people import DEV, GRACE, MIRIAM, SAM, THEO
from tests.room import buttons, words
from tests.walk import convened, held, requested


async def test_the_reason_for_lateness_is_recorded_and_shown(room):
    await convened(room)
    room.later(days=4)
    card = await room.card(f"overdue:{SAM.id}")
    assert "The time keeps counting until it is held." in words(card)
    shown = words(await room.does(SAM, LateReason, reason="No police officer was free."))
    assert "The time keeps counting" in shown
    card = await room.card(f"overdue:{SAM.id}")
    assert "No police officer was free." in words(card)
    assert "said why the meeting is late" in await room.timeline()


async def test_a_reason_is_asked_for_until_there_is_one(room):
    await convened(room)
    assert "Please say why it is late" in words(await room.does(SAM, LateReason, reason=" "))
    assert (await room.meeting()).done == ()


async def test_only_the_leads_say_why_it_is_late(room):
    await convened(room)
    await room.does(DEV, LateReason, reason="Nobody asked me.")
    assert (await room.meeting()).done == ()


async def test_a_manager_who_has_not_answered_may_say_why_it_is_late(room):
    await requested(room)
    await room.does(MIRIAM, LateReason, reason="I was on leave.")
    assert [d.words for d in (await room.meeting()).done] == ["I was on leave."]


@pytest.mark.parametrize("person", [SAM, MIRIAM], ids=["convenor", "chair"])
async def test_a_conference_is_settled_by_convenor_or_chair(room, person):
    await held(room)
    await room.does(person, ConferenceSettled, words="3 December, 10 am.")
    assert [d.what for d in (await room.meeting()).done] == ["conference"]


async def test_a_conference_is_not_settled_by_others_or_without_words(room):
    await held(room)
    await room.does(DEV, ConferenceSettled, words="There is none.")
    await room.does(SAM, ConferenceSettled, words="")
    assert (await room.meeting()).done == ()


async def test_who_is_asked_to_authorise_can_have_the_request_shown_again(room):
    await requested(room)
    shown = await room.does(MIRIAM, ShowRequest)
    assert shown.private
    assert "Approve" in buttons(shown)
    assert "with another manager" in words(await room.does(SAM, ShowRequest))


async def test_nobody_else_can(room):
    await requested(room)
    assert "You have no meeting of that reference." in words(await room.does(THEO, ShowRequest))


async def test_somebody_was_rung(room):
    await convened(room)
    shown = words(await room.does(SAM, Called, person=DEV.id))
    assert shown == "Recorded at 9:00 am: you have rung Dev Raman."
    assert "rang Dev Raman" in await room.timeline()
    refused = words(await room.does(GRACE, Called, person=DEV.id))
    assert refused.startswith("Only the social worker")


async def test_what_was_sent_need_not_be_sent_again(room):
    await convened(room)
    shown = words(await room.does(SAM, SendAgain, person=DEV.id))
    assert shown == "There is nothing that was not sent."
