"""An event loop in which waiting takes no time: whatever is waited for comes at once, in order."""

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


A_MOMENT = 1e-7
"""Seconds that go by at each step, since code that reckons in fractions waits for the last one."""


class _NeverWaits(selectors.DefaultSelector):
    """Lets the clock jump; looks outside only where nothing within is waited for."""

    def __init__(self, skip: Callable[[float], None]) -> None:
        super().__init__()
        self._skip = skip

    def select(self, timeout: float | None = None):
        found = super().select(0) if timeout is None else []
        if not found:
            self._skip(max(timeout or 0.0, A_MOMENT))
        return found


class VirtualLoop(asyncio.SelectorEventLoop):
    """For code without sockets and threads, which would not know of its time."""

    def __init__(self) -> None:
        self._skipped = 0.0
        super().__init__(_NeverWaits(self._skip))

    def _skip(self, seconds: float) -> None:
        self._skipped += seconds

    def time(self) -> float:
        return self._skipped


def in_no_time(work: Callable[[], Awaitable[T]]) -> T:
    """Runs it to its end in a loop of its own."""
    loop = VirtualLoop()
    try:
        return loop.run_until_complete(work())
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
