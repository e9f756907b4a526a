"""Opens the connection to Teams: one session over which everything is fetched and sent."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

import aiohttp

from bot.connector import Connectors
from bot.entra import from_entra
from bot.identity import METADATA_URL, Identity
from bot.keys import SigningKeys
from bot.outbound import Outbound
from bot.settings import Settings
from bot.tokens import Fetch, Tokens
from bot.wire import Wire

MOST_CONNECTIONS = 100
KEPT_FOR = 60.0
"""Seconds for which an idle connection is kept."""


class Teams(NamedTuple):
    identity: Identity
    outbound: Outbound


@asynccontextmanager
async def teams(
    settings: Settings, *, metadata_url: str = METADATA_URL, fetch: Fetch | None = None
) -> AsyncIterator[Teams]:
    """What comes in and what goes out; `metadata_url` and `fetch` are Microsoft's unless told."""
    async with _session(settings) as session:
        tokens = None if settings.local else Tokens(fetch or from_entra(settings))
        wire = Wire(session, settings, tokens)
        keys = SigningKeys(session, metadata_url)
        yield Teams(Identity(settings, keys, Connectors(wire)), Outbound(wire, settings))


def _session(settings: Settings) -> aiohttp.ClientSession:
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=MOST_CONNECTIONS, keepalive_timeout=KEPT_FOR),
        cookie_jar=aiohttp.DummyCookieJar(),
        trust_env=not settings.local,  # a council's proxy is named in the environment
    )
