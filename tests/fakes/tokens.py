"""A Bot Framework of our own for tests: publishes signing keys and mints tokens with them."""

import asyncio
import json
from functools import cache
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from jwt.api_jws import PyJWS

from tests.fakes.serving import served
from tests.fakes.settings import APP_ID, SERVICE_URL

LONG_AGO = 978_307_200
FAR_AWAY = 4_102_444_800
"""The years 2001 and 2100: a test of a token's end needs no clock."""
CLAIMS = {
    "iss": "https://api.botframework.com",
    "aud": APP_ID,
    "serviceurl": SERVICE_URL,
    "nbf": LONG_AGO,
    "exp": FAR_AWAY,
}
"""What a token of the Bot Framework for the invented bot says."""


@cache
def signing_key(key_id: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def token(
    *, key: str = "key-1", key_id: str | None = "key-1", algorithm: str = "RS256", **claims: Any
) -> str:
    """A token for the invented bot; `claims` replaces one, or takes it away with None.

    `key` is what signs it and `key_id` is what it says has signed it.
    """
    said = {name: value for name, value in (CLAIMS | claims).items() if value is not None}
    headers = {} if key_id is None else {"kid": key_id}
    secret = signing_key(key) if algorithm.startswith("RS") else "x" * 64
    return PyJWS().encode(json.dumps(said).encode(), secret, algorithm, {"typ": "JWT"} | headers)


def bearer(**of_token: Any) -> dict[str, str]:
    return {"Authorization": f"Bearer {token(**of_token)}"}


class FakeBotFramework:
    """Its keys can be changed, and it can be switched off, while a test runs."""

    def __init__(self) -> None:
        self.published: dict[str, list[str] | None] = {"key-1": ["msteams", "webchat"]}
        """The endorsements of each key; None publishes it without any."""
        self.made_anew: dict[str, str] = {}
        """Keys under whose name another one is published."""
        self.down = False
        self.asked = asyncio.Event()
        """Set when somebody asks for the keys."""
        self.answers = asyncio.Event()
        """Once cleared, whoever asks for the keys waits until it is set again."""
        self.answers.set()
        self.moved = ""
        """An address to which whoever asks for the keys is sent on."""
        self.fetched = 0
        app = web.Application()
        app.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/v1/.well-known/keys", self._keys)
        self._serving = served(app)
        self.url = ""

    async def __aenter__(self) -> Self:
        self.url = await self._serving.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.answers.set()
        await self._serving.__aexit__(kind, error, trace)

    @property
    def metadata_url(self) -> str:
        return f"{self.url}/v1/.well-known/openidconfiguration"

    async def _metadata(self, request: web.Request) -> web.Response:
        self.fetched += 1
        self.asked.set()
        await self.answers.wait()
        if self.down:
            return web.Response(status=503)
        if self.moved:
            raise web.HTTPFound(self.moved)
        return web.json_response({"jwks_uri": f"{self.url}/v1/.well-known/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        return web.json_response({"keys": [self._key(*key) for key in self.published.items()]})

    def _key(self, key_id: str, endorsements: list[str] | None) -> dict[str, Any]:
        public = signing_key(self.made_anew.get(key_id, key_id)).public_key()
        return _published(json.loads(RSAAlgorithm.to_jwk(public)), key_id, endorsements)


def _published(key: dict[str, Any], key_id: str, endorsements: list[str] | None) -> dict[str, Any]:
    key |= {"kid": key_id, "use": "sig"}
    return key if endorsements is None else key | {"endorsements": endorsements}
