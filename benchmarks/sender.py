"""Sends one card many times to a sink: by our wire, or by stock botbuilder.

`python -m benchmarks.sender '{"who": "ours", "sink": "http://…/", "sends": 2000, "together": 16}'`
prints how many a second it sent.
"""

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter, ConfigurationBotFrameworkAuthentication
from botbuilder.schema import (
    Activity,
    Attachment,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
)

from benchmarks.addresses import a_token, send_to
from benchmarks.peers.stock import NoAuth
from benchmarks.processes import CORES, Watch
from bot.outbound import CARD
from bot.teams import teams
from state.places import Place, PlaceKind
from tests.fakes.activities import BOT
from tests.fakes.settings import SERVICE_URL, TENANT, hosted_settings

Send = Callable[[int], Awaitable[None]]
CHATS = 50
"""In so many conversations in turn."""


async def rate(send: Send, sends: int, together: int) -> float:
    """Sends a second of the core, so many under way at once; the first are for warming up."""
    await send_all(send, together, together)
    watch = Watch(os.getpid(), CORES[0] if len(CORES) == 1 else None)
    await send_all(send, sends, together)
    return sends / watch.seconds()


async def send_all(send: Send, sends: int, together: int) -> None:
    """So many, so many of them under way at once."""
    waiting = list(range(sends))

    async def one() -> None:
        while waiting:
            await send(waiting.pop())

    async with asyncio.TaskGroup() as group:
        for _ in range(together):
            group.create_task(one())


async def ours(sink: str, card: dict[str, Any], sends: int, together: int) -> float:
    """As hosted: the address is checked and a token shown with each."""
    send_to(sink)
    places = [_place(n) for n in range(CHATS)]
    async with teams(hosted_settings(), fetch=a_token) as opened:

        async def send(number: int) -> None:
            assert await opened.outbound.send(places[number % CHATS], card=card, summary="s")

        return await rate(send, sends, together)


def _place(number: int) -> Place:
    return Place(
        service_url=SERVICE_URL,
        conversation=f"a:{number}",
        bot=BOT,
        tenant=TENANT,
        kind=PlaceKind.PERSONAL,
        user=f"29:{number}",
    )


def stock_send(sink: str, card: dict[str, Any]) -> Send:
    """How the SDK sends that card to the sink as it comes."""
    adapter = CloudAdapter(ConfigurationBotFrameworkAuthentication(NoAuth()))

    async def show(context: TurnContext) -> None:
        attachment = Attachment(content_type=CARD, content=card)
        await context.send_activity(Activity(type="message", summary="s", attachments=[attachment]))

    async def send(number: int) -> None:
        reference = ConversationReference(
            bot=ChannelAccount(id=BOT),
            user=ChannelAccount(id=f"29:{number % CHATS}"),
            conversation=ConversationAccount(id=f"a:{number % CHATS}"),
            channel_id="msteams",
            service_url=sink,
        )
        await adapter.continue_conversation(reference, show, "")

    return send


async def stock(sink: str, card: dict[str, Any], sends: int, together: int) -> float:
    return await rate(stock_send(sink, card), sends, together)


def main() -> None:
    told = json.loads(sys.argv[1])
    send = {"ours": ours, "botbuilder": stock}[told["who"]]
    found = asyncio.run(send(told["sink"], told["card"], told["sends"], told["together"]))
    print(json.dumps({"rate": found}), flush=True)


if __name__ == "__main__":
    main()
