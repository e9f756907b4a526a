"""One process of the bot, as it is served: `python -m tests.crash.replica` and a line of JSON.

It prints its address, and serves until it is killed. Its clock runs faster than real time, so that
the leases of a process that was killed end within the test.
"""

import asyncio
import json
import os
import sys
import time
from datetime import timedelta
from pathlib import Path

from app import create_app
from state.keyring import KeyRing
from state.opening import open_backend
from state.protocols import read_protocol
from state.store import Store
from tests.fakes.serving import served
from tests.fakes.settings import local_settings
from tests.people import DIRECTORY
from tests.room import MONDAY


def clock_from(begun: float, speed: float):
    """Monday at nine, and from then on so many times as fast as it is."""
    return lambda: MONDAY + timedelta(seconds=(time.time() - begun) * speed)


async def serve(url: str, key: str, begun: float, speed: float) -> None:
    backend = await open_backend(url, Path(), KeyRing(key))
    protocol = read_protocol("north_somerset")
    store = Store(backend, {protocol.name: protocol}, DIRECTORY)
    app = create_app(local_settings(), store, backend.healthy, clock_from(begun, speed))
    async with served(app) as address:
        print(address, flush=True)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody reads its log
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(**json.loads(sys.argv[1])))
