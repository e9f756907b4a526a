"""Which meeting is looked at when, and that no two processes look at it at once."""

import asyncio
from datetime import timedelta

import pytest

from state.backend import Change, Conflict
from state.memory import MemoryBackend
from state.rows import Rows
from state.wakes import (
    LEASE,
    claim,
    due_wakes,
    let_go,
    note_change,
    put_off,
    set_wake,
    stamp,
    still_held,
    waking,
)
from tests.room import MONDAY

LATER = MONDAY + LEASE


@pytest.fixture
def backend():
    return MemoryBackend()


async def wake(backend, meeting, at, by=None):
    rows = Rows(backend)
    await set_wake(rows, meeting, at, by)
    await rows.commit()


async def test_a_meeting_is_due_from_its_wake_on_and_once(backend):
    await wake(backend, "m1", MONDAY)
    await wake(backend, "m1", MONDAY + timedelta(hours=1))
    assert await due_wakes(backend, MONDAY, 10) == []
    assert await due_wakes(backend, MONDAY + timedelta(hours=1), 10) == ["m1"]


async def test_a_meeting_without_a_wake_is_never_due(backend):
    await wake(backend, "m1", MONDAY)
    await wake(backend, "m1", None)
    assert await due_wakes(backend, MONDAY + timedelta(days=999), 10) == []
    assert await backend.keys("wake", "wake~", 10) == []


async def test_after_an_outage_the_meeting_that_is_held_next_comes_first(backend):
    await wake(backend, "m1", MONDAY, MONDAY + timedelta(hours=9))
    await wake(backend, "m2", MONDAY + timedelta(minutes=1), MONDAY + timedelta(hours=2))
    await wake(backend, "m3", MONDAY - timedelta(days=1))
    assert await due_wakes(backend, MONDAY + timedelta(hours=1), 10) == ["m2", "m1", "m3"]


async def change(backend, meeting, by=None):
    rows = Rows(backend)
    await note_change(rows, meeting, by)
    await rows.commit()


async def test_a_changed_meeting_is_due_at_once_and_once(backend):
    await wake(backend, "m1", MONDAY)
    await change(backend, "m1")
    await change(backend, "m1")
    assert await due_wakes(backend, MONDAY - timedelta(days=1), 10) == ["m1"]
    assert await due_wakes(backend, MONDAY, 10) == ["m1"]


async def test_changes_in_great_number_keep_no_wake_back(backend):
    for number in range(5):
        await change(backend, f"m{number}", MONDAY + timedelta(hours=number))
    await wake(backend, "m9", MONDAY, MONDAY + timedelta(minutes=1))
    assert await due_wakes(backend, MONDAY, 3) == ["m0", "m9", "m1", "m2"]


async def test_each_change_is_another_so_that_none_is_taken_away_unseen(backend):
    await change(backend, "m1")
    visit = Rows(backend)
    await visit.set("changed:m1", None)
    await change(backend, "m1")
    with pytest.raises(Conflict):
        await visit.commit()


async def test_a_claim_leaves_a_wake_alone_that_has_not_come(backend):
    await wake(backend, "m1", MONDAY + timedelta(seconds=30))
    await change(backend, "m1")
    assert await claim(backend, "m1", "one", MONDAY)
    assert await due_wakes(backend, MONDAY, 10) == ["m1"], "should the holder die, it is found"
    coming = f"wake:{stamp(MONDAY + timedelta(seconds=30))}:m1"
    assert await backend.keys("wake:", "wake:~", 10) == [coming]


@pytest.mark.parametrize(
    ("wakes_at", "due_at"),
    [
        (None, LATER),
        (MONDAY - timedelta(hours=1), LATER),
        (MONDAY + timedelta(seconds=30), MONDAY + timedelta(seconds=30)),
        (MONDAY + timedelta(hours=1), LATER),
    ],
    ids=["no wake", "one that has come", "one before", "one after"],
)
async def test_what_went_wrong_is_put_off_until_a_lease_would_have_ended(backend, wakes_at, due_at):
    await wake(backend, "m1", wakes_at)
    await change(backend, "m1")
    await put_off(backend, "m1", "one", MONDAY)
    just_before = due_at - timedelta(microseconds=1)
    assert await due_wakes(backend, just_before, 10) == []
    assert await due_wakes(backend, due_at, 10) == ["m1"]


