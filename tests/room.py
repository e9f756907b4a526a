"""A bot without Teams: people press and type, and the test reads what is said, kept and owed."""

from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count, pairwise
from typing import Any
from zoneinfo import ZoneInfo

from cards.drawing import Scene, draw
from cards.form import TO, Form
from dialogs.contents import DIALOGS
from dialogs.router import Router
from dialogs.turn import Reply, Say, Show, Turn
from meeting.model import Meeting
from meeting.people import Person
from meeting.post import Post
from meeting.posts import posts
from state.backend import Unavailable
from state.directory import CONVENE
from state.meeting_rows import parse, read_row
from state.memory import MemoryBackend
from state.protocols import read_protocol
from state.store import Store
from tests.people import DIRECTORY

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=LONDON)

CHILD = {"name": "Robin Ashgrove", "born": "2018-05-04", "nhs": "999 000 1234"}
SECOND_CHILD = {"name": "Wren Ashgrove", "born": "2022-01-20"}
ADULT = {"name": "Jo Ashgrove", "relationship": "mother", "born": "1990-02-03"}


class Room:
    def __init__(self, backend=None, protocol="north_somerset"):
        loaded = read_protocol(protocol)
        self.backend = backend or MemoryBackend()
        self.store = Store(self.backend, {loaded.name: loaded}, DIRECTORY)
        self.router = Router(DIALOGS, self.store)
        self.protocol = loaded
        self.now = MONDAY
        self.id = ""
        self._marks = count()

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    async def does(
        self,
        person: Person,
        form: type[Form],
        /,
        *,
        mark: str = "",
        channel: bool = False,
        **data: Any,
    ) -> Reply:
        """Somebody sends a form; it is about the room's meeting unless told."""
        if "meeting" in form.model_fields:
            data = {"meeting": self.id, **data}
        turn = Turn(person=person, at=self.now, in_channel=channel)
        taken = await self.router.take(turn, {TO: form.to, **data}, mark or f"m{next(self._marks)}")
        await self._learn(taken.touched)
        return taken.reply

    async def says(self, person: Person, words: str, *, channel: bool = False) -> Reply:
        turn = Turn(person=person, at=self.now, words=words, in_channel=channel)
        taken = await self.router.take(turn, {}, f"m{next(self._marks)}")
        await self._learn(taken.touched)
        return taken.reply

    async def _learn(self, touched):
        """Whatever was kept must be read again as it was written: state/meeting_rows.py."""
        with suppress(Unavailable):  # where a test takes the store away
            for name in touched:
                if body := await self.store.work(CONVENE, self.now).rows.get(f"meeting:{name}"):
                    kept = read_row(body)
                    assert (parse(body), body) == (kept, kept.model_dump_json())
        if touched:
            self.id = touched[0]

    async def meeting(self) -> Meeting:
        return await self.store.work(CONVENE, self.now).meeting(self.id)

    async def posts(self) -> tuple[Post, ...]:
        """What is owed by now."""
        return posts(await self.meeting(), self.protocol, self.now)

    async def owed_to(self, to: Person | str) -> list[str]:
        """The kinds of post that somebody should have been shown by now."""
        who = to if isinstance(to, str) else to.id
        return [str(p.kind) for p in await self.posts() if p.to == who]

    async def card(self, slot: str) -> dict[str, Any]:
        """The card of a post, as it would be drawn now."""
        post = next(p for p in await self.posts() if p.slot.startswith(slot))
        meeting = await self.meeting()
        people = DIRECTORY.people
        scene = Scene(post, meeting, self.protocol, people, lambda m, p, e: f"https://link/{p}")
        return draw(scene)

    async def timeline(self) -> list[str]:
        return [e.what for e in await self.store.work(CONVENE, self.now).timeline(self.id)]


def words(shown: Reply | dict[str, Any]) -> str:
    """Everything that can be read on a card or in a reply."""
    if isinstance(shown, Say):
        return shown.words
    card = shown.card if isinstance(shown, Show) else shown
    return "\n".join(_words(card)) if isinstance(card, dict) else ""


def _words(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part[k] for k in ("text", "title", "label", "placeholder") if k in part]
        runs = [r["text"] for r in part.get("inlines", [])]
        inner = [w for k in ("body", "items", "actions", "choices") for w in _words(part.get(k))]
        return [*([" ".join(runs)] if runs else []), *map(str, own), *inner]
    return [w for p in part for w in _words(p)] if isinstance(part, list) else []


def buttons(card: dict[str, Any] | Reply) -> dict[str, dict[str, Any]]:
    """The buttons of a card: what is on them → what they send."""
    found = card.card if isinstance(card, Show) else card
    return {a["title"]: a.get("data", {}) for a in _actions(found)}


def _actions(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        own = [part] if str(part.get("type", "")).startswith("Action.") else []
        return own + [a for v in part.values() for a in _actions(v)]
    return [a for p in part for a in _actions(p)] if isinstance(part, list) else []


def inputs(card: dict[str, Any] | Reply) -> dict[str, dict[str, Any]]:
    """The questions of a card by their ids."""
    found = card.card if isinstance(card, Show) else card
    return {i["id"]: i for i in _inputs(found)}


def _inputs(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        own = [part] if str(part.get("type", "")).startswith("Input.") else []
        return own + [a for v in part.values() for a in _inputs(v)]
    return [a for p in part for a in _inputs(p)] if isinstance(part, list) else []


def mistakes(card: dict[str, Any] | Reply) -> dict[str, str]:
    """What is said to be wrong, by the field below which it is said."""
    found = card.card if isinstance(card, Show) else card
    return dict(_mistakes(found["body"]))


def _mistakes(parts: list[dict[str, Any]]) -> list[tuple[str, str]]:
    below = pairwise(parts)
    own = [(a["id"], b["inlines"][0]["text"]) for a, b in below if "id" in a and _warns(b)]
    return own + [m for part in parts for m in _mistakes(part.get("items", []))]


def _warns(part: dict[str, Any]) -> bool:
    return part["type"] == "RichTextBlock" and part["inlines"][0].get("color") == "Attention"
