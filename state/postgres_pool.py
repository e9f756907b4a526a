"""How psycopg's pool keeps connections to PostgreSQL; one that has been cut is never used."""

import select
from typing import Any, TypeAlias

from psycopg import AsyncConnection, OperationalError
from psycopg.conninfo import make_conninfo
from psycopg_pool import AsyncConnectionPool

# Each statement is a transaction of its own, and its answer comes when the disk has it. A server
# that is slow gives up before we do, so that it can still say that nothing was recorded.
SETTLE = """
    SELECT set_config('statement_timeout', %(most)s, false),
        set_config('lock_timeout', %(most)s, false),
        set_config('plan_cache_mode', 'force_generic_plan', false),
        set_config('synchronous_commit', CASE current_setting('synchronous_commit')
            WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)
"""

Connection: TypeAlias = AsyncConnection[Any]
Pool: TypeAlias = AsyncConnectionPool[Connection]


def pool_of(url: str, patience: float, most: int) -> Pool:
    """Not open yet. Half of the patience may go by until there is a connection to have.

    So long it also goes on trying to open one, so that a short absence of the database is waited
    out; after a longer one the next turn tries at once."""

    async def settle(connection: Connection) -> None:
        await connection.execute(SETTLE, {"most": f"{int(patience * 400)}ms"})

    async def require_open(connection: Connection) -> None:
        if _speaks(connection):
            await connection.close()
            await pool.drain()  # those beside it were cut with it, and each would cost a pause
            raise OperationalError("the server has hung up")

    pool: Pool = AsyncConnectionPool(
        lambda: address(url),
        kwargs={"autocommit": True},
        min_size=1,
        max_size=most,
        open=False,
        configure=settle,
        check=require_open,
        timeout=patience / 2,
        reconnect_timeout=patience / 2,
    )
    return pool


def address(url: str) -> str:
    """Raises psycopg.Error for what is no address of a database."""
    return make_conninfo(url, application_name="convene", keepalives_idle=30, connect_timeout=2)


def _speaks(connection: Connection) -> bool:
    """Whether there is something to read though nothing was asked: the server has hung up."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))
