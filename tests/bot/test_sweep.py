"""What the bot looks at when it starts: what is due first, then every meeting that is open."""

from datetime import timedelta

from tests.bot.desk import Desk
from tests.fakes.ordered import OrderedBackend
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
