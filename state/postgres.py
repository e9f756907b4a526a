"""The rows in PostgreSQL: for several processes of the bot at once, on as many machines."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, TypeVar

import psycopg
from psycopg import AsyncConnection, errors

from state.backend import CannotOpen, Change, Conflict, Row, Unavailable, Unsure, check
from state.postgres_pool import Connection, address, pool_of
from state.postgres_sql import CREATE, GET, KEYS, PROBE, PUT, SCAN, SWEEP

T = TypeVar("T")

MOVED = (
    errors.DivisionByZero,  # on purpose: see PUT
    errors.SerializationFailure,
    errors.DeadlockDetected,
)
MOST = 8
"""Connections of one process; what comes on top of them waits for its turn."""


class PostgresBackend:
    """Each call is one statement, and that one transaction: a round trip, whole or not at all.

    `patience`: seconds that any call may take. A put whose connection is cut, or which is not
    answered in time, is Unsure; everything that the database itself refused is Unavailable.
    """

    def __init__(self, url: str, patience: float = 4.0) -> None:
        self._url = url
        self._pool = pool_of(url, patience, MOST)
        self._patience = patience
        self._busy: set[asyncio.Future[Any]] = set()
        self._closed = False

    @property
    def alone(self) -> bool:
        return False

    async def get(self, key: str) -> Row | None:
        found = await self.get_many([key])
        return found[0] if found else None

    async def get_many(self, keys: Sequence[str]) -> list[Row]:
        return [Row(*row) for row in await self._read(GET, {"keys": list(keys)})]

    async def scan(self, first: str, last: str, limit: int) -> list[Row]:
        asked = {"first": first, "last": last, "limit": limit}
        return [Row(*row) for row in await self._read(SCAN, asked)]

    async def keys(self, first: str, last: str, limit: int) -> list[str]:
        asked = {"first": first, "last": last, "limit": limit}
        return [key for (key,) in await self._read(KEYS, asked)]

    async def put(self, changes: Sequence[Change]) -> None:
        check(changes)
        if changes:
            columns = zip(*changes, strict=True)
            values = dict(zip(("keys", "versions", "bodies"), map(list, columns), strict=True))
            await self._in_time(self._ask(PUT, values))

    async def healthy(self) -> bool:
        """Also clears away some of the rows that were removed more than a day ago."""
        try:
            await self._in_time(self._ask(PROBE))
            await self._in_time(self._ask(SWEEP))
        except Unavailable:
            return False
        return True

    async def close(self) -> None:
        self._closed = True
        while self._busy:
            await asyncio.wait(self._busy)
        await self._pool.close()

    async def open(self) -> None:
        """Makes the table where there is none; several processes may do so at once."""
        await self._in_time(self._open())

    async def _open(self) -> None:
        """The pool comes second, as it does not tell why a database cannot be reached."""
        try:
            async with await AsyncConnection.connect(address(self._url), autocommit=True) as alone:
                await alone.execute(CREATE)
            await self._pool.open(wait=True, timeout=self._patience / 2)
        except psycopg.Error as error:
            raise Unavailable from error

    async def _read(self, statement: str, values: Mapping[str, object]) -> list[Any]:
        """Asked once more when the connection was cut: reading twice does no harm."""
        try:
            return await self._in_time(self._ask(statement, values))
        except Unsure as cut:
            if isinstance(cut.__cause__, TimeoutError):
                raise Unavailable from cut
        try:
            return await self._in_time(self._ask(statement, values))
        except Unsure as cut:
            raise Unavailable from cut

    async def _ask(self, statement: str, values: Mapping[str, object] | None = None) -> list[Any]:
        try:
            async with self._pool.connection() as connection:
                return await _answer(connection, statement, values)
        except psycopg.Error as error:
            raise Unavailable from error

    async def _in_time(self, asking: Coroutine[Any, Any, T]) -> T:
        """Nobody waits longer than `patience`, whatever psycopg has still to tidy up."""
        if self._closed:
            asking.close()
            raise Unavailable
        asked = asyncio.ensure_future(asking)
        self._busy.add(asked)
        asked.add_done_callback(self._busy.discard)
        await asyncio.wait([asked], timeout=self._patience)
        if asked.done():
            return asked.result()
        asked.cancel()
        raise Unsure from TimeoutError(f"no answer for {self._patience} seconds")


async def _answer(
    connection: Connection, statement: str, values: Mapping[str, object] | None
) -> list[Any]:
    try:
        cursor = await connection.execute(statement, values)
        return await cursor.fetchall() if cursor.description else []
    except MOVED as moved:
        raise Conflict from moved
    except psycopg.Error as error:
        raise (Unsure if connection.closed else Unavailable) from error


async def open_postgres(url: str, patience: float = 4.0) -> PostgresBackend:
    """Raises CannotOpen with the reason, which never holds the password."""
    backend = PostgresBackend(url, patience)
    try:
        await backend.open()
    except Unavailable as failed:
        await backend.close()
        raise CannotOpen(f"the database cannot be used: {_reason(failed)}") from None
    return backend


def _reason(failed: Unavailable) -> str:
    return str(failed.__cause__ or "no answer").strip().replace("\n", " ")
