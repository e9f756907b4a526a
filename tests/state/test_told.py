"""When the store fails, whoever did something is told so at that very turn, and may try again."""

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from cards.attendance import AnswerForm
from state.postgres import open_postgres
from state.sqlite import SqliteBackend
from state.verify import verify
from tests.people import DEV
from tests.room import Room, words
from tests.state.trouble import disk_that_refuses, locked, stalled
from tests.walk import convened
from web import health

NOT_KEPT = "Something is wrong with my memory: nothing was recorded. Please try again soon."
WITHIN = 3
"""Seconds in which anybody is told, with a store whose patience is 0.4."""


async def colour(backend):
    app = web.Application()
    app.add_routes(health.routes(backend.healthy))
    async with TestClient(TestServer(app)) as client:
        answer = await client.get("/health")
        return answer.status


async def answers(room, kind="ATTENDING"):
    async with asyncio.timeout(WITHIN):
        return words(await room.does(DEV, AnswerForm, kind=kind))


async def answer_of(room, person):
    invitee = (await room.meeting()).invitee(person.id)
    return invitee.answer and invitee.answer.kind.name


async def is_told_and_may_try_again(room, trouble):
    with trouble:
        assert await answers(room) == NOT_KEPT
        assert await colour(room.backend) == 503
    assert await answer_of(room, DEV) is None
    assert await colour(room.backend) == 200
    assert (await answers(room)).startswith("Recorded at 9:00 am: you are attending")
    assert await answer_of(room, DEV) == "ATTENDING"
    assert (await verify(room.backend, {})).faults == ()


@pytest.fixture
async def room(embedded):
    room = Room(backend=embedded)
    await convened(room)
    return room


async def test_of_a_file_that_somebody_has_locked(room, database):
    await is_told_and_may_try_again(room, locked(database))


async def test_of_a_full_disk(room, database):
    await is_told_and_may_try_again(room, disk_that_refuses(database, more=0))


async def test_of_a_disk_that_hangs(room):
    await is_told_and_may_try_again(room, stalled(room.backend))


async def test_of_a_database_that_is_stopped(own_server):
    backend = await open_postgres(own_server.url, patience=0.8)
    room = Room(backend=backend)
    await convened(room)
    own_server.stop()
    try:
        assert await answers(room) == NOT_KEPT
        assert await colour(backend) == 503
    finally:
        own_server.start()
    assert await colour(backend) == 200
    assert (await answers(room)).startswith("Recorded at 9:00 am")
    await backend.close()


async def test_thirty_people_who_answer_one_poll_on_a_full_disk_are_all_told(database):
    backend = SqliteBackend(database, patience=2)
    room = Room(backend=backend)
    await convened(room)
    with disk_that_refuses(database, more=0):
        said = await asyncio.gather(*(answers(room) for _ in range(30)))
    assert said == [NOT_KEPT] * 30
    await backend.close()
