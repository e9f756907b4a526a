"""Encrypts every row anew with the newest key, while others go on reading and writing."""

from collections.abc import Sequence
from typing import NamedTuple

from state.backend import Backend, Change, Conflict, Row
from state.keyring import BadKeys, KeyRing, NotOpened, sealed_with
from state.paging import after
from state.rows import LAST
from state.sealed import KEY, mark, marks

PAGE = 200


class Rotated(NamedTuple):
    anew: int
    """Rows that were encrypted again."""
    retired: tuple[str, ...]
    """Keys that no row needs any more: they may be taken out of the ring."""
    waiting: tuple[str, ...]
    """Older keys, to be kept until this is run once more and finds nothing to do."""


async def rotate(backend: Backend, ring: KeyRing) -> Rotated:
    """`backend` as it is under the encryption. A store that is not encrypted at all becomes so.

    An older key is retired by a run that met no row of it: until then a process that has not
    heard of the new key yet may still write with the old one.
    """
    used = await marks(backend, ring)
    if used:  # so that from now on nobody begins without the new key
        await mark(backend, ring)
    anew = await _all_anew(backend, ring, plain=not used)
    await mark(backend, ring)
    older = tuple(name for name in used if name != ring.current)
    if anew:
        return Rotated(anew, (), older)
    await _forget(backend, [KEY + name for name in older])
    return Rotated(0, older, ())


async def _all_anew(backend: Backend, ring: KeyRing, *, plain: bool) -> int:
    anew, first = 0, ""
    while rows := await backend.scan(first, LAST, PAGE):
        first = after(rows[-1].key)
        old = [row for row in rows if not row.key.startswith(KEY) and _is_old(row, ring)]
        anew += await _renew(backend, ring, old, plain=plain)
    return anew


def _is_old(row: Row, ring: KeyRing) -> bool:
    return sealed_with(row.body) != ring.current


async def _renew(backend: Backend, ring: KeyRing, rows: Sequence[Row], *, plain: bool) -> int:
    """Together, or one by one when somebody else has changed one of them meanwhile."""
    changes = [_sealed(row, ring, plain=plain) for row in rows]
    try:
        await backend.put(changes)
    except Conflict:
        for row in rows:
            await _renew_one(backend, ring, row.key, plain=plain)
    return len(rows)


async def _renew_one(backend: Backend, ring: KeyRing, key: str, *, plain: bool) -> None:
    while (row := await backend.get(key)) and _is_old(row, ring):
        try:
            return await backend.put([_sealed(row, ring, plain=plain)])
        except Conflict:
            continue


def _sealed(row: Row, ring: KeyRing, *, plain: bool) -> Change:
    if plain and sealed_with(row.body) is None:
        return Change(row.key, row.version, ring.seal(row.key, row.body))
    try:
        return Change(row.key, row.version, ring.seal(row.key, ring.open(row.key, row.body)))
    except NotOpened:
        raise BadKeys(f"The row {row.key} cannot be read with the keys that are set.") from None


async def _forget(backend: Backend, keys: Sequence[str]) -> None:
    rows = await backend.get_many(keys)
    await backend.put([Change(row.key, row.version, None) for row in rows])
