"""Rows kept in memory only: for tests, and for a look around that leaves nothing behind."""

from collections.abc import Sequence

from state.backend import Change, Row, Unavailable, advance, check


class MemoryBackend:
    """Never gives up its turn half-way, so that each call is whole."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}
        self._bodies: dict[str, str] = {}
        self._closed = False

    @property
    def alone(self) -> bool:
        return True

    async def get(self, key: str) -> Row | None:
        self._require_open()
        return self._row(key) if key in self._bodies else None

    async def get_many(self, keys: Sequence[str]) -> list[Row]:
        self._require_open()
        return [self._row(key) for key in sorted(self._bodies.keys() & set(keys))]

    async def put(self, changes: Sequence[Change]) -> None:
        self._require_open()
        check(changes)
        advance(self._at, changes)
        for key, _, body in changes:
            if body is None:
                self._bodies.pop(key, None)
            else:
                self._bodies[key] = body

    async def scan(self, first: str, last: str, limit: int) -> list[Row]:
        return [self._row(key) for key in await self.keys(first, last, limit)]

    async def keys(self, first: str, last: str, limit: int) -> list[str]:
        self._require_open()
        return sorted(key for key in self._bodies if first <= key < last)[:limit]

    async def healthy(self) -> bool:
        return not self._closed

    async def close(self) -> None:
        self._closed = True

    def _row(self, key: str) -> Row:
        return Row(key, self._at[key], self._bodies[key])

    def _require_open(self) -> None:
        if self._closed:
            raise Unavailable
