"""Whatever is done to a journal behind the bot's back is found; each kind of it is done here."""

import json
from itertools import pairwise

import pytest

from state.directory import CONVENE
from state.journal import ENDS, STORE, Entry
from state.meeting_rows import MeetingRow, read_row
from state.memory import MemoryBackend
from state.verify import NO_END, verify
from tests.people import SAM, THEO
from tests.room import Room
from tests.state.keep import KEPT
from tests.state.tampering import (
    LATER,
    cut,
    edited,
    ends_with,
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
    row = read_row((await room.backend.get(f"meeting:{room.id}")).body)
    assert found.heads == {room.id: row.end.mark}


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


async def test_an_edit_of_the_last_line_to_which_the_meeting_was_made_to_fit_is_found_elsewhere(
    room,
):
    known = (await verify(room.backend, {})).heads
    rows = await everything(room.backend)
    last = lines(room, rows)[-1]
    rows[last] = edited(rows[last], what="nothing")
    ends_with(room, rows, last)
    await rewrite(room.backend, rows)
    assert await faults(room.backend) == ()
    assert await faults(room.backend, known) == (
        f"{room.id}: line {int(last[-8:])} is not what is known from what was kept elsewhere",
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
    last = len(lines(room, rows))
    cut(room, rows, count)
    await rewrite(room.backend, rows)
    assert await faults(room.backend) == (
        f"{room.id}: line {last} is missing, which is known from the meeting",
    )


async def test_lines_cut_off_to_which_the_meeting_was_made_to_fit_are_found_elsewhere(room):
    known = (await verify(room.backend, {})).heads
    rows = await everything(room.backend)
    last = len(lines(room, rows))
    cut(room, rows, 2)
    ends_with(room, rows, lines(room, rows)[-1])
    await rewrite(room.backend, rows)
    assert await faults(room.backend) == ()
    assert await faults(room.backend, known) == (
        f"{room.id}: line {last} is missing, which is known from what was kept elsewhere",
    )


async def test_a_meeting_that_was_put_back_to_an_earlier_state_is_found(room):
    earlier = await everything(room.backend)
    work = room.store.work(SAM, room.now)
    await work.save(await work.meeting(room.id), "went on")
    await work.commit()
    rows = await everything(room.backend)
    key = f"meeting:{room.id}"
    await rewrite(room.backend, rows | {key: earlier[key]})
    assert await faults(room.backend) == (
        f"{room.id}: line {len(lines(room, rows))} came after the end",
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
    key = f"meeting:{room.id}"
    row = MeetingRow.model_validate_json(rows[key])
    rows[key] = row.but(head=row.end._replace(at=LATER).text).model_dump_json()
    await rewrite(room.backend, rows)
    assert await faults(room.backend) == (
        f"{room.id}: the time of the end is not that of its line",
    )


async def test_a_meeting_that_was_taken_away_or_spoilt_is_found(room):
    for body in (None, "nonsense", "{}"):
        rows = await everything(room.backend)
        rows |= {f"meeting:{room.id}": body}
        await rewrite(room.backend, rows)
        [fault] = await faults(room.backend)
        assert fault.endswith("is missing, or is not what was kept there")


@pytest.mark.parametrize("head", ["", " ", "5:ab", "5:ab soon", "x:ab 2026-11-23T09:00:00+00:00"])
async def test_a_meeting_that_does_not_say_where_its_journal_ends_is_found(room, head):
    rows = await everything(room.backend)
    key = f"meeting:{room.id}"
    row = MeetingRow.model_validate_json(rows[key])
    await rewrite(room.backend, rows | {key: row.but(head=head).model_dump_json()})
    assert f"{room.id}: {NO_END}" in await faults(room.backend)


async def test_an_end_apart_that_was_put_beside_a_meeting_is_found_and_keeps_nobody_from_going_on(
    room,
):
    rows = await everything(room.backend)
    third = Entry.model_validate_json(rows[line(room, 3)])
    await rewrite(room.backend, rows | {f"{ENDS}{room.id}": third.end.text})
    assert f"{room.id}: line 4 came after the end" in await faults(room.backend)
    work = room.store.work(SAM, room.now)
    await work.save(await work.meeting(room.id), "went on")
    await work.commit()
    assert await faults(room.backend) == ()


@pytest.mark.parametrize("body", [None, "nonsense", "{}", "1:ab 2026-11-23T09:00:00+00:00"])
async def test_an_end_that_an_earlier_version_kept_apart_was_taken_away_or_spoilt_is_found(body):
    backend = MemoryBackend()
    rows = json.loads((KEPT / "rows-2.json").read_text("utf-8"))
    await rewrite(backend, rows)
    assert await faults(backend) == ()
    key = next(key for key in rows if key.startswith(ENDS))
    await rewrite(backend, rows | {key: body})
    assert [fault.partition(":")[0] for fault in await faults(backend)][:1] == [
        key.removeprefix(ENDS)
    ]


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
