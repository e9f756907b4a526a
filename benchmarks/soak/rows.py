"""The rows that all processes of the simulation share, and how one of them sees them."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from benchmarks.soak.weather import Life
from state.backend import Change, Row
from state.rows import LAST
from state.wakes import CHANGED
from tests.fakes.ordered import OrderedBackend

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class SharedRows(OrderedBackend):
    """Tells the ledger of every row that is kept, and counts what each delivery to us changed."""

    def __init__(self, told: Callable[[str, str], None]) -> None:
        super().__init__()
        self._told = told
        self._turns: Counter[str] = Counter()

    async def put(self, changes: Sequence[Change]) -> None:
        await super().put(changes)
        for change in changes:
            if change.body:
                self._told(change.key, change.body)
        if any(change.key.startswith("meeting:") for change in changes):
            self._turns.update(c.key for c in changes if c.key.startswith("seen:"))

    @property
    def done_twice(self) -> list[str]:
        """Deliveries that changed a meeting more than once."""
        return [mark for mark, times in self._turns.items() if times > 1]

    def earliest_wake(self) -> datetime | None:
        if self.in_order(CHANGED, CHANGED + LAST, 1):
            return LONG_AGO
        found = self.in_order("wake:", "wake:~", 1)
        return datetime.fromisoformat(f"{found[0].split(':')[1]}+0000") if found else None


class MortalBackend(OrderedBackend):
    """The store as one process sees it: all of them share the rows."""

    def __init__(self, shared: SharedRows, life: Life) -> None:
        super().__init__()
        self._shared = shared
        self._life = life

    @property
    def alone(self) -> bool:
        return False

    async def get(self, key: str) -> Row | None:
        self._life.check()
        await asyncio.sleep(0)
        return await self._shared.get(key)

    async def get_many(self, keys: Sequence[str]) -> list[Row]:
        self._life.check()
        return await self._shared.get_many(keys)

    async def put(self, changes: Sequence[Change]) -> None:
        self._life.check()
        await asyncio.sleep(0)
        await self._shared.put(changes)
        self._life.check()

    async def scan(self, first: str, last: str, limit: int) -> list[Row]:
        return await self._shared.scan(first, last, limit)

    async def keys(self, first: str, last: str, limit: int) -> list[str]:
        return await self._shared.keys(first, last, limit)
