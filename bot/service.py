"""Puts the bot's parts together: who is told of what, in one place."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import NamedTuple

import structlog

from bot.acting import Acting, Clock
from bot.answering import Answering
from bot.handler import Handler
from bot.identity import Identity
from bot.outbound import Outbound
from bot.people import People
from bot.postman import Postman
from bot.settings import Settings
from bot.teams import teams
from dialogs.contents import DIALOGS
from dialogs.router import Router
from meeting.model import Meeting
from state.store import Store
from web.links import Links

log = structlog.get_logger()

ROUND = 1.0
"""Seconds between two looks at what is due."""


class Service(NamedTuple):
    identity: Identity
    handler: Handler
    people: People
    postman: Postman
    outbound: Outbound


def assemble(
    settings: Settings,
    store: Store,
    outbound: Outbound,
    identity: Identity,
    links: Links,
    now: Callable[[], datetime],
) -> Service:
    clock = Clock(now) if settings.local else now
    people = People(store, local=settings.local)

    def link(meeting: Meeting, person: str, expires: datetime) -> str:
        version = meeting.minutes.version if meeting.minutes else 0
        return links.minutes(meeting.id, person, version, expires)

    postman = Postman(store, people, outbound, link, clock)
    acting = Acting(people, store, clock) if isinstance(clock, Clock) else None
    handler = Handler(
        Router(DIALOGS, store), people, postman, Answering(outbound, people), clock, acting
    )
    return Service(identity, handler, people, postman, outbound)


@asynccontextmanager
async def running(
    settings: Settings, store: Store, links: Links, now: Callable[[], datetime]
) -> AsyncIterator[Service]:
    """The bot at work, its postman making rounds, until the block ends."""
    async with teams(settings) as opened:
        service = assemble(settings, store, opened.outbound, opened.identity, links, now)
        rounds = asyncio.create_task(_rounds(service.postman))
        try:
            yield service
        finally:
            rounds.cancel()
            with suppress(asyncio.CancelledError):
                await rounds
            await service.handler.settled()


async def _rounds(postman: Postman) -> None:
    while True:
        try:
            await postman.wake()
        except Exception as error:  # the store may be away for a while: look again
            log.error("round failed", kind=type(error).__name__)
        await asyncio.sleep(ROUND)
