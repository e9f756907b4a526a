"""What several tests of the back ends ask."""

import asyncio

from state.backend import Conflict

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
