"""Moving and cancelling: shown back first, by convenor or chair, with a reason."""

import pytest

from cards.change import Cancel, CancelForm, MoveForm, Reschedule
from dialogs.turn import Say, Show
from meeting.model import Phase
from meeting.post import PostKind
from tests.people import DEV, DORA, GRACE, MIRIAM, SAM
from tests.room import MONDAY, Room, buttons, inputs, mistakes, words
from tests.walk import authorised, convened, held, in_session, requested

WEDNESDAY = "Wednesday 25 November 2026, 10:00 am"
NEW = MONDAY.replace(day=25, hour=10)


async def move(room, person=SAM, **more):
    return await room.does(
        person, MoveForm, **{"when": WEDNESDAY, "reason": "Police in court.", **more}
    )


@pytest.mark.parametrize(
    "said", ["reschedule to Wednesday 10am", "can we move the meeting to wednesday at 10am?"]
)
async def test_a_typed_time_is_shown_back_and_nothing_is_moved(room, said):
    await convened(room)
    reply = await room.says(SAM, said)
    assert inputs(reply)["when"]["value"] == WEDNESDAY
    assert reply.private
    assert (await room.meeting()).moves == ()


async def test_a_time_with_two_readings_is_shown_back_as_a_choice(room):
    await convened(room)
    reply = await room.says(SAM, "reschedule to wednesday 7")
    assert len(inputs(reply)["when"]["choices"]) == 2


async def test_a_time_typed_on_the_card_is_shown_back_once(room):
    await convened(room)
    reply = await move(room, when="weds 10am")
    assert "Is this the time you mean?" in words(reply)
    assert inputs(reply)["reason"]["value"] == "Police in court."
    assert (await room.meeting()).moves == ()
    await move(room, when=inputs(reply)["when"]["value"])
    assert (await room.meeting()).request.meet_at == NEW


async def test_a_moved_meeting_is_said_back_and_told(room):
    await convened(room)
    reply = await move(room)
    assert words(reply) == (
        f"Recorded at 9:00 am: {room.id} is now {WEDNESDAY}. Everybody asked is told."
        " This is after the deadline, Tuesday 24 November 2026, 5:00 pm."
    )
    assert PostKind.MOVED in await room.owed_to(DEV)
    assert WEDNESDAY in words(await room.card("moved"))
    assert WEDNESDAY in words(await room.card("tally"))
    assert "Police in court." not in words(await room.card("moved"))


@pytest.mark.parametrize(
    ("more", "field"),
    [({"reason": ""}, "reason"), ({"when": ""}, "when"), ({"when": "sometime"}, "when"),
     ({"when": "yesterday 10am"}, "when")],
)  # fmt: skip
async def test_a_mistake_is_shown_at_its_field_and_the_rest_is_kept(room, more, field):
    await convened(room)
    reply = await move(room, **more)
    assert list(mistakes(reply)) == [field]
    kept = {"when": WEDNESDAY, "reason": "Police in court.", **more}
    assert {k: inputs(reply)[k].get("value", "") for k in kept} == kept
    assert (await room.meeting()).moves == ()


async def test_the_same_time_again_moves_nothing(room):
    await convened(room)
    await move(room)
    assert "at that time already" in words(await move(room))
    assert len((await room.meeting()).moves) == 1


async def test_cancelling_is_confirmed_first(room):
    await convened(room)
    reply = await room.says(SAM, "cancel the meeting")
    assert list(buttons(reply)) == ["Cancel the meeting"]
    assert "Everybody who was asked is told." in words(reply)
    assert (await room.meeting()).phase is Phase.CONVENED


async def test_a_cancelled_meeting_is_said_back_and_told(room):
    await convened(room)
    reply = await room.does(SAM, CancelForm, reason="The child has moved.")
    assert words(reply) == f"Recorded at 9:00 am: {room.id} is cancelled. Everybody asked is told."
    assert PostKind.CANCELLED in await room.owed_to(DEV)
    assert PostKind.CANCELLED in await room.owed_to(MIRIAM)
    assert "The child has moved." not in words(await room.card("cancelled"))
    assert "This meeting is cancelled." in words(await room.card("invitation:i3"))


async def test_cancelling_needs_a_reason_and_a_second_press_changes_nothing(room):
    await convened(room)
    assert list(mistakes(await room.does(SAM, CancelForm, reason=" "))) == ["reason"]
    await room.does(SAM, CancelForm, reason="Moved away.")
    room.later(minutes=10)
    reply = await room.does(SAM, CancelForm, reason="Twice.")
    assert words(reply) == f"{room.id} was cancelled at 9:00 am already."
    assert (await room.meeting()).cancelled.reason == "Moved away."


async def test_a_request_cancelled_before_anybody_was_asked_claims_no_telling(room):
    await authorised(room)
    reply = await room.does(SAM, CancelForm, reason="Moved away.")
    assert "Everybody" not in words(reply)


@pytest.mark.parametrize("form", [Reschedule, MoveForm, Cancel, CancelForm])
@pytest.mark.parametrize(
    ("person", "says"), [(DEV, "Only the social worker"), (DORA, "no meeting of that reference")]
)
async def test_nobody_else_moves_or_cancels(room, form, person, says):
    await convened(room)
    before = await room.meeting()
    reply = await room.does(person, form, when=WEDNESDAY, reason="Mine.")
    assert says in words(reply)
    assert await room.meeting() == before


async def test_the_chair_may_move_and_cancel(room):
    await convened(room)
    await move(room, MIRIAM)
    await room.does(MIRIAM, CancelForm, reason="Not needed.")
    assert (await room.meeting()).phase is Phase.CANCELLED


@pytest.mark.parametrize("walk", [in_session, held])
@pytest.mark.parametrize("form", [Reschedule, MoveForm, Cancel, CancelForm])
async def test_a_meeting_that_has_begun_is_neither_moved_nor_cancelled(room, walk, form):
    await walk(room)
    before = await room.meeting()
    reply = await room.does(SAM, form, when="Friday 27 November 2026, 10:00 am", reason="Late.")
    assert "can no longer be moved or cancelled" in words(reply)
    assert await room.meeting() == before


async def test_with_several_meetings_one_is_asked_which(room):
    await requested(room)
    first = room.id
    await requested(room)
    reply = await room.says(SAM, "cancel")
    assert isinstance(reply, Show)
    assert set(buttons(reply)) == {first, room.id}
    picked = await room.does(SAM, Cancel, **buttons(reply)[first])
    assert first in words(picked)


async def test_words_typed_with_the_choice_are_not_lost(room):
    await requested(room)
    await requested(room)
    reply = await room.says(SAM, "reschedule to wednesday 10am")
    sent = next(iter(buttons(reply).values()))
    assert inputs(await room.does(SAM, Reschedule, **sent))["when"]["value"] == WEDNESDAY


async def test_without_a_meeting_there_is_nothing_to_cancel():
    reply = await Room().says(GRACE, "cancel")
    assert isinstance(reply, Say)
    assert "You have no meeting" in reply.words
