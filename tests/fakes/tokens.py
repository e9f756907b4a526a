"""A Bot Framework of our own for tests: publishes signing keys and mints tokens with them."""

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


@cache
def signing_key(key_id: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def token(
    *, key: str = "key-1", key_id: str | None = "key-1", algorithm: str = "RS256", **claims: Any
) -> str:
    """A token for the invented bot; `claims` replaces one, or takes it away with None.

    `key` is what signs it and `key_id` is what it says has signed it.
    """
    said = {
        "iss": "https://api.botframework.com",
        "aud": APP_ID,
        "serviceurl": SERVICE_URL,
        "nbf": LONG_AGO,
        "exp": FAR_AWAY,
    } | claims
    said = {name: value for name, value in said.items() if value is not None}
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
        self.down = False
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
        await self._serving.__aexit__(kind, error, trace)

    @property
    def metadata_url(self) -> str:
        return f"{self.url}/v1/.well-known/openidconfiguration"

    async def _metadata(self, request: web.Request) -> web.Response:
        self.fetched += 1
        if self.down:
            return web.Response(status=503)
        return web.json_response({"jwks_uri": f"{self.url}/v1/.well-known/keys"})

    async def _keys(self, request: web.Request) -> web.Response:
        return web.json_response({"keys": [_published(*key) for key in self.published.items()]})


def _published(key_id: str, endorsements: list[str] | None) -> dict[str, Any]:
    key: dict[str, Any] = json.loads(RSAAlgorithm.to_jwk(signing_key(key_id).public_key()))
    key |= {"kid": key_id, "use": "sig"}
    return key if endorsements is None else key | {"endorsements": endorsements}
