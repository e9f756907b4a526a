"""Makes what has been shown agree with what each meeting owes: the only sender of posts."""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AsyncExitStack, suppress
from datetime import datetime
from typing import TypeVar
from weakref import WeakValueDictionary

import structlog

from bot.breath import Breath, Hands
from bot.errand import Errand
from bot.ladder import Ladder
from bot.reckoned import Reckoned
from bot.round import Lost, Round
from cards.drawing import Link
from meeting.post import Post
from state.backend import Conflict
from state.directory import CONVENE
from state.receipts import show_again
from state.store import Store

log = structlog.get_logger()

T = TypeVar("T")

MOST_WAKES = 200
TOGETHER = 48
"""So many meetings are taken at a time."""

HANDS = 6
"""So many are drawn and kept at the same moment, that no answer waits long for the disk; whoever
waits for Teams has no hand full meanwhile."""

AGAIN = 5
"""So often a meeting is looked at again at once because somebody changed it meanwhile."""

MOST_TOGETHER = 6


class Postman:
    def __init__(
        self,
        store: Store,
        ladder: Ladder,
        link: Link,
        now: Callable[[], datetime],
        name: str = "",
        reckoned: Reckoned | None = None,
    ) -> None:
        """`name`: of this process, other than that of any other."""
        self._store = store
        self._ladder = ladder
        self._link = link
        self._now = now
        self._name = name or secrets.token_hex(8)
        self._reckoned = reckoned or Reckoned()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._waking = asyncio.Lock()
        self._hands = Hands(HANDS)
        self.breath = Breath()

    async def visit(self, meeting_id: str) -> None:
        """Shows what is due and missing, draws again what has changed, and sets the next wake."""
        await self._visit_all([meeting_id])

    async def catch_up(self, meeting_id: str, to: str) -> None:
        """Shows somebody who has come within reach, or the channel, what did not get there."""
        for _ in range(AGAIN):
            work = self._store.work(CONVENE, self._now())
            if not await show_again(work, meeting_id, lambda r: r.to == to and r.missed):
                break
            try:
                await work.commit()
                break
            except Conflict:
                await asyncio.sleep(0)
        await self.visit(meeting_id)

    async def wake(self) -> int:
        """Visits every meeting whose time has come; says how many."""
        async with self._waking:
            found = await self._store.due_wakes(self._now(), MOST_WAKES)
            due = [meeting for meeting in found if not self._is_visited(meeting)]
            for start in range(0, len(due), TOGETHER):
                await self._visit_all(due[start : start + TOGETHER])
            return len(due)

    def _is_visited(self, meeting_id: str) -> bool:
        """At this moment, by this process; should it stay due, it is due again in a second."""
        lock = self._locks.get(meeting_id)
        return lock is not None and lock.locked()

    async def sweep(self) -> int:
        """Visits every meeting of which something may still be owed, whatever its wake says.

        What is due goes first, and does not wait for all the others that were open already."""
        await self.wake()
        count, some = 0, []
        async for meeting_id in self._store.waking():
            some.append(meeting_id)
            if len(some) == TOGETHER:
                count += await self._swept(some)
                some = []
        return count + await self._swept(some)

    async def _swept(self, some: Sequence[str]) -> int:
        await self._visit_all(some)
        await self.wake()
        return len(some)

    async def _visit_all(self, meetings: Iterable[str]) -> None:
        """Together, so that one person's reminders of several of them are one message."""
        names = sorted(set(meetings))
        locks = [self._locks.setdefault(name, asyncio.Lock()) for name in names]
        async with AsyncExitStack() as held:
            for lock in locks:
                await held.enter_async_context(lock)
            rounds = [self._round(name) for name in names]
            began = await self._each(rounds, lambda r: r.begin(self._now()))
            begun = [r for r, taken in zip(rounds, began, strict=True) if taken]
            await self._together(begun)
            await self._each(begun, self._walk)

    async def _each(
        self, rounds: Sequence[Round], step: Callable[[Round], Awaitable[T]]
    ) -> list[T | None]:
        """The step for every one of them, some at a time."""

        async def one(round_: Round) -> T | None:
            async with self._hands:
                await self.breath.take()
                return await _safely(round_, step(round_))

        if len(rounds) == 1:
            return [await one(rounds[0])]
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(round_)) for round_ in rounds]
        return [task.result() for task in tasks]

    def _round(self, meeting_id: str) -> Round:
        return Round(self._store, self._link, self._reckoned, meeting_id, self._name, self._now)

    async def _walk(self, round_: Round) -> None:
        """Until nothing is left to do, then to sleep; a change meanwhile is looked at at once."""
        for _ in range(AGAIN):
            settled = await self._settle(round_)
            await round_.keep()
            if settled and await round_.end():
                return
            await round_.look(self._now())
        await round_.leave()

    async def _settle(self, round_: Round) -> bool:
        """Each receipt is kept before the next post is sent: a crash repeats one at the most.

        False when somebody changed the meeting on the way."""
        if passed := round_.plan.passed_over():
            await round_.keep(*passed)
        for post in round_.plan.posts():
            if not await self._bring(round_, post):
                return False
        for post in round_.plan.own_card():
            if not await self._bring(round_, post):
                return False
        if self._ladder.climbs and not await self._call(round_):
            return False
        for receipt in round_.plan.done_with():
            settling = self._ladder.settle(receipt, round_.meeting)
            await round_.keep(await self._hands.empty_for(settling))
        return True

    async def _call(self, round_: Round) -> bool:
        """Whoever is to telephone may be out of reach too: then the next in line is told."""
        for _ in range(AGAIN):
            for post in (posts := round_.plan.calls()):
                if not await self._bring(round_, post):
                    return False
            if not posts:
                break
        return True

    async def _bring(self, round_: Round, post: Post) -> bool:
        """False when somebody changed the meeting on the way, and it was not brought."""
        await self.breath.take()
        if not await round_.stands(post):
            return False
        errand = round_.errand(post)
        receipt = await self._hands.empty_for(self._ladder.deliver(errand))
        await self.breath.take()
        if receipt and errand.held and receipt.is_redrawn(errand.held):
            await round_.drew(receipt)
        elif receipt:
            await round_.keep(receipt)
        return True

    async def _together(self, rounds: Sequence[Round]) -> None:
        """Where several reminders are due to the same person, they come as one.

        While Teams keeps us waiting each comes by itself: all of them must not wait in one row."""
        mine: dict[str, list[tuple[Round, Errand]]] = defaultdict(list)
        for round_ in rounds:
            await self.breath.take()
            for post in round_.plan.posts():
                if post.of and post.slot not in round_.shown.receipts:
                    mine[post.to].append((round_, round_.errand(post)))
        for person, found in mine.items():
            for several in _batches(await self._plain(found) if len(found) > 1 else []):
                if len(several) > 1 and not several[0][0].tires:
                    await self._one_message(person, several)

    async def _plain(self, found: Sequence[tuple[Round, Errand]]) -> list[tuple[Round, Errand]]:
        """Those with nothing to be typed; each has to be drawn to tell."""
        plain = []
        for pair in found:
            await self.breath.take()
            if pair[1].is_plain:
                plain.append(pair)
        return plain

    async def _one_message(self, person: str, several: Sequence[tuple[Round, Errand]]) -> None:
        receipts = await self._ladder.together(person, [errand for _, errand in several])
        for (round_, _), receipt in zip(several, receipts, strict=False):
            await _safely(round_, round_.keep(receipt))


async def _safely(round_: Round, step: Awaitable[T]) -> T | None:
    """One meeting's fault must not keep back the others; it is tried again at its lease's end."""
    try:
        return await step
    except Lost:
        log.warning("another process has taken over", meeting=round_.meeting_id)
    except Exception as error:
        log.error("visit failed", meeting=round_.meeting_id, kind=type(error).__name__)
        with suppress(Exception):  # the store may be away: all is tried again when it is back
            await round_.put_off()
    return None


def _batches(found: list[T]) -> list[list[T]]:
    """No more at a time than one message holds."""
    return [found[i : i + MOST_TOGETHER] for i in range(0, len(found), MOST_TOGETHER)]
