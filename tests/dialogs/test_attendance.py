"""Answers by card: said back with the time, shown in the tally, refused where they must be."""

import pytest

from cards.attendance import AnswerForm, DeputyForm, InformationForm, OpenInformation
from cards.change import CancelForm
from meeting.model import AnswerKind
from meeting.people import OTHER
from meeting.post import PostKind
from tests.people import DEV, DORA, GRACE, MIRIAM, OWEN, PRIYA, SAM
from tests.room import buttons, inputs, mistakes, words
from tests.walk import convened, held

WRITTEN = {"q_known": "Two calls in March.", "q_harm": "Likely: the injuries."}


async def answer(room, person, kind="ATTENDING"):
    return await room.does(person, AnswerForm, kind=kind)


async def given(room, person):
    return next(i for i in (await room.meeting()).asked if i.person.id == person.id)


async def test_the_invitation_names_the_children_and_offers_three_answers(room):
    await convened(room)
    card = await room.card("invitation:i3")
    assert "Robin Ashgrove" in words(card)
    assert "NS-21" in words(card)
    assert list(buttons(card)) == [
        "I will attend",
        "I cannot: I send information",
        "Send a deputy",
    ]


async def test_attending_is_said_back_with_the_time_and_stands_in_the_tally(room):
    await convened(room)
    room.later(minutes=5)
    reply = await answer(room, DEV)
    assert words(reply) == f"Recorded at 9:05 am: you are attending ({room.id})."
    assert "Police (Dev Raman): attending, answered 9:05 am" in words(await room.card("tally"))
    assert "recorded Monday 23 November 2026, 9:05 am" in words(await room.card("invitation:i3"))


@pytest.mark.requirement("NS-22")
async def test_the_tally_says_who_is_missing_for_the_quorum(room):
    await convened(room)
    await answer(room, SAM)
    await answer(room, GRACE)
    assert "2 of 3: Police missing" in words(await room.card("tally"))
    await answer(room, DEV, "INFORMATION")
    assert "2 of 3: Police missing" in words(await room.card("tally"))
    await answer(room, DEV)
    assert "3 of 3: quorum expected" in words(await room.card("tally"))


async def test_who_cannot_come_is_asked_the_questions_at_once_in_private(room):
    await convened(room)
    reply = await answer(room, DEV, "INFORMATION")
    assert set(inputs(reply)) == {f"q_{q.id}" for q in room.protocol.questions}
    assert (reply.private, reply.replaces) == (True, False)
    assert (await given(room, DEV)).owes == "information"


async def test_information_is_kept_in_the_order_of_the_questions(room):
    await convened(room)
    await answer(room, DEV, "INFORMATION")
    reply = await room.does(DEV, InformationForm, **WRITTEN)
    assert "Recorded" in words(reply)
    assert "9:00 am" in words(reply)
    kept = (await given(room, DEV)).information.answers
    assert [a for _, a in kept] == ["Two calls in March.", "", "Likely: the injuries.", ""]
    assert "information received 9:00 am" in words(await room.card("tally"))


async def test_what_was_written_is_shown_again_to_be_added_to(room):
    await convened(room)
    await room.does(DEV, InformationForm, **WRITTEN)
    shown = inputs(await room.does(DEV, OpenInformation))
    assert shown["q_known"]["value"] == WRITTEN["q_known"]


async def test_an_empty_form_is_shown_again_with_what_is_wrong(room):
    await convened(room)
    reply = await room.does(DEV, InformationForm, q_known="  ", q_other="x")
    assert list(mistakes(reply)) == ["q_known"]
    assert (await given(room, DEV)).information is None


async def test_questions_that_the_protocol_does_not_ask_are_not_kept(room):
    await convened(room)
    await room.does(DEV, InformationForm, **WRITTEN, q_evil="x", phase="HELD")
    kept = (await given(room, DEV)).information.answers
    assert "x" not in [a for _, a in kept]


