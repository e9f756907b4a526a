"""The rows in one file beside the bot: nothing else to install, one process, one machine."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

from state.backend import CannotOpen, Change, Row, Unavailable, Unsure, check
from state.sqlite_file import MaybeKept, SqliteFile
from state.sqlite_rows import SqliteRows

T = TypeVar("T")


class Asked(NamedTuple):
    """A put that waits for the next commit, and what became of it (None: kept)."""

    changes: Sequence[Change]
    outcome: Future[Exception | None]


class SqliteBackend:
    """One thread has the file; puts that arrive while the disk is busy share the next commit.

    `patience`: seconds that any one wait may take. A put waits at most that long for its turn,
    and is then not made at all; once its commit has begun it hears how that ended. Only when the
    disk itself does not answer a COMMIT in time is a put Unsure, and may be found later.
    """

    def __init__(self, path: str | Path, patience: float = 4.0, *, beside: bool = False) -> None:
        """Raises CannotOpen for a file that is damaged, locked, or another process's.

        `beside`: a command that looks after the store while a bot has it. It may change and remove
        rows, and add some that no bot ever removes.
        """
        self.file = SqliteFile(path, patience, beside=beside)
        self._rows = SqliteRows(self.file)
        self._patience = patience
        self._owner = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self._waiting: deque[Asked] = deque()
        self._closed = False

    @property
    def alone(self) -> bool:
        return True

    async def get(self, key: str) -> Row | None:
        return await self._in_turn(self._rows.get, key)

    async def get_many(self, keys: Sequence[str]) -> list[Row]:
        return await self._in_turn(self._rows.get_many, keys)

    async def scan(self, first: str, last: str, limit: int) -> list[Row]:
        return await self._in_turn(self._rows.scan, first, last, limit)

    async def keys(self, first: str, last: str, limit: int) -> list[str]:
        return await self._in_turn(self._rows.keys, first, last, limit)

    async def put(self, changes: Sequence[Change]) -> None:
        check(changes)
        asked = Asked(tuple(changes), Future())
        self._waiting.append(asked)
        self._submit(self._commit_waiting)
        outcome = asyncio.wrap_future(asked.outcome)
        try:
            await asyncio.wait([outcome], timeout=self._patience)
        finally:
            never = asked.outcome.cancel()  # True only for a put that no commit has taken up
        if never:
            raise Unavailable
        if error := await outcome:
            raise error

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
        self._closed = True
        try:
            await asyncio.wrap_future(self._owner.submit(self.file.close))
        except sqlite3.Error as error:
            raise Unavailable from error
        finally:
            self._owner.shutdown(wait=False)

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

    def _commit_waiting(self) -> None:
        """Every put that waits, in one commit; finds none when an earlier call took them all."""
        batch = []
        while self._waiting:
            asked = self._waiting.popleft()
            if asked.outcome.set_running_or_notify_cancel():
                batch.append(asked)
        if not batch:
            return
        try:
            outcomes = self._rows.commit([asked.changes for asked in batch])
        except Exception as error:  # whatever it was, nobody may be left waiting
            outcomes = [_failed(error) for _ in batch]
        for asked, outcome in zip(batch, outcomes, strict=True):
            asked.outcome.set_result(outcome)


def _failed(cause: Exception) -> Unavailable:
    failure = Unsure() if isinstance(cause, MaybeKept) else Unavailable()
    failure.__cause__ = cause
    return failure
