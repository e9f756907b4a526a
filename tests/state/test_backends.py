"""What every back end promises, each sentence once, against all of them."""

import random

import pytest

from state.backend import Change, Conflict, Row
from tests.state.asking import EVERYTHING


async def test_a_new_row_is_at_version_one(backend):
    await backend.put([Change("a", 0, "one")])
    assert await backend.get("a") == Row("a", 1, "one")


async def test_every_change_moves_the_version_on_by_one(backend):
    for version in range(5):
        await backend.put([Change("a", version, str(version))])
    assert await backend.get("a") == Row("a", 5, "4")


async def test_a_row_that_was_never_written_is_not_there(backend):
    assert await backend.get("a") is None


async def test_many_rows_are_got_at_once_those_that_are_there_in_order(backend):
    await backend.put([Change(key, 0, key.upper()) for key in "cab"])
    assert await backend.get_many(["c", "x", "a", "c"]) == [Row("a", 1, "A"), Row("c", 1, "C")]
    assert await backend.get_many([]) == []


async def test_a_put_of_nothing_is_nothing(backend):
    await backend.put([])
    assert await backend.scan(*EVERYTHING) == []


@pytest.mark.parametrize("body", ["new", None])
@pytest.mark.parametrize("version", [-1, 0, 1, 3])
async def test_a_row_that_has_moved_is_a_conflict_and_stays(backend, version, body):
    await backend.put([Change("a", 0, "one")])
    await backend.put([Change("a", 1, "two")])
    with pytest.raises(Conflict):
        await backend.put([Change("a", version, body)])
    assert await backend.get("a") == Row("a", 2, "two")


@pytest.mark.parametrize("body", ["new", None])
async def test_a_row_that_is_not_there_has_no_version_to_change(backend, body):
    with pytest.raises(Conflict):
        await backend.put([Change("a", 1, body)])
    assert await backend.get("a") is None


async def test_one_conflict_undoes_the_whole_put(backend):
    await backend.put([Change("b", 0, "one"), Change("c", 0, "one")])
    with pytest.raises(Conflict):
        await backend.put([Change("a", 0, "new"), Change("c", 1, None), Change("b", 7, "two")])
    assert await backend.scan(*EVERYTHING) == [Row("b", 1, "one"), Row("c", 1, "one")]


async def test_rows_are_written_changed_and_removed_together(backend):
    await backend.put([Change("b", 0, "one"), Change("c", 0, "one")])
    await backend.put([Change("a", 0, "new"), Change("b", 1, "two"), Change("c", 1, None)])
    assert await backend.scan(*EVERYTHING) == [Row("a", 1, "new"), Row("b", 2, "two")]


async def test_a_thousand_rows_are_kept_together_or_not_at_all(backend):
    changes = [Change(f"k{n:04}", 0, "x") for n in range(1000)]
    with pytest.raises(Conflict):
        await backend.put([*changes, Change("z", 1, "x")])
    assert await backend.scan(*EVERYTHING) == []
    await backend.put(changes)
    assert len(await backend.scan(*EVERYTHING)) == 1000


async def test_a_removed_row_is_gone(backend):
    await backend.put([Change("a", 0, "one"), Change("b", 0, "one")])
    await backend.put([Change("a", 1, None)])
    assert await backend.get("a") is None
    assert await backend.get_many(["a", "b"]) == [Row("b", 1, "one")]
    assert await backend.scan(*EVERYTHING) == [Row("b", 1, "one")]


@pytest.mark.parametrize("old", [1, 2])
async def test_an_old_version_does_not_match_a_row_that_was_removed_and_put_back(backend, old):
    await backend.put([Change("a", 0, "one")])
    await backend.put([Change("a", 1, "two")])
    await backend.put([Change("a", 2, None)])
    with pytest.raises(Conflict):
        await backend.put([Change("a", old, "late")])
    await backend.put([Change("a", 0, "again")])
    with pytest.raises(Conflict):
        await backend.put([Change("a", old, "late")])
    assert await backend.get("a") == Row("a", 3, "again")


async def test_a_row_may_be_removed_and_put_back_many_times(backend):
    seen = set()
    for _ in range(4):
        await backend.put([Change("a", 0, "here")])
        row = await backend.get("a")
        seen.add(row.version)
        await backend.put([Change("a", row.version, None)])
    assert len(seen) == 4


