"""The bot as it is hosted: everybody proves who they are, and Teams' own address is spoken to."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from bot.failures import Failure
from bot.inbound import Door
from bot.mail import Letter
from bot.outbound import Outbound
from bot.pace import Pace
from bot.persistence import Persistence
from bot.policy import trusted
from bot.service import assemble
from bot.settings import Settings
from bot.teams import teams
from bot.wire import NotTrusted, Wire
from state.memory import MemoryBackend
from tests.bot.office import Office, a_store
from tests.fakes.connector import FakeConnector
from tests.fakes.serving import served
from tests.fakes.settings import SERVICE_URL, hosted_settings, local_settings
from tests.fakes.tokens import FakeBotFramework, bearer
from web.links import Links

KEY = "an invented key of forty characters or so"


class Redirected(Wire):
    """Reaches the Teams of our own where Teams itself is called."""

    def __init__(self, session: aiohttp.ClientSession, hosted: Settings, to: str) -> None:
        super().__init__(session, local_settings(), None)
        self._hosted = hosted
        self._to = to

    async def call(self, method, url, body=None):
        if not trusted(url, self._hosted):
            raise NotTrusted
        return await super().call(method, url.replace(SERVICE_URL, self._to), body)


class Postbox:
    """A mail server of our own: what it took, and how it fails next."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.failures: list[Failure] = []

    async def send(self, letter: Letter) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.letters.append(letter)

    def to(self, person) -> list[Letter]:
        return [letter for letter in self.letters if letter.to == person.email]


async def at_once(seconds: float) -> None:
    """Nobody waits in a test."""


@asynccontextmanager
async def a_hosted_office(*, mail: bool = False, **more) -> AsyncIterator[Office]:
    settings = hosted_settings(**more)
    async with (
        FakeConnector() as fake,
        FakeBotFramework() as framework,
        aiohttp.ClientSession() as session,
        teams(settings, metadata_url=framework.metadata_url) as (identity, _),
    ):
        store = a_store(MemoryBackend())
        office = Office(fake, store, "", SERVICE_URL)
        outbound = Outbound(Redirected(session, settings, fake.url), settings)
        links = Links(KEY, "https://minutes.example")
        office.postbox = Postbox()
        office.service = assemble(
            settings,
            store,
            outbound,
            identity,
            links,
            office.clock,
            mail=office.postbox if mail else None,
            pace=Pace(None),
            persistence=Persistence(at_once),
        )
        door = Door(settings, identity, office.service.handler.hear)
        app = web.Application()
        app.router.add_post("/api/messages", door.messages)
        office.http, office.headers = session, bearer()
        async with served(app) as office.url:
            yield office
