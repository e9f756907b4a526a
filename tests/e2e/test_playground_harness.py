"""The Playground harness, proved with a bot of thirty lines before ours is walked through it."""

import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp import web

from tests.e2e.client import ADAPTIVE, Json
from tests.e2e.playground import PLACE, playground
from tests.e2e.screen import screen

pytestmark = pytest.mark.e2e

ASKING = {
    "type": "AdaptiveCard",
    "version": "1.4",
    "body": [
        {"type": "TextBlock", "text": "Can you come?", "wrap": True},
        {
            "type": "Input.Text",
            "id": "why",
            "label": "Why",
            "isRequired": True,
            "errorMessage": "Say why",
        },
        {
            "type": "Input.ChoiceSet",
            "id": "how",
            "label": "How",
            "choices": [{"title": "In person", "value": "p"}, {"title": "Online", "value": "o"}],
        },
    ],
    "actions": [
        {"type": "Action.Submit", "title": "Send", "data": {"to": "answer"}},
        {
            "type": "Action.Execute",
            "title": "Look",
            "verb": "look",
            "associatedInputs": "none",
        },
    ],
}


def saying(text: str) -> Json:
    body = [{"type": "TextBlock", "text": text, "wrap": True}]
    return {"type": "AdaptiveCard", "version": "1.4", "body": body}


def carrying(card: Json) -> Json:
    return {"type": "message", "attachments": [{"contentType": ADAPTIVE, "content": card}]}


class Parrot:
    """Repeats what is said, asks when told to, and redraws what is answered."""

    def __init__(self, http: aiohttp.ClientSession) -> None:
        self.http = http
        self.heard: list[Json] = []

    async def messages(self, request: web.Request) -> web.Response:
        told = await request.json() if request.method == "POST" else {}
        self.heard.append(told)
        if told.get("type") == "invoke":
            return web.json_response(
                {"statusCode": 200, "type": ADAPTIVE, "value": saying("Looked at")}
            )
        if told.get("type") == "message":
            await self._answer(told)
        return web.Response()

    async def _answer(self, told: Json) -> None:
        base = f"{told['serviceUrl']}/v3/conversations"
        here = f"{base}/{quote(told['conversation']['id'], safe='')}/activities"
        channel = f"{base}/{quote('19:strategy-meetings@thread.tacv2', safe='')}/activities"
        if "value" in told:
            thanks = carrying(saying(f"Thank you: {told['value'].get('why')}"))
            await self._send("PUT", f"{here}/{told['replyToId']}", thanks)
        elif "ask me" in told["text"]:
            await self._send("POST", here, carrying(ASKING))
        elif "tell the channel" in told["text"]:
            await self._send("POST", channel, carrying(saying("1 of 3 have answered")))
        else:
            await self._send("POST", here, {"type": "message", "text": f"You said {told['text']}"})

    async def _send(self, method: str, url: str, body: Json) -> None:
        async with self.http.request(method, url, json=body) as answer:
            assert answer.status < 300


@asynccontextmanager
async def parrot() -> AsyncIterator[tuple[Parrot, str]]:
    async with aiohttp.ClientSession() as http:
        bot = Parrot(http)
        app = web.Application()
        app.router.add_route("*", "/api/messages", bot.messages)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield bot, f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
        finally:
            await runner.cleanup()


async def test_a_chat_a_card_and_a_channel_work_over_http(tmp_path: Path):
    async with parrot() as (bot, address), playground(address, tmp_path / "log") as client:
        await client.install()
        await client.say("good morning")
        await client.sees(lambda p: p.text == "You said good morning")

        await client.say("ask me")
        asked = await client.sees(lambda p: ASKING in p.cards)
        await client.submit(asked, {"to": "answer", "why": "on duty"})
        redrawn = await client.sees(lambda p: p.id == asked.id and p.redrawn == 1)
        assert redrawn.cards == (saying("Thank you: on duty"),)
        await client.execute(redrawn, "look", {"to": "look"})
        assert client.posts[asked.id].cards == (saying("Looked at"),)

        await client.say("tell the channel")
        told = await client.sees(lambda p: p.conversation.startswith(client.channel))
        assert told.conversation == f"{client.channel};messageid={told.id}"

        await client.say("ask me", told.conversation)
        asked = await client.sees(lambda p: p.conversation == told.conversation and p.id != told.id)
        await client.submit(asked, {"why": "leave"}, by=client.users["Dev Raman"])
        await client.sees(lambda p: p.id == asked.id and p.redrawn == 1)
        assert bot.heard[-1]["from"]["name"] == "Dev Raman"


async def test_what_the_bot_posts_to_somebody_else_is_in_the_traffic(tmp_path: Path):
    async with parrot() as (bot, address), playground(address, tmp_path / "log") as client:
        base = f"{client.url}/_connector/v3/conversations"
        opening = {"isGroup": False, "members": [{"id": client.users["Dev Raman"]}]}
        async with bot.http.post(base, json=opening | {"bot": client.bot}) as answer:
            chat = (await answer.json())["id"]
        post = {"type": "message", "text": "for Dev", "conversation": {"id": chat}}
        async with bot.http.post(f"{base}/{quote(chat, safe='')}/activities", json=post) as answer:
            assert answer.status == 201
        told = await client.hears(lambda x: x.body.get("text") == "for Dev")
        assert (told.to_bot, told.conversation, told.status) == (False, chat, 201)
        assert not client.posts


async def test_a_person_at_the_screen_can_do_the_same(tmp_path: Path):
    async with (
        parrot() as (bot, address),
        playground(address, tmp_path / "log") as client,
        screen(client.url, tmp_path) as window,
    ):
        await window.types("ask me")
        card = await window.card("Can you come?")
        await window.presses(card, "Send")
        await card.get_by_text("Say why").wait_for()
        await window.fills(card, "Why", "on duty")
        await window.chooses(card, "How", "Online")
        await window.presses(card, "Send")
        await window.card("Thank you: on duty")
        assert bot.heard[-1]["value"] == {"to": "answer", "why": "on duty", "how": "o"}

        await window.turn_to("Strategy meetings")
        await window.types("tell the channel")
        await window.card("1 of 3 have answered")
        await window.types("ask me")
        await window.presses(await window.card("Can you come?"), "Look")
        await window.card("Looked at")
        picture = await window.shoot("channel")
        assert picture.stat().st_size > 10_000


def test_the_playground_is_kept_to_this_machine():
    listening = "require('net').createServer().listen(0, function () {"
    telling = "console.log(this.address().address, process.env.APPLICATION_INSIGHTS_NO_STATSBEAT);"
    script = f"{listening} {telling} process.exit() }})"
    command = ["node", "--require", str(PLACE / "loopback.cjs"), "-e", script]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout == "127.0.0.1 1\n"
