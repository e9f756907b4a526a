"""The local run: Microsoft's Playground as the client, everything on this machine."""

import asyncio
import os
import re
import shutil
from asyncio.subprocess import DEVNULL, PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.people import People
from state.places import Place, PlaceKind

ROOT = Path(__file__).parent.parent
CLI = ROOT / "node_modules/@microsoft/m365agentsplayground/cli.js"
DEMO = ROOT / "demo"
CONFIG = DEMO / "playground" / ".m365agentsplayground.yml"
STARTED = re.compile(rb"Listening on (\d+)")


class NoPlayground(Exception):
    """The Playground cannot be started here; the text says what is missing."""


@asynccontextmanager
async def playground(bot: str, log: Path, port: int = 0) -> AsyncIterator[int]:
    """The Playground for the bot at that address; yields the port at which people open it.

    `port` 0 takes a free one; a busy port is exchanged for a free one by the Playground itself.
    """
    process = await _start(bot, log, port)
    draining = None
    try:
        async with asyncio.timeout(30):
            port = await _port(process)
        draining = asyncio.create_task(_drain(process))
        yield port
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
        if draining:
            draining.cancel()


async def _start(bot: str, log: Path, port: int) -> Process:
    node = shutil.which("node")
    if node is None or not CLI.exists():
        raise NoPlayground("Node 20 or newer and `npm ci` are needed: run `make run`.")
    told = {
        "TEAMSAPPTESTER_BROWSER": "none",
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(CONFIG),
        "M365_AGENTS_PLAYGROUND_LOGFILE": str(log),
    }
    loopback = str(DEMO / "playground" / "loopback.cjs")
    asked = ["--app-endpoint", bot, "--channel-id", "msteams", "--disable-telemetry"]
    asked += ["--port", str(port)]
    return await asyncio.create_subprocess_exec(
        node, "--require", loopback, str(CLI), "start", *asked,
        env=os.environ | told, stdin=DEVNULL, stdout=PIPE, stderr=STDOUT,
    )  # fmt: skip


async def _port(process: Process) -> int:
    assert process.stdout
    async for line in process.stdout:
        if listening := STARTED.match(line):
            return int(listening[1])
    raise NoPlayground("The Playground ended before it listened.")


async def _drain(process: Process) -> None:
    """Reads on, so that the Playground never waits for somebody to read its log."""
    assert process.stdout
    while await process.stdout.read(65536):
        pass


async def seat(people: People, port: int) -> None:
    """Tells the bot where the Playground's channel is, as an installation there would."""
    words = CONFIG.read_text("utf-8")
    tenant = re.search(r"^tenantId: (\S+)", words, re.MULTILINE)
    bot = re.search(r'^bot:\n  id: "([^"]+)"', words, re.MULTILINE)
    channel = re.search(r'channels:\n    - id: "([^"]+)"', words)
    if not (tenant and bot and channel):
        raise NoPlayground("The Playground's configuration names no channel.")
    await people.remember_channel(
        Place(
            service_url=f"http://localhost:{port}/_connector",
            conversation=channel[1],
            bot=bot[1],
            tenant=tenant[1],
            kind=PlaceKind.CHANNEL,
        )
    )
