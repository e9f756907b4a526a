"""Tries a reply again for a while, in the background: whoever pressed is waiting for it."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.failures import Ambiguous, Failure, Throttled

log = structlog.get_logger()

TRIES = 6
LONGEST_PAUSE = 60.0
AFTER_AMBIGUOUS = 2.0

Sleep = Callable[[float], Awaitable[None]]
Send = Callable[[], Awaitable[None]]


class Persistence:
    def __init__(self, sleep: Sleep = asyncio.sleep) -> None:
        self._sleep = sleep
        self._trying: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> bool:
        """Something is still being tried again."""
        return bool(self._trying)

    async def settled(self) -> None:
        while self._trying:
            await asyncio.gather(*self._trying)

    async def of(self, send: Send) -> Failure | None:
        """The failure when it is final; what may still succeed goes on in the background, since
        Teams does not wait for a turn that takes long, and posts it anew."""
        try:
            await send()
        except Failure as failure:
            if _pause(failure, 0) is None:
                log.warning("reply not delivered", kind=type(failure).__name__)
                return failure
            task = asyncio.create_task(self._persist(failure, send))
            self._trying.add(task)
            task.add_done_callback(self._trying.discard)
        return None

    async def _persist(self, failure: Failure, send: Send) -> None:
        for tried in range(TRIES):
            pause = _pause(failure, tried)
            if pause is None:
                break
            await self._sleep(pause)
            try:
                return await send()
            except Failure as again:
                failure = again
        log.warning("reply not delivered", kind=type(failure).__name__)


def _pause(failure: Failure, tried: int) -> float | None:
    """Seconds until what Teams did not take is tried again; what it may have taken is, once."""
    match failure:
        case Throttled():
            grown = failure.after * float(2**tried)
            return min(grown, max(failure.after, LONGEST_PAUSE))
        case Ambiguous() if tried == 0:
            return AFTER_AMBIGUOUS
    return None
