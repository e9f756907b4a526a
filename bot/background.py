"""Work for which no answer waits: visits of the postman, one at a time to each meeting."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog

AT_ONCE = 8
"""Visits under way at the same moment; turns come in between."""

log = structlog.get_logger()

Then = Callable[[], Awaitable[None]]


class Background:
    """However often a meeting is changed while it is visited, it is visited once more after it."""

    def __init__(self, visit: Callable[[str], Awaitable[None]]) -> None:
        self._visit = visit
        self._wanted: dict[str, Then | None] = {}
        self._visited: set[str] = set()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> bool:
        return bool(self._tasks)

    def visit(self, meeting: str, then: Then | None = None) -> None:
        """`then` is done after the visit, unless somebody asks for another before it begins."""
        self._wanted[meeting] = then or self._wanted.get(meeting)
        if meeting not in self._visited:
            self._visited.add(meeting)
            self.start(self._visits(meeting), meeting)

    def start(self, work: Coroutine[Any, Any, None], meeting: str) -> None:
        task = asyncio.create_task(_logged(work, meeting))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Waits until everything that was set going has been done."""
        await asyncio.gather(*self._tasks)

    async def _visits(self, meeting: str) -> None:
        try:
            while meeting in self._wanted:
                async with self._places:
                    then = self._wanted.pop(meeting)
                    await self._visit(meeting)
                if then:
                    await then()
        finally:
            self._visited.discard(meeting)
            self._wanted.pop(meeting, None)


async def _logged(work: Awaitable[None], meeting: str) -> None:
    try:
        await work
    except Exception as error:  # its wake stands: the postman comes by again
        log.error("visit failed", meeting=meeting, kind=type(error).__name__)
