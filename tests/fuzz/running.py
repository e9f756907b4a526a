"""Sends the shots, many at a time, epoch by epoch: each begins with the same ten meetings."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot import heard, people
from meeting.model import Meeting
from state import wakes
from state.backend import Row
from state.meeting_rows import _LATELY, read_meeting
from state.rows import LAST
from state.verify import verify
from tests.fakes.activities import a_message
from tests.fuzz.casts import chat_of, mri
from tests.fuzz.corpus import Corpus
from tests.fuzz.hosting import Hosted, Spoil, hosted
from tests.fuzz.line import Line
from tests.fuzz.listening import Lag, listening
from tests.fuzz.oracles import Fault, Oracle
from tests.fuzz.proofs import GOOD_TYPE, good
from tests.fuzz.shots import Shot, head, shot, written
from tests.fuzz.world import World

EPOCH = 2000
AT_ONCE = 24
PATIENCE = 30.0
"""Seconds in which everything must have been answered."""
MEANWHILE = 0.5
"""Seconds that pass for the bot from one shot to the next."""
READY = (heard._known_place, people._written, wakes._written)
"""What is worked out once and held, of so many at the most."""
ROUND = 250
"""So many shots between two rounds of the postman."""


@dataclass
class Told:
    """What came of a run."""

    sent: int = 0
    hangs: int = 0
    faults: list[Fault] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    calls: int = 0
    """To Teams."""
    lag: float = 0.0
    seconds: float = 0.0
    work: float = 0.0
    """Seconds of the processor's time; other processes may have taken the rest."""
    memory: list[float] = field(default_factory=list)
    """MB that the process held at the end of each epoch."""
    objects: list[int] = field(default_factory=list)
    """How many objects there were then."""

    def count(self, kind: str) -> int:
        return sum(fault.kind == kind for fault in self.faults)


class Range:
    """A bot, and somebody who shoots at it."""

    def __init__(self, world: World, host: Hosted, corpus: Corpus) -> None:
        self._world = world
        self._corpus = corpus
        self.host = host
        self.oracle = Oracle(world, host)
        self.told = Told()
        self.lag = Lag()

    async def epoch(self, shots: Sequence[str | Shot], patience: float = PATIENCE) -> None:
        """The same meetings as ever; then all the shots; then a look at what is left of it.

        A shot is made when its turn comes, where only its seed is given."""
        await self.host.begin_with(self._world.rows, self._world.at)
        self.oracle.begin()
        waiting, self.lag.counts = iter(shots), True
        async with asyncio.TaskGroup() as group:
            for _ in range(min(AT_ONCE, len(shots))):
                group.create_task(self._shoot(waiting, patience))
        await self._settled(patience)
        self.lag.counts = False
        await self._look_after()

    async def _shoot(self, shots: Iterator[str | Shot], patience: float) -> None:
        line = Line(self.host.url)
        for given in shots:
            self.host.clock.later(seconds=MEANWHILE)
            tried = shot(self._corpus, given) if isinstance(given, str) else given
            await self.one(line, tried, patience)
            if self.told.sent % ROUND == 0:
                await self.host.service.postman.wake()
        line.close()

    async def one(self, line: Line, tried: Shot, patience: float = PATIENCE) -> None:
        self.oracle.expects(tried)
        self.told.sent += 1
        try:
            async with asyncio.timeout(patience):
                heard = await line.say(tried.request, hang_up=tried.broken)
        except TimeoutError:
            line.close()
            self.told.hangs += 1
            self.oracle.faults.append(Fault("hang", tried.told, (tried.seed,)))
        else:
            self.oracle.answered(tried, heard)
        self.oracle.under_way[tried.seed] -= 1

    async def _settled(self, patience: float) -> None:
        """Whatever goes on in the background comes to its end as well."""
        try:
            async with asyncio.timeout(patience * 4):
                await self.host.service.handler.settled()
        except TimeoutError:
            self.told.hangs += 1
            self.oracle.faults.append(Fault("hang", "in the background"))

    async def _look_after(self) -> None:
        """The journals hold, every meeting can be read, and a genuine turn works."""
        backend = self.host.backend
        found = await verify(backend, self._world.heads)
        wrong = [Fault("state", fault) for fault in found.faults]
        ids = [
            m.id for m in self._meetings(await backend.scan("meeting:", f"meeting:{LAST}", 9999))
        ]
        gone = {m.id for m in self._world.meetings if m.phase != "draft"} - set(ids)
        wrong += [Fault("state", "a meeting has gone") for _ in gone]
        if not await self._works():
            wrong.append(Fault("state", "a genuine turn no longer works"))
        self.oracle.faults += wrong

    def _meetings(self, rows: list[Row]) -> Iterator[Meeting]:
        return (read_meeting(row.body) for row in rows)

    async def _works(self) -> bool:
        """Somebody asks for their meetings, and is shown a card with one of theirs."""
        seeded = next(m for m in self._world.meetings if m.phase == "circulated")
        person, heard = seeded.cast.police, list[str]()
        self.host.teams.hear = lambda host, conversation, text: heard.append(conversation + text)
        account = {"id": mri(person), "name": person.name, "aadObjectId": person.id}
        asked = a_message(
            "my meetings", conversation=chat_of(person), id=f"f:after-{self.told.sent}",
            **{"from": account},
        )  # fmt: skip
        body = written(asked)
        headers = (*good().headers, GOOD_TYPE, ("Content-Length", str(len(body))))
        line = Line(self.host.url)
        answer = await line.say(head(headers) + body)
        line.close()
        self.host.teams.hear = self.oracle.sent
        shown = [h for h in heard if h.startswith(chat_of(person)) and seeded.id in h]
        return answer.status == 200 and bool(shown)

    def weigh(self) -> None:
        """Without what is held ready up to a bound, which would go on filling all through a run."""
        _LATELY.clear()
        for ready in READY:
            ready.cache_clear()
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self.told.memory.append(pages * 4096 / 1e6)
        self.told.objects.append(len(gc.get_objects()))


@asynccontextmanager
async def a_range(world: World, corpus: Corpus, **spoilt: Spoil) -> AsyncIterator[Range]:
    """Listens to all that is logged until the block ends."""
    async with hosted(**spoilt) as host:
        host.teams.known |= {*_conversations(world)}
        host.teams.forget()
        host.teams.knows(str(m["id"]) for m in world.messages)
        shooting = Range(world, host, corpus)
        with listening(shooting.oracle):
            yield shooting


def _conversations(world: World) -> set[str]:
    return {m["conversation"]["id"].split(";")[0] for m in world.messages}


async def run(
    world: World, corpus: Corpus, seeds: list[str], said: Callable[[Told], None] = lambda told: None
) -> Told:
    """Everything that `seeds` stand for, against one bot."""
    began, worked = time.perf_counter(), time.process_time()
    gc.collect()
    gc.freeze()  # what the tool itself holds would have to be gone through at each collection
    async with a_range(world, corpus) as shooting:
        told, oracle = shooting.told, shooting.oracle
        watching = asyncio.create_task(shooting.lag.watch())
        for start in range(0, len(seeds), EPOCH):
            await shooting.epoch(seeds[start : start + EPOCH])
            shooting.weigh()
            told.faults, told.statuses = oracle.faults, dict(oracle.statuses)
            told.calls, told.lag = shooting.host.teams.calls, shooting.lag.worst
            told.seconds = time.perf_counter() - began
            told.work = time.process_time() - worked
            said(told)
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
    gc.unfreeze()
    return told
