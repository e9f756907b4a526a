"""Rows of the one file as this process last read or wrote them, so that the disk is not asked."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from state.backend import Change, Row
from state.recent import Recent

FRESH = 0.25
"""Seconds after which the file is asked whether a command beside the bot has written to it."""
MOST_CHARACTERS = 64_000_000
EACH = 200
"""Characters, about, that a row takes besides its body."""


class Held(NamedTuple):
    """A row's version and body; no body when it is not there."""

    version: int
    body: str | None


class SqliteCache:
    """Used by the event loop alone. Only rows read at the present `mark` of the file are held.

    The mark moves when anybody else has written to the file; what was held is then forgotten.
    Versions are compared in the file at each put, so that nothing is ever written over unseen.
    """

    def __init__(self, fresh: float = FRESH, most: int = MOST_CHARACTERS) -> None:
        self._fresh = fresh
        self._held: Recent[str, Held] = Recent(most)
        self._mark: object = None
        self._good_until = 0.0

    def find(self, keys: Sequence[str], now: float) -> list[Row] | None:
        """The rows that are there, in order of key; None when the file must be asked."""
        if now >= self._good_until:
            return None
        found = []
        for key in sorted(set(keys)):
            held = self._held.get(key)
            if held is None:
                return None
            if held.body is not None:
                found.append(Row(key, held.version, held.body))
        return found

    def read(self, keys: Iterable[str], rows: Sequence[Row], mark: object, now: float) -> None:
        """What the file answered; a row that was written since is newer than this."""
        self._at(mark, now)
        found = {row.key: Held(row.version, row.body) for row in rows}
        for key in keys:
            held, before = found.get(key, Held(0, None)), self._held.get(key)
            if before is None or held.version > before.version:
                self._hold(key, held)

    def wrote(
        self, changes: Sequence[Change], versions: Sequence[int], mark: object, now: float
    ) -> None:
        """What was kept, and the versions at which it now stands.

        Of a row that was not held nobody has asked, as of a line of a journal: nobody may ever."""
        self._at(mark, now)
        for change, version in zip(changes, versions, strict=True):
            if change.key in self._held:
                self._hold(change.key, Held(version, change.body))

    def forget(self, changes: Sequence[Change]) -> None:
        """Of what became of these nobody is sure, or somebody else was first."""
        for change in changes:
            self._held.drop(change.key)

    def _at(self, mark: object, now: float) -> None:
        if mark != self._mark:
            self._held.clear()
            self._mark = mark
        self._good_until = now + self._fresh

    def _hold(self, key: str, held: Held) -> None:
        self._held.hold(key, held, len(held.body or "") + EACH)
