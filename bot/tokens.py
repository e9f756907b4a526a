"""The tokens with which the bot proves to Teams who it is."""

import asyncio
import time
from collections.abc import Callable
from typing import NamedTuple

import structlog

REFRESH_AFTER = 0.8
"""The part of a token's life after which a new one is fetched."""
LAST_USE = 60.0
"""A token this near its end, in seconds, is no longer used."""
AGAIN_AFTER_FAILURE = 30.0

log = structlog.get_logger()


class NoToken(Exception):
    """Entra gives the bot no token; the text is Entra's code for the reason."""


class Token(NamedTuple):
    text: str
    lifetime: float
    """In seconds, from when it was given."""


Fetch = Callable[[], Token]
"""Fetches a token from Entra; it blocks, and raises NoToken."""


class Tokens:
    """One token at a time, fetched in a thread by one caller for all, and early.

    While a new token is fetched, or cannot be, the old one serves to its end.
    """

    def __init__(self, fetch: Fetch, clock: Callable[[], float] = time.monotonic) -> None:
        self._fetch = fetch
        self._clock = clock
        self._text = ""
        self._stale_at = self._ends_at = self._not_before = clock()
        self._refused = ""
        self._fetching = asyncio.Lock()

    async def get(self) -> str:
        """A token that is good for another minute at least; raises NoToken."""
        if self._is_fresh() or (self._is_good() and self._fetching.locked()):
            return self._text
        async with self._fetching:
            if not self._is_fresh() and self._clock() >= self._not_before:
                await self._renew()
            if not self._is_good():
                raise NoToken(self._refused)
            return self._text

    def forget(self, text: str) -> None:
        """Teams would not have this token; the next is fetched anew."""
        if text == self._text:
            self._stale_at = self._ends_at = self._clock()

    async def _renew(self) -> None:
        asked_at = self._clock()
        try:
            token = await asyncio.to_thread(self._fetch)
        except NoToken as error:
            self._refused = str(error)
            self._not_before = self._clock() + AGAIN_AFTER_FAILURE
            log.error("no token from Entra", code=self._refused)
            return
        self._text = token.text
        self._stale_at = asked_at + token.lifetime * REFRESH_AFTER
        self._ends_at = asked_at + token.lifetime

    def _is_fresh(self) -> bool:
        return self._is_good() and self._clock() < self._stale_at

    def _is_good(self) -> bool:
        return self._clock() < self._ends_at - LAST_USE
