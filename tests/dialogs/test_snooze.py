"""“Remind me at 3”, typed."""

import pytest

from cards.snooze import RemindMe
from dialogs.words import understand
from tests.people import DEV, GRACE, OWEN
from tests.room import words
from tests.walk import convened, requested


@pytest.mark.parametrize(
    "typed",
    [
        "remind me at 3",
        "Remind me again at 3pm please",
        "can you remind me about it tomorrow at 9?",
        "snooze until 3pm",
    ],
)
def test_the_words_are_understood(typed):
    assert isinstance(understand(typed), RemindMe)


@pytest.mark.parametrize(
    ("typed", "when"),
    [
        ("remind me at 3", "Monday 23 November 2026, 3:00 pm"),
        ("remind me again at half 4", "Monday 23 November 2026, 4:30 pm"),
        ("remind me in 2 hours", "Monday 23 November 2026, 11:00 am"),
        ("snooze until 3pm", "Monday 23 November 2026, 3:00 pm"),
        ("remind me tomorrow at 9am", "Tuesday 24 November 2026, 9:00 am"),
    ],
)
async def test_what_was_asked_is_said_back_and_recorded(room, typed, when):
    await convened(room)
    shown = words(await room.says(DEV, typed))
    assert shown.startswith(f"Recorded at 9:00 am: I remind you at {when}")
    assert f"asked to be reminded at {when}" in await room.timeline()
    [wish] = (await room.meeting()).snoozes
    assert wish.by == DEV.id


async def test_the_reminder_then_comes_at_that_time(room):
    await convened(room)
    await room.says(DEV, "remind me at 3")
    room.later(hours=5, minutes=59)
    assert "reminder" not in await room.owed_to(DEV)
    room.later(minutes=1)
    assert "reminder" in await room.owed_to(DEV)


async def test_after_the_meeting_is_too_late(room):
    await convened(room)
    shown = words(await room.says(DEV, "remind me on Wednesday at 3pm"))
    assert shown.startswith("That would be too late: it is due by Tuesday 24 November 2026")
    assert (await room.meeting()).snoozes == ()


async def test_an_emergency_cannot_be_put_off(room):
    await convened(room, band="critical", when="today 11am")
    assert "cannot be put off" in words(await room.says(DEV, "remind me at 10"))


@pytest.mark.parametrize("typed", ["remind me", "remind me later", "remind me sometime"])
async def test_a_time_that_cannot_be_read_is_asked_for(room, typed):
    await convened(room)
    await room.says(DEV, typed)
    assert (await room.meeting()).snoozes == ()


async def test_who_owes_nothing_is_told_so(room):
    await requested(room)
    assert "You have no meeting for which that can be done" in words(
        await room.says(OWEN, "remind me at 3")
    )


async def test_one_of_several_meetings_is_chosen(room):
    await convened(room)
    first = room.id
    await convened(room)
    shown = words(await room.says(GRACE, "remind me at 3"))
    assert first in shown
    assert room.id in shown
    await room.says(GRACE, f"remind me at 3 about {first}")
    room.id = first
    assert len((await room.meeting()).snoozes) == 1
