"""Teams as far as the bot's own wire can see: takes what is sent and keeps little of it."""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from itertools import count
from typing import Any
from urllib.parse import unquote

from yarl import URL

MOST_KEPT = 20_000
"""Messages whose ids are known; the oldest are forgotten."""

Hear = Callable[[str, str, str], None]
"""Is told of each call: host, conversation, and what was sent as text."""


class Answered:
    """What a call gets back, as aiohttp gives it."""

    def __init__(self, status: int, body: dict[str, Any] | None = None) -> None:
        self.status = status
        self.headers: dict[str, str] = {}
        self._body = json.dumps(body or {}).encode()

    async def read(self) -> bytes:
        return self._body


def refused(status: int, code: str) -> Answered:
    return Answered(status, {"error": {"code": code, "message": "It went wrong."}})


class FuzzedTeams:
    """Stands in for the session over which the bot's wire speaks; no connection is made."""

    def __init__(self) -> None:
        self.keeps = True
        """Whole messages; only while the meetings are made."""
        self.known: set[str] = set()
        """Conversations that there are; of the others some answer nothing but 404."""
        self.hear: Hear = lambda host, conversation, sent: None
        self.calls = 0
        self.history: list[dict[str, Any]] = []
        """Every message as it was sent or drawn again; only while they are kept."""
        self._shown: dict[str, dict[str, Any] | None] = {}
        self._ids = count(1_700_000_000_001)

    def request(self, method: str, url: URL, *, data: bytes | None = None, **rest: Any) -> Any:
        return self._request(method, url, data)

    @asynccontextmanager
    async def _request(self, method: str, url: URL, data: bytes | None):
        self.calls += 1
        _, _, path = url.raw_path.partition("/v3/conversations")
        conversation, *rest = [unquote(part) for part in path.split("/")[1:]] or [""]
        self.hear(url.host or "", conversation, (data or b"").decode())
        yield self._answer(method, conversation, rest, data)

    def _answer(
        self, method: str, conversation: str, rest: list[str], data: bytes | None
    ) -> Answered:
        match method, rest:
            case "POST", []:
                user = json.loads(data or b"{}")["members"][0]["id"]
                return Answered(201, {"id": self.chat_of(user)})
            case "GET", _:
                return Answered(200, {"id": rest[-1]})
        if self._is_not_there(conversation):
            return refused(404, "ConversationNotFound")
        if method == "POST":
            return Answered(201, {"id": self._keep(conversation, data)})
        if rest[-1] not in self._shown:
            return refused(404, "ActivityNotFoundInConversation")
        if method == "PUT" and self.keeps:
            self._show(rest[-1], conversation, data)
        return Answered(200)

    def _is_not_there(self, conversation: str) -> bool:
        whole = conversation.split(";")[0]
        return whole not in self.known and zlib.crc32(whole.encode()) % 2 == 0

    def _keep(self, conversation: str, data: bytes | None) -> str:
        name = str(next(self._ids))
        if self.keeps:
            self._show(name, conversation, data)
        else:
            self._shown[name] = None
        if len(self._shown) > MOST_KEPT:
            del self._shown[next(iter(self._shown))]
        return name

    def _show(self, name: str, conversation: str, data: bytes | None) -> None:
        found = json.loads(data or b"{}") | {"id": name, "conversation": {"id": conversation}}
        self._shown[name] = found
        self.history.append(found)

    def forget(self) -> None:
        """Only the ids of messages are known from now on."""
        self.keeps, self.history = False, []
        self._shown = dict.fromkeys(self._shown)

    def knows(self, messages: Iterable[str]) -> None:
        """These are shown already, and can be drawn again."""
        self._shown |= dict.fromkeys(messages)

    def chat_of(self, user: str) -> str:
        return f"a:chat-of-{user.removeprefix('29:')}"

    def everything(self) -> Iterator[dict[str, Any]]:
        return (message for message in self._shown.values() if message)

    @property
    def conversations(self) -> list[str]:
        return list(dict.fromkeys(m["conversation"]["id"] for m in self.everything()))

    def messages(self, conversation: str) -> list[dict[str, Any]]:
        return [m for m in self.everything() if m["conversation"]["id"] == conversation]
