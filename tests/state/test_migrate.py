"""Moving the embedded store to PostgreSQL: every row, compared one by one."""

import pytest

from state.backend import Change, Row, Unavailable
from state.keyring import KeyRing, new_key
from state.memory import MemoryBackend
from state.migrate import NotTheSame, migrate, same
from state.postgres import open_postgres
from state.sealed import unlocked
from state.sqlite import SqliteBackend
from tests.state.asking import EVERYTHING

RING = KeyRing(new_key("test"))


@pytest.fixture
async def source(database):
    opened = SqliteBackend(database)
    await opened.put([Change(f"k{n:04}", 0, f"body {n} é😀") for n in range(1000)])
    await opened.put([Change("k0001", 1, "changed"), Change("k0002", 1, None)])
    yield opened
    await opened.close()


@pytest.fixture
async def target(database_url):
    opened = await open_postgres(database_url)
    yield opened
    await opened.close()


async def test_every_row_is_moved_and_the_source_stays(source, target):
    assert await migrate(source, target) == 999
    rows = await source.scan(*EVERYTHING)
    assert [(row.key, row.body) for row in await target.scan(*EVERYTHING)] == [
        (row.key, row.body) for row in rows
    ]
    assert await target.get("k0001") == Row("k0001", 1, "changed")


async def test_what_was_encrypted_stays_so_and_is_read_with_the_same_keys(database, target):
    file = SqliteBackend(database)
    sealed = await unlocked(file, RING)
    await sealed.put([Change("a", 0, "words")])
    await migrate(file, target)
    assert "words" not in (await target.get("a")).body
    assert (await (await unlocked(target, RING)).get("a")).body == "words"
    await file.close()


class Failing(MemoryBackend):
    """Fails after some puts."""

    left = 2

    async def put(self, changes):
        self.left -= 1
        if self.left < 0:
            raise Unavailable
        await super().put(changes)


async def test_an_attempt_that_was_interrupted_is_gone_on_with(source):
    target = Failing()
    with pytest.raises(Unavailable):
        await migrate(source, target)
    assert 0 < len(await target.keys(*EVERYTHING)) < 999
    target.left = 100
    assert await migrate(source, target) == 999


@pytest.mark.parametrize("change", [Change("k0500", 0, "another"), Change("other", 0, "x")])
async def test_a_target_that_holds_something_else_is_refused_and_left_alone(source, target, change):
    await target.put([change])
    with pytest.raises(NotTheSame, match=change.key):
        await migrate(source, target)
    assert await target.keys(*EVERYTHING) == [change.key]


@pytest.mark.parametrize(
    "change",
    [Change("k0500", 1, "another"), Change("k0500", 1, None), Change("k0999", 1, None),
     Change("k9", 0, "more")],
)  # fmt: skip
async def test_a_difference_in_a_single_row_is_found_whichever_side_it_is_on(source, change):
    copy = MemoryBackend()
    await migrate(source, copy)
    await copy.put([change])
    for one, other in ((source, copy), (copy, source)):
        with pytest.raises(NotTheSame, match="k"):
            await same(one, other)
