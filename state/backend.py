"""The whole of what a database must do for us."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Row(NamedTuple):
    key: str
    version: int
    body: str


class Change(NamedTuple):
    """Make `key` hold `body`, provided that the row is still as it was read."""

    key: str
    version: int
    """The version that was read; 0: the row must not be there yet."""
    body: str | None
    """None takes the row away."""


class Conflict(Exception):
    """Somebody else changed the row first."""


class Unavailable(Exception):
    """The store cannot be used just now. Nothing was recorded; please try again in a minute."""


class Unsure(Unavailable):
    """The store fell silent while it was keeping this: it may have been recorded, or not."""


class CannotOpen(Exception):
    """The store cannot be opened; the message says why, and holds no secret."""


class Backend(Protocol):
    """Rows in order of key (by code point), each with a version that every change moves on by one.

    A new row is at version 1. A row that is put back after it was removed goes on from its last
    version, so that nobody who still holds an old one can match it by chance: compare versions,
    and never reckon what the version of an inserted row will be.

    Every call that cannot be answered in time, or at all, raises Unavailable on that very call.
    """

    @property
    def alone(self) -> bool:
        """Whether no other process can be using it at the same time."""

    async def get(self, key: str) -> Row | None: ...

    async def get_many(self, keys: Sequence[str]) -> list[Row]:
        """Those of the rows that are there, in order of key, all as of one moment."""

    async def put(self, changes: Sequence[Change]) -> None:
        """All of the changes or none of them, kept for good when it returns.

        Raises Conflict when a version has moved, Unavailable when the store failed and kept
        nothing, Unsure when nobody can tell, and ValueError for what `check` refuses. Putting the
        same changes again after Unsure is safe: what was kept after all shows as a Conflict.
        """

    async def scan(self, first: str, last: str, limit: int) -> list[Row]:
        """The rows from `first` up to but not including `last`, in order of key."""

    async def keys(self, first: str, last: str, limit: int) -> list[str]:
        """The keys that `scan` would find; no body is read."""

    async def healthy(self) -> bool:
        """Whether a row could be kept now: something is written, and nothing of it is seen."""

    async def close(self) -> None:
        """Finishes what was asked before; whatever is asked afterwards is Unavailable."""


def check(changes: Sequence[Change]) -> None:
    """Raises ValueError for changes that two back ends might understand differently."""
    if len({change.key for change in changes}) < len(changes):
        raise ValueError("a put names each key once")
    for key, _, body in changes:
        if not key or not key.isprintable():
            raise ValueError("a key is printable text")
        if body is not None and "\0" in body:
            raise ValueError("a body is text without NUL")


def advance(at: dict[str, int], changes: Sequence[Change]) -> None:
    """Moves the versions in `at` on by one put; raises Conflict, having moved none of them.

    A removed row's last version stays in `at` below zero, so that the row can go on from there.
    """
    for key, version, _ in changes:
        if version != max(at.get(key, 0), 0):
            raise Conflict(key)
    for key, _, body in changes:
        last = abs(at.get(key, 0))
        at[key] = -last if body is None else last + 1
