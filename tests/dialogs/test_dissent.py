"""A professional dissents with one press and their own words, and may challenge."""

import pytest

from cards.voice import Challenged, DissentForm
from meeting.post import PostKind
from tests.people import DEV, DORA, GRACE, MIRIAM, OWEN
from tests.room import inputs, mistakes, words
from tests.walk import convened, decided, held, in_session

WORDS = "The scaling was [three](http://evil), **not** seven."


async def dissents(room):
    return (await room.meeting()).dissents


@pytest.mark.requirement("NS-94")
@pytest.mark.parametrize("walk", [decided, held])
async def test_a_dissent_is_recorded_in_its_authors_words_and_said_back(room, walk):
    await walk(room)
    reply = await room.does(DEV, DissentForm, dissent=WORDS, channel=True)
    assert "Your dissent is recorded at 11:00 am, in your words." in words(reply)
    assert [(d.name, d.reason) for d in await dissents(room)] == [("Dev Raman", WORDS)]


@pytest.mark.requirement("NS-96")
async def test_the_challenge_is_explained_with_its_time_and_whom_to_contact(room):
    await held(room)
    reply = await room.does(DEV, DissentForm, dissent=WORDS)
    assert "until Wednesday 25 November 2026, 11:00 am" in words(reply)
    card = words(await room.card("challenge"))
    assert "Hugo Ashdown, Head of Service" in card
    assert "Until Wednesday 25 November 2026, 11:00 am." in card
    assert "NS-96" in card


async def test_the_chair_is_told_with_name_and_words(room):
    await held(room)
    await room.does(DEV, DissentForm, dissent=WORDS)
    assert PostKind.DISSENT in await room.owed_to(MIRIAM)
    assert WORDS in words(await room.card("dissent"))


async def test_the_channel_counts_dissents_and_names_nobody(room):
    await held(room)
    await room.does(DEV, DissentForm, dissent=WORDS)
    card = words(await room.card("outcome"))
    assert "1 dissent is recorded." in card
    assert "Dev" not in card
    await room.does(GRACE, DissentForm, dissent="Too soon.")
    assert "2 dissents are recorded." in words(await room.card("outcome"))


@pytest.mark.parametrize("walk", [decided, held])
async def test_a_dissent_without_words_is_asked_for_at_its_field_in_private(room, walk):
    await walk(room)
    reply = await room.does(DEV, DissentForm, dissent="  ", channel=True)
    assert list(mistakes(reply)) == ["dissent"]
    assert reply.private
    assert "dissent" in inputs(reply)


async def test_a_second_press_records_one(room):
    await held(room)
    await room.does(DEV, DissentForm, dissent=WORDS)
    reply = await room.does(DEV, DissentForm, dissent=WORDS)
    assert words(reply) == "Your dissent is recorded already, in these words."
    assert len(await dissents(room)) == 1


@pytest.mark.parametrize(
    ("walk", "person", "says"),
    [
        (convened, DEV, "Nothing is decided yet"),
        (in_session, DEV, "Nothing is decided yet"),
        (decided, OWEN, "I am here"),
        (decided, DORA, "no meeting of that reference"),
    ],
)
async def test_a_dissent_is_refused_only_with_a_reason(room, walk, person, says):
    await walk(room)
    assert says in words(await room.does(person, DissentForm, dissent=WORDS))
    assert await dissents(room) == ()


async def test_after_the_24_hours_it_is_kept_and_marked_late(room):
    await held(room)
    room.later(hours=25)
    await room.does(DEV, DissentForm, dissent=WORDS)
    assert (await dissents(room))[0].late
    assert "after the time for a challenge" in words(await room.card("dissent"))


async def test_taking_the_challenge_on_is_recorded_once(room):
    await held(room)
    await room.does(DEV, DissentForm, dissent=WORDS)
    reply = await room.does(DEV, Challenged)
    assert words(reply) == "Recorded at 11:00 am: you have taken your challenge on."
    assert "recorded already" in words(await room.does(DEV, Challenged))
    assert "You took your challenge on" in words(await room.card("challenge"))


async def test_who_has_not_dissented_has_nothing_to_take_on(room):
    await held(room)
    before = await room.meeting()
    assert "You have recorded no dissent" in words(await room.does(GRACE, Challenged))
    assert await room.meeting() == before


async def test_the_words_of_a_dissent_are_not_on_the_timeline(room):
    await held(room)
    await room.does(DEV, DissentForm, dissent=WORDS)
    assert not any("scaling" in line for line in await room.timeline())
