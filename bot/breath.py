"""Lets whoever waits for an answer go first, before and between pieces of the postman's work."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 0.05
"""Seconds for which a piece of work waits at the most: reminders come however much is asked."""


class Breath:
    """One piece of work at a time, of milliseconds, and none while a turn is under way."""

    def __init__(self, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._turns = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._next = asyncio.Lock()

    def __enter__(self) -> None:
        """While somebody is being answered."""
        self._turns += 1
        self._quiet.clear()

    def __exit__(self, *raised: object) -> None:
        self._turns -= 1
        if not self._turns:
            self._quiet.set()

    async def take(self) -> None:
        """Before a piece of work that computes without a pause."""
        async with self._next:
            await asyncio.sleep(0)  # whatever is ready goes before
            if not self._quiet.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._patience):
                        await self._quiet.wait()


class Hands(asyncio.Semaphore):
    """So many can be at work at a moment; whoever waits for somebody else has no hand full."""

    async def empty_for(self, call: Awaitable[T]) -> T:
        """To be awaited with a hand full."""
        self.release()
        try:
            return await call
        finally:
            await self.acquire()
