"""What every back end promises when several write at the same moment, and at the end."""

import asyncio
import random

import pytest

from state.backend import Change, Conflict, Unavailable
from state.memory import MemoryBackend
from tests.state.asking import EVERYTHING, ending, endings


async def keep(backend, key, body):
    """Writes whatever is there now, and again when somebody else was first."""
    while True:
        row = await backend.get(key)
        try:
            await backend.put([Change(key, row.version if row else 0, body(row))])
        except Conflict:
            continue
        return


async def test_thirty_changes_of_one_row_at_the_same_moment_are_all_kept(backend):
    people = [f"<{n}>" for n in range(30)]

    def answer(person):
        return keep(backend, "poll", lambda row: (row.body if row else "") + person)

    await asyncio.gather(*(answer(person) for person in people))
    row = await backend.get("poll")
    assert row.version == 30
    assert sorted(row.body) == sorted("".join(people))
    assert all(person in row.body for person in people)


async def test_thirty_changes_of_the_same_rows_named_in_any_order_are_all_kept(backend):
    chance, keys = random.Random(3), list("abcdef")
    orders = [chance.sample(keys, len(keys)) for _ in range(30)]

    async def count(order):
        while True:
            at = {row.key: row for row in await backend.get_many(order)}
            held = [(key, *(at[key][1:] if key in at else (0, "0"))) for key in order]
            try:
                return await backend.put([Change(k, v, str(int(b) + 1)) for k, v, b in held])
            except Conflict:
                continue

    await asyncio.gather(*map(count, orders))
    assert [row.body for row in await backend.scan(*EVERYTHING)] == ["30"] * len(keys)


async def test_of_two_who_change_the_same_rows_one_succeeds_whole(backend):
    puts = [[Change("a", 0, who), Change("b", 0, who)] for who in ("first", "second")]
    ended = await endings(map(backend.put, puts))
    assert sorted(ended, key=str) == [type(None), Conflict]
    winner = puts[ended.index(type(None))][0].body
    assert [row.body for row in await backend.scan(*EVERYTHING)] == [winner, winner]


async def test_a_conflict_does_not_hurt_those_who_write_at_the_same_moment(backend):
    await backend.put([Change("taken", 0, "x")])
    good = [backend.put([Change(f"k{n:02}", 0, "x")]) for n in range(30)]
    bad = [backend.put([Change(f"l{n}", 0, "x"), Change("taken", 0, "y")]) for n in range(5)]
    ended = await endings([*good[:15], *bad, *good[15:]])
    assert ended == [type(None)] * 15 + [Conflict] * 5 + [type(None)] * 15
    keys = [row.key for row in await backend.scan(*EVERYTHING)]
    assert keys == [*(f"k{n:02}" for n in range(30)), "taken"]


async def test_a_long_history_reads_as_it_does_in_memory(backend):
    model, chance, endings = MemoryBackend(), random.Random(11), []
    for step in range(300):
        held = {row.key: row.version for row in await model.scan(*EVERYTHING)}
        stale = chance.random() < 0.3
        changes = [
            Change(key, held.get(key, 0) - stale, chance.choice((None, f"{key}{step}")))
            for key in chance.sample("abcd", chance.randint(1, 3))
        ]
        endings.append(await ending(model, changes))
        assert await ending(backend, changes) is endings[-1]
    assert endings.count(Conflict) in range(50, 150)
    assert await backend.scan(*EVERYTHING) == await model.scan(*EVERYTHING)


async def test_what_was_asked_before_closing_is_finished(backend):
    puts = [asyncio.ensure_future(backend.put([Change(f"k{n}", 0, "x")])) for n in range(10)]
    await asyncio.sleep(0)
    await backend.close()
    assert await asyncio.gather(*puts) == [None] * 10


async def test_whatever_is_asked_after_closing_is_unavailable(backend):
    await backend.close()
    for asked in (
        backend.get("a"),
        backend.get_many(["a"]),
        backend.put([Change("a", 0, "x")]),
        backend.scan(*EVERYTHING),
        backend.keys(*EVERYTHING),
    ):
        with pytest.raises(Unavailable):
            await asked
    await backend.close()
