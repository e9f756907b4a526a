"""Puts the bot's parts together: who is told of what, in one place."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import NamedTuple

import structlog

from bot.acting import Acting, Clock
from bot.answering import Answering
from bot.aside import Aside
from bot.events import Events
from bot.handler import Handler
from bot.identity import Identity
from bot.ladder import Ladder
from bot.mail import Letters, Mail
from bot.outbound import Outbound
from bot.pace import TEAMS, Pace
from bot.people import People
from bot.persistence import Persistence
from bot.postman import Postman
from bot.search import Search
from bot.settings import Settings
from bot.teams import teams
from bot.voice import Paced
from bot.ways import Ways
from bot.windows import Fitted
from dialogs.contents import DIALOGS
from dialogs.router import Router
from dialogs.search import Finder
from meeting.model import Meeting
from state.store import Store
from web.links import Links

log = structlog.get_logger()

GRACE = 3.0
"""Seconds that answers under way get when the bot ends; what is owed is derived again later."""

ROUND = 1.0
"""Seconds between two looks at what is due."""

PARTING = 20.0
"""Seconds for which a round may go on when the bot is told to stop."""

ALONE = "alone"
"""The name of a process that has its store to itself: what it held before a crash is its own."""


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
    *,
    mail: Letters | None = None,
    pace: Pace | None = None,
    persistence: Persistence | None = None,
) -> Service:
    """In the local run there are no limits, and only who is at the screen can be reached."""
    clock = Clock(now) if settings.local else now
    people = People(store, local=settings.local)
    pace = pace or Pace(None if settings.local else TEAMS)
    rich = settings.windows and not settings.local  # the Playground has none
    voice = Fitted(Paced(outbound, pace), rich=rich)
    letters = mail or (Mail(settings, clock) if settings.smtp_host else None)
    ways = Ways(voice, people, letters, far=not settings.local)
    ladder = Ladder(voice, people, ways, climbs=not settings.local)

    def link(meeting: Meeting, person: str, expires: datetime) -> str:
        version = meeting.minutes.version if meeting.minutes else 0
        return links.minutes(meeting.id, person, version, expires)

    postman = Postman(store, ladder, link, clock, _name(store))
    acting = Acting(people, store, clock) if isinstance(clock, Clock) else None
    persistence = persistence or Persistence()
    own = Fitted(Paced(outbound, pace, urgent=True), rich=rich)
    answering = Answering(own, people, persistence, rich=rich)
    router = Router(DIALOGS, store)
    aside = Aside(Events(store, people, clock), Search(_finder(store)))
    handler = Handler(router, people, postman, answering, persistence, clock, acting, aside)
    return Service(identity, handler, people, postman, outbound)


def _finder(store: Store) -> Finder:
    return Finder(store.directory, next(iter(store.protocols.values())))


def _name(store: Store) -> str:
    """Of this process: a store that only one may use is always used by the same one."""
    return ALONE if store.backend.alone else secrets.token_hex(8)


@asynccontextmanager
async def running(
    settings: Settings, store: Store, links: Links, now: Callable[[], datetime]
) -> AsyncIterator[Service]:
    """The bot at work, its postman making rounds, until the block ends."""
    async with teams(settings) as opened:
        service = assemble(settings, store, opened.outbound, opened.identity, links, now)
        stopping = asyncio.Event()
        rounds = asyncio.create_task(_rounds(service.postman, stopping))
        try:
            yield service
        finally:
            stopping.set()
            await _part(rounds)
            with suppress(TimeoutError):
                async with asyncio.timeout(GRACE):
                    await service.handler.settled()


async def _part(rounds: asyncio.Task[None]) -> None:
    """Lets the round in hand end, since a letter in the hand would be sent again after it."""
    with suppress(TimeoutError, asyncio.CancelledError):
        async with asyncio.timeout(PARTING):
            await rounds


async def _rounds(postman: Postman, stopping: asyncio.Event) -> None:
    """First everything that could have been missed while the bot was away, then what is due."""
    await _logged(postman.sweep)
    while not stopping.is_set():
        await _logged(postman.wake)
        with suppress(TimeoutError):
            async with asyncio.timeout(ROUND):
                await stopping.wait()


async def _logged(step: Callable[[], Awaitable[int]]) -> None:
    try:
        await step()
    except Exception as error:  # the store may be away for a while: look again
        log.error("round failed", kind=type(error).__name__)
