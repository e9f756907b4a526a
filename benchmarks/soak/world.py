"""The simulated month: processes that come and go, and the way from a person to one of them."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from benchmarks.soak.ledger import Ledger
from benchmarks.soak.replica import Replica
from benchmarks.soak.rows import SharedRows
from benchmarks.soak.town import Town, a_directory
from benchmarks.soak.weather import Killed, Weather
from bot.heard import Heard, HeardKind
from bot.ladder import Ladder
from bot.mail import Letter
from bot.people import People
from bot.reckoned import Reckoned
from cards.form import TO, Form
from meeting.model import Meeting
from meeting.people import Person
from state.backend import Conflict
from state.directory import CONVENE
from state.meeting_rows import read_meeting
from state.protocols import read_protocol
from state.store import Store
from tests.fakes.voice import FakeVoice, chat_of, the_channel

START = datetime(2026, 10, 12, 8, 0, tzinfo=UTC)
"""Two weeks before the clocks change."""
REDELIVERED_AFTER = 15.0
TWICE, AT_ONCE = 0.03, 0.03
"""How often Teams delivers something once more although it was heard, or twice at one moment."""

Write = Callable[[Meeting, datetime], Meeting]


class World:
    def __init__(
        self, seed: int, people: int, replicas: int, kill: float, ladder: type[Ladder] = Ladder
    ) -> None:
        self.chance = random.Random(seed)
        self.protocol = read_protocol("north_somerset")
        self.directory = a_directory(people)
        self.town = Town(self.directory, self.chance)
        self.weather = Weather(self.chance, self.now, kill=kill)
        self.down: list[tuple[datetime, datetime]] = []
        self.rows = SharedRows(self._noted)
        self.posts, self.replies = FakeVoice(self.now), FakeVoice(self.now)
        self.letters: list[Letter] = []
        self.ledger = Ledger(self.protocol, self.weather, self.down, self.posts, self.letters)
        self._ladder = ladder
        self._names, self._marks = count(1), count(1)
        self._count = replicas
        self.living: list[Replica] = []
        self._reckoned = Reckoned()
        self._born = asyncio.Event()
        self._none_since: datetime | None = None
        self._running: set[asyncio.Task[None]] = set()

    def now(self) -> datetime:
        return START + timedelta(seconds=asyncio.get_running_loop().time())

    def _noted(self, key: str, body: str) -> None:
        kind, _, meeting_id = key.partition(":")
        if kind == "meeting":
            self.ledger.note(read_meeting(body), self.now())
        elif kind == "shown":
            self.ledger.came(meeting_id, body, self.now())

    async def open(self, until: datetime) -> None:
        """Everybody has met the bot before, and the first processes start."""
        store = Store(self.rows, {self.protocol.name: self.protocol}, self.directory)
        known = People(store, local=False)
        for person in self.directory.people:
            await known.remember(person, chat_of(person.id))
        await known.remember_channel(the_channel())
        chats = [chat_of(p.id).conversation for p in self.directory.people]
        self.weather.forecast(self.now(), until, chats)
        for _ in range(self._count):
            self._set_going(self._keep_alive())

    def _set_going(self, work: Awaitable[None]) -> None:
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def close(self) -> None:
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _keep_alive(self) -> None:
        """A process, and after its death another one in its place.

        Only after a blackout does it look at every meeting first, so that this hides nothing."""
        sweeps = True
        while True:
            replica = self._started()
            try:
                await replica.run(sweeps=sweeps)
            except BaseExceptionGroup as several:
                if several.split(Killed)[1]:
                    raise
            except Killed:
                pass
            self._ended(replica)
            await asyncio.sleep(self.chance.uniform(5, 300))
            sweeps = self.weather.dark
            while self.weather.dark:
                await asyncio.sleep(30)

    def _started(self) -> Replica:
        name = f"r{next(self._names)}"
        replica = Replica(
            name, self.rows, self._reckoned, self.protocol, self.directory, self.posts,
            self.replies, self.letters, self.weather, self.now, self._ladder,
        )  # fmt: skip
        if self._none_since:
            self.down.append((self._none_since, self.now()))
            self._none_since = None
        self.living.append(replica)
        self._born.set()
        return replica

    def _ended(self, replica: Replica) -> None:
        replica.life.over = True
        self.living = [r for r in self.living if r.lives]
        if not self.living and self._none_since is None:
            self._none_since = self.now()

    async def somewhere(self) -> Replica:
        while not (alive := [r for r in self.living if r.lives]):
            self._born.clear()
            await self._born.wait()
        return self.chance.choice(alive)

    async def press(self, person: Person, form: type[Form], **data: str) -> None:
        """As Teams does it: delivered again until it was heard, and now and then once more."""
        heard = Heard(
            kind=HeardKind.PRESS,
            place=chat_of(person.id),
            user=f"29:{person.id}",
            aad=person.id,
            name=person.name,
            data={TO: form.to, **data},
            activity_id=f"a{next(self._marks)}",
        )
        dice = self.chance.random()
        if dice < AT_ONCE:
            self.weather.told["delivered to us at one moment"] += 1
            await asyncio.gather(self._deliver(heard), self._deliver(heard))
            return
        await self._deliver(heard)
        if dice < AT_ONCE + TWICE:
            self.weather.told["delivered to us again"] += 1
            await self._deliver(heard)

    async def type(self, person: Person, words: str) -> None:
        heard = Heard(
            kind=HeardKind.TEXT,
            place=chat_of(person.id),
            user=f"29:{person.id}",
            aad=person.id,
            text=words,
            activity_id=f"a{next(self._marks)}",
        )
        await self._deliver(heard)

    async def _deliver(self, heard: Heard) -> None:
        while True:
            replica = await self.somewhere()
            task = asyncio.ensure_future(replica.hear(heard))
            await asyncio.wait([task])
            if not isinstance(task.exception(), Killed):
                task.result()
                return
            self._ended(replica)
            await asyncio.sleep(REDELIVERED_AFTER)

    async def write(self, meeting_id: str, change: Write, what: str) -> Meeting:
        """What a long conversation would have written, in one step."""
        while True:
            replica = await self.somewhere()
            work = replica.store.work(CONVENE, self.now())
            try:
                meeting = change(await work.meeting(meeting_id), self.now())
                await work.save(meeting, what)
                await work.commit()
            except Conflict:
                await asyncio.sleep(0.01)
                continue
            except Killed:
                self._ended(replica)
                continue
            replica.visit(meeting_id)
            return meeting

    async def begin(self, meeting: Meeting) -> None:
        """A request that has been written, in a chat, up to its sending."""
        store = Store(self.rows, {self.protocol.name: self.protocol}, self.directory)
        work = store.work(CONVENE, self.now())
        await work.save(meeting, "wrote down the request")
        await work.commit()

    async def meeting(self, meeting_id: str) -> Meeting:
        row = await self.rows.get(f"meeting:{meeting_id}")
        assert row
        return read_meeting(row.body)
