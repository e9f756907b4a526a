"""A restricted meeting: every reading of it stands on its timeline, and nothing else changes."""

import pytest

from cards.attendance import AnswerForm
from cards.help import MyMeetings, Status, Timeline, WhoOwes
from cards.steps import ShowDetails
from state.directory import CONVENE
from state.orders import Order, OrderKind, give, lift
from tests.people import DEV, DORA, GRACE, MIRIAM, SAM
from tests.room import MONDAY, Room, words
from tests.walk import convened

READ = "read the meeting"


@pytest.fixture
async def restricted(room):
    await convened(room)
    work = room.store.work(CONVENE, MONDAY)
    order = Order(by=MIRIAM.id, at=MONDAY, why="A colleague's family.")
    await give(work.rows, OrderKind.RESTRICTED, room.id, order)
    await work.commit()
    return room


async def readers(room):
    entries = await room.store.work(CONVENE, MONDAY).timeline(room.id)
    return [entry.by for entry in entries if entry.what == READ]


@pytest.mark.parametrize("form", [Status, WhoOwes, Timeline, ShowDetails])
async def test_whoever_reads_a_restricted_meeting_is_written_down_before_it_is_shown(
    restricted, form
):
    await restricted.does(GRACE, form)
    assert await readers(restricted) == [GRACE.id]
    await restricted.does(DEV, form)
    assert await readers(restricted) == [GRACE.id, DEV.id]


@pytest.mark.parametrize("said", ["status", "who hasn't replied?", "my meetings"])
async def test_typed_words_count_as_reading_too(restricted, said):
    await restricted.says(SAM, said)
    assert await readers(restricted) == [SAM.id]


async def test_a_turn_that_reads_it_twice_is_one_line(restricted):
    await restricted.does(SAM, MyMeetings)
    await restricted.does(SAM, Status, meeting="")
    assert await readers(restricted) == [SAM.id, SAM.id]


async def test_a_change_of_a_restricted_meeting_is_a_reading_and_a_change(restricted):
    await restricted.does(DEV, AnswerForm, kind="ATTENDING")
    assert (await restricted.timeline())[-2:] == [READ, "answered: attending"]


async def test_the_same_delivery_twice_is_one_reading(restricted):
    for _ in range(2):
        await restricted.does(DEV, Status, mark="same")
    assert await readers(restricted) == [DEV.id]


async def test_somebody_refused_has_read_nothing_and_learns_nothing(restricted):
    there = await restricted.does(DORA, Status)
    assert words(there) == words(await restricted.does(DORA, Status, meeting="SM-22222"))
    assert await readers(restricted) == []


async def test_a_reading_that_cannot_be_written_down_is_not_shown(restricted):
    await restricted.backend.close()
    reply = await restricted.does(DEV, ShowDetails)
    assert "nothing was recorded" in words(reply)
    assert "Robin" not in words(reply)


async def test_the_bot_itself_and_readers_of_other_meetings_leave_no_line(restricted):
    await restricted.meeting()
    other = Room(backend=restricted.backend)
    other._marks = restricted._marks
    await convened(other)
    await other.does(DEV, Status)
    assert DEV.id not in await readers(other) + await readers(restricted)


async def test_a_restriction_that_was_lifted_is_over(restricted):
    work = restricted.store.work(CONVENE, MONDAY)
    await lift(work.rows, OrderKind.RESTRICTED, restricted.id)
    await work.commit()
    await restricted.does(DEV, Status)
    assert await readers(restricted) == []
