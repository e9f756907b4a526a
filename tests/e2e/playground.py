"""Microsoft's Playground as a real process, for as long as a test lasts."""

import asyncio
import os
import re
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from tests.e2e.client import Playground, client_of

ROOT = Path(__file__).parents[2]
CLI = ROOT / "node_modules/@microsoft/m365agentsplayground/cli.js"
PLACE = ROOT / "demo/playground"


@asynccontextmanager
async def playground(bot: str, log: Path) -> AsyncIterator[Playground]:
    """A Playground for the bot at that address, ended when the block ends; it logs to `log`."""
    process = await _start(bot, log)
    try:
        async with asyncio.timeout(20):
            url = f"http://localhost:{await _port(process)}"
        async with aiohttp.ClientSession() as http, client_of(url, http) as client:
            yield client
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


async def _start(bot: str, log: Path) -> Process:
    assert CLI.is_file(), "no Playground here: run `make test`, which fetches it"
    told = {
        "TEAMSAPPTESTER_BROWSER": "none",
        "M365_AGENTS_PLAYGROUND_LOGFILE": str(log),
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(PLACE / ".m365agentsplayground.yml"),
    }
    command = ["node", "--require", str(PLACE / "loopback.cjs"), str(CLI), "start"]
    asked = ["--app-endpoint", bot, "--channel-id", "msteams", "--port", "0", "--disable-telemetry"]
    return await asyncio.create_subprocess_exec(
        *command, *asked, env=os.environ | told, stdin=DEVNULL, stdout=PIPE
    )


async def _port(process: Process) -> int:
    assert process.stdout
    async for line in process.stdout:
        if listening := re.match(rb"Listening on (\d+)", line):
            return int(listening[1])
    raise AssertionError("the Playground ended before it listened")
