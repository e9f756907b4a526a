"""Every form, sent by everybody: who may, who may not, and who must not even learn that there is
such a meeting."""

import asyncio
from functools import cache

import pytest

from cards.form import FORMS
from dialogs.contents import DIALOGS
from meeting.access import (
    NotInvited,
    NotTheAuthoriser,
    NotTheChair,
    NotTheConvenor,
)
from meeting.decisions import NotPresent
from state.backend import Change
from state.memory import MemoryBackend
from state.rows import LAST
from tests.permissions.roles import INSIDE, PEOPLE, meeting_in
from tests.permissions.table import NOBODYS, TABLE
from tests.room import Room, words

NOT_THERE = "SM-22222"
ONLY = "Only the person who has the action, or the chair, can say that it is done."
REFUSED = {str(why()) for why in (NotInvited, NotPresent, NotTheAuthoriser, NotTheChair, NotTheConvenor)}
STEPS = {form for dialog in DIALOGS for form in dialog.steps}


@cache
def kept(phase):
    """The meeting in that phase, walked there once for all tests."""

    async def made():
        room = await meeting_in(phase)
        return room.id, room.now, await room.backend.scan("", LAST, 10_000)

    return asyncio.run(made())
