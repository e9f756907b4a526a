"""An office in which people write and press as Teams does, on the cards that they were given."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import aiohttp

from app import SERVICE, create_app
from bot.service import Service
from state.backend import Backend
from state.directory import CONVENE
from state.memory import MemoryBackend
from state.protocols import read_protocol
from state.store import Store
from tests.fakes.activities import an_activity
from tests.fakes.connector import FakeConnector
from tests.fakes.serving import served
from tests.fakes.settings import local_settings
from tests.people import DIRECTORY
from tests.room import MONDAY, buttons, inputs, words

TEAM = "19:strategy@thread.tacv2"
"""The channel in which meetings are shown."""


class Clock:
    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


async def _healthy() -> bool:
    return True


def a_store(backend: Backend) -> Store:
    protocol = read_protocol("north_somerset")
    return Store(backend, {protocol.name: protocol}, DIRECTORY)


class Office:
    """The bot behind its door, a Teams of our own, and everybody of the staff."""

    def __init__(self, teams: FakeConnector, store: Store, url: str, service_url: str) -> None:
        self.teams = teams
        self.store = store
        self.url = url
        self.service_url = service_url
        self.clock = Clock()
        self.service: Service
        self.http: aiohttp.ClientSession
        self.headers: dict[str, str] = {}
        self.id = ""
        """The meeting that is talked of: the latest there is."""

    async def post(self, activity: dict[str, Any], *, settle: bool = True) -> tuple[int, Any]:
        """What Teams posts; the status and the JSON that come back, once all has been shown."""
        address = f"{self.url}/api/messages"
        async with self.http.post(address, json=activity, headers=self.headers) as answer:
            body = await answer.json() if answer.content_type == "application/json" else None
        if settle:
            await self.service.handler.settled()
        keys = await self.store.backend.scan("meeting:", "meeting:~", 10_000)
        if keys:
            self.id = keys[-1].key.split(":", 1)[1] if not self.id else self.id
        return answer.status, body

    async def later(self, **span: float) -> None:
        """Time goes by, and the postman makes his round."""
        await self.at(self.clock.now + timedelta(**span))

    async def at(self, moment: datetime) -> None:
        self.clock.now = moment
        await self.service.postman.wake()
        await self.service.handler.settled()

    async def meeting(self):
        return await self.store.work(CONVENE, self.clock.now).meeting(self.id)

    async def timeline(self) -> list[str]:
        entries = await self.store.work(CONVENE, self.clock.now).timeline(self.id)
        return [e.what for e in entries]

    def who(self, person, *, called: str = "") -> "Someone":
        return Someone(self, person, called)

    def channel(self) -> str:
        """Everything that can be read in the channel and its threads, newest last."""
        names = [c for c in self.teams.conversations if c.startswith(TEAM)]
        cards = [m for name in names for m in self.teams.messages(name)]
        return "\n".join(_read(m) for m in sorted(cards, key=lambda m: int(m["id"])))


class Someone:
    """One of the staff, in their own chat with the bot or in the channel."""

    def __init__(self, office: Office, person, called: str = "") -> None:
        self._office = office
        self.person = person
        self.mri = f"29:{person.id}"
        self.chat = office.teams.chat_of(self.mri)
        self.name = called or person.name

    def activity(self, kind: str, *, where: str = "", **more: Any) -> dict[str, Any]:
        place = where or self.chat
        return an_activity(
            kind,
            **{
                "service_url": self._office.service_url,
                "conversation": place,
                "conversation_type": "personal" if place == self.chat else "channel",
                "user": self.mri,
                "called": self.name,
                "from": {"id": self.mri, "name": self.name, "aadObjectId": self.person.id},
            }
            | more,
        )

    async def types(self, text: str, *, where: str = "", **more: Any) -> tuple[int, Any]:
        return await self._office.post(self.activity("message", where=where, text=text, **more))

    async def installs(self) -> tuple[int, Any]:
        return await self._office.post(self.activity("installationUpdate", action="add"))

    def messages(self) -> list[dict[str, Any]]:
        return self._office.teams.messages(self.chat)

    def reads(self) -> str:
        """Everything in their own chat, oldest first."""
        return "\n".join(_read(m) for m in self.messages())

    def given(self, button: str, where: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
        """The newest message with such a button, and what pressing it sends with nothing typed."""
        teams = self._office.teams
        places = [where] if where else [self.chat]
        if where == TEAM:
            places = [c for c in teams.conversations if c.startswith(TEAM)]
        shown = sorted((m for p in places for m in teams.messages(p)), key=lambda m: int(m["id"]))
        for message in reversed(shown):
            for attachment in message.get("attachments", ()):
                card = attachment["content"]
                if button in buttons(card):
                    return message, pressed(card, button)
        raise AssertionError(f"no button “{button}” for {self.name}; {self.reads()[-3000:]}")

    def press(self, button: str, *, where: str = "", **typed: str) -> dict[str, Any]:
        """The activity that a press of the button sends, with what was typed on its card."""
        message, value = self.given(button, where)
        place = message["conversation"]["id"]
        unknown = set(typed) - set(self.fields(button, where))
        assert not unknown, f"the card has no field {unknown}"
        return self.activity("message", where=place, value=value | typed, replyToId=message["id"])

    def fields(self, button: str, where: str = "") -> dict[str, dict[str, Any]]:
        message, _ = self.given(button, where)
        return inputs(message["attachments"][0]["content"])

    async def presses(self, button: str, *, where: str = "", **typed: str) -> tuple[int, Any]:
        return await self._office.post(self.press(button, where=where, **typed))

    async def executes(self, button: str, *, where: str = "", **typed: str) -> tuple[int, Any]:
        """The same button as a client of the other kind sends it: an invoke with an answer."""
        pressed = self.press(button, where=where, **typed)
        action = {"type": "Action.Execute", "verb": "", "data": pressed.pop("value")}
        value = {"action": action, "trigger": "manual"}
        return await self._office.post(
            pressed | {"type": "invoke", "name": "adaptiveCard/action", "value": value}
        )


def pressed(card: dict[str, Any], button: str) -> dict[str, Any]:
    """What a client sends: the button's data, with every input of the card as it stands."""
    [action] = [a for a in _parts(card) if a.get("title") == button][:1]
    data = dict(action.get("data", {}))
    if action.get("associatedInputs") == "none":
        return data
    return {name: i.get("value", "") for name, i in inputs(card).items()} | data


def _parts(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        return [part, *(p for v in part.values() for p in _parts(v))]
    return [p for v in part for p in _parts(v)] if isinstance(part, list) else []


def _read(message: dict[str, Any]) -> str:
    cards = [words(a["content"]) for a in message.get("attachments", ())]
    return "\n".join([message.get("text") or "", *cards])


@asynccontextmanager
async def an_office(
    backend: Backend | None = None, teams: FakeConnector | None = None, clock: Clock | None = None
) -> AsyncIterator[Office]:
    """The whole bot as on one machine; with the parts of an earlier one it is a restart."""
    if teams is None:
        async with FakeConnector() as fake, an_office(backend, fake, clock) as opened:
            yield opened
        return
    store = a_store(backend or MemoryBackend())
    office = Office(teams, store, "", teams.url)
    office.clock = clock or office.clock
    app = create_app(local_settings(), store, _healthy, office.clock)
    async with aiohttp.ClientSession() as office.http, served(app) as office.url:
        office.service = app[SERVICE]
        yield office