async def test_a_scan_begins_with_the_first_and_ends_before_the_last(backend):
    await backend.put([Change(key, 0, "x") for key in ("a", "b:1", "b:2", "b:3", "c")])
    found = await backend.scan("b:1", "b:3", 10)
    assert [row.key for row in found] == ["b:1", "b:2"]
    assert await backend.scan("b:3", "b:1", 10) == []


async def test_a_scan_ends_at_its_limit_with_the_first_rows(backend):
    await backend.put([Change(key, 0, "x") for key in "dbca"])
    assert [row.key for row in await backend.scan("a", "z", 2)] == ["a", "b"]


async def test_keys_are_those_of_a_scan(backend):
    await backend.put([Change(key, 0, "x") for key in ("b:1", "a", "c", "b:3", "b:2")])
    await backend.put([Change("b:1", 1, None)])
    for asked in (("a", "c", 10), ("b:2", "b:3", 10), ("a", "z", 2), ("c", "a", 10)):
        found = await backend.keys(*asked)
        assert found == [row.key for row in await backend.scan(*asked)]


async def test_keys_are_in_the_order_of_their_characters(backend):
    keys = ["A", "B", "Z:1", "Z:10", "Z:2", "a", "a b", "b", "~", "é", "日", "😀"]
    shuffled = random.Random(5).sample(keys, len(keys))
    await backend.put([Change(key, 0, "x") for key in shuffled])
    assert [row.key for row in await backend.scan(*EVERYTHING)] == keys


TEXTS = [
    "",
    " ",
    "null",
    "0",
    "[1]",
    '"\\n" \\u0000',
    "two\nlines\ttab",
    "é 日 😀",
    "'--",
    "x" * 300_000,
]


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
async def test_any_text_comes_back_as_it_was(backend, text):
    await backend.put([Change("a", 0, text)])
    assert await backend.get("a") == Row("a", 1, text)
    assert await backend.get_many(["a"]) == [Row("a", 1, text)]
    assert await backend.scan(*EVERYTHING) == [Row("a", 1, text)]


@pytest.mark.parametrize(
    "key", ["it's", 'a"b', "a\\b", "a\\u0041", "100%_", "é日😀", "[]", "a:b/c@d"]
)
async def test_any_printable_text_is_a_key(backend, key):
    await backend.put([Change(key, 0, "x"), Change(key + "~", 0, "y")])
    await backend.put([Change(key, 1, "z")])
    assert await backend.get(key) == Row(key, 2, "z")
    assert await backend.get_many([key]) == [Row(key, 2, "z")]
    await backend.put([Change(key, 2, None)])
    assert await backend.scan(*EVERYTHING) == [Row(key + "~", 1, "y")]
    assert await backend.keys(*EVERYTHING) == [key + "~"]


@pytest.mark.parametrize("key", ["", "a\0", "a\n", "\ud800"], ids=["empty", "nul", "line", "half"])
async def test_a_key_that_is_not_printable_text_is_refused(backend, key):
    with pytest.raises(ValueError, match="printable"):
        await backend.put([Change("b", 0, "x"), Change(key, 0, "x")])
    assert await backend.get("b") is None


async def test_a_body_with_a_nul_is_refused(backend):
    with pytest.raises(ValueError, match="NUL"):
        await backend.put([Change("b", 0, "x"), Change("a", 0, "a\0b")])
    assert await backend.get("b") is None


async def test_asking_after_its_health_leaves_nothing_to_be_seen(backend):
    assert await backend.healthy()
    assert await backend.scan(*EVERYTHING) == []
    assert await backend.healthy()


async def test_a_closed_store_is_not_healthy(backend):
    await backend.close()
    assert not await backend.healthy()


async def test_postgresql_alone_is_for_several_processes(backend, request):
    assert backend.alone is (request.node.callspec.params["backend"] != "postgres")


async def test_a_put_that_names_a_key_twice_is_refused(backend):
    with pytest.raises(ValueError, match="once"):
        await backend.put([Change("a", 0, "x"), Change("a", 1, "y")])
    assert await backend.get("a") is None
