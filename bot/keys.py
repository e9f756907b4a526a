"""The keys with which Microsoft signs what it posts to the bot."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import aiohttp
import structlog
from jwt.algorithms import RSAAlgorithm
from jwt.exceptions import InvalidKeyError

from bot.policy import CHANNEL

FRESH_FOR = 24 * 3600.0
AGAIN_AFTER = 300.0
"""How long nobody can make us fetch again by showing a key that does not exist, in seconds."""
AGAIN_AFTER_FAILURE = 10.0
PATIENCE = aiohttp.ClientTimeout(total=5)

log = structlog.get_logger()


class KeysUnavailable(Exception):
    """Microsoft's signing keys cannot be fetched, so nobody can be known to be genuine."""


class UnknownKey(PermissionError):
    """A token is signed with a key that Microsoft does not publish for Teams."""


class Key(NamedTuple):
    """A public key, under the names by which botbuilder asks for its parts."""

    public_key: Any
    endorsements: list[str]


class SigningKeys:
    """Fetched without holding anybody up, again when an unknown one is shown; the last good kept.

    Stands in for the cache of botbuilder, which blocks, has no time-out, and after a change of
    keys refuses everybody for a day.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        metadata_url: str,
        clock: Callable[[], float] = time.monotonic,
        patience: aiohttp.ClientTimeout = PATIENCE,
    ) -> None:
        self._patience = patience
        self._session = session
        self._metadata_url = metadata_url
        self._clock = clock
        self._keys: dict[str, Key] = {}
        self._stale_at = self._not_before = clock()
        self._failed = False
        self._fetching = asyncio.Lock()

    async def get(self, key_id: str | None) -> Key:
        """The key of that name; raises UnknownKey, or KeysUnavailable when one cannot tell."""
        if not key_id:
            raise UnknownKey
        if key_id not in self._keys or (self._is_stale() and not self._fetching.locked()):
            await self._fetch_if_due()
        if key_id in self._keys:
            return self._keys[key_id]
        raise KeysUnavailable if self._failed else UnknownKey

    def _is_stale(self) -> bool:
        return self._clock() >= self._stale_at

    async def _fetch_if_due(self) -> None:
        async with self._fetching:
            if self._clock() < self._not_before:
                return
            try:
                self._keys = await self._fetch()
            except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
                log.error("signing keys cannot be fetched", kind=type(error).__name__)
                self._failed = True
                self._not_before = self._clock() + AGAIN_AFTER_FAILURE
            else:
                self._failed = False
                self._not_before = self._clock() + AGAIN_AFTER
                self._stale_at = self._clock() + FRESH_FOR

    async def _fetch(self) -> dict[str, Key]:
        metadata = await self._json(self._metadata_url)
        published = await self._json(str(metadata["jwks_uri"]))
        keys = {key["kid"]: _key(key) for key in published["keys"] if _is_for_teams(key)}
        if not keys:
            raise ValueError("no key for Teams")
        return keys

    async def _json(self, url: str) -> dict[str, Any]:
        async with self._session.get(url, timeout=self._patience, allow_redirects=False) as answer:
            answer.raise_for_status()
            found: dict[str, Any] = await answer.json(content_type=None)
            return found


def _is_for_teams(key: dict[str, Any]) -> bool:
    return key.get("kty") == "RSA" and CHANNEL in (key.get("endorsements") or ())


def _key(published: dict[str, Any]) -> Key:
    try:
        return Key(RSAAlgorithm.from_jwk(published), list(published["endorsements"]))
    except InvalidKeyError as error:
        raise ValueError("not a key") from error
