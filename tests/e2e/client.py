"""A client of Microsoft's Playground, which speaks to it as its own page does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import aiohttp

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
BOT = "User Application"
"""What the Playground's log calls us."""

POSTS = "/_ws_conversation/v1/conversations/stream"
LOG = "/_ws/log/stream"

Json = dict[str, Any]


@dataclass(frozen=True)
class Post:
    """Something the bot shows, as it stands now; `conversation` is where an answer to it goes."""

    id: str
    conversation: str
    text: str = ""
    cards: tuple[Json, ...] = ()
    redrawn: int = 0
    """How often the bot has changed it."""


@dataclass(frozen=True)
class Exchange:
    """One request between Playground and bot, in either direction, with what came back."""

    to_bot: bool
    kind: str
    conversation: str
    body: Json
    status: int
    answer: Any


@dataclass
class Playground:
    """A client of a running Playground; the person at the screen unless `by` says otherwise."""

    url: str
    http: aiohttp.ClientSession
    me: str
    bot: Json
    users: dict[str, str]
    """Every person's id by name."""
    personal: str
    group: str
    team: str
    """The General channel, whose id is the team's."""
    channel: str
    posts: dict[str, Post] = field(default_factory=dict)
    """What the person at the screen can see of the bot's, by message id, oldest first."""
    traffic: list[Exchange] = field(default_factory=list)
    """Everything said between Playground and bot, posts to other people too."""
    remarks: list[str] = field(default_factory=list)
    """What the Playground itself says in its log, such as what it does not support."""
    _heard: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def install(self, conversation: str = "") -> None:
        where = conversation or self.personal
        await self._call(f"/_debug/conversation/{where}/installation", {})

    async def say(self, text: str, conversation: str = "") -> Post:
        """In the group or a channel the bot is mentioned, since it would not hear otherwise."""
        where = conversation or self.personal
        body: Json = {"from": {"id": self.me}, "text": text, "textFormat": "plain"}
        if where != self.personal:
            mention = f"<at>{self.bot['name']}</at>"
            body["text"] = f"{mention} {text}"
            body["mentions"] = [{"mentioned": {"id": self.bot["id"]}, "text": mention}]
        told = await self._call(f"/_conversation/v1/conversations/{where}/messages", body)
        return Post(told["messageId"], told.get("postConversationId") or where, text)

    async def submit(self, post: Post, data: Json, by: str = "") -> None:
        """Presses an Action.Submit; the bot gets a message whose value is `data`."""
        body = {**self._pressing(post, by), "value": data}
        await self._call("/_conversation/v1/submit", body)

    async def execute(self, post: Post, verb: str, data: Json, by: str = "") -> Json:
        """Presses an Action.Execute; returns the bot's answer, and shows it if it is a card."""
        action = {"type": "Action.Execute", "verb": verb, "data": data}
        body = {
            **self._pressing(post, by),
            "name": "adaptiveCard/action",
            "value": {"action": action, "trigger": "manual"},
        }
        answer: Json = await self._call("/_conversation/v1/invoke", body)
        if answer.get("type") == ADAPTIVE:
            shown = replace(post, cards=(answer["value"],), redrawn=post.redrawn + 1)
            self.posts[post.id] = shown
        return answer

    async def deliver(self, activity: Json) -> None:
        """Any activity, handed to the bot as it is; its answer is only in `traffic`."""
        await self._call("/_internal/v1/customActivities", activity)

    async def sees(self, wanted: Callable[[Post], bool], within: float = 10) -> Post:
        """The newest post that is as wanted, now or within so many seconds."""

        def found() -> Post | None:
            return next(filter(wanted, reversed(self.posts.values())), None)

        try:
            async with asyncio.timeout(within), self._heard:
                post = await self._heard.wait_for(found)
        except TimeoutError:
            shown = [(p.text, p.conversation, len(p.cards)) for p in self.posts.values()]
            raise AssertionError(f"not seen in {within} s; shown: {shown}") from None
        assert post
        return post

    async def hears(self, wanted: Callable[[Exchange], bool], within: float = 10) -> Exchange:
        """The newest exchange that is as wanted, now or within so many seconds."""

        def found() -> Exchange | None:
            return next(filter(wanted, reversed(self.traffic)), None)

        async with asyncio.timeout(within), self._heard:
            exchange = await self._heard.wait_for(found)
        assert exchange
        return exchange

    def _pressing(self, post: Post, by: str) -> Json:
        return {
            "from": {"id": by or self.me},
            "conversation": {"id": post.conversation},
            "replyToId": post.id,
        }

    async def _call(self, path: str, body: Json) -> Any:
        async with self.http.post(self.url + path, json=body) as answer:
            text = await answer.text()
            assert answer.status < 400, f"{path}: {answer.status} {text}"
            return await answer.json() if text and answer.content_type.endswith("json") else {}

    async def _watch(
        self, stream: aiohttp.ClientWebSocketResponse, keep: Callable[[Json], None]
    ) -> None:
        async for message in stream:
            async with self._heard:
                keep(message.json())
                self._heard.notify_all()

    def _keep_post(self, told: Json) -> None:
        if "message" not in told:
            return
        message = told["message"]
        before = self.posts.get(message["messageId"])
        where = before.conversation if before else told["actionConversationId"]
        self.posts[message["messageId"]] = Post(
            message["messageId"],
            message.get("postConversationId") or where,
            message.get("text") or "",
            tuple(a["content"] for a in message["attachments"] if a["contentType"] == ADAPTIVE),
            before.redrawn + 1 if before else 0,
        )

    def _keep_log(self, told: Json) -> None:
        log = told["log"]
        if "request" not in log:
            self.remarks.append(log.get("displayText") or "")
            return
        self.traffic.append(
            Exchange(
                to_bot=log["to"] == BOT,
                kind=log.get("activityName") or "",
                conversation=log.get("conversationId") or "",
                body=log["request"].get("body") or {},
                status=log["response"]["statusCode"],
                answer=log["response"].get("body"),
            )
        )


@asynccontextmanager
async def client_of(url: str, http: aiohttp.ClientSession) -> AsyncIterator[Playground]:
    """A client of the Playground at that address; it remembers what is shown from now on."""
    async with http.get(url + "/_internal/v1/testConfig") as answer:
        config = (await answer.json())["config"]
    [team] = config["teams"]
    people = [config["currentUser"], *config["users"]]
    client = Playground(
        url,
        http,
        me=config["currentUser"]["id"],
        bot=config["bot"],
        users={person["name"]: person["id"] for person in people},
        personal=config["personalChat"]["id"],
        group=config["groupChats"][0]["id"],
        team=team["id"],
        channel=team["channels"][-1]["id"],
    )
    async with (
        http.ws_connect(url + POSTS, max_msg_size=0) as posts,
        http.ws_connect(url + LOG, max_msg_size=0) as log,
    ):
        watching = [
            asyncio.create_task(client._watch(posts, client._keep_post)),
            asyncio.create_task(client._watch(log, client._keep_log)),
        ]
        yield client
        for task in watching:
            task.cancel()
