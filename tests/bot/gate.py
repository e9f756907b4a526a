"""The identity of a hosted bot, with clocks that a test puts on."""

from contextlib import asynccontextmanager

import aiohttp
from botbuilder.schema import Activity

from bot.connector import Connectors
from bot.identity import Identity
from bot.keys import SigningKeys
from bot.wire import Wire
from tests.fakes.clock import Clock
from tests.fakes.settings import SERVICE_URL, hosted_settings
from tests.fakes.tokens import FakeBotFramework, bearer

GENUINE = bearer()["Authorization"]
BEGAN = 1_800_000_000.0


class Gate:
    def __init__(self, session, microsoft):
        self.microsoft = microsoft
        self.clock, self.keys_clock = Clock(BEGAN), Clock()
        settings = hosted_settings()
        keys = SigningKeys(session, microsoft.metadata_url, self.keys_clock)
        connectors = Connectors(Wire(session, settings, None))
        self.identity = Identity(settings, keys, connectors, self.clock)

    async def admit(self, header=GENUINE, url=SERVICE_URL, channel="msteams"):
        activity = Activity(type="message", channel_id=channel, service_url=url)
        return (await self.identity.authenticate_request(activity, header)).claims_identity

    @property
    def known(self):
        return self.identity.known


@asynccontextmanager
async def a_gate():
    async with FakeBotFramework() as microsoft, aiohttp.ClientSession() as session:
        yield Gate(session, microsoft)
