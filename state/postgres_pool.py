"""Connections to PostgreSQL, kept for whoever asks next; one that has been cut is never used."""

import asyncio
import select
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from psycopg import AsyncConnection
from psycopg.conninfo import make_conninfo
from psycopg.pq import TransactionStatus

# Each statement is a transaction of its own, and its answer comes when the disk has it. A server
# that is slow gives up before we do, so that it can still say that nothing was recorded.
SETTLE = """
    SELECT set_config('statement_timeout', %(most)s, false),
        set_config('lock_timeout', %(most)s, false),
        set_config('plan_cache_mode', 'force_generic_plan', false),
        set_config('synchronous_commit', CASE current_setting('synchronous_commit')
            WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)
"""

Connection = AsyncConnection[Any]


class Pool:
    """At most so many connections at once; none is opened before it is needed.

    psycopg_pool would open them again in the background, after pauses that grow while the
    database is away; here the first turn after its return finds it.
    """

    def __init__(self, url: str, patience: float, most: int) -> None:
        self._url, self._patience = url, patience
        self._places = asyncio.Semaphore(most)
        self._idle: list[Connection] = []

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[Connection]:
        """Raises psycopg.Error or TimeoutError, having asked nothing, when there is none to have.

        Half of the patience may go by until then; the other half is for what is asked of it.
        """
        async with asyncio.timeout(self._patience / 2):
            await self._places.acquire()
            try:
                connection = await self._ready() or await self._open()
            except BaseException:
                self._places.release()
                raise
        try:
            yield connection
        finally:
            self._places.release()
            if connection.info.transaction_status is TransactionStatus.IDLE:
                self._idle.append(connection)
            else:
                await connection.close()

    async def close(self) -> None:
        while self._idle:
            await self._idle.pop().close()

    async def _ready(self) -> Connection | None:
        while self._idle:
            connection = self._idle.pop()
            if not _speaks(connection):
                return connection
            await connection.close()
        return None

    async def _open(self) -> Connection:
        address = make_conninfo(self._url, application_name="convene", keepalives_idle=30)
        connection = await AsyncConnection.connect(address, autocommit=True)
        try:
            most = f"{int(self._patience * 400)}ms"
            await connection.execute(SETTLE, {"most": most})
        except BaseException:
            await connection.close()
            raise
        return connection


def _speaks(connection: Connection) -> bool:
    """Whether there is something to read though nothing was asked: the server has hung up."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))