async def test_a_colleague_is_named_as_deputy_and_is_invited(room):
    await convened(room)
    reply = await room.does(DEV, DeputyForm, deputy=PRIYA.id)
    assert "Priya Dane, Detective Constable comes in your place" in words(reply)
    assert await room.owed_to(PRIYA) == [PostKind.INVITATION]
    assert "3 of 3" not in words(await room.card("tally"))
    assert "sending a deputy" in words(await room.card("tally"))


async def test_a_deputy_answers_and_stays_the_deputy(room):
    await convened(room)
    await room.does(DEV, DeputyForm, deputy=PRIYA.id)
    reply = await answer(room, PRIYA)
    assert "you are attending" in words(reply)
    assert (await given(room, DEV)).answer.deputy == PRIYA.id
    assert "no meeting of" not in words(await room.says(PRIYA, f"status {room.id}"))


async def test_a_deputy_who_is_in_no_directory_is_kept_by_name(room):
    await convened(room)
    reply = await room.does(DEV, DeputyForm, other="DC Lowe,\tCID")
    assert "DC Lowe, CID comes in your place" in words(reply)
    assert (await given(room, DEV)).answer.deputy == f"{OTHER}DC Lowe, CID"
    card = words(await room.card("invitation:i3"))
    assert "sending a deputy: DC Lowe, CID." in card
    assert OTHER not in card


@pytest.mark.parametrize("forged", ["", "nobody", GRACE.id, DORA.id, DEV.id])
async def test_nobody_but_a_colleague_can_be_let_in_as_deputy(room, forged):
    await convened(room)
    reply = await room.does(DEV, DeputyForm, deputy=forged)
    assert list(mistakes(reply)) == ["deputy"]
    assert (await given(room, DEV)).answer is None


@pytest.mark.parametrize("forged", ["", "attending", "MAYBE", "__doc__"])
async def test_an_answer_that_there_is_not_is_refused(room, forged):
    await convened(room)
    assert "earlier version" in words(await answer(room, DEV, forged))
    assert (await given(room, DEV)).answer is None


async def test_a_deputy_without_a_name_is_no_answer(room):
    await convened(room)
    assert words(await answer(room, DEV, "DEPUTY")) == "Please say who comes in your place."


async def test_an_answer_can_be_changed(room):
    await convened(room)
    await answer(room, DEV, "INFORMATION")
    await answer(room, DEV)
    assert (await given(room, DEV)).answer.kind is AnswerKind.ATTENDING


@pytest.mark.parametrize("form", [AnswerForm, DeputyForm, InformationForm, OpenInformation])
async def test_who_is_not_invited_cannot_answer(room, form):
    await convened(room)
    before = await room.meeting()
    data = {"kind": "ATTENDING", "other": "Somebody", "q_known": "Something."}
    assert "Only somebody who is invited" in words(await room.does(MIRIAM, form, **data))
    assert "no meeting of that reference" in words(await room.does(DORA, form, **data))
    assert await room.meeting() == before


@pytest.mark.parametrize("form", [AnswerForm, DeputyForm, InformationForm])
@pytest.mark.parametrize("over", ["held", "cancelled"])
async def test_a_stale_card_records_nothing_once_it_is_over(room, form, over):
    if over == "held":
        await held(room)
    else:
        await convened(room)
        await room.does(SAM, CancelForm, reason="Moved.")
    before = await room.meeting()
    data = {"kind": "ATTENDING", "other": "Somebody", "q_known": "Something."}
    reply = await room.does(OWEN, form, **data)
    assert "nothing was recorded" in words(reply)
    assert await room.meeting() == before
    assert "I will attend" not in buttons(await room.card("invitation:i4"))


async def test_the_same_delivery_twice_is_recorded_once(room):
    await convened(room)
    await room.does(DEV, AnswerForm, kind="ATTENDING", mark="one")
    lines = await room.timeline()
    await room.does(DEV, AnswerForm, kind="ATTENDING", mark="one")
    assert await room.timeline() == lines


async def test_written_words_never_reach_the_timeline(room):
    await convened(room)
    await room.does(DEV, InformationForm, **WRITTEN)
    assert not any("March" in line for line in await room.timeline())
