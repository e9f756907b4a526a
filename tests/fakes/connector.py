"""A Teams of our own for tests: speaks the connector protocol, remembers, and fails when told."""

import asyncio
from dataclasses import dataclass, field
from itertools import count
from types import TracebackType
from typing import Any, NamedTuple, Self

from aiohttp import web

from tests.fakes.faults import Fault, blocked, error, no_such_message
from tests.fakes.serving import served

MOST_BYTES = 100 * 1024
BASE = "/uk"
_CONVERSATION = f"{BASE}/v3/conversations/{{conversation}}"


class Sent(NamedTuple):
    """One call that the fake took and carried out."""

    method: str
    conversation: str
    message_id: str
    body: dict[str, Any]


@dataclass
class FakeConnector:
    """`async with FakeConnector() as teams:` serves at `teams.url` until the block ends."""

    expects: str | None = None
    """The bearer token without which everything is answered 401; None asks for none."""
    url: str = ""
    """The serviceUrl to give the bot."""
    sent: list[Sent] = field(default_factory=list)
    """Everything that was done, in order: sends, updates, deletions, chats opened."""
    calls: int = 0
    """How often it was called, the calls that failed among them."""
    headers: list[dict[str, str]] = field(default_factory=list)
    """The headers of each call."""
    members: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Who is in each conversation, as connector accounts."""
    blocked: set[str] = field(default_factory=set)
    """People and conversations that have no bot: 403 MessageWritesBlocked."""
    moved: str | None = None
    """A serviceUrl to name when a chat is opened."""

    def __post_init__(self) -> None:
        self._shown: dict[str, dict[str, dict[str, Any]]] = {}
        self._faults: list[Fault] = []
        self._ids = count(1_700_000_000_001)
        self._sockets: set[tuple[str, int]] = set()
        self._closing = asyncio.Event()
        self._called = asyncio.Event()
        self._serving = served(self._app())

    async def __aenter__(self) -> Self:
        self.url = await self._serving.__aenter__() + BASE + "/"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        await self._serving.__aexit__(kind, error, trace)

    @property
    def connections(self) -> int:
        """How many TCP connections have been used."""
        return len(self._sockets)

    @property
    def conversations(self) -> list[str]:
        """The conversations in which something is shown."""
        return [name for name, messages in self._shown.items() if messages]

    async def called(self) -> None:
        """Waits until the fake has been called for the first time."""
        await self._called.wait()

    def messages(self, conversation: str) -> list[dict[str, Any]]:
        """The messages that somebody in the conversation sees now, oldest first, with their ids."""
        return list(self._shown.get(conversation, {}).values())

    def shown(self, conversation: str) -> list[dict[str, Any]]:
        """The cards among them."""
        found = (message.get("attachments") or [] for message in self.messages(conversation))
        return [attachment["content"] for attachments in found for attachment in attachments]

    def texts(self, conversation: str) -> list[str]:
        """The texts among them."""
        return [m["text"] for m in self.messages(conversation) if m.get("text")]

    def chat_of(self, user: str) -> str:
        """The conversation that opening a chat with somebody gives."""
        return f"a:chat-of-{user.removeprefix('29:')}"

    def fail(
        self,
        status: int = 0,
        *,
        code: str = "",
        sub_code: str = "",
        after: str | None = None,
        location: str | None = None,
        method: str | None = None,
        conversation: str | None = None,
        times: int = 1,
        silent: bool = False,
        lost: bool = False,
    ) -> None:
        """Makes the next `times` calls fail, of a method or in a conversation if it is named.

        With a status (and `after` as Retry-After, `location`) nothing is done; `silent`
        never answers; `lost` does what was asked and drops the connection without an answer.
        """
        named = {"Retry-After": after, "Location": location}
        headers = {name: value for name, value in named.items() if value is not None}
        self._faults.append(
            Fault(status, code, sub_code, headers, method, conversation, times, silent, lost)
        )

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self._watched])
        one = f"{_CONVERSATION}/activities/{{message}}"
        app.router.add_post(f"{BASE}/v3/conversations", self._open)
        app.router.add_post(f"{_CONVERSATION}/activities", self._send)
        app.router.add_post(one, self._send)
        app.router.add_put(one, self._update)
        app.router.add_delete(one, self._delete)
        app.router.add_get(f"{_CONVERSATION}/members", self._members)
        app.router.add_get(f"{_CONVERSATION}/members/{{member}}", self._member)
        app.router.add_get(f"{_CONVERSATION}/pagedmembers", self._paged_members)
        return app

    @web.middleware
    async def _watched(self, request: web.Request, handler: Any) -> web.StreamResponse:
        self.calls += 1
        self._called.set()
        self.headers.append(dict(request.headers))
        assert request.transport is not None
        self._sockets.add(request.transport.get_extra_info("peername")[:2])
        wanted = self.expects and f"Bearer {self.expects}"
        if wanted and request.headers.get("Authorization") != wanted:
            return error(401, "Unauthorized", "Authorization has been denied.")
        fault = self._next_fault(request.method, request.match_info.get("conversation", ""))
        if fault is None:
            answered: web.StreamResponse = await handler(request)
            return answered
        return await self._fail(fault, request, handler)

    def _next_fault(self, method: str, conversation: str) -> Fault | None:
        for fault in self._faults:
            if fault.matches(method, conversation):
                fault.times -= 1
                return fault
        return None

    async def _fail(self, fault: Fault, request: web.Request, handler: Any) -> web.Response:
        if fault.silent:
            await self._closing.wait()
        elif fault.lost:
            await handler(request)
        else:
            return fault.answer()
        if request.transport is not None:
            request.transport.close()
        return web.Response()

    async def _open(self, request: web.Request) -> web.Response:
        body = await request.json()
        [member] = body["members"]
        if member["id"] in self.blocked:
            return blocked()
        conversation = self.chat_of(member["id"])
        self.sent.append(Sent("POST", conversation, "", body))
        moved = {} if self.moved is None else {"serviceUrl": self.moved}
        return web.json_response({"id": conversation} | moved, status=201)

    async def _send(self, request: web.Request) -> web.Response:
        body = await request.json()
        conversation = request.match_info["conversation"]
        if conversation in self.blocked:
            return blocked()
        if len(await request.read()) > MOST_BYTES:
            return error(413, "MessageSizeTooBig", "The message is too large.")
        message = str(next(self._ids))
        self._shown.setdefault(conversation, {})[message] = body | {"id": message}
        self.sent.append(Sent("POST", conversation, message, body))
        split = body.get("text") and body.get("attachments")
        return web.json_response({"id": "" if split else message}, status=201)

    async def _update(self, request: web.Request) -> web.Response:
        conversation, message = request.match_info["conversation"], request.match_info["message"]
        if message not in self._shown.get(conversation, {}):
            return no_such_message()
        body = await request.json()
        self._shown[conversation][message] = body | {"id": message}
        self.sent.append(Sent("PUT", conversation, message, body))
        return web.json_response({"id": message})

    async def _delete(self, request: web.Request) -> web.Response:
        conversation, message = request.match_info["conversation"], request.match_info["message"]
        if self._shown.get(conversation, {}).pop(message, None) is None:
            return no_such_message()
        self.sent.append(Sent("DELETE", conversation, message, {}))
        return web.Response()

    async def _members(self, request: web.Request) -> web.Response:
        return web.json_response(self.members.get(request.match_info["conversation"], []))

    async def _paged_members(self, request: web.Request) -> web.Response:
        members = self.members.get(request.match_info["conversation"], [])
        return web.json_response({"members": members, "continuationToken": None})

    async def _member(self, request: web.Request) -> web.Response:
        for member in self.members.get(request.match_info["conversation"], []):
            if member["id"] == request.match_info["member"]:
                return web.json_response(member)
        return error(404, "MemberNotFoundInConversation", "No such member.")
