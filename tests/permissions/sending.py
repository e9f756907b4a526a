"""Forms sent by anybody in a meeting of any phase: what is said to them, and what changes."""

from itertools import count

from dialogs.request import ASK_SOCIAL_CARE
from dialogs.router import NOT_KEPT
from dialogs.turn import Unreadable
from meeting.access import NotInvited, NotTheAuthoriser, NotTheChair, NotTheConvenor, NotYours
from meeting.decisions import NotPresent, NotTheRecorder
from meeting.minutes import NoMinutes
from state.backend import Change
from state.memory import MemoryBackend
from state.rows import LAST
from tests.permissions.roles import PEOPLE, meeting_in
from tests.room import Room, words

NOT_THERE = "SM-22222"
REASONS = (
    NoMinutes, NotInvited, NotPresent, NotTheAuthoriser, NotTheChair, NotTheConvenor,
    NotTheRecorder,
)  # fmt: skip
REFUSED = {str(reason()) for reason in REASONS} | {
    "Only the person who has the action, or the chair, can say that it is done."
}
HIDDEN = {str(NotYours()), ASK_SOCIAL_CARE}
USELESS = {str(Unreadable()), NOT_KEPT}


ROOM = Room()
"""One for all tests, as reading a protocol takes longer than a test; each has rows of its own."""
ROOM._marks = count(10_000)  # none that was used on the way there
KEPT = {}


async def room_in(phase):
    """A meeting in that phase; walked there once, and copied for each test."""
    if phase not in KEPT:
        made = await meeting_in(phase)
        KEPT[phase] = made.id, made.now, await made.backend.scan("", LAST, 10_000)
    ROOM.id, ROOM.now, rows = KEPT[phase]
    ROOM.backend = ROOM.store.backend = MemoryBackend()
    await ROOM.backend.put([Change(row.key, 0, row.body) for row in rows])
    return ROOM


async def everything(room):
    rows = await room.backend.scan("", LAST, 10_000)
    return {row.key: row.body for row in rows if not row.key.startswith("seen:")}


async def sent(case, role, data, **more):
    """What is said to them, and whether anything has changed."""
    room = await room_in(case.phase)
    before = await everything(room)
    reply = await room.does(PEOPLE[role], case.form, **data, **more)
    return words(reply), await everything(room) != before
