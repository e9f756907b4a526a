"""Convened meetings in great number, in an encrypted store, and the answers of their invitees.

Each is a copy of one that was convened by the rules and that the postman has shown to everybody:
a store as it lies at any moment of a working day.
"""

import json
import random
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count, cycle
from pathlib import Path
from typing import Any, NamedTuple

from bot.people import People
from cards.attendance import AnswerForm
from cards.form import TO
from meeting.model import AnswerKind
from meeting.people import Person
from state.backend import Backend
from state.directory import CONVENE
from state.keyring import KeyRing
from state.opening import open_backend
from state.places import Place, PlaceKind
from state.rows import LAST
from tests.bot.desk import Desk
from tests.build import NINE, convened
from tests.fakes.activities import BOT, an_activity, an_execute
from tests.fakes.settings import SERVICE_URL, TENANT
from tests.people import DEV, DIRECTORY, GRACE, OWEN, SAM

INVITED = (SAM, GRACE, DEV, OWEN)
SHOWN_AT = NINE + timedelta(minutes=1)
"""When everything was shown; a bot that goes on from here owes nobody anything for an hour."""
CARD = b"adaptive"
"""Stands in every answer with a card."""


class Template(NamedTuple):
    name: str
    rows: dict[str, str]

    def copy(self, name: str) -> Iterator[tuple[str, str]]:
        for key, body in self.rows.items():
            yield key.replace(self.name, name), body.replace(self.name, name)


async def template(*, shown: bool) -> Template:
    """One convened meeting; `shown`: the postman has been, or else everything is due."""
    desk = await desk_of_one(shown=shown)
    rows = await desk.backend.scan("", LAST, 10_000)
    kept = {r.key: r.body for r in rows if not r.key.startswith(("reach:", "missed:"))}
    return Template(convened().id, kept)


async def shown() -> list[dict[str, Any]]:
    """The cards that are shown of a meeting just convened: each is a post."""
    desk = await desk_of_one(shown=True)
    return [message.card for message in desk.voice.messages if message.card]


async def desk_of_one(*, shown: bool, backend: Backend | None = None) -> Desk:
    """A meeting just convened; `shown`: its posts have been brought."""
    desk = Desk(backend)
    work = desk.store.work(CONVENE, NINE)
    await work.save(convened(), "sent the invitations")
    await work.commit()
    if shown:
        await desk.everybody_is_within_reach()
        await desk.until(SHOWN_AT)
        assert desk.voice.messages, "the postman has shown nothing"
    return desk


def names(number: int, first: int = 0) -> list[str]:
    return [f"SM-{n:06d}" for n in range(first, first + number)]


async def fill(file: Path, key: str, meetings: Iterable[tuple[Template, list[str]]]) -> None:
    """A new store with those meetings, and with everybody's chat and the channel known."""
    ring = KeyRing(key)
    backend = await open_backend("", file, ring)
    desk = Desk(backend)
    people = People(desk.store, local=False)
    for person in DIRECTORY.people:
        await people.remember(person, chat_of(person))
    await people.remember_channel(the_channel())
    await backend.close()
    rows = (row for made, wanted in meetings for name in wanted for row in made.copy(name))
    write(file, ((key, ring.seal(key, body)) for key, body in rows))


def write(file: Path, rows: Iterable[tuple[str, str]]) -> None:
    """Puts new rows into the file of a store that is not open; far quicker than the bot would."""
    with closing(sqlite3.connect(file)) as held:
        held.execute("PRAGMA synchronous = OFF")
        values = ((key, json.dumps([1, body])) for key, body in rows)
        held.executemany("INSERT INTO rows (key, value) VALUES (?, ?)", values)
        held.commit()


def lines(file: Path) -> int:
    """How many lines the timelines of all meetings have, as they lie on the disk."""
    with closing(sqlite3.connect(file)) as held:
        wanted = "SELECT count(*) FROM rows WHERE key > 'journal:' AND key < 'journal;'"
        return int(held.execute(wanted).fetchone()[0])


def chat_of(person: Person) -> Place:
    return Place(
        service_url=SERVICE_URL,
        conversation=f"a:chat-of-{person.id}",
        bot=BOT,
        tenant=TENANT,
        kind=PlaceKind.PERSONAL,
        user=f"29:{person.id}",
    )


def the_channel() -> Place:
    channel = {"conversation": "19:bench@thread.tacv2", "kind": PlaceKind.CHANNEL, "user": ""}
    return chat_of(SAM).model_copy(update=channel)


class Answers:
    """Each call the next answer as Teams posts it: of every invitee of every meeting in turn.

    In no order, so that seldom two at once are about one meeting; each with an id of its own.
    Everybody says that they send information, and is answered with the card of questions."""

    def __init__(self, meetings: Iterable[str]) -> None:
        pairs = [(meeting, person) for meeting in meetings for person in INVITED]
        random.Random(1).shuffle(pairs)
        self._pairs = cycle(pairs)
        self.made = 0
        """How many there have been."""

    def __call__(self) -> bytes:
        meeting, person = next(self._pairs)
        self.made += 1
        return json.dumps(an_answer(meeting, person, self.made)).encode()


def greetings(service_url: str) -> Callable[[], bytes]:
    """Each call another message of a few words, for a bot that echoes."""
    numbers = count(1)

    def following() -> bytes:
        said = {"text": "hello", "conversation": chat_of(SAM).conversation}
        more = {"id": f"f:{next(numbers)}", "service_url": service_url}
        return json.dumps(an_activity("message", **said, **more)).encode()

    return following


def an_answer(meeting: str, person: Person, number: int) -> dict[str, Any]:
    chat = chat_of(person)
    data = {TO: AnswerForm.to, "meeting": meeting, "kind": AnswerKind.INFORMATION.name}
    return an_execute(
        "",
        data,
        **{
            "id": f"f:{number}",
            "service_url": SERVICE_URL,
            "conversation": chat.conversation,
            "from": {"id": chat.user, "name": person.name, "aadObjectId": person.id},
            "replyToId": "1700000000001",
        },
    )
