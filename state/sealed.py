"""A store whose bodies are encrypted before any database sees them."""

from collections.abc import Sequence

from state.backend import Backend, Change, Conflict, Row, Unavailable, check
from state.keyring import BadKeys, KeyRing, NotOpened, sealed_with
from state.recent import Recent
from state.rows import LAST

KEY = "key:"
"""Under it one row for each key in use, by which a ring is known to be the right one."""
MOST_CHARACTERS = 16_000_000
"""Of opened bodies that are held in memory."""
WORDS = "This store belongs to Convene."


class NotGenuine(Unavailable):
    """Something in the store is not what was kept there. Nothing was recorded; tell your host."""


class SealedBackend:
    """Any back end, with bodies that only the key ring can read. Keys of rows stay readable."""

    def __init__(self, inner: Backend, ring: KeyRing) -> None:
        self.inner = inner
        self.ring = ring
        self._opened: Recent[str, tuple[str, str]] = Recent(MOST_CHARACTERS)
        """By a row's key its body, encrypted and opened: it need not be opened again."""

    @property
    def alone(self) -> bool:
        return self.inner.alone

    async def get(self, key: str) -> Row | None:
        row = await self.inner.get(key)
        return self._open(row) if row else None

    async def get_many(self, keys: Sequence[str]) -> list[Row]:
        return [self._open(row) for row in await self.inner.get_many(keys)]

    async def scan(self, first: str, last: str, limit: int) -> list[Row]:
        return [self._open(row) for row in await self.inner.scan(first, last, limit)]

    async def keys(self, first: str, last: str, limit: int) -> list[str]:
        return await self.inner.keys(first, last, limit)

    async def put(self, changes: Sequence[Change]) -> None:
        check(changes)
        await self.inner.put([self._seal(change) for change in changes])

    async def healthy(self) -> bool:
        return await self.inner.healthy()

    async def close(self) -> None:
        await self.inner.close()

    def _open(self, row: Row) -> Row:
        known = self._opened.get(row.key)
        if known is not None and known[0] == row.body:
            return Row(row.key, row.version, known[1])
        try:
            opened = self.ring.open(row.key, row.body)
        except NotOpened as wrong:
            raise NotGenuine(row.key) from wrong
        self._remember(row.key, row.body, opened)
        return Row(row.key, row.version, opened)

    def _seal(self, change: Change) -> Change:
        if change.body is None:
            return change
        sealed = self.ring.seal(change.key, change.body)
        if change.key in self._opened:
            self._remember(change.key, sealed, change.body)
        return Change(change.key, change.version, sealed)

    def _remember(self, key: str, sealed: str, opened: str) -> None:
        self._opened.hold(key, (sealed, opened), len(sealed) + len(opened))


async def unlocked(backend: Backend, ring: KeyRing | None) -> Backend:
    """The store as it is to be used. Raises BadKeys, with a sentence, when the keys do not fit."""
    if ring is None:
        if await backend.keys(KEY, KEY + LAST, 1):
            raise BadKeys("The store is encrypted, and no keys are set.")
        return backend
    if not await marks(backend, ring) and await backend.keys("", LAST, 1):
        raise BadKeys("The store is not encrypted yet; `convene rotate-keys` encrypts it.")
    await mark(backend, ring)
    return SealedBackend(backend, ring)


async def marks(backend: Backend, ring: KeyRing) -> list[str]:
    """Names of the keys in use. Raises BadKeys when the ring has not every one of them."""
    kept = await backend.scan(KEY, KEY + LAST, 1000)
    for row in kept:
        _try(row, ring)
    return [row.key.removeprefix(KEY) for row in kept]


async def mark(backend: Backend, ring: KeyRing) -> None:
    """Notes in the store that the ring's first key is in use."""
    row = KEY + ring.current
    if await backend.get(row) is None:
        try:
            await backend.put([Change(row, 0, ring.seal(row, WORDS))])
        except Conflict:  # another process has begun at the same moment
            _try(await backend.get(row), ring)


def _try(row: Row | None, ring: KeyRing) -> None:
    if row is None:
        return
    name = row.key.removeprefix(KEY)
    if sealed_with(row.body) == name and not ring.has(name):
        raise BadKeys(f"Part of the store is encrypted with the key {name}, which is not set.")
    try:
        ring.open(row.key, row.body)
    except NotOpened:
        raise BadKeys(f"The key {name} is not the one that the store was encrypted with.") from None
