"""A process that writes to a store until it is killed, and says what was acknowledged.

Eight tasks put three rows each, all of one number, some new and some changed; a line with the
number goes to standard output once the put has returned.
"""

import asyncio
import os
import sys

from state.backend import Change
from state.sqlite import SqliteBackend

TASKS = 8


async def write(backend: SqliteBackend, run: str, task: int) -> None:
    count = 0
    while True:
        count += 1
        body = f"{run}:{task}:{count}"
        changes = [Change(f"{part}:{body}", 0, body) for part in ("left", "right")]
        await backend.put([*changes, Change(f"last:{run}:{task}", count - 1, body)])
        os.write(1, f"{body}\n".encode())


async def main(path: str, run: str) -> None:
    backend = SqliteBackend(path)
    await asyncio.gather(*(write(backend, run, task) for task in range(TASKS)))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
