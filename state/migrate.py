"""Moves every row from one store to another, and compares the two row by row."""

from collections.abc import AsyncIterator, Sequence

from state.backend import Backend, Change, Conflict, Row
from state.paging import all_rows

AT_ONCE = 200


class NotTheSame(Exception):
    """The two stores differ; the message names the first row in which they do."""


async def migrate(source: Backend, target: Backend) -> int:
    """Returns how many rows there are. Nobody else may use either of them meanwhile.

    Bodies go over as they are, encrypted. An attempt that was interrupted may be made again; a
    target that holds anything else is refused.
    """
    await _refuse_others(source, target)
    page = list[Row]()
    async for row in all_rows(source):
        page.append(row)
        if len(page) == AT_ONCE:
            await _copy(page, target)
            page.clear()
    await _copy(page, target)
    return await same(source, target)


async def _refuse_others(source: Backend, target: Backend) -> None:
    async for row in all_rows(target):
        held = await source.get(row.key)
        if held is None or held.body != row.body:
            raise NotTheSame(f"the target holds something else already: {row.key}")


async def _copy(rows: Sequence[Row], target: Backend) -> None:
    there = {row.key for row in await target.get_many([row.key for row in rows])}
    try:
        await target.put([Change(row.key, 0, row.body) for row in rows if row.key not in there])
    except Conflict as conflict:
        raise NotTheSame("somebody else is writing to the target") from conflict


async def same(one: Backend, other: Backend) -> int:
    """How many rows both hold; raises NotTheSame. Versions may differ: they begin again."""
    count = 0
    left, right = all_rows(one), all_rows(other)
    while True:
        first, second = await _next(left), await _next(right)
        if first is None and second is None:
            return count
        if first is None or second is None or (first.key, first.body) != (second.key, second.body):
            raise NotTheSame((first or second or Row("", 0, "")).key)
        count += 1


async def _next(rows: AsyncIterator[Row]) -> Row | None:
    return await anext(rows, None)
