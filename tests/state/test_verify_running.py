"""A store is verified while a bot goes on writing to it; and orders are held to the timeline."""

import pytest

from cards.restriction import LiftForm, RestrictForm
from state.backend import Change
from state.directory import CONVENE
from state.memory import MemoryBackend
from state.orders import Order, OrderKind, order_key
from state.verify import TRIES, verify
from tests.people import MIRIAM
from tests.room import MONDAY, Room
from tests.state.tampering import faults, line
from tests.walk import answered


class Busy(MemoryBackend):
    """Somebody does something each time that the journal's end is about to be read."""

    def __init__(self):
        super().__init__()
        self.writes, self.name, self.reading = 0, "", False

    async def get_many(self, keys):
        if self.writes and not self.reading and f"meeting:{self.name}" in keys:
            self.writes, self.reading = self.writes - 1, True
            work = Room(backend=self).store.work(CONVENE, MONDAY)
            await work.note(self.name, "did something")
            await work.commit()
            self.reading = False
        return await super().get_many(keys)


@pytest.fixture
async def room():
    room = Room(backend=Busy())
    await answered(room)
    room.backend.name = room.id
    return room


async def test_a_bot_that_writes_meanwhile_is_no_fault(room):
    before = (await verify(room.backend, {})).lines
    room.backend.writes = TRIES - 1
    found = await verify(room.backend, {})
    assert found.faults == ()
    assert found.lines == before + TRIES - 1


async def test_a_fault_is_found_though_a_bot_writes_meanwhile(room):
    row = await room.backend.get(line(room, 3))
    await room.backend.put([Change(row.key, row.version, None)])
    room.backend.writes = 2
    assert await faults(room.backend) == (f"{room.id}: line 3 is missing",)


async def change(room, kind, body):
    key = order_key(kind, room.id)
    row = await room.backend.get(key)
    await room.backend.put([Change(key, row.version if row else 0, body)])


async def test_a_restriction_as_it_was_ordered_and_lifted_is_no_fault(room):
    await room.does(MIRIAM, RestrictForm, reason="A colleague's family.")
    assert await faults(room.backend) == ()
    await room.does(MIRIAM, LiftForm, reason="It was another family.")
    assert await faults(room.backend) == ()


async def test_a_restriction_that_somebody_took_away_is_found(room):
    await room.does(MIRIAM, RestrictForm, reason="A colleague's family.")
    await change(room, OrderKind.RESTRICTED, None)
    [fault] = await faults(room.backend)
    assert "a restriction" in fault
    assert fault.endswith("is missing against the timeline")


@pytest.mark.parametrize("kind", OrderKind)
async def test_an_order_that_nobody_gave_is_found(room, kind):
    await change(room, kind, Order(by=MIRIAM.id, at=MONDAY, why="?").model_dump_json())
    [fault] = await faults(room.backend)
    assert fault.endswith("is there against the timeline")
