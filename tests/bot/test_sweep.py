"""What the bot looks at when it starts: what is due first, then every meeting that is open."""

import asyncio
from datetime import timedelta

from bot.postman import HANDS
from cards.attendance import AnswerForm
from cards.summary import SETTLED
from tests.bot.desk import Desk
from tests.fakes.ordered import OrderedBackend
from tests.fakes.voice import FakeVoice
from tests.people import DEV
from tests.room import MONDAY
from tests.walk import convened


class Noting(OrderedBackend):
    """Notes which meetings are taken, one after another."""

    def __init__(self):
        super().__init__()
        self.taken = []

    async def put(self, changes):
        await super().put(changes)
        self.taken += [
            c.key.split(":")[1] for c in changes if c.key.startswith("lease:") and c.body
        ]


async def test_after_a_restart_what_is_due_comes_before_all_else_is_looked_at():
    desk = Desk(Noting())
    await desk.everybody_is_within_reach()
    for when in [*["Thursday 10am"] * 60, "today 5pm"]:
        await convened(desk, when=when, band="chronic")
        await desk.postman.visit(desk.id)
    desk.now = MONDAY + timedelta(hours=3, minutes=30)
    desk.started("another")
    desk.backend.taken.clear()
    assert await desk.postman.sweep() == 61
    assert desk.backend.taken[0] == desk.id
    assert len(set(desk.backend.taken)) == 61
    assert desk.reminded_at(DEV) == ["Mon 12:30"]


class Mute(FakeVoice):
    """Takes every call, and answers none until it is told to."""

    def __post_init__(self):
        super().__post_init__()
        self.called, self.answers = 0, asyncio.Event()

    async def send(self, place, **more):
        self.called += 1
        await self.answers.wait()
        return await super().send(place, **more)


async def all_wait_at_once(desk, mute, meetings):
    """Each has called a Teams that does not answer, before it has answered any."""
    desk.voice = mute
    desk.started("another")
    waking = asyncio.create_task(desk.postman.wake())
    for _ in range(20_000):
        await asyncio.sleep(0)
    assert mute.called == meetings
    mute.answers.set()
    assert await waking == meetings


async def test_whoever_waits_for_teams_keeps_no_other_meeting_waiting():
    desk = Desk()
    await desk.everybody_is_within_reach()
    for _ in range(3 * HANDS):
        await convened(desk)
    mute = Mute(lambda: desk.now)
    await all_wait_at_once(desk, mute, 3 * HANDS)
    assert len(mute.messages) > 3 * HANDS


class MuteAboutSettled(Mute):
    """Answers whatever is asked but that a reminder be drawn as settled."""

    send = FakeVoice.send

    async def update(self, place, message_id, card, summary):
        if summary == SETTLED:
            self.called += 1
            await self.answers.wait()
        await super().update(place, message_id, card, summary)


async def test_nor_does_whoever_waits_until_a_settled_reminder_is_drawn():
    desk = Desk()
    await desk.everybody_is_within_reach()
    some = []
    for _ in range(2 * HANDS):
        await convened(desk, when="today 5pm", band="chronic")
        some.append(desk.id)
        await desk.postman.visit(desk.id)
    desk.now = MONDAY + timedelta(hours=3, minutes=30)
    for name in some:
        await desk.postman.visit(name)  # each by itself, so that no two come in one message
        await desk.does(DEV, AnswerForm, meeting=name, kind="ATTENDING")
    mute = MuteAboutSettled(lambda: desk.now)
    mute.messages, mute.shown = desk.voice.messages, desk.voice.shown
    await all_wait_at_once(desk, mute, 2 * HANDS)
