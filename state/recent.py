"""What was lately used, held in memory up to a size: the longest unused makes room.

Every turn asks several of these many times, and the caches of cachetools, which are written to be
inherited from, cost it more than a tenth of what it takes (docs/performance.md).
"""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """To be used by one thread at a time. `most`: the sizes of all that is held, together."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._held: OrderedDict[K, tuple[V, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, key: K) -> bool:
        return key in self._held

    def get(self, key: K) -> V | None:
        found = self._held.get(key)
        if found is None:
            return None
        self._held.move_to_end(key)
        return found[0]

    def hold(self, key: K, value: V, size: int = 1) -> None:
        """In place of what was held under the key; what is larger than all room is not held."""
        before = self._held.pop(key, None)
        if before is not None:
            self._size -= before[1]
        if size > self._most:
            return
        self._held[key] = value, size
        self._size += size
        while self._size > self._most:
            _, (_, gone) = self._held.popitem(last=False)
            self._size -= gone

    def drop(self, key: K) -> None:
        found = self._held.pop(key, None)
        if found is not None:
            self._size -= found[1]

    def clear(self) -> None:
        self._held.clear()
        self._size = 0
