"""A store that falls silent while it keeps a turn: nobody is told what is not so."""

import pytest

from cards.attendance import AnswerForm
from dialogs.router import NOT_KEPT, NOT_SURE
from state.backend import Unavailable, Unsure
from state.memory import MemoryBackend
from tests.people import DEV
from tests.room import Room, words
from tests.walk import convened


class Silent(MemoryBackend):
    """Falls silent at the next put, and then as often as it is told."""

    kept = True
    silent = away = 0

    async def put(self, changes):
        if self.silent:
            self.silent -= 1
            if self.kept:
                await super().put(changes)
            raise Unsure
        await super().put(changes)

    async def get_many(self, keys):
        if self.away and not self.silent:
            raise Unavailable
        return await super().get_many(keys)


@pytest.fixture
async def room():
    room = Room(backend=Silent())
    await convened(room)
    return room


async def answer(room):
    return words(await room.does(DEV, AnswerForm, kind="ATTENDING"))


@pytest.mark.parametrize("kept", [True, False])
async def test_what_was_kept_or_not_is_found_out_and_said_once(room, kept):
    room.backend.silent, room.backend.kept = 1, kept
    assert (await answer(room)).startswith("Recorded at 9:00 am: you are attending")
    assert (await room.timeline()).count("answered: attending") == 1


async def test_what_cannot_be_found_out_is_not_said_to_be_lost(room):
    room.backend.silent = room.backend.away = 1
    assert await answer(room) == NOT_SURE


async def test_what_was_never_sent_is_said_not_to_be_recorded(room):
    room.backend.away = 1
    assert await answer(room) == NOT_KEPT
