"""The manager approves, returns or declines; the requester is told; nobody else can."""

import pytest

from cards.arrange import SendForm
from cards.authorise import AuthoriseForm
from cards.change import CancelForm
from cards.request import Step
from meeting.model import Phase
from meeting.post import PostKind
from tests.people import DEV, MIRIAM, SAM, THEO
from tests.room import buttons, inputs, mistakes, words
from tests.walk import CONCERN, authorised, requested


async def settle(room, outcome="APPROVED", person=MIRIAM, **more):
    return await room.does(person, AuthoriseForm, outcome=outcome, **more)


async def test_the_managers_card_shows_the_whole_request_and_three_ways(room):
    await requested(room)
    card = await room.card("authorise")
    for part in (CONCERN, "Robin Ashgrove", "Jo Ashgrove", "NS-16", "Tuesday 24 November 2026"):
        assert part in words(card)
    assert list(buttons(card)) == ["Approve", "Return with questions", "Decline"]


@pytest.mark.parametrize(
    ("outcome", "more", "phase", "owed"),
    [
        ("APPROVED", {}, Phase.AUTHORISED, [PostKind.AUTHORISED, PostKind.PROPOSAL]),
        ("RETURNED", {"words": "Who saw it?"}, Phase.RETURNED, [PostKind.AUTHORISED]),
        ("DECLINED", {"words": "Known."}, Phase.DECLINED, [PostKind.AUTHORISED]),
    ],
)
async def test_the_answer_is_recorded_said_back_and_told(room, outcome, more, phase, owed):
    await requested(room)
    reply = await settle(room, outcome, **more)
    assert words(reply).startswith("Recorded at 9:00 am")
    assert "Sam Okafor is told" in words(reply)
    assert (await room.meeting()).phase is phase
    assert await room.owed_to(SAM) == owed
    assert more.get("words", "Miriam Holt") in words(await room.card("authorised"))


@pytest.mark.parametrize("outcome", ["RETURNED", "DECLINED"])
async def test_questions_and_reasons_are_asked_for_at_their_field(room, outcome):
    await requested(room)
    reply = await settle(room, outcome, words="  ")
    assert list(mistakes(reply)) == ["words"]
    assert (await room.meeting()).phase is Phase.REQUESTED


@pytest.mark.parametrize(
    ("person", "says"),
    [(SAM, "with another manager"), (THEO, "no meeting of"), (DEV, "no meeting of")],
)
async def test_nobody_else_can_answer(room, person, says):
    await requested(room)
    assert says in words(await settle(room, person=person))
    assert (await room.meeting()).phase is Phase.REQUESTED


@pytest.mark.parametrize("outcome", ["", "approved", "MAYBE", "__class__"])
async def test_an_outcome_that_there_is_not_is_refused(room, outcome):
    await requested(room)
    assert "earlier version" in words(await settle(room, outcome))
    assert (await room.meeting()).authorisations == ()


async def test_a_second_press_shows_how_it_was_answered(room):
    await authorised(room)
    reply = await settle(room, "DECLINED", words="Changed my mind.")
    assert "Miriam Holt approved this request at 9:00 am" in words(reply)
    assert buttons(reply) == {}
    assert (await room.meeting()).phase is Phase.AUTHORISED


async def test_a_stale_card_of_a_cancelled_request_says_so(room):
    await requested(room)
    await room.does(SAM, CancelForm, reason="Not needed.")
    assert "This request is cancelled." in words(await settle(room))
    assert "This request is cancelled." in words(await room.card("authorise"))


async def test_a_returned_request_can_be_changed_and_sent_again(room):
    await requested(room)
    await settle(room, "RETURNED", words="Who saw it?")
    told = await room.card("authorised")
    step = buttons(told)["Change the request"]
    reply = await room.does(SAM, Step, **step)
    assert inputs(reply)["authoriser"]["value"] == MIRIAM.id
    await room.does(SAM, SendForm, authoriser=MIRIAM.id)
    assert await room.owed_to(MIRIAM) == [PostKind.AUTHORISE]
    await settle(room)
    assert (await room.meeting()).phase is Phase.AUTHORISED
    assert await room.owed_to(SAM) == [
        PostKind.AUTHORISED,
        PostKind.AUTHORISED,
        PostKind.PROPOSAL,
    ]
