"""Rows held in memory: never other than the file's, but for a moment that is named."""

import asyncio
import threading

import pytest

from state.backend import Change, Conflict, Row
from state.sqlite import SqliteBackend
from state.sqlite_cache import SqliteCache

A5 = Row("a", 5, "five")


@pytest.fixture
def cache():
    cache = SqliteCache(fresh=1.0, most=1000)
    cache.read(["a", "b"], [A5], "mark", 10.0)
    return cache


def test_what_was_read_is_given_out_again_and_so_is_what_was_not_there(cache):
    assert cache.find(["b", "a"], 10.5) == [A5]
    assert cache.find(["b"], 10.5) == []


def test_the_file_is_asked_for_what_is_not_known_and_after_a_moment_for_everything(cache):
    assert cache.find(["a", "c"], 10.5) is None
    assert cache.find(["a"], 11.0) is None


def test_another_writer_makes_everything_forgotten(cache):
    cache.read(["c"], [], "another mark", 10.5)
    assert cache.find(["c"], 10.6) == []
    assert cache.find(["a"], 10.6) is None


@pytest.mark.parametrize("late", [[], [Row("a", 5, "five")]])
@pytest.mark.parametrize("body", ["six", None])
def test_an_answer_that_was_overtaken_by_a_write_changes_nothing(cache, late, body):
    cache.wrote([Change("a", 5, body)], [6 if body else 5], "mark", 10.1)
    cache.read(["a"], late, "mark", 10.0)
    assert cache.find(["a"], 10.2) == ([Row("a", 6, "six")] if body else [])


def test_what_is_written_unasked_is_not_held(cache):
    cache.wrote([Change("c", 0, "new"), Change("b", 0, "new")], [1, 1], "mark", 10.1)
    assert cache.find(["c"], 10.2) is None
    assert cache.find(["b"], 10.2) == [Row("b", 1, "new")]


def test_the_longest_unused_rows_make_room(cache):
    for key in "defg":
        cache.find(["a"], 10.2)
        cache.read([key], [Row(key, 1, "x" * 50)], "mark", 10.1)
    assert cache.find(["a", "g"], 10.2) == [A5, Row("g", 1, "x" * 50)]
    assert cache.find(["d"], 10.2) is None


@pytest.fixture
async def embedded(tmp_path):
    backend = SqliteBackend(tmp_path / "rows.sqlite", fresh=60.0)
    yield backend
    await backend.close()


async def test_what_is_held_is_what_a_put_left_in_the_file(embedded, tmp_path):
    await embedded.put([Change("a", 0, "one"), Change("b", 0, "one")])
    await embedded.put([Change("a", 1, "two"), Change("b", 1, None)])
    await embedded.put([Change("b", 0, "back")])
    held = await embedded.get_many(["a", "b"])
    beside = SqliteBackend(tmp_path / "rows.sqlite", beside=True)
    assert held == await beside.get_many(["a", "b"]) == [Row("a", 2, "two"), Row("b", 2, "back")]
    await beside.close()


async def test_a_conflict_makes_the_row_be_read_again(embedded, tmp_path):
    await embedded.put([Change("a", 0, "one")])
    assert (await embedded.get("a")).body == "one"
    beside = SqliteBackend(tmp_path / "rows.sqlite", beside=True)
    await beside.put([Change("a", 1, "beside")])
    await beside.close()
    assert (await embedded.get("a")).body == "one"
    with pytest.raises(Conflict):
        await embedded.put([Change("a", 1, "late")])
    assert await embedded.get("a") == Row("a", 2, "beside")


async def test_what_was_read_before_a_commit_is_not_taken_for_what_was_written(embedded):
    await embedded.put([Change("a", 0, "one")])
    reading = asyncio.create_task(embedded.get("a"))
    await asyncio.sleep(0)
    writing = asyncio.create_task(embedded.put([Change("a", 1, "two")]))
    for _ in range(2):
        await asyncio.sleep(0)
    embedded._owner.submit(lambda: None).result()  # both are done, and nobody has heard of it
    assert (await reading).body == "one"
    await writing
    assert await embedded.get("a") == Row("a", 2, "two")


async def test_what_was_kept_though_its_writer_was_cancelled_is_known(embedded):
    await embedded.put([Change("a", 0, "one")])
    begun, gate, commit = threading.Event(), threading.Event(), embedded._rows.commit

    def slowly(puts):
        begun.set()
        gate.wait()
        return commit(puts)

    embedded._rows.commit = slowly
    put = asyncio.ensure_future(embedded.put([Change("a", 1, "two")]))
    await asyncio.to_thread(begun.wait)
    put.cancel()
    gate.set()
    await asyncio.gather(put, return_exceptions=True)
    await embedded.scan("a", "b", 1)
    assert await embedded.get("a") == Row("a", 2, "two")
