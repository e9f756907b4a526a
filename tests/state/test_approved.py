"""What was approved is kept as it was, in a row of its own, and any change of it is found."""

import json
from datetime import timedelta

import pytest

from cards.minutes import ApproveForm
from cards.voice import Challenged, DissentForm
from state.approved import (
    WHAT,
    WHY,
    Approved,
    NotAsApproved,
    approved,
    approved_key,
    marks_said,
    read_approved,
)
from state.backend import Change
from state.directory import CONVENE
from state.journal import Entry
from state.keyring import KeyRing, new_key
from state.meeting_rows import TooNew
from state.memory import MemoryBackend
from state.protocols import read_protocol
from state.retention import purge
from state.sealed import unlocked
from tests.people import DEV, GRACE, MIRIAM, SAM
from tests.room import CHILD, MONDAY, Room
from tests.state.keep import KEPT
from tests.state.tampering import everything, faults, rewrite
from tests.walk import held

FILES = sorted(KEPT.glob("minutes-*.json"))


async def approve(room):
    version = (await room.meeting()).minutes.version
    people = f"{MIRIAM.id},{GRACE.id}"
    return await room.does(MIRIAM, ApproveForm, version=str(version), recipients=people)


@pytest.fixture
async def room():
    made = Room()
    await held(made)
    await approve(made)
    return made


async def kept(room, version=1):
    return await approved(room.store.work(CONVENE, room.now), room.id, version)


async def test_the_meeting_is_kept_as_it_stood_with_its_protocol_and_the_names_in_it(room):
    found = await kept(room)
    assert found.stood() == await room.meeting()
    assert found.rules() == room.protocol
    assert found.names[GRACE.id] == GRACE.name
    assert not {p.id for p in room.store.directory.people} <= found.names.keys()


async def test_whatever_is_recorded_later_does_not_change_it(room):
    before = await room.backend.get(approved_key(room.id, 1))
    await room.does(GRACE, DissentForm, dissent="Too soon.")
    await room.does(GRACE, Challenged)
    assert (await room.meeting()).dissents[0].challenged_at
    assert await room.backend.get(approved_key(room.id, 1)) == before
    assert (await kept(room)).stood().dissents == ()


async def test_a_draft_is_not_kept():
    room = Room()
    await held(room)
    assert await kept(room) is None
    assert "minutes" not in {key.split(":")[0] for key in await everything(room.backend)}


async def test_the_line_of_the_approval_bears_the_mark(room):
    entries = await room.store.work(CONVENE, room.now).timeline(room.id)
    assert set(marks_said(entries)) == {"1"}
    assert (entries[-1].by, entries[-1].what) == (MIRIAM.id, "approved the minutes for 2 people")


async def test_a_version_that_is_kept_already_is_never_written_over():
    room = Room()
    await held(room)
    await room.backend.put([Change(approved_key(room.id, 1), 0, "what is there")])
    await approve(room)
    assert (await room.meeting()).minutes.approved_at is None
    assert (await room.backend.get(approved_key(room.id, 1))).body == "what is there"


async def test_an_untouched_store_has_no_faults(room):
    assert await faults(room.backend) == ()


CHANGES = {
    "edited": lambda body: body.replace("Stays with the aunt", "Stays with the uncle"),
    "taken away": lambda body: None,
    "spoilt": lambda body: "nonsense",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_a_change_of_what_was_approved_is_found(room, change):
    rows = await everything(room.backend)
    key = approved_key(room.id, 1)
    assert change(rows[key]) != rows[key]
    await rewrite(room.backend, rows | {key: change(rows[key])})
    assert await faults(room.backend) == (
        f"{room.id}: version 1 of the minutes is missing, or is not what was approved",
    )
    with pytest.raises(NotAsApproved):
        await kept(room)


@pytest.mark.parametrize("version", ["2", "x"])
async def test_minutes_that_nobody_approved_are_found(room, version):
    rows = await everything(room.backend)
    planted = {f"minutes:{room.id}:{version}": rows[approved_key(room.id, 1)]}
    await rewrite(room.backend, rows | planted)
    assert await faults(room.backend) == (
        f"{room.id}: version {version} of the minutes is there against the timeline",
    )


@pytest.mark.parametrize(
    ("what", "why", "said"),
    [
        ("approved the minutes for 1 person", f"version 3, kept with the mark {'a' * 64}", {"3"}),
        ("approved the minutes for 3 people", "", set()),
        ("moved the meeting", f"version 3, kept with the mark {'a' * 64}", set()),
        ("approved the minutes for 3 people", "version 3, kept with the mark x", set()),
    ],
)
def test_only_the_line_of_an_approval_can_say_what_was_approved(what, why, said):
    entry = Entry(number=1, at=MONDAY, by=SAM.id, what=what, why=why)
    assert set(marks_said([entry])) == said


def test_the_words_of_the_line_are_those_that_are_looked_for():
    assert WHAT.fullmatch("approved the minutes for 12 people")
    assert WHY.fullmatch(f"version 12, kept with the mark {'0' * 64}")


async def test_minutes_that_nobody_approved_are_not_read(room):
    rows = await everything(room.backend)
    planted = {f"minutes:{room.id}:2": rows[approved_key(room.id, 1)]}
    await rewrite(room.backend, rows | planted)
    with pytest.raises(NotAsApproved):
        await kept(room, version=2)


async def test_it_leaves_with_its_meeting(room):
    later = room.now + timedelta(days=200)
    await purge(room.store, later, timedelta(days=100), only_say=False)
    assert await everything(room.backend)
    assert not [key for key in await everything(room.backend) if key.startswith("minutes:")]
    assert await faults(room.backend) == ()


async def test_it_is_encrypted_like_everything():
    below = MemoryBackend()
    room = Room(backend=await unlocked(below, KeyRing(new_key("2026"))))
    await held(room)
    await approve(room)
    body = (await below.get(approved_key(room.id, 1))).body
    assert CHILD["name"] not in body
    assert (await kept(room)).stood().request.children[0].name == CHILD["name"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
async def test_what_every_version_kept_is_read(file):
    rows = json.loads(file.read_text("utf-8"))
    [body] = [body for key, body in rows.items() if key.startswith("minutes:")]
    found = read_approved(body)
    stood = found.stood()
    assert stood.minutes.remarks == "The school was rung afterwards."
    assert [d.challenged_at for d in stood.dissents] == [None]
    assert found.names[DEV.id] == DEV.name
    room = Room(backend=MemoryBackend())
    await rewrite(room.backend, rows)
    assert await faults(room.backend) == ()


def test_what_a_later_version_kept_is_left_alone():
    with pytest.raises(TooNew):
        read_approved('{"row":2,"what":"nobody knows"}')


def test_a_protocol_of_a_shape_that_is_no_longer_read_is_none():
    rules = read_protocol("north_somerset").model_dump_json()
    earlier = rules.replace('"edition":', '"issue":', 1)
    assert earlier != rules
    assert Approved(meeting="", protocol=earlier, names={}).rules() is None
