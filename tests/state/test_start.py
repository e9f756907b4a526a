"""With many meetings a start reads no meeting, and a turn reads few."""

import pytest

from cards.attendance import AnswerForm
from meeting.model import Phase
from state.backend import Change, Conflict
from state.index import LATEST, Standing, standing, worth_reading
from state.keyring import KeyRing, new_key
from state.memory import MemoryBackend
from state.rows import Rows
from state.sealed import unlocked
from tests.people import DEV, SAM
from tests.room import MONDAY, Room
from tests.walk import convened

RING = KeyRing(new_key("test"))


class Counting(MemoryBackend):
    """Remembers whose bodies were read, and how often it was asked."""

    def __init__(self):
        super().__init__()
        self.read, self.asked = [], 0

    def noted(self, rows):
        self.asked += 1
        self.read += [row.key for row in rows]
        return rows

    async def get(self, key):
        row = await super().get(key)
        self.noted([row] if row else [])
        return row

    async def get_many(self, keys):
        return self.noted(await super().get_many(keys))

    async def scan(self, *asked):
        return self.noted([await MemoryBackend.get(self, key) for key in await self.keys(*asked)])


@pytest.fixture
async def counting():
    """A convened meeting, and two hundred copies of it under other references."""
    inner = Counting()
    room = Room(backend=await unlocked(inner, RING))
    await convened(room)
    rows = await room.backend.scan("", "\U0010ffff", 1000)
    for number in range(200):
        name = f"SM-{number:05}"
        copied = [row for row in rows if room.id in row.key]
        changes = [(r.key.replace(room.id, name), r.body.replace(room.id, name)) for r in copied]
        await room.backend.put([Change(key, 0, body) for key, body in changes])
    inner.read, inner.asked = [], 0
    return room, inner


async def test_a_start_reads_the_keys_and_what_is_due_but_no_meeting(counting):
    _, inner = counting
    again = Room(backend=await unlocked(inner, RING))
    assert await again.backend.healthy()
    assert len(await again.store.due_wakes(MONDAY, limit=50)) == 50
    assert len([name async for name in again.store.waking()]) == 201
    assert {key.split(":")[0] for key in inner.read} == {"key", "changed"}
    assert sum(key.startswith("changed:") for key in inner.read) == 50


async def test_a_turn_about_one_meeting_reads_that_one_alone(counting):
    room, inner = counting
    await room.does(DEV, AnswerForm, kind="ATTENDING")
    assert {key for key in inner.read if key.startswith("meeting:")} == {f"meeting:{room.id}"}


async def test_somebody_s_meetings_are_read_in_two_goes(counting):
    room, inner = counting
    await room.store.work(SAM, MONDAY).mine()
    assert inner.asked == 2


async def test_of_closed_meetings_only_the_latest_are_read():
    room = Room()
    await convened(room)
    meeting, store = await room.meeting(), room.store
    total = LATEST + 20
    for number in range(total):
        at = MONDAY.replace(year=2020, month=1 + number % 12, day=1 + number // 12)
        phase = Phase.CIRCULATED if number else Phase.CONVENED
        work = store.work(SAM, MONDAY)
        await work.save(meeting.but(id=f"SM-{number:05}", phase=phase, begun_at=at), "x")
        await work.commit()
    mine = await store.work(SAM, MONDAY).mine()
    closed = [m for m in mine if m.phase is Phase.CIRCULATED]
    assert len(closed) == LATEST
    assert {m.id for m in mine} - {m.id for m in closed} == {room.id, "SM-00000"}
    assert [m.begun_at for m in mine] == sorted((m.begun_at for m in mine), reverse=True)


async def test_the_row_that_ties_somebody_to_a_meeting_follows_its_phase(room):
    await convened(room)
    meeting = await room.meeting()
    key = f"of:{SAM.id}:{room.id}"
    assert Standing.model_validate_json((await room.backend.get(key)).body).closed is False
    work = room.store.work(SAM, MONDAY)
    await work.save(meeting.but(phase=Phase.CANCELLED), "x")
    await work.commit()
    row = await room.backend.get(key)
    assert row.body == standing(meeting.but(phase=Phase.CANCELLED))
    assert worth_reading([row]) == [room.id]


async def test_a_row_of_an_earlier_version_that_says_nothing_is_read(room):
    await convened(room)
    row = await room.backend.get(f"of:{SAM.id}:{room.id}")
    await room.backend.put([Change(row.key, row.version, "{}")])
    assert [m.id for m in await room.store.work(SAM, MONDAY).mine()] == [room.id]


async def test_what_is_expected_is_read_in_one_go(counting):
    room, inner = counting
    work = room.store.work(DEV, MONDAY)
    await work.expect(room.id)
    assert inner.asked == 1
    await work.meeting(room.id)
    await work.note(room.id, "x")
    work.rows.add("seen:a", "x")
    assert inner.asked == 1
    await work.commit()
    assert (await room.timeline())[-1] == "x"


async def test_nothing_is_expected_of_a_turn_about_no_meeting(counting):
    room, inner = counting
    await room.store.work(DEV, MONDAY).expect("")
    assert inner.asked == 0


async def test_a_row_that_is_added_must_be_new():
    backend = MemoryBackend()
    first, second = Rows(backend), Rows(backend)
    first.add("a", "one")
    second.add("a", "two")
    await first.commit()
    with pytest.raises(Conflict):
        await second.commit()
    assert (await backend.get("a")).body == "one"
