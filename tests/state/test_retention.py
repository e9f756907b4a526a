"""Closed meetings leave at the end of their period: everything of them but figures."""

from datetime import timedelta

import pytest

from cards.change import CancelForm
from cards.help import Status
from meeting.access import NotYours
from meeting.post import CHANNEL
from state.backend import Change
from state.directory import CONVENE, Directory
from state.figures import Statistics
from state.journal import STORE
from state.orders import Order, OrderKind, give, lift
from state.retention import PURGED, STATISTICS, purge, purge_marks, purge_places
from state.rows import LAST
from state.verify import verify
from tests.people import DEV, DIRECTORY, MIRIAM, PRIYA, SAM
from tests.room import MONDAY, Room
from tests.state.keep import two_meetings
from tests.walk import convened

PERIOD = timedelta(days=100)
LATER = MONDAY + timedelta(days=200)


@pytest.fixture
async def room():
    """A meeting that went to its end and one that was called off."""
    return await two_meetings()


async def everything(room):
    return {row.key: row.body for row in await room.backend.scan("", LAST, 10_000)}


async def purged(room, at=LATER, **more):
    return await purge(room.store, at, PERIOD, only_say=False, **more)


async def order(room, step, *more):
    work = room.store.work(CONVENE, MONDAY)
    await step(work.rows, OrderKind.HOLD, room.id, *more)
    await work.commit()


async def test_nothing_of_a_purged_meeting_is_left_but_figures_and_that_there_was_one(room):
    ids = [key.split(":")[1] for key in await everything(room) if key.startswith("meeting:")]
    done = await purged(room)
    assert (set(done.purged), done.held, done.still_open) == (set(ids), (), ())
    await purge_marks(room.store, LATER)
    rows = await everything(room)
    kinds = {key.split(":")[0] for key in rows}
    assert kinds == {"purged", "statistics", "journal", "journalend", "reach"}
    assert {key.split(":")[1] for key in rows if key.startswith("journal")} == {STORE}


async def test_nobody_and_nothing_that_anybody_wrote_can_be_found_in_what_is_left(room):
    await purged(room)
    await purge_marks(room.store, LATER)
    rows = await everything(room)
    left = {key: body for key, body in rows.items() if not key.startswith("reach:")}
    names = {part for p in DIRECTORY.people for part in (p.id, *p.name.split())}
    for word in (*names, "Robin", "Wren", "Ashgrove", "aunt", "Bruises", "too soon", "2026-11-2"):
        assert [key for key, body in left.items() if word in key + body] == []


async def test_figures_say_how_it_went_and_bear_no_reference(room):
    ids = (await purged(room)).purged
    rows = await everything(room)
    bodies = [body for key, body in rows.items() if key.startswith(STATISTICS)]
    assert not any(name in part for name in ids for part in bodies)
    figures = sorted((Statistics.model_validate_json(b) for b in bodies), key=lambda f: f.ended)
    called_off, held = figures
    assert (held.ended, called_off.ended) == ("CIRCULATED", "CANCELLED")
    assert (held.month, held.band, held.category) == ("2026-11", "recent", "PHYSICAL")
    assert (held.children, held.adults, held.outcomes) == (2, 1, {"s47": 2})
    assert (held.dissents, held.challenged, held.actions, held.actions_done) == (1, 1, 1, 0)
    assert (held.hours_to_send, held.hours_to_meet, held.hours_to_minutes) == (0, 26, 0)
    assert called_off.answers == {"ATTENDING": 1, "INFORMATION": 1}
    assert (called_off.informed, called_off.hours_to_meet) == (1, None)


async def test_that_it_was_purged_stands_in_the_store_s_own_journal(room):
    known = (await verify(room.backend, {})).heads
    await purged(room)
    lines = await room.store.work(CONVENE, LATER).timeline(STORE)
    assert [line.by for line in lines] == [CONVENE.id] * 2
    for name, head in known.items():
        assert any(name in line.what and head in line.what for line in lines)
    assert (await verify(room.backend, known)).faults == ()


async def test_a_meeting_of_which_something_was_recorded_within_the_period_stays(room):
    before = await everything(room)
    done = await purged(room, at=MONDAY + PERIOD)
    assert done.purged == ()
    assert await everything(room) == before


