"""A subject access request: everything that is held on one person, and nothing on the others."""

import asyncio
import json

import pytest

from state.backend import Change
from state.memory import MemoryBackend
from state.subject import Subject, held_on
from tests.people import DEV, DORA, GRACE, MIRIAM
from tests.room import Room
from tests.state.keep import others, two_meetings


@pytest.fixture(scope="module")
def rows():
    async def made():
        return await (await two_meetings()).backend.scan("", "\U0010ffff", 10_000)

    return asyncio.run(made())


@pytest.fixture
async def store(rows):
    backend = MemoryBackend()
    await backend.put([Change(row.key, 0, row.body) for row in rows])
    return Room(backend=backend).store


def where(held):
    return {mention.where for mention in held.mentions}


async def test_a_child_s_record_and_what_was_decided_for_them(store):
    held = await held_on(store, Subject(names=("Wren Ashgrove",)))
    [one] = [h for h in held if h.phase == "minutes circulated"]
    now = {"request.children[1]", "session.decisions[1]"}
    assert where(one) == now | {f"minutes[2].{place}" for place in now}
    assert one.mentions[0].what["born"] == "2022-01-20"
    assert "Robin" not in json.dumps([m.what for m in one.mentions])


async def test_words_in_which_somebody_is_named_are_given_whole(store):
    body = (await store.backend.scan("meeting:", "meeting:~", 1))[0]
    text = body.body.replace("Bruises seen at school", "ROBIN has bruises, Robinson has none")
    await store.backend.put([Change(body.key, body.version, text)])
    found = [h for h in await held_on(store, Subject(names=("Robin Ashgrove", "Robin")))]
    words = [m.what for h in found for m in h.mentions if m.where == "request.concern"]
    assert len(words) == 1
    assert words[0].startswith("ROBIN has bruises")


async def test_part_of_a_name_is_not_the_name(store):
    assert await held_on(store, Subject(names=("Rob",))) == []


async def test_what_a_professional_did_is_theirs_by_their_id(store):
    held = await held_on(store, Subject(person=GRACE.id))
    found = {place for one in held for place in where(one)}
    assert {"dissents[0]", "session.views[1]", "minutes.recipients[2]"} <= found
    assert any(place.startswith("timeline[") for place in found)
    assert any(place.endswith(".person") for place in found)
    assert DEV.id not in json.dumps([m.what for one in held for m in one.mentions])


async def test_somebody_of_whom_nothing_is_held(store):
    assert await held_on(store, Subject(person=DORA.id)) == []
    assert await held_on(store, Subject(names=("Nobody Here",))) == []


async def test_what_is_kept_of_a_professional_beside_meetings(rows):
    backend = (await others()).backend
    meeting = next(row for row in rows if row.key.startswith("meeting:"))
    moved = meeting.body.replace(meeting.key[8:], "SM-22222")
    await backend.put([Change("meeting:SM-22222", 0, moved)])
    await backend.put([Change(f"reach:{DEV.id}", 0, '{"user":"29:dev"}')])
    beside, meeting = await held_on(Room(backend=backend).store, Subject(person=DEV.id))
    assert (beside.meeting, meeting.meeting) == ("", "SM-22222")
    assert where(beside) == {"reach", "joining.people[0]"}
    assert beside.mentions[0].what == {"user": "29:dev"}
    assert f"shown.receipts.invitation:{DEV.id}" in where(meeting)
    [meeting] = await held_on(Room(backend=backend).store, Subject(person=MIRIAM.id))
    assert {"hold", "restricted"} <= where(meeting)