async def test_what_is_changed_after_something_went_wrong_is_looked_at_at_once(backend):
    await change(backend, "m1")
    await put_off(backend, "m1", "one", MONDAY)
    await change(backend, "m1")
    assert await due_wakes(backend, MONDAY, 10) == ["m1"]


async def test_what_another_process_is_seeing_to_is_not_put_off(backend):
    await change(backend, "m1")
    assert await claim(backend, "m1", "another", MONDAY)
    await put_off(backend, "m1", "one", MONDAY)
    assert await due_wakes(backend, MONDAY, 10) == ["m1"]
    await put_off(backend, "m1", "one", LATER)
    assert await due_wakes(backend, LATER, 10) == []


@pytest.mark.parametrize("by", [None, MONDAY + timedelta(hours=5)], ids=["same", "other"])
async def test_no_wake_is_left_behind_where_two_move_it_at_once(backend, by):
    at, later = MONDAY + timedelta(hours=1), MONDAY + timedelta(hours=2)
    await wake(backend, "m1", at)
    visit = Rows(backend)
    await visit.fetch(["wakeof:m1"])
    await wake(backend, "m1", later)
    await set_wake(visit, "m1", at, by)
    with pytest.raises(Conflict):
        await visit.commit()
    assert await backend.keys("wake:", "wake:~", 10) == [f"wake:{stamp(later)}:m1"]


async def test_a_claimed_meeting_is_nobody_elses_until_the_lease_ends(backend):
    await wake(backend, "m1", MONDAY)
    assert await claim(backend, "m1", "one", MONDAY)
    assert not await claim(backend, "m1", "two", MONDAY)
    assert await due_wakes(backend, MONDAY, 10) == []
    assert await due_wakes(backend, LATER, 10) == ["m1"], "should the holder die, it comes back"
    assert await claim(backend, "m1", "two", LATER)


async def test_whoever_had_it_before_a_restart_has_it_still(backend):
    await wake(backend, "m1", MONDAY)
    assert await claim(backend, "m1", "alone", MONDAY)
    assert await claim(backend, "m1", "alone", MONDAY)


async def test_of_many_who_reach_for_it_at_once_one_has_it():
    class Slow(MemoryBackend):
        async def put(self, changes):
            await asyncio.sleep(0)
            await super().put(changes)

    backend = Slow()
    await wake(backend, "m1", MONDAY)
    took = await asyncio.gather(*(claim(backend, "m1", f"r{n}", MONDAY) for n in range(10)))
    assert took.count(True) == 1


async def test_a_lease_is_held_on_to_with_each_step_and_is_known_to_be_lost(backend):
    await wake(backend, "m1", MONDAY)
    await claim(backend, "m1", "one", MONDAY)
    rows = Rows(backend)
    assert await still_held(rows, "m1", "one", MONDAY + timedelta(seconds=60))
    await rows.commit()
    assert not await claim(backend, "m1", "two", LATER)
    assert await claim(backend, "m1", "two", LATER + timedelta(seconds=60))
    assert not await still_held(Rows(backend), "m1", "one", LATER)


async def test_a_meeting_let_go_is_free_at_once(backend):
    await wake(backend, "m1", MONDAY)
    await claim(backend, "m1", "one", MONDAY)
    rows = Rows(backend)
    await let_go(rows, "m1", "one")
    await rows.commit()
    assert await claim(backend, "m1", "two", MONDAY)


async def test_nobody_lets_go_what_is_anothers(backend):
    await wake(backend, "m1", MONDAY)
    await claim(backend, "m1", "one", MONDAY)
    rows = Rows(backend)
    await let_go(rows, "m1", "two")
    await rows.commit()
    assert not await claim(backend, "m1", "two", MONDAY)


async def test_every_meeting_that_has_a_wake_is_found_however_many(backend):
    keys = [f"wakeof:SM-{n:05d}" for n in range(1234)]
    await backend.put([Change(key, 0, "wake:x") for key in keys])
    await change(backend, "SM-00007")
    await change(backend, "SM-99999")
    found = [meeting async for meeting in waking(backend)]
    assert found.pop() == "SM-99999"
    assert found == [key.split(":")[1] for key in keys]
