"""Polls that many answer at once through the bot's own router, in a process that may be killed."""

import asyncio
import os
import re
from collections.abc import Awaitable, Callable, Iterable
from itertools import count
from typing import NamedTuple

from cards.said import InformationSaid
from dialogs.turn import Quiet
from meeting.model import Meeting
from meeting.people import Person
from state.backend import Backend, Change
from state.paging import all_keys
from state.rows import LAST
from state.verify import verify
from tests.people import DEV, GRACE, OWEN, SAM
from tests.room import Room, words
from tests.walk import convened

Open = Callable[[], Awaitable[Backend]]

ROOM = Room()
"""One for the whole run: reading a protocol takes longer than being killed."""
PEOPLE = (SAM, GRACE, DEV, OWEN)
KEPT = re.compile(r"Recorded at .*your written information")
LINE = "sent written information"


class Made(NamedTuple):
    """The rows of a convened meeting, to be copied under as many references as are wanted."""

    name: str
    rows: dict[str, str]

    async def begin(self, backend: Backend, name: str) -> None:
        rows = [
            (k.replace(self.name, name), b.replace(self.name, name)) for k, b in self.rows.items()
        ]
        await backend.put([Change(key, 0, body) for key, body in rows])


async def made() -> Made:
    room = Room()
    await convened(room)
    rows = await room.backend.scan("", LAST, 10_000)
    return Made(room.id, {row.key: row.body for row in rows if not row.key.startswith("seen:")})


def room_over(backend: Backend) -> Room:
    ROOM.backend = ROOM.store.backend = backend
    return ROOM


async def say(room: Room, person: Person, meeting: str, token: str) -> bool:
    """Whether the person was told that their words are recorded, now or by an earlier delivery.

    The token is also the mark of the delivery."""
    reply = await room.does(
        person, InformationSaid, mark=token, meeting=meeting, words=token, agree="yes"
    )
    return isinstance(reply, Quiet) or bool(KEPT.search(words(reply)))


async def answer_until_killed(backend: Backend, meetings: list[str], told: int) -> None:
    """Everybody writes to every poll, again and again; each acknowledgement goes into the pipe."""
    room = room_over(backend)

    async def one(person: Person, meeting: str) -> None:
        number = 0
        while True:
            token = token_of(person, meeting, number)
            if await say(room, person, meeting, token):
                os.write(told, f"{meeting} {token}\n".encode())
                number += 1
            else:
                await asyncio.sleep(0.001)  # the database may be there again

    await asyncio.gather(*(one(person, meeting) for person in PEOPLE for meeting in meetings))


def token_of(person: Person, meeting: str, number: int) -> str:
    return f"{meeting}/{PEOPLE.index(person)}/{number}"


class Found(NamedTuple):
    lost: list[str]
    """Acknowledged, and not there."""
    torn: list[str]
    """What is there in part, or twice, or does not fit together; in words."""


async def look(backend: Backend, meetings: Iterable[str], acknowledged: set[str]) -> Found:
    """Compares what was acknowledged with what is there, and each part of that with the others."""
    room, lost, torn = room_over(backend), list[str](), list[str]()
    marks = [key async for key in all_keys(backend, "seen:")]
    for name in meetings:
        room.id = name
        found = tokens(await room.meeting())
        lost += {token for token in acknowledged if token.startswith(f"{name}/")} - set(found)
        seen = [mark.rpartition(":")[2] for mark in marks if f"{name}/" in mark]
        lines = (await room.timeline()).count(LINE)
        if sorted(found) != sorted(seen) or lines != len(found):
            torn.append(f"{name}: {len(found)} words, {len(seen)} marks, {lines} lines")
    torn += (await verify(backend, {})).faults
    return Found(lost, torn)


async def again(backend: Backend, meetings: list[str], acknowledged: set[str]) -> list[str]:
    """Teams delivers once more what was not acknowledged: it is recorded, and once."""
    room, wrong = room_over(backend), list[str]()
    for person in PEOPLE:
        for name in meetings:
            number = next(n for n in count() if token_of(person, name, n) not in acknowledged)
            token = token_of(person, name, number)
            await say(room, person, name, token)
            room.id = name
            if tokens(await room.meeting()).count(token) != 1:
                wrong.append(f"{token} is not there once")
    return wrong


def tokens(meeting: Meeting) -> list[str]:
    written = [i.information.answers for i in meeting.asked if i.information]
    return [words for answers in written for _, words in answers]
