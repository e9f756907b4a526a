"""One HTTP call to Teams: only to a trusted host, with the bot's token, over kept connections."""

from collections.abc import Mapping
from typing import NamedTuple

import aiohttp
from yarl import URL

from bot.policy import trusted
from bot.settings import Settings
from bot.tokens import NoToken, Tokens

PATIENCE = aiohttp.ClientTimeout(total=15, connect=5)
AGENT = "Convene (BotBuilder Python/4.17.1)"
AFTER_NO_CONNECTION = 5.0
AFTER_NO_TOKEN = 60.0


class NotTrusted(Exception):
    """The bot was about to speak to a host that is not Teams."""


class NotSent(Exception):
    """Nothing reached Teams; it may be tried again after so many seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(after)
        self.after = after


class AnswerLost(Exception):
    """The call went out and no answer came: nobody knows whether it was done."""


class Answered(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes


class Wire:
    """Speaks HTTP for all that the bot sends; without tokens in local mode."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        settings: Settings,
        tokens: Tokens | None,
        patience: aiohttp.ClientTimeout = PATIENCE,
    ) -> None:
        self._session = session
        self._settings = settings
        self._tokens = tokens
        self._patience = patience

    async def call(self, method: str, url: str, body: bytes | None = None) -> Answered:
        """What Teams answered, whatever its status; raises NotTrusted, NotSent or AnswerLost."""
        if not trusted(url, self._settings):
            raise NotTrusted
        token = await self._token()
        answer = await self._send(method, url, body, token)
        if answer.status != 401 or self._tokens is None:
            return answer
        self._tokens.forget(token)
        return await self._send(method, url, body, await self._token())

    async def _token(self) -> str:
        if self._tokens is None:
            return ""
        try:
            return await self._tokens.get()
        except NoToken as error:
            raise NotSent(AFTER_NO_TOKEN) from error

    async def _send(self, method: str, url: str, body: bytes | None, token: str) -> Answered:
        headers = {"Accept": "application/json", "User-Agent": AGENT}
        if body is not None:
            headers["Content-Type"] = "application/json; charset=utf-8"
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            async with self._session.request(
                method,
                URL(url, encoded=True),
                data=body,
                headers=headers,
                timeout=self._patience,
                allow_redirects=False,
            ) as answer:
                return Answered(answer.status, answer.headers, await answer.read())
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NotSent(AFTER_NO_CONNECTION) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise AnswerLost from error
