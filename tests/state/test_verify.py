"""Whatever is done to a journal behind the bot's back is found; each kind of it is done here."""

from itertools import pairwise

import pytest

from state.directory import CONVENE
from state.journal import STORE
from state.meeting_rows import read_row
from state.verify import verify
from tests.people import SAM, THEO
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

pytestmark = pytest.mark.usefixtures("answers")


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
