"""One poll, answered by many at once through the bot's own router, until the process is killed."""

import asyncio
import os
from collections.abc import Awaitable, Callable

from cards.attendance import InformationForm
from cards.said import InformationSaid
from state.backend import Backend, Change
from state.rows import LAST
from tests.people import DIRECTORY
from tests.room import Room, words
from tests.walk import convened

Open = Callable[[], Awaitable[Backend]]

ROOM = Room()
"""One for the whole run: reading a protocol takes longer than being killed."""
ANSWERING = 4
"""How many people write at the same moment."""


async def template() -> tuple[str, dict[str, str]]:
    """The rows of a convened meeting, to be copied under as many references as are wanted."""
    room = Room()
    await convened(room)
    rows = await room.backend.scan("", LAST, 10_000)
    return room.id, {row.key: row.body for row in rows if not row.key.startswith("seen:")}


async def begin(backend: Backend, name: str, made: tuple[str, dict[str, str]]) -> None:
    """A convened meeting of that reference."""
    old, rows = made
    changes = [Change(k.replace(old, name), 0, b.replace(old, name)) for k, b in rows.items()]
    await backend.put(changes)
