"""A sealed store, changed by somebody who has not the key, is found out as well."""

import pytest

from state.keyring import KeyRing
from state.memory import MemoryBackend
from state.sealed import unlocked
from tests.people import SAM
from tests.room import Room
from tests.state.tampering import (
    KEY,
    everything,
    faults,
    line,
    rewrite,
)
from tests.walk import answered


@pytest.fixture
async def sealed():
    """A room whose store is encrypted, and the rows as the database has them."""
    inner = MemoryBackend()
    room = Room(backend=await unlocked(inner, KeyRing(KEY)))
    await answered(room)
    return room, inner


@pytest.mark.parametrize("part", ["line", "meeting"])
async def test_a_row_that_somebody_without_the_key_has_changed_is_found(sealed, part):
    room, inner = sealed
    rows = await everything(inner)
    key = line(room, 3) if part == "line" else f"{part}:{room.id}"
    rows[key] = rows[line(room, 2)]
    await rewrite(inner, rows)
    [fault] = await faults(room.backend)
    assert "is not what was kept there" in fault


async def test_a_meeting_put_back_to_an_older_state_is_found_without_the_key(sealed):
    room, inner = sealed
    before = await everything(inner)
    work = room.store.work(SAM, room.now)
    await work.save(await work.meeting(room.id), "went on")
    await work.commit()
    key = f"meeting:{room.id}"
    await rewrite(inner, await everything(inner) | {key: before[key]})
    [fault] = await faults(room.backend)
    assert fault.endswith("came after the end")
