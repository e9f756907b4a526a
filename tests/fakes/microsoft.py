"""Entra and a machine of Azure, served at one address; and the settings of each way to ask them."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.entra import from_entra
from bot.tokens import NoToken, Token
from tests.fakes.certificates import certificate_pem, key_pem, rsa_key
from tests.fakes.entra import EXCHANGE, FakeEntra, Trusted, leading_to, signed
from tests.fakes.machine import FakeMachine
from tests.fakes.serving import served
from tests.fakes.settings import hosted_settings
from tests.fakes.tokens import FAR_AWAY

IDENTITY = "66666666-6666-4666-8666-666666666666"
CLUSTER = "https://oidc.example.org/cluster/"
POD = "system:serviceaccount:convene:bot"
KEY = rsa_key("bot")
PEM = key_pem(KEY) + certificate_pem(KEY)


class Microsoft:
    """Asked off the loop, as the bot asks."""

    def __init__(self):
        self.entra = FakeEntra()
        self.entra.trusted = [Trusted(CLUSTER, POD, rsa_key("cluster").public_key())]
        self.machine = FakeMachine(IDENTITY)
        self.url = ""
        self.http = None

    async def gives(self, settings, **more) -> Token:
        return await asyncio.to_thread(from_entra(settings, self.http, **more))

    async def refuses(self, settings, **more) -> str:
        with pytest.raises(NoToken) as refused:
            await self.gives(settings, **more)
        return str(refused.value)


@asynccontextmanager
async def a_microsoft():
    place = Microsoft()
    app = web.Application()
    app.router.add_routes([*place.entra.routes(), *place.machine.routes()])
    async with served(app) as place.url:
        with leading_to(place.url) as place.http:
            yield place


def with_certificate(pem):
    return hosted_settings(app_password="", app_certificate=pem)


def with_identity():
    return hosted_settings(app_password="", federated_identity=IDENTITY)


def a_pods_token(**changed):
    said = {"iss": CLUSTER, "sub": POD, "aud": EXCHANGE, "exp": FAR_AWAY}
    return signed(rsa_key("cluster"), **said | changed)


def with_file(path):
    return hosted_settings(app_password="", federated_token_file=path)
