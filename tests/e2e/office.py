"""The whole bot in the real Playground: what `make run` starts, for as long as a test lasts."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from app import SERVICE, create_app, open_store
from bot.local_run import DEMO, seat
from bot.service import Service
from bot.settings import Settings
from tests.e2e.client import Playground
from tests.e2e.playground import playground
from tests.room import MONDAY


@dataclass
class Office:
    client: Playground
    service: Service
    address: str


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


@asynccontextmanager
async def office(folder: Path) -> AsyncIterator[Office]:
    """A bot with the invented staff, begun afresh, and a Playground beside it.

    It is always a Monday at nine, until somebody types that they wait."""
    settings = Settings(
        local=True, port=free_port(), store=folder / "store.sqlite", staff=DEMO / "staff.toml"
    )
    store, backend = await open_store(settings)
    runner = web.AppRunner(
        create_app(settings, store, backend.healthy, clock=lambda: MONDAY), access_log=None
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port).start()
        address = f"http://{settings.host}:{settings.port}"
        service = runner.app[SERVICE]
        async with playground(f"{address}/api/messages", folder / "log") as client:
            await seat(service.people, int(client.url.rsplit(":", 1)[1]))
            yield Office(client, service, address)
    finally:
        await runner.cleanup()
        await backend.close()
