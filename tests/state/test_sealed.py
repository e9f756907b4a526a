"""A store that is encrypted: what can be read of it from outside, and who may open it."""

import asyncio

import pytest

from cards.attendance import DeputyForm
from state.backend import Change, Row
from state.keyring import BadKeys, KeyRing, new_key
from state.memory import MemoryBackend
from state.rotation import Rotated, rotate
from state.sealed import NotGenuine, unlocked
from tests.people import DIRECTORY, OWEN
from tests.state.asking import EVERYTHING, add_one
from tests.state.keep import two_meetings

OLD, NEW = new_key("2025"), new_key("2026")
ONLY_OLD, ONLY_NEW = KeyRing(OLD), KeyRing(NEW)


async def filled(rows=3):
    """A store with rows that the old key alone can read."""
    inner = MemoryBackend()
    store = await unlocked(inner, ONLY_OLD)
    await store.put([Change(f"m{n}", 0, f"body {n}") for n in range(rows)])
    return inner


async def bodies(store):
    return [row.body for row in await store.scan("m", "n", 10_000)]


async def moved(inner, key, body):
    row = await inner.get(key)
    await inner.put([Change(key, row.version, body)])


async def test_the_database_sees_keys_and_versions_but_no_body():
    inner = await filled()
    rows = await inner.scan("m", "n", 10)
    assert [(row.key, row.version) for row in rows] == [("m0", 1), ("m1", 1), ("m2", 1)]
    assert not any("body" in row.body for row in rows)


async def test_rows_cannot_be_exchanged():
    inner = await filled()
    store = await unlocked(inner, ONLY_OLD)
    await moved(inner, "m0", (await inner.get("m1")).body)
    for asked in (store.get("m0"), store.get_many(["m0"]), store.scan(*EVERYTHING)):
        with pytest.raises(NotGenuine):
            await asked
    assert (await store.get("m1")).body == "body 1"


async def test_a_body_that_nobody_sealed_is_not_taken_for_ours():
    inner = await filled()
    store = await unlocked(inner, ONLY_OLD)
    await moved(inner, "m0", "body 0")
    with pytest.raises(NotGenuine):
        await store.get("m0")


@pytest.mark.parametrize(
    ("ring", "words"),
    [
        (None, "is encrypted, and no keys are set"),
        (ONLY_NEW, "with the key 2025, which is not set"),
        (KeyRing(new_key("2025")), "2025 is not the one"),
        (KeyRing(f"{NEW},{new_key('2025')}"), "2025 is not the one"),
    ],
)
async def test_a_start_without_the_right_key_is_refused_in_a_sentence(ring, words):
    inner = await filled()
    before = await inner.scan(*EVERYTHING)
    with pytest.raises(BadKeys, match=words):
        await unlocked(inner, ring)
    assert await inner.scan(*EVERYTHING) == before


async def test_a_store_with_nothing_encrypted_is_not_mixed_with_what_is():
    plain = MemoryBackend()
    await plain.put([Change("a", 0, "words")])
    with pytest.raises(BadKeys, match="not encrypted yet"):
        await unlocked(plain, ONLY_NEW)
    assert await unlocked(plain, None) is plain


async def test_two_processes_may_begin_an_empty_store_at_the_same_moment():
    inner = MemoryBackend()
    opened = await asyncio.gather(*(unlocked(inner, KeyRing(OLD)) for _ in range(5)))
    await opened[0].put([Change("a", 0, "one")])
    assert await opened[4].get("a") == Row("a", 1, "one")


async def test_rotation_leaves_nothing_that_the_old_key_could_read_and_then_retires_it():
    inner = await filled(rows=450)
    both = KeyRing(f"{NEW},{OLD}")
    assert await rotate(inner, both) == Rotated(450, (), ("2025",))
    before = sorted(f"body {n}" for n in range(450))
    assert sorted(await bodies(await unlocked(inner, both))) == before
    with pytest.raises(BadKeys, match="2025, which is not set"):
        await unlocked(inner, ONLY_NEW)
    assert await rotate(inner, both) == Rotated(0, ("2025",), ())
    assert sorted(await bodies(await unlocked(inner, ONLY_NEW))) == before


async def test_a_process_that_still_writes_with_the_old_key_keeps_it_from_being_retired():
    inner = await filled()
    late = await unlocked(inner, ONLY_OLD)
    both = KeyRing(f"{NEW},{OLD}")
    await rotate(inner, both)
    await late.put([Change("m9", 0, "late")])
    assert await rotate(inner, both) == Rotated(1, (), ("2025",))
    assert await rotate(inner, both) == Rotated(0, ("2025",), ())


async def test_turns_go_on_while_keys_are_rotated_and_none_is_lost(tmp_path):
    """Two running processes have the old key alone; the new one reaches them through the file."""
    file = tmp_path / "keys"
    file.write_text(OLD)
    inner = Yielding()
    running = [await unlocked(inner, KeyRing(OLD, file)) for _ in range(2)]
    await running[0].put([Change(f"m{n:03}", 0, "0") for n in range(300)])
    file.write_text(f"{NEW}\n{OLD}")

    async def count(store, key):
        for _ in range(10):
            await add_one(store, key)

    writing = [count(running[n % 2], f"m{n * 7:03}") for n in range(40)]
    rotated, *_ = await asyncio.gather(rotate(inner, KeyRing(f"{NEW},{OLD}")), *writing)
    assert rotated.anew >= 260
    more = [await rotate(inner, KeyRing(f"{NEW},{OLD}")) for _ in range(2)]
    assert [run.retired for run in more].count(("2025",)) == 1
    found = await bodies(await unlocked(inner, ONLY_NEW))
    assert sorted(found) == ["0"] * 260 + ["10"] * 40


class Yielding(MemoryBackend):
    """Lets others have a turn before each call, as a database would."""

    async def get(self, key):
        await asyncio.sleep(0)
        return await super().get(key)

    async def put(self, changes):
        await asyncio.sleep(0)
        await super().put(changes)

    async def scan(self, *asked):
        await asyncio.sleep(0)
        return await super().scan(*asked)


async def test_a_store_that_was_never_encrypted_becomes_so_even_after_an_interruption():
    plain = MemoryBackend()
    await plain.put([Change(f"m{n}", 0, f"body {n}") for n in range(5)])
    ring = KeyRing(NEW)
    await moved(plain, "m0", ring.seal("m0", "body 0"))  # that far the first attempt came
    assert (await rotate(plain, ring)).anew == 4
    assert await bodies(await unlocked(plain, ring)) == [f"body {n}" for n in range(5)]


async def test_rotation_stops_at_what_it_cannot_read_and_says_where():
    inner = await filled()
    await moved(inner, "m1", "in the clear")
    with pytest.raises(BadKeys, match="row m1 cannot be read"):
        await rotate(inner, KeyRing(f"{NEW},{OLD}"))


async def test_a_database_that_is_looked_into_names_nobody():
    """Its keys hold references, numbers, times and ids of Entra: no name, and nothing of a case."""
    inner = MemoryBackend()
    room = await two_meetings(await unlocked(inner, ONLY_NEW))
    await room.does(OWEN, DeputyForm, deputy="", other="Ottoline Farthing")
    rows = await inner.scan(*EVERYTHING)
    assert len(rows) > 100
    seen = " ".join(row.key + row.body.partition(":")[0] for row in rows)
    names = {part for p in DIRECTORY.people for part in p.name.split() + p.email.split()}
    for word in (*names, "Ottoline", "Farthing", "Robin", "Ashgrove", "999 000", "Bruises"):
        assert word not in seen
    assert all(row.body.startswith("sealed:2026:") for row in rows)
