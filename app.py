"""Puts the bot together and serves it; the command line. Start reading here."""

import argparse
import asyncio
import secrets
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import structlog
from aiohttp import web

from bot.inbound import Door
from bot.local_run import DEMO, NoPlayground, playground, seat
from bot.memory import settle, tidied
from bot.service import Service, running
from bot.settings import Settings, SettingsRefused, settings_from_environment
from bot.store_settings import ring_of
from meeting.calendar import bank_holiday
from state.backend import Backend, CannotOpen
from state.directory import BadDirectory, Directory, read_directory
from state.keyring import BadKeys
from state.opening import open_backend
from state.protocol_file import BadProtocol
from state.protocols import read_all
from state.store import Store
from web import health, pages
from web.links import Links

log = structlog.get_logger()

ENDING = 5.0
"""Seconds that open connections get when the bot ends."""

LOG = Path("var/local/playground.log")
PORT = 56150
"""Where the local run's page is, unless something else has it."""

SERVICE = web.AppKey("service", Service)
DOOR = web.AppKey("door", Door)


def now() -> datetime:
    return datetime.now(UTC)


def create_app(
    settings: Settings,
    store: Store,
    healthy: Callable[[], Awaitable[bool]],
    clock: Callable[[], datetime] = now,
) -> web.Application:
    """The whole bot as one application; the same for tests, for the local run and hosted."""
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    links = Links(settings.secret_key.get_secret_value() or secrets.token_hex(32), address)
    app = web.Application(client_max_size=256 * 1024)

    async def work(app: web.Application) -> AsyncIterator[None]:
        async with running(settings, store, links, clock) as service:
            app[SERVICE] = service
            app[DOOR] = Door(settings, service.identity, service.handler.hear)
            yield

    async def messages(request: web.Request) -> web.Response:
        return await app[DOOR].messages(request)

    app.router.add_post("/api/messages", messages)
    app.router.add_routes([*pages.routes(store, links, clock), *health.routes(healthy)])
    app.cleanup_ctx.append(work)
    return app


async def open_store(settings: Settings) -> tuple[Store, Backend]:
    """Every partnership's protocol is known; the one that the settings name convenes here.

    The rows are in a file or in PostgreSQL, encrypted except in a local run without keys."""
    known = {protocol.name: protocol for protocol in read_all()}
    if settings.protocol not in known:
        raise SettingsRefused(f"CONVENE_PROTOCOL: there is no protocol {settings.protocol}.")
    ours = {settings.protocol: known[settings.protocol]}
    people = read_directory(settings.staff) if settings.staff else Directory(())
    url = "" if settings.local else settings.database_url.get_secret_value()
    backend = await open_backend(url, settings.store, ring_of(settings))
    return Store(backend, ours | known, people), backend


async def serve(settings: Settings, *, client: bool = False) -> None:
    """Serves until it is interrupted; with `client`, the Playground beside it."""
    store, backend = await open_store(settings)
    runner = web.AppRunner(
        create_app(settings, store, backend.healthy), access_log=None, shutdown_timeout=ENDING
    )
    bank_holiday(now().date())  # its tables take a tenth of a second, for which nobody should wait
    await runner.setup()
    try:
        site = web.TCPSite(runner, settings.host, settings.port)
        await site.start()
        settle()
        address = f"http://{settings.host}:{settings.port}"
        if not client:
            log.info("serving", address=address)
            await tidied()
        async with playground(f"{address}/api/messages", LOG, PORT) as port:
            await seat(runner.app[SERVICE].people, port)
            print(f"Open http://localhost:{port} and type: convene a strategy meeting", flush=True)
            await tidied()
    finally:
        await runner.cleanup()
        await backend.close()


def local_settings() -> Settings:
    """For one machine: no credentials, loopback only, invented staff, a store begun afresh."""
    store = Path("var/local/convene.sqlite")
    store.parent.mkdir(parents=True, exist_ok=True)
    for old in store.parent.glob(f"{store.name}*"):
        old.unlink()
    return Settings(local=True, store=store, staff=DEMO / "staff.toml")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command `convene`."""
    parser = argparse.ArgumentParser(prog="convene", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="serve the bot, set up by CONVENE_… variables")
    commands.add_parser("playground", help="try the bot on this machine, with no credentials")
    asked = parser.parse_args(arguments)
    try:
        if asked.command == "playground":
            print("Local run: nobody's identity is checked; this machine alone can reach it.")
            _run(serve(local_settings(), client=True))
        else:
            _run(serve(settings_from_environment()))
    except KeyboardInterrupt:
        return 0
    except (SettingsRefused, BadProtocol, BadDirectory, BadKeys, CannotOpen, NoPlayground) as wrong:
        print(f"convene: {wrong}", file=sys.stderr)
        return 2
    return 0


def _run(work: Coroutine[Any, Any, None]) -> None:
    """On uvloop, which answers a third more turns than asyncio's own loop; Windows has none."""
    if sys.platform == "win32":
        asyncio.run(work)
    else:
        import uvloop

        uvloop.run(work)


if __name__ == "__main__":
    sys.exit(main())
