"""Posts per second through the postman, beside the stock SDK's continue_conversation.

python -m benchmarks.posts. Both speak to the same Teams of our own, in a process of its own on
this machine, in the same run; medians of several rounds. Ours derives each post, draws its card
and keeps a receipt before the next; the stock SDK sends one card that is ready made. Teams' own
limits (18 a second to a tenant) are switched off for it.
"""

import argparse
import asyncio
import json
import logging
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import structlog
from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import (
    Activity,
    Attachment,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
)

from bot.ladder import Ladder
from bot.outbound import CARD, Outbound
from bot.pace import Pace
from bot.people import People
from bot.postman import Postman
from bot.voice import Paced
from bot.ways import Ways
from bot.wire import Wire
from meeting.post import CHANNEL
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

AT_ONCE = 8
SETTINGS = local_settings()


class StockConfig:
    """Nothing to prove: a Teams of our own asks for no token."""

    APP_ID = ""
    APP_PASSWORD = ""
    APP_TYPE = "MultiTenant"
    APP_TENANTID = ""


@asynccontextmanager
async def teams() -> AsyncIterator[str]:
    """The address of a Teams of our own, served by a process of its own."""
    process = await asyncio.create_subprocess_exec(
        __import__("sys").executable, "-m", "benchmarks.posts", "--serve",
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
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
    protocol = read_protocol("north_somerset")
    store = Store(backend, {protocol.name: protocol}, DIRECTORY)
    people = People(store, local=True)
    await _known(people, url)
    for n in range(meetings):
        work = store.work(CONVENE, NINE)
        await work.save(convened().but(id=f"SM-{n:05d}"), "sent the invitations")
        await work.commit()
    async with aiohttp.ClientSession() as session:
        outbound = Outbound(Wire(session, SETTINGS, None), SETTINGS)
        voice = Paced(outbound, Pace(None))
        ladder = Ladder(voice, people, Ways(voice, people, None, far=False), climbs=False)
        postman = Postman(store, ladder, lambda m, p, e: "https://l", lambda: NINE, "bench")
        began = time.perf_counter()
        await postman.wake()
        seconds = time.perf_counter() - began
    rows = [r.body for r in await backend.scan("shown:", "shown:~", 100_000)]
    posts = sum(body.count('"accepted"') // 2 for body in rows)
    assert posts >= meetings * 6, posts
    return posts / seconds


async def _known(people: People, url: str) -> None:
    for person in DIRECTORY.people:
        place = chat_of(person.id).model_copy(update={"service_url": url})
        await people.remember(person, place)
    await people.remember_channel(the_channel().model_copy(update={"service_url": url}))


async def stock(url: str, posts: int) -> float:
    """The same number of cards sent by the SDK as it comes, as many at once."""
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(StockConfig()))
    waiting = list(range(posts))

    async def send(context: TurnContext) -> None:
        attachment = Attachment(content_type=CARD, content=card)
        await context.send_activity(Activity(type="message", summary="s", attachments=[attachment]))

    async def one() -> None:
        while waiting:
            n = waiting.pop()
            reference = ConversationReference(
                bot=ChannelAccount(id="28:convene"),
                user=ChannelAccount(id=f"29:{n}"),
                conversation=ConversationAccount(id=f"a:{n % 50}"),
                channel_id="msteams",
                service_url=url,
            )
            await adapter.continue_conversation(reference, send, "")

    card = _card()
    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    return posts / (time.perf_counter() - began)


def _card() -> dict[str, Any]:
    """An invitation, as the postman would draw it."""
    from cards.drawing import Scene, draw
    from meeting.posts import posts

    meeting, protocol = convened(), read_protocol("north_somerset")
    post = next(p for p in posts(meeting, protocol, NINE) if p.to != CHANNEL)
    return draw(Scene(post, meeting, protocol, DIRECTORY.people, lambda m, p, e: "https://l"))


async def median(rounds: int, measure: Callable[[], Awaitable[float]]) -> float:
    return statistics.median([await measure() for _ in range(rounds)])


async def compare(rounds: int, meetings: int) -> None:
    async with teams() as url:
        peer = await median(rounds, lambda: stock(url, meetings * 8))
        with tempfile.TemporaryDirectory() as folder:
            numbers = iter(range(rounds))

            async def durable() -> float:
                backend = SqliteBackend(Path(folder) / f"{next(numbers)}.sqlite")
                try:
                    return await ours(url, backend, meetings)
                finally:
                    await backend.close()

            _say("posts", await median(rounds, durable), peer)
        _say(
            "posts_in_memory",
            await median(rounds, lambda: ours(url, MemoryBackend(), meetings)),
            peer,
        )


def _say(bench: str, mine: float, peer: float) -> None:
    told = {"bench": bench, "ours": round(mine, 1), "peer": round(peer, 1),
            "peer_name": "botbuilder", "ratio": round(mine / peer, 2)}  # fmt: skip
    print(json.dumps(told))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.posts", description=__doc__)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--meetings", type=int, default=50)
    asked = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    asyncio.run(serve() if asked.serve else compare(asked.rounds, asked.meetings))


if __name__ == "__main__":
    main()
