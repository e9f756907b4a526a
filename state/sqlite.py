"""The rows in one file beside the bot: nothing else to install, one process, one machine."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from state.backend import CannotOpen, Change, Row, Unavailable, Unsure, check
from state.sqlite_cache import FRESH, SqliteCache
from state.sqlite_file import MaybeKept, SqliteFile
from state.sqlite_rows import Mark, Outcome, SqliteRows

T = TypeVar("T")


class Asked:
    """A put that waits for the next commit."""

    def __init__(self, changes: Sequence[Change], loop: asyncio.AbstractEventLoop) -> None:
        self.changes = changes
        self.at = loop.time()
        self.kept: asyncio.Future[None] = loop.create_future()


class SqliteBackend:
    """One thread has the file; puts that arrive while the disk is busy share the next commit.
    It is used within one event loop.

    `patience`: seconds that any one wait may take. A put waits at most that long for its turn,
    and is then not made at all; once its commit has begun it hears how that ended. Only when the
    disk itself does not answer a COMMIT in time is a put Unsure, and may be found later.
    """

    def __init__(
        self,
        path: str | Path,
        patience: float = 4.0,
        *,
        beside: bool = False,
        fresh: float = FRESH,
    ) -> None:
        """Raises CannotOpen for a file that is damaged, locked, or another process's.

        `beside`: a command that looks after the store while a bot has it. It may change and remove
        rows, and add some that no bot ever removes. `fresh`: seconds after which rows held in
        memory are no longer given out without a look at whether such a command has changed any.
        """
        self.file = SqliteFile(path, patience, beside=beside)
        self._rows = SqliteRows(self.file)
        self._cache = SqliteCache(0.0 if beside else fresh)
        self._patience = patience
        self._owner = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self._waiting: deque[Asked] = deque()
        self._called = False
        self._looks: asyncio.TimerHandle | None = None
        self._closed = False

    @cached_property
    def _loop(self) -> asyncio.AbstractEventLoop:
        """Asked for once, as that takes a call of the system."""
        return asyncio.get_running_loop()

    @property
    def alone(self) -> bool:
        return True

    async def get(self, key: str) -> Row | None:
        found = await self.get_many([key])
        return found[0] if found else None

    async def get_many(self, keys: Sequence[str]) -> list[Row]:
        if not self._closed and (found := self._cache.find(keys, self._loop.time())) is not None:
            return found
        return await self._in_turn(self._look_up, keys, self._loop.time())

    async def scan(self, first: str, last: str, limit: int) -> list[Row]:
        return await self._in_turn(self._rows.scan, first, last, limit)

    async def keys(self, first: str, last: str, limit: int) -> list[str]:
        return await self._in_turn(self._rows.keys, first, last, limit)

    async def put(self, changes: Sequence[Change]) -> None:
        check(changes)
        if self._closed:
            raise Unavailable
        asked = Asked(tuple(changes), self._loop)
        self._waiting.append(asked)
        self._call()
        try:
            await asked.kept
        except asyncio.CancelledError:
            self._withdraw(asked)
            raise

    async def healthy(self) -> bool:
        """Whether a row could be kept now: one is written and removed again within a commit."""
        try:
            await self._in_turn(self._rows.probe)
        except Unavailable:
            return False
        return True

    async def close(self) -> None:
        if self._closed:
            return
        self._commit_soon()
        self._closed = True
        try:
            await asyncio.wrap_future(self._owner.submit(self.file.close))
        except sqlite3.Error as error:
            raise Unavailable from error
        finally:
            self._owner.shutdown(wait=False)

    def _call(self) -> None:
        """Sees to it that a commit comes, and that nobody waits for it too long."""
        if not self._called:
            self._called = True  # at the end of this moment, so that all of it share a commit
            self._loop.call_soon(self._commit_soon)
        self._watch()

    def _commit_soon(self) -> None:
        if not self._closed:
            self._owner.submit(self._commit_waiting)

    def _watch(self) -> None:
        if self._looks is None:
            self._looks = self._loop.call_later(self._patience, self._give_up)

    def _give_up(self) -> None:
        """On those who have waited their time, before any commit took them up."""
        self._looks, now = None, self._loop.time()
        for asked in list(self._waiting):
            if asked.at + self._patience <= now and self._withdraw(asked) and not asked.kept.done():
                asked.kept.set_exception(Unavailable())
        if self._waiting:
            self._watch()

    def _withdraw(self, asked: Asked) -> bool:
        """True when it will never be made."""
        try:
            self._waiting.remove(asked)
        except ValueError:  # a commit has taken it up
            return False
        return True

    def _submit(self, work: Callable[..., T], *args: object) -> Future[T]:
        if self._closed:
            raise Unavailable
        return self._owner.submit(work, *args)

    async def _in_turn(self, work: Callable[..., T], *args: object) -> T:
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.wrap_future(self._submit(work, *args))
        except (TimeoutError, sqlite3.Error, CannotOpen) as error:
            raise Unavailable from error

    def _look_up(self, keys: Sequence[str], asked_at: float) -> list[Row]:
        """In the thread that has the file. The cache hears of it in the order in which the file was
        read and written, whatever whoever asked is waiting for by then."""
        rows, mark = self._rows.get_many(keys)
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._cache.read, keys, rows, mark, asked_at)
        return rows

    def _commit_waiting(self) -> None:
        """Every put that waits, in one commit; in the thread that has the file."""
        self._called = False
        batch = []
        with suppress(IndexError):
            while True:
                batch.append(self._waiting.popleft())
        if not batch:
            return
        mark, at = None, self._loop.time()
        try:
            outcomes, mark = self._rows.commit([asked.changes for asked in batch])
        except Exception as error:  # whatever it was, nobody may be left waiting
            outcomes = [_failed(error) for _ in batch]
        with suppress(RuntimeError):  # the loop has ended, and with it everybody who waited
            self._loop.call_soon_threadsafe(self._deliver, batch, outcomes, mark, at)

    def _deliver(
        self, batch: Sequence[Asked], outcomes: Sequence[Outcome], mark: Mark | None, at: float
    ) -> None:
        """What became of each, also when whoever asked no longer waits."""
        for asked, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Exception):
                self._cache.forget(asked.changes)
            else:
                self._cache.wrote(asked.changes, outcome, mark, at)
            if asked.kept.done():
                continue
            if isinstance(outcome, Exception):
                asked.kept.set_exception(outcome)
            else:
                asked.kept.set_result(None)


def _failed(cause: Exception) -> Unavailable:
    failure = Unsure() if isinstance(cause, MaybeKept) else Unavailable()
    failure.__cause__ = cause
    return failure
