"""The rules, the dialogs and the postman with a Teams without wires, and a clock that jumps."""

import random
from datetime import UTC, datetime, timedelta

from bot.ladder import Ladder
from bot.people import People
from bot.postman import Postman
from bot.ways import Ways
from meeting.calendar import LONDON
from meeting.people import Person
from state.directory import CONVENE
from state.receipts import Shown, shown_of
from state.rows import LAST
from state.wakes import CHANGED
from tests.bot.hosted import Postbox
from tests.fakes.ordered import OrderedBackend
from tests.fakes.voice import FakeVoice, Message, chat_of, the_channel
from tests.people import DIRECTORY
from tests.room import Room

ROUND = timedelta(seconds=1)
"""Between two looks at what is due."""
REMINDER = "Reminder: your answer is awaited"


class Desk(Room):
    """People act as in a room; `until` lets time pass, with the postman at work."""

    def __init__(self, backend=None, protocol="north_somerset"):
        super().__init__(backend or OrderedBackend(), protocol)
        self.voice = FakeVoice(lambda: self.now)
        self.postbox = Postbox()
        self.people = People(self.store, local=False)
        self.running = True
        self.started("alone")

    def started(self, name: str) -> None:
        """A process of the bot begins, or begins again."""
        mail = self.postbox
        ways = Ways(self.voice, self.people, mail, far=True)
        ladder = Ladder(self.voice, self.people, ways, chance=random.Random(1))
        self.postman = Postman(
            self.store, ladder, lambda m, p, e: f"https://link/{p}", lambda: self.now, name
        )

    async def everybody_is_within_reach(self) -> None:
        for person in DIRECTORY.people:
            await self.people.remember(person, chat_of(person.id))
        await self.people.remember_channel(the_channel())

    async def until(self, moment: datetime) -> None:
        """From wake to wake, as often as anything falls due."""
        while (due := await self.next_wake()) and due <= moment:
            self.now = max(self.now.astimezone(UTC), due)
            if not self.running:
                break
            await self.postman.wake()
        self.now = moment
        if self.running:
            await self.postman.wake()

    async def next_wake(self) -> datetime | None:
        if await self.backend.keys(CHANGED, CHANGED + LAST, 1):
            return self.now + ROUND
        keys = await self.backend.keys("wake:", "wake:~", 1)
        if not keys:
            return None
        stamp = keys[0].split(":")[1]
        return datetime.fromisoformat(f"{stamp}+0000")

    async def shown(self) -> Shown:
        return await shown_of(self.store.work(CONVENE, self.now), self.id)

    def reminders(self, person: Person) -> list[Message]:
        return [m for m in self.voice.to(person.id) if m.summary.startswith(REMINDER)]

    def reminded_at(self, person: Person) -> list[str]:
        """When reminders came, by the clock on the wall."""
        times = [m.at.astimezone(LONDON) for m in self.reminders(person)]
        return [f"{at:%a %H:%M}" for at in times]

    async def skipped(self) -> list[str]:
        """Reminders that the timeline says were passed over."""
        return [line for line in await self.timeline() if line.endswith("overtaken")]