async def test_a_meeting_that_was_never_closed_is_told_of_and_stays(room):
    open_one = Room(backend=room.backend)
    open_one._marks = iter(range(5000, 6000))
    await convened(open_one)
    assert (await purged(room)).still_open == (open_one.id,)
    await open_one.does(SAM, CancelForm, reason="Another family.")
    assert (await purged(room)).purged == (open_one.id,)


async def test_a_meeting_that_cannot_be_read_keeps_no_other_from_being_purged(room):
    for number, body in enumerate(("nonsense", '{"row":3,"head":"x y","meeting":{}}')):
        await room.backend.put([Change(f"meeting:SM-0000{number}", 0, body)])
    assert len((await purged(room)).purged) == 2


async def test_a_legal_hold_keeps_a_meeting_whole_until_it_is_lifted(room):
    before = {key: body for key, body in (await everything(room)).items() if room.id in key}
    await order(room, give, Order(by=MIRIAM.id, at=MONDAY, why="A court has asked for it."))
    done = await purged(room)
    assert done.held == (room.id,)
    rows = await everything(room)
    assert {key: rows[key] for key in before} == before
    await order(room, lift)
    assert (await purged(room)).purged == (room.id,)
    assert not [key for key in await everything(room) if room.id in key and PURGED not in key]


async def test_saying_what_would_be_purged_changes_nothing(room):
    before = await everything(room)
    done = await purge(room.store, LATER, PERIOD, only_say=True)
    assert len(done.purged) == 2
    assert await everything(room) == before


async def test_somebody_who_asks_for_a_purged_meeting_is_told_what_a_stranger_is(room):
    await purged(room)
    with pytest.raises(NotYours):
        await room.store.work(SAM, LATER).meeting(room.id)
    assert await room.store.work(SAM, LATER).mine() == []
    reply = await room.does(SAM, Status)
    assert reply == await room.does(SAM, Status, meeting="SM-22222")


async def test_a_meeting_to_which_something_happens_at_that_moment_is_not_purged(room):
    backend, put = room.backend, room.backend.put

    async def late(changes):
        backend.put = put
        work = room.store.work(DEV, LATER)
        for meeting in await work.mine():
            await work.note(meeting.id, "came late")
        await work.commit()
        await put(changes)

    backend.put = late
    assert (await purged(room)).purged == ()
    assert len([key for key in await everything(room) if key.startswith("meeting:")]) == 2


async def test_marks_of_answered_messages_are_forgotten_after_thirty_days_and_not_before(room):
    await room.backend.put(
        [Change("seen:odd", 0, "no time"), Change("press:new", 0, "2026-12-20T00:00:00+00:00")]
    )
    at = MONDAY + timedelta(days=32)
    assert await purge_marks(room.store, MONDAY + timedelta(days=29)) == 0
    assert await purge_marks(room.store, at) > 40
    marks = [key for key in await everything(room) if key.startswith(("seen:", "press:"))]
    assert marks == ["press:new", "seen:odd"]


async def reached(room):
    await room.backend.put(
        [
            Change(key, 0, "{}")
            for key in (f"reach:{CHANNEL}", f"reach:{DEV.id}", f"missed:{DEV.id}", "reach:stranger")
        ]
    )


async def places(room):
    rows = await everything(room)
    return {key for key in rows if key.startswith(("reach:", "missed:"))}


def without(room, *people):
    room.store.directory = Directory(p for p in DIRECTORY.people if p not in people)


async def test_where_somebody_was_reached_is_forgotten_once_they_are_in_no_meeting(room):
    await reached(room)
    without(room, DEV)
    assert await purge_places(room.store) == 1
    assert f"reach:{DEV.id}" in await places(room)
    await purged(room)
    assert await purge_places(room.store) == 1
    assert await places(room) == {f"reach:{CHANNEL}", f"reach:{PRIYA.id}"}


async def test_whoever_is_in_the_directory_stays_within_reach(room):
    await reached(room)
    await purged(room)
    assert await purge_places(room.store) == 1
    assert {f"reach:{DEV.id}", f"missed:{DEV.id}"} <= await places(room)


async def test_without_a_directory_nobody_is_said_to_have_left(room):
    await reached(room)
    await purged(room)
    without(room, *DIRECTORY.people)
    before = await places(room)
    assert await purge_places(room.store) == 0
    assert await places(room) == before
