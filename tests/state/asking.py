"""What several tests of the back ends ask."""

import asyncio

from state.backend import Change, Conflict

EVERYTHING = ("", "\U0010ffff", 100_000)
"""A scan of all rows."""


async def endings(calls):
    """The kind of exception with which each of the calls ended, or NoneType."""
    return [type(e) for e in await asyncio.gather(*calls, return_exceptions=True)]


async def ending(backend, changes):
    try:
        await backend.put(changes)
    except Conflict:
        return Conflict


async def add_one(backend, key):
    """Counts up the number in a row, again when somebody else was first."""
    while True:
        row = await backend.get(key)
        try:
            return await backend.put([Change(key, row.version, str(int(row.body) + 1))])
        except Conflict:
            continue
