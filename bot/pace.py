"""How fast the bot may speak: Teams' limits for each conversation and for the whole tenant."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from aiolimiter import AsyncLimiter

from bot.failures import Throttled

MOST_CONVERSATIONS = 10_000
POST_WAITS = 5.0
REPLY_WAITS = 10.0
"""Seconds for which somebody may wait their turn; then they are told to come again."""


class Bucket(NamedTuple):
    """So many at once, and so many a second after that."""

    burst: float
    per_second: float

    def limiter(self) -> AsyncLimiter:
        return AsyncLimiter(self.burst, self.burst / self.per_second)


class Limits(NamedTuple):
    """What may be sent; posts have a little less than all, so that replies need not wait."""

    conversation: tuple[Bucket, ...]
    posts: Bucket
    tenant: Bucket
    tenant_posts: Bucket


TEAMS = Limits(
    conversation=(Bucket(5, 1.5), Bucket(300, 0.4)),
    posts=Bucket(4, 1.25),
    tenant=Bucket(10, 18),
    tenant_posts=Bucket(8, 14),
)
"""Kept below 7 in 1 s, 8 in 2 s, 60 in 30 s and 1800 in 3600 s to a conversation, and 30 a second
to a tenant (Microsoft's page on rate limits, and an older copy of it for the last)."""


class Gate:
    """One at a time through it: replies before posts, else in the order in which they came."""

    def __init__(self) -> None:
        self._open = True
        self._waiting: tuple[deque[asyncio.Future[None]], ...] = (deque(), deque())

    async def enter(self, *, urgent: bool) -> None:
        if self._open:
            self._open = False
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting[0 if urgent else 1].append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.leave()
            raise

    def leave(self) -> None:
        for queue in self._waiting:
            while queue:
                turn = queue.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._open = True


class Line:
    """One conversation: its gate, its limits, and until when Teams wants to be left alone."""

    def __init__(self, limits: Limits) -> None:
        self.gate = Gate()
        self.posts = limits.posts.limiter()
        self.all = [bucket.limiter() for bucket in limits.conversation]
        self.silent_until = 0.0


class Pace:
    """Every send goes through `turn`, which waits a little or raises Throttled."""

    def __init__(self, limits: Limits | None = TEAMS) -> None:
        """None: no limits, as with a Teams of our own on this machine."""
        self._limits = limits
        self._lines: OrderedDict[str, Line] = OrderedDict()
        if limits:
            self._tenant = limits.tenant.limiter()
            self._tenant_posts = limits.tenant_posts.limiter()

    @asynccontextmanager
    async def turn(self, conversation: str, *, urgent: bool) -> AsyncIterator[None]:
        """For one call to Teams about that conversation; 429 keeps the conversation silent."""
        if self._limits is None:
            yield
            return
        line = self._line(conversation, self._limits)
        await self._patiently(line, urgent=urgent)
        try:
            yield
        except Throttled as told:
            line.silent_until = _clock() + told.after
            raise
        finally:
            line.gate.leave()

    async def _patiently(self, line: Line, *, urgent: bool) -> None:
        patience = REPLY_WAITS if urgent else POST_WAITS
        if (left := line.silent_until - _clock()) > (patience if urgent else 0):
            raise Throttled(left)
        entered = False
        try:
            async with asyncio.timeout(patience):
                await line.gate.enter(urgent=urgent)
                entered = True
                await asyncio.sleep(max(0.0, line.silent_until - _clock()))
                await self._acquire(line, urgent=urgent)
        except BaseException as error:
            if entered:
                line.gate.leave()
            if isinstance(error, TimeoutError):
                raise Throttled(patience) from None
            raise

    async def _acquire(self, line: Line, *, urgent: bool) -> None:
        if not urgent:
            await self._tenant_posts.acquire()
            await line.posts.acquire()
        await self._tenant.acquire()
        for limiter in line.all:
            await limiter.acquire()

    def _line(self, conversation: str, limits: Limits) -> Line:
        """A thread counts with its channel; the longest unused is forgotten."""
        name = conversation.split(";")[0]
        if name not in self._lines:
            self._lines[name] = Line(limits)
        self._lines.move_to_end(name)
        if len(self._lines) > MOST_CONVERSATIONS:
            self._lines.popitem(last=False)
        return self._lines[name]


def _clock() -> float:
    return asyncio.get_running_loop().time()
