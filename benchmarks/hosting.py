"""Starts each bot that is measured: ours over meetings of its own, and the peers."""

import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.environments import environment
from benchmarks.load import Bot
from benchmarks.meetings import CARD, SHOWN_AT, Answers, Template, fill, greetings, lines, names
from benchmarks.processes import OURSELVES, Server, module, server
from state.keyring import new_key
from tests.fakes.tokens import FakeBotFramework, token

TOKENS = tuple(token(serial=n) for n in range(32))
PEERS = Path(__file__).parent / "peers"


class NotKept(Exception):
    """The bot has answered more often than its store says: the figures are worth nothing."""


class Subject(NamedTuple):
    """A bot that is measured."""

    name: str
    server: Server
    bot: Bot
    sink: Server | None = None


def check_kept(file: Path, entries: int) -> None:
    """Raises NotKept unless the timelines in the file have at least so many lines."""
    if lines(file) < entries:
        raise NotKept


@asynccontextmanager
async def the_sink() -> AsyncIterator[Server]:
    async with server(module("benchmarks.sink"), core=OURSELVES) as sink:
        yield sink


@asynccontextmanager
async def ours(
    settled: tuple[Template, int], *owing: tuple[Template, int], **told: object
) -> AsyncIterator[Subject]:
    """The bot over so many copies of a settled meeting, about which it is asked, and others.

    `told`: what benchmarks.served may be told besides."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        key, file = new_key("bench"), folder / "convene.sqlite"
        made, first = [], 0
        for template, count in (settled, *owing):
            made.append((template, names(count, first)))
            first += count
        await fill(file, key, made)
        framework = await stack.enter_async_context(FakeBotFramework())
        sink = await stack.enter_async_context(the_sink())
        given = {
            "store": str(file), "key": key, "now": SHOWN_AT.isoformat(),
            "metadata": framework.metadata_url, "sink": f"http://127.0.0.1:{sink.port}/",
        }  # fmt: skip
        started = server(module("benchmarks.served"), told=given | told)
        before, following = lines(file), Answers(made[0][1])
        async with started as running:
            yield Subject("ours", running, Bot(running.port, following, TOKENS, CARD), sink)
        check_kept(file, before + following.made)


@asynccontextmanager
async def botbuilder(meetings: int) -> AsyncIterator[Subject]:
    async with _peer("botbuilder", sys.executable, "stock.py", meetings) as subject:
        yield subject


@asynccontextmanager
async def echo() -> AsyncIterator[Subject]:
    """Stock botbuilder again, as the bot that everybody begins with."""
    async with the_sink() as sink, server([sys.executable, str(PEERS / "stock.py")]) as running:
        body = greetings(f"http://127.0.0.1:{sink.port}/")
        yield Subject("botbuilder", running, Bot(running.port, body))


@asynccontextmanager
async def microsoft_agents(meetings: int) -> AsyncIterator[Subject]:
    """Raises NotInstalled."""
    programs = environment("microsoft-agents", "microsoft-agents-hosting-aiohttp==1.9.0")
    python = str(programs / "python")
    async with _peer("microsoft-agents", python, "agents.py", meetings) as subject:
        yield subject


@asynccontextmanager
async def microsoft_teams(meetings: int) -> AsyncIterator[Subject]:
    """Raises NotInstalled."""
    python = str(environment("microsoft-teams", "microsoft-teams-apps==2.1.1") / "python")
    async with _peer("microsoft-teams", python, "teams.py", meetings) as subject:
        yield subject


@asynccontextmanager
async def bare() -> AsyncIterator[Subject]:
    """No bot at all: what HTTP alone takes."""
    async with _peer("aiohttp", sys.executable, "bare.py", 10) as subject:
        yield subject


@asynccontextmanager
async def _peer(name: str, python: str, script: str, meetings: int) -> AsyncIterator[Subject]:
    async with server([python, str(PEERS / script)]) as running:
        bot = Bot(running.port, Answers(names(meetings)), says=CARD)
        yield Subject(name, running, bot)
