"""Whatever is done to a journal behind the bot's back is found; each kind of it is done here."""

from itertools import pairwise

import pytest

from state.directory import CONVENE
from state.journal import STORE, Entry, read_end
from state.verify import verify
from tests.people import SAM, THEO
from tests.room import Room
from tests.state.tampering import (
    LATER,
    cut,
    edited,
    everything,
    faults,
    line,
    lines,
    rehashed,
    rewrite,
)
from tests.walk import answered


@pytest.fixture
async def room():
    room = Room()
    await answered(room)
    return room


async def test_a_journal_that_nobody_touched_has_no_fault(room):
    found = await verify(room.backend, {})
    assert found.faults == ()
    assert found.lines == len(await room.timeline())
    end = read_end((await room.backend.get(f"journalend:{room.id}")).body)
    assert found.heads == {room.id: end.mark}


@pytest.mark.parametrize(
    "change",
    [{"what": "nothing"}, {"why": "because"}, {"by": THEO.id}, {"at": LATER}, {"before": "0" * 64}],
    ids=lambda change: next(iter(change)),
)
@pytest.mark.parametrize("number", [1, 4, -1])
async def test_an_edit_of_any_line_is_found(room, change, number):
    rows = await everything(room.backend)
    key = lines(room, rows)[number if number < 0 else number - 1]
    rows[key] = edited(rows[key], **change)
    await rewrite(room.backend, rows)
    [first, *_] = await faults(room.backend)
    assert first.startswith(f"{room.id}: line ")


async def test_an_edit_of_the_last_line_and_of_the_end_alike_is_found_by_the_meeting(room):
    rows = await everything(room.backend)
    last = lines(room, rows)[-1]
    rows[last] = rows[f"journalend:{room.id}"] = edited(rows[last], what="nothing")
    await rewrite(room.backend, rows)
    number = int(last[-8:])
    assert await faults(room.backend) == (
        f"{room.id}: line {number} is not what is known from the meeting",
    )


@pytest.mark.parametrize("number", [1, 4])
async def test_a_deleted_line_is_found(room, number):
    rows = await everything(room.backend)
    del rows[line(room, number)]
    await rewrite(room.backend, rows)
    assert await faults(room.backend) == (f"{room.id}: line {number} is missing",)


async def test_a_deleted_line_is_found_though_the_others_moved_up(room):
    rows = await everything(room.backend)
    keys = lines(room, rows)
    for key, later in pairwise(keys[3:]):
        rows[key] = edited(rows[later], number=int(key[-8:]))
    cut(room, rows, 1)
    await rewrite(room.backend, rows)
    assert f"{room.id}: line 3 is not what it was when line 4 was written" in await faults(
        room.backend
    )


async def test_exchanged_lines_are_found(room):
    rows = await everything(room.backend)
    one, other = line(room, 3), line(room, 4)
    rows[one], rows[other] = rows[other], rows[one]
    await rewrite(room.backend, rows)
    assert (await faults(room.backend))[:2] == (
        f"{room.id}: line 4 stands in the place of line 3",
        f"{room.id}: line 3 stands in the place of line 4",
    )


async def test_exchanged_lines_are_found_though_they_were_numbered_anew(room):
    rows = await everything(room.backend)
    one, other = line(room, 3), line(room, 4)
    rows[one], rows[other] = edited(rows[other], number=3), edited(rows[one], number=4)
    await rewrite(room.backend, rows)
    assert f"{room.id}: line 2 is not what it was when line 3 was written" in await faults(
        room.backend
    )


@pytest.mark.parametrize("count", [1, 3])
async def test_lines_cut_off_the_end_are_found(room, count):
    rows = await everything(room.backend)
    kept = len(lines(room, rows)) - count
    for key in lines(room, rows)[kept:]:
        del rows[key]
    await rewrite(room.backend, rows)
    missing = f"{room.id}: line {kept + count} is missing, which is known from"
    found = await faults(room.backend)
    assert found == (f"{missing} the end of the journal", f"{missing} the meeting")


async def test_lines_cut_off_are_found_though_the_end_was_moved(room):
    rows = await everything(room.backend)
    last = len(lines(room, rows))
    cut(room, rows, 2)
    await rewrite(room.backend, rows)
    assert await faults(room.backend) == (
        f"{room.id}: line {last} is missing, which is known from the meeting",
    )


async def test_a_line_added_behind_the_end_is_found(room):
    rows = await everything(room.backend)
    last = Entry.model_validate_json(rows[lines(room, rows)[-1]])
    more = last.but(number=last.number + 1, before=last.digest)
    rows[line(room, more.number)] = more.model_dump_json()
    await rewrite(room.backend, rows)
    assert await faults(room.backend) == (f"{room.id}: line {more.number} came after the end",)


async def test_an_end_with_another_time_is_found(room):
    rows = await everything(room.backend)
    key = f"journalend:{room.id}"
    rows[key] = read_end(rows[key])._replace(at=LATER).text
    await rewrite(room.backend, rows)
    assert await faults(room.backend) == (
        f"{room.id}: the time of the end is not that of its line",
    )


@pytest.mark.parametrize("kind", ["meeting", "journalend"])
async def test_a_meeting_or_an_end_that_was_taken_away_or_spoilt_is_found(room, kind):
    for body in (None, "nonsense", "{}"):
        rows = await everything(room.backend)
        rows |= {f"{kind}:{room.id}": body}
        await rewrite(room.backend, rows)
        [fault] = await faults(room.backend)
        assert fault.endswith("is missing, or is not what was kept there")


async def test_a_line_that_is_no_line_is_found(room):
    rows = await everything(room.backend)
    rows[line(room, 2)] = "nonsense"
    await rewrite(room.backend, rows)
    [fault] = await faults(room.backend)
    assert fault == f"{room.id}: line 2 cannot be read: it is not what was kept there"


async def test_a_journal_forged_with_all_that_belongs_to_it_is_found_by_what_was_kept_elsewhere(
    room,
):
    known = (await verify(room.backend, {})).heads
    rows = await everything(room.backend)
    rows[line(room, 3)] = edited(rows[line(room, 3)], what="nothing")
    rehashed(room, rows, 3)
    await rewrite(room.backend, rows)
    assert await faults(room.backend) == ()
    [fault] = await faults(room.backend, known)
    assert fault.endswith("is not what is known from what was kept elsewhere")


async def test_an_older_state_of_the_whole_store_is_found_by_what_was_kept_elsewhere(room):
    before = await everything(room.backend)
    work = room.store.work(SAM, room.now)
    await work.save(await work.meeting(room.id), "went on")
    await work.commit()
    known = (await verify(room.backend, {})).heads
    await rewrite(room.backend, before)
    assert await faults(room.backend) == ()
    [fault] = await faults(room.backend, known)
    assert fault.endswith("is missing, which is known from what was kept elsewhere")


async def test_a_meeting_taken_away_with_all_of_its_rows_is_found_by_what_was_kept_elsewhere(room):
    known = (await verify(room.backend, {})).heads
    rows = {key: body for key, body in (await everything(room.backend)).items() if "seen" in key}
    await rewrite(room.backend, rows)
    assert await faults(room.backend) == ()
    assert (await faults(room.backend, known))[0].startswith(f"{room.id}: ")


async def test_what_came_later_than_the_known_heads_is_no_fault(room):
    known = (await verify(room.backend, {})).heads
    work = room.store.work(CONVENE, room.now)
    await work.note(room.id, "went on")
    await work.note(STORE, "was looked after")
    await work.commit()
    found = await verify(room.backend, known)
    assert found.faults == ()
    assert set(found.heads) == {room.id, STORE}
