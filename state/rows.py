"""Rows read and written together: everything at the versions that were read, or nothing."""

from collections.abc import Iterable

from state.backend import Backend, Change, Row

LAST = "\U0010ffff"
"""Comes after every other character, so that a range may end with it."""


class Rows:
    """What one turn reads and wants to write."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._read: dict[str, Row | None] = {}
        self._write: dict[str, str | None] = {}

    async def get(self, key: str) -> str | None:
        """The body as this turn sees it: its own writes included."""
        if key in self._write:
            return self._write[key]
        row = await self._row(key)
        return row.body if row else None

    async def version(self, key: str) -> int:
        """At which the row was read; 0 when it is not there."""
        row = await self._row(key)
        return row.version if row else 0

    async def fetch(self, keys: Iterable[str]) -> None:
        """Reads several rows at once, so that `get` and `set` of them need not wait."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self._read]
        if not wanted:
            return
        found = await self._backend.get_many(wanted)
        self._read |= dict.fromkeys(wanted)
        self._read |= {row.key: row for row in found}

    async def set(self, key: str, body: str | None) -> None:
        """Wanted at commit; None takes the row away."""
        await self._row(key)
        self._write[key] = body

    def add(self, key: str, body: str) -> None:
        """Wanted at commit: a row that nobody has written yet, or else there is a Conflict."""
        self._read[key] = None
        self._write[key] = body

    async def keys(self, prefix: str, limit: int = 1000) -> list[str]:
        """Keys that begin so, in order, as last committed; no body is read."""
        return await self._backend.keys(prefix, prefix + LAST, limit)

    async def scan(self, prefix: str, limit: int = 1000) -> list[Row]:
        return await self._backend.scan(prefix, prefix + LAST, limit)

    async def commit(self) -> None:
        """Raises Conflict when somebody else was first, Unavailable when nothing was kept."""
        changes = []
        for key, body in self._write.items():
            row = self._read[key]
            if body is not None or row is not None:
                changes.append(Change(key, row.version if row else 0, body))
        if changes:
            await self._backend.put(changes)
        self._read.clear()
        self._write.clear()

    async def _row(self, key: str) -> Row | None:
        if key not in self._read:
            self._read[key] = await self._backend.get(key)
        return self._read[key]
