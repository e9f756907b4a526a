"""A bot behind its real door, on a free port: what it heard, and what it will answer."""

import json
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web

from bot.inbound import Answer, Door
from bot.teams import teams
from tests.fakes.serving import served

CARD = {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": {"a": "é"}}
JSON = {"Content-Type": "application/json"}


class Room:
    """A bot behind its door: what it heard, and what it will answer."""

    def __init__(self, url, session):
        self.url = url
        self.session = session
        self.turns = []
        self.answer = Answer(200, CARD)

    async def hear(self, turn):
        self.turns.append(turn)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    async def post(self, body, headers=None):
        """The status and the body that come back."""
        data = body if isinstance(body, bytes) else json.dumps(body)
        given = JSON | (headers or {})
        given = {name: value for name, value in given.items() if value is not None}
        skip = {"Content-Type"} - set(given)
        async with self.session.post(
            f"{self.url}/api/messages", data=data, headers=given, skip_auto_headers=skip
        ) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def a_room(settings, metadata_url="http://127.0.0.1:9/"):
    async with aiohttp.ClientSession() as session:
        room = Room("", session)
        async with teams(settings, metadata_url=metadata_url) as (identity, _):
            door = Door(settings, identity, room.hear)
            app = web.Application()
            app.router.add_post("/api/messages", door.messages)
            async with served(app) as room.url:
                yield room
