"""The tokens with which the bot proves to Teams who it is."""

import asyncio
import functools
import time
from collections.abc import Callable
from typing import Any, NamedTuple

import msal
import requests
import structlog
from botframework.connector.auth import AuthenticationConstants

from bot.settings import AppType, Settings

AUDIENCE = AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE
AUTHORITY = AuthenticationConstants.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX
PATIENCE = 10.0
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


def from_entra(settings: Settings, http: Any = None) -> Fetch:
    """Fetches with the secret or the managed identity of the settings; `http` is msal's client."""
    return functools.partial(_ask, settings, http or _http())


def _ask(settings: Settings, http: Any) -> Token:
    try:
        answer = _ask_msal(settings, http)
    except (requests.RequestException, ValueError, msal.exceptions.MsalError) as error:
        raise NoToken(type(error).__name__) from error
    if "access_token" not in answer:
        raise NoToken(str(answer.get("error", "no reason given")))
    return Token(str(answer["access_token"]), float(answer["expires_in"]))


def _ask_msal(settings: Settings, http: Any) -> dict[str, Any]:
    """A new client each time, because msal's own memory would give the old token again."""
    if settings.app_type is AppType.MANAGED_IDENTITY:
        identity = msal.UserAssignedManagedIdentity(client_id=settings.app_id)
        client = msal.ManagedIdentityClient(identity, http_client=http)
        return dict(client.acquire_token_for_client(resource=AUDIENCE))
    app = msal.ConfidentialClientApplication(
        settings.app_id,
        client_credential=settings.app_password.get_secret_value(),
        authority=AUTHORITY + settings.tenant_id,
        http_client=http,
    )
    return dict(app.acquire_token_for_client([f"{AUDIENCE}/.default"]))


def _http() -> requests.Session:
    session = requests.Session()
    session.request = functools.partial(session.request, timeout=PATIENCE)  # type: ignore[method-assign]  # requests has no time-out of its own
    return session
