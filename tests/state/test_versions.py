"""Whatever an earlier version kept is read for ever; the rows of each are in a file."""

import json
from datetime import timedelta

import pytest

from meeting.model import Phase
from state.backend import Change
from state.directory import CONVENE
from state.journal import ENDS
from state.meeting_rows import VERSION, TooNew, read_meeting, read_row
from state.memory import MemoryBackend
from state.retention import purge
from state.rows import LAST
from state.verify import verify
from tests.people import DEV, GRACE, SAM
from tests.room import MONDAY, Room
from tests.state.keep import KEPT

FILES = sorted(KEPT.glob("rows-*.json"))
MINUTES = sorted(KEPT.glob("minutes-*.json"))
"""The same, with what was approved."""


async def stored(file):
    """A bot over the rows of that file."""
    rows = json.loads(file.read_text("utf-8"))
    backend = MemoryBackend()
    await backend.put([Change(key, 0, body) for key, body in rows.items()])
    return Room(backend=backend)


def test_the_rows_of_every_version_are_kept():
    assert [file.name for file in FILES] == [f"rows-{n}.json" for n in range(1, VERSION + 1)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_the_meetings_of_every_version_are_read(file):
    room = await stored(file)
    mine = await room.store.work(SAM, MONDAY).mine()
    assert sorted(m.phase for m in mine) == [Phase.CANCELLED, Phase.CIRCULATED]
    held = next(m for m in mine if m.phase is Phase.CIRCULATED)
    called_off = next(m for m in mine if m.phase is Phase.CANCELLED)
    assert [c.name for c in held.request.children] == ["Robin Ashgrove", "Wren Ashgrove"]
    assert {d.lead for d in held.session.decisions} == {"joint"}
    assert [v.agency for v in held.session.views] == ["police", "health"]
    assert held.session.safety_plan == "Stays with the aunt."
    assert held.dissents[0].challenged_at
    assert held.minutes.renewals[0].person == DEV.id
    assert called_off.moves[0].reason == "The chair is ill."
    assert called_off.invitee(DEV.id).information.answers[0][1] == "Known to us since 2024."


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_the_journals_of_every_version_are_whole(file):
    room = await stored(file)
    found = await verify(room.backend, {})
    assert found.faults == ()
    assert len(found.heads) == 2
    assert found.lines > 30


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_a_meeting_of_every_version_goes_on(file):
    room = await stored(file)
    work = room.store.work(GRACE, MONDAY)
    meeting = next(m for m in await work.mine() if m.phase is Phase.CIRCULATED)
    await work.save(meeting, "went on")
    await work.commit()
    body = (await room.backend.get(f"meeting:{meeting.id}")).body
    assert read_row(body).row == VERSION
    assert await room.backend.get(f"{ENDS}{meeting.id}") is None
    assert (await verify(room.backend, {})).faults == ()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_the_meetings_of_every_version_are_purged_when_their_time_is_over(file):
    room = await stored(file)
    long_after = MONDAY + timedelta(days=400)
    for later, count in ((timedelta(days=500), 0), (timedelta(days=300), 2)):
        found = await purge(room.store, long_after, later, only_say=False)
        assert len(found.purged) == count
    assert not await room.backend.keys("journal:SM-", f"journal:SM-{LAST}", 10)
    assert (await verify(room.backend, {})).faults == ()


def kind(key):
    return key.split(":")[0]


def test_a_row_of_a_later_version_is_left_alone():
    with pytest.raises(TooNew):
        read_meeting(f'{{"row":{VERSION + 1},"what":"nobody knows"}}')


async def test_a_turn_about_a_meeting_of_a_later_version_records_nothing(room):
    await room.backend.put([Change("meeting:SM-22222", 0, f'{{"row":{VERSION + 1}}}')])
    with pytest.raises(TooNew):
        await room.store.work(CONVENE, MONDAY).meeting("SM-22222")
