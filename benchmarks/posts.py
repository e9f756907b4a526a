"""Posts per second through the postman, beside the stock SDK's continue_conversation.

python -m benchmarks.posts. Both speak to the same Teams of our own, in a process of its own on
this machine, in the same run and by turns; medians of several rounds. Ours derives each post, draws
its card and keeps a receipt before the next; the stock SDK sends one card that is ready made.
Teams' own limits (18 a second to a tenant) are switched off for it.
"""

import argparse
import asyncio
import json
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import structlog

from benchmarks.report import Line
from benchmarks.sender import send_all, stock_send
from bot.ladder import Ladder
from bot.outbound import Outbound
from bot.pace import Pace
from bot.people import People
from bot.postman import Postman
from bot.voice import Paced
from bot.ways import Ways
from bot.wire import Wire
from cards.drawing import Scene, draw
from meeting.post import CHANNEL
from meeting.posts import posts
from state.backend import Backend
from state.directory import CONVENE
from state.memory import MemoryBackend
from state.protocols import read_protocol
from state.sqlite import SqliteBackend
from state.store import Store
from tests.build import NINE, convened
from tests.fakes.connector import FakeConnector
from tests.fakes.settings import local_settings
from tests.fakes.voice import chat_of, the_channel
from tests.people import DIRECTORY

AT_ONCE = 16
"""So many meetings are worked on at the same moment, and so many cards of the SDK's are sent."""

SETTINGS = local_settings()
PROTOCOL = read_protocol("north_somerset")


@asynccontextmanager
async def teams() -> AsyncIterator[str]:
    """The address of a Teams of our own, served by a process of its own."""
    command = (sys.executable, "-m", "benchmarks.posts", "--serve")
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


async def serve() -> None:
    async with FakeConnector() as fake:
        print(fake.url, flush=True)
        await asyncio.Event().wait()


async def ours(url: str, backend: Backend, meetings: int) -> float:
    """Posts per second of the postman's round over so many meetings just convened."""
    store = Store(backend, {PROTOCOL.name: PROTOCOL}, DIRECTORY)
    people = People(store, local=True)
    await _known(people, url)
    for n in range(meetings):
        work = store.work(CONVENE, NINE)
        await work.save(convened().but(id=f"SM-{n:05d}"), "sent the invitations")
        await work.commit()
    async with aiohttp.ClientSession() as session:
        voice = Paced(Outbound(Wire(session, SETTINGS, None), SETTINGS), Pace(None))
        ladder = Ladder(voice, people, Ways(voice, people, None, far=False), climbs=False)
        postman = Postman(store, ladder, lambda m, p, e: "https://l", lambda: NINE, "bench")
        began = time.perf_counter()
        await postman.wake()
        seconds = time.perf_counter() - began
    return await _taken(backend) / seconds


async def _taken(backend: Backend) -> int:
    """So many posts were taken by Teams, by their receipts."""
    rows = await backend.scan("shown:", "shown:~", 100_000)
    receipts = [r for row in rows for r in json.loads(row.body)["receipts"].values()]
    assert receipts, "nothing was sent"
    assert {r["result"] for r in receipts} == {"accepted"}
    return len(receipts)


async def _known(people: People, url: str) -> None:
    for person in DIRECTORY.people:
        place = chat_of(person.id).model_copy(update={"service_url": url})
        await people.remember(person, place)
    await people.remember_channel(the_channel().model_copy(update={"service_url": url}))


async def stock(url: str, count: int) -> float:
    """So many cards a second, sent by the SDK as it comes, as many at once."""
    send = stock_send(url, _card())
    began = time.perf_counter()
    await send_all(send, count, AT_ONCE)
    return count / (time.perf_counter() - began)


def _card() -> dict[str, Any]:
    """An invitation, as the postman would draw it."""
    meeting = convened()
    post = next(p for p in posts(meeting, PROTOCOL, NINE) if p.to != CHANNEL)
    return draw(Scene(post, meeting, PROTOCOL, DIRECTORY.people, lambda m, p, e: "https://l"))


async def durable(url: str, meetings: int) -> float:
    """Ours, over the store that is kept on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        backend = SqliteBackend(Path(folder) / "posts.sqlite")
        try:
            return await ours(url, backend, meetings)
        finally:
            await backend.close()


async def compare(rounds: int, meetings: int) -> None:
    kept, in_memory, peer = [], [], []
    async with teams() as url:
        for _ in range(rounds):
            peer.append(await stock(url, meetings * 8))
            kept.append(await durable(url, meetings))
            in_memory.append(await ours(url, MemoryBackend(), meetings))
    for bench, found in (("posts", kept), ("posts_in_memory", in_memory)):
        mine, theirs = statistics.median(found), statistics.median(peer)
        print(Line(bench, mine, theirs, "botbuilder", "posts a second").told())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.posts", description=__doc__)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--meetings", type=int, default=50)
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(serve() if asked.serve else compare(asked.rounds, asked.meetings))


if __name__ == "__main__":
    main()
