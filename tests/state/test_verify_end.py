"""Where a journal ends is known from its meeting, however it is cut, lengthened or put back."""

import json

import pytest

from state.journal import ENDS, Entry
from state.meeting_rows import MeetingRow
from state.memory import MemoryBackend
from state.verify import NO_END, verify
from tests.people import SAM
from tests.state.keep import KEPT
from tests.state.tampering import (
    LATER,
    cut,
    ends_with,
    everything,
    faults,
    line,
    lines,
    rewrite,
)

pytestmark = pytest.mark.usefixtures("answers")


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
    found = await faults(room.backend)
    assert f"{room.id}: line 4 came after the end" in found
    work = room.store.work(SAM, room.now)
    await work.save(await work.meeting(room.id), "went on")
    await work.commit()
    assert [line for line in await room.timeline() if "went on" in line]
    assert set(found) < set(await faults(room.backend))


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
