"""What is to be asked about a time as it was read stands where the time is confirmed."""

import pytest

from cards.actions import CorrectAction
from cards.arrange import ArrangementsForm
from cards.change import MoveForm, Reschedule
from cards.request import ChildForm, ConcernForm, OpenRequest
from cards.steps import ActionForm, ReviewForm
from dialogs.turn import Quiet
from tests.people import GRACE, MIRIAM, SAM
from tests.room import CHILD, words
from tests.walk import convened, in_session

SATURDAY = "saturday 10am"
ASKED = "That is a Saturday: is that right?"
MEANT = "Saturday 28 November 2026, 10:00 am"
CONCERN = {"category": "neglect", "concern": "Cold.", "band": "chronic", "meeting": ""}
ACTION = {"item": "12", "what": "Medical", "who": GRACE.id}


async def begun(room, identified="today 8:30"):
    reply = await room.does(SAM, ConcernForm, **CONCERN, identified=identified)
    await room.does(SAM, ChildForm, **CHILD, go="adults")
    return reply


async def arranges(room, when):
    await begun(room)
    return await room.does(SAM, ArrangementsForm, when=when, late_reason="Court.", go="check")


async def test_the_time_of_the_meeting_is_asked_about_where_it_is_checked(room):
    card = words(await arranges(room, SATURDAY))
    assert f"Meeting: {MEANT}. {ASKED}" in card
    assert "Step 5 of 5" in card


async def test_a_day_that_was_taken_for_another_is_said(room):
    card = words(await arranges(room, "8am"))
    tomorrow = "Meeting: Tuesday 24 November 2026, 8:00 am."
    assert f"{tomorrow} That time is past today, so this is tomorrow." in card


async def test_nothing_is_asked_of_a_time_in_office_hours(room):
    card = words(await arranges(room, "tomorrow 11am"))
    assert "is that right" not in card
    assert "Meeting: Tuesday" not in card


async def test_when_the_concern_was_identified_is_asked_about_on_the_next_step(room):
    note = "Identified: Monday 23 November 2026, 8:30 am. You gave a range: this is its start."
    assert note not in words(await begun(room))
    assert note in words(await begun(room, identified="between 8.30 and 9"))


async def test_a_time_typed_with_the_first_words_is_asked_about_at_once(room):
    card = words(await room.does(SAM, OpenRequest, words=f"convene a meeting {SATURDAY}, neglect"))
    assert f"Meeting: {MEANT}. {ASKED}" in card


async def test_another_time_typed_in_words_is_asked_about_before_it_is_taken(room):
    await convened(room)
    card = words(await room.does(SAM, Reschedule, words=f"reschedule to {SATURDAY}"))
    assert f"Another time: {MEANT}. {ASKED}" in card
    assert ASKED in words(await room.does(SAM, MoveForm, when=SATURDAY, reason="Court."))


@pytest.mark.parametrize(
    ("form", "data", "what"),
    [
        (ActionForm, ACTION, "Action, by"),
        (ReviewForm, {"item": "13"}, "Review"),
    ],
)
async def test_the_time_of_an_action_or_a_review_is_asked_about_in_answer(room, form, data, what):
    await in_session(room)
    sure = await room.does(MIRIAM, form, **data, when="friday 10am", channel=True)
    assert isinstance(sure, Quiet)
    reply = await room.does(MIRIAM, form, **data, when=SATURDAY, channel=True)
    assert f"{what}: {MEANT}. {ASKED}" in words(reply)


async def test_the_time_of_a_corrected_action_is_asked_about_in_answer(room):
    await in_session(room)
    await room.does(MIRIAM, ActionForm, **ACTION, when="friday 10am", channel=True)
    right = {"action": "x1", "what": "Medical", "who": GRACE.id, "when": SATURDAY}
    assert f"by {MEANT}. {ASKED}" in words(await room.does(MIRIAM, CorrectAction, **right))
