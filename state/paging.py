"""Goes through rows of any number, a page at a time, so that no more than a page is held."""

from collections.abc import AsyncIterator

from state.backend import Backend, Row
from state.rows import LAST

PAGE = 500


async def all_rows(backend: Backend, prefix: str = "", page: int = PAGE) -> AsyncIterator[Row]:
    """Rows whose keys begin so, in order; what is added meanwhile may be met or not."""
    first = prefix
    while rows := await backend.scan(first, prefix + LAST, page):
        for row in rows:
            yield row
        first = after(rows[-1].key)


async def all_keys(backend: Backend, prefix: str = "", page: int = 5000) -> AsyncIterator[str]:
    first = prefix
    while keys := await backend.keys(first, prefix + LAST, page):
        for key in keys:
            yield key
        first = after(keys[-1])


def after(key: str) -> str:
    """Where the next key begins: no printable key lies between."""
    return key + " "
