"""One meeting, while this process of the bot has it to itself: what is owed, and what was done."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from bot.errand import Errand
from bot.plan import Plan
from bot.reckoned import Reckoned
from cards.drawing import Link, Scene
from meeting.delivery import Way
from meeting.model import Meeting
from meeting.post import CHANNEL, Post, PostKind
from meeting.protocol import PartnershipProtocol
from meeting.standing_in import stood_in
from state.backend import Conflict
from state.directory import CONVENE
from state.orders import OrderKind
from state.receipts import Receipt, Shown, keep_shown, shown_of
from state.rows import Rows
from state.store import Store, Work
from state.wakes import CHANGED, LEASE, claim, let_go, put_off, still_held

SHOW_OTHERS = {PostKind.PROPOSAL, PostKind.CALL}
"""The cards that say how posts have got to other people."""

READ = ("meeting", "changed", "wakeof", "shown", OrderKind.RESTRICTED)
"""The rows of a meeting that each round reads."""

MOST_DRAWN = 8
"""Cards drawn again before that is kept."""

RENEWED = LEASE / 3
"""After so long the hold on the meeting is renewed, before Teams is called once more."""

TRIES = 50
"""So many other turns may end while one receipt is being kept."""


class Lost(Exception):
    """Another process of the bot has taken the meeting over."""


class Round:
    def __init__(
        self,
        store: Store,
        link: Link,
        reckoned: Reckoned,
        meeting_id: str,
        holder: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._link = link
        self._reckoned = reckoned
        self.meeting_id = meeting_id
        self._holder = holder
        self._clock = clock
        self._held_at: datetime
        self._work: Work
        self._change: int
        """The version at which it was noted that somebody had changed it; 0: it was not."""
        self.changed = False
        """Somebody's turn about it has ended since it was read."""
        self.meeting: Meeting
        self.protocol: PartnershipProtocol
        self.shown = Shown()
        self._shown_as: str | None = None
        """The row from which `shown` was read, or into which it was written."""
        self._drawn: list[Receipt] = []
        self.owed: Sequence[Post] = ()
        self.now: datetime

    async def begin(self, now: datetime) -> bool:
        """Takes the meeting; False when somebody else has it."""
        if not await claim(self._store.backend, self.meeting_id, self._holder, now):
            return False
        self._held_at = now
        await self.look(now)
        return True

    async def look(self, now: datetime) -> None:
        """Reads the meeting as it is now, with whom time alone has brought in to be asked."""
        self.now = now
        for _ in range(TRIES):
            work = self._store.work(CONVENE, now)
            # All as of one moment: a turn that ends later notes its change anew, and is noticed.
            await work.rows.fetch([f"{kind}:{self.meeting_id}" for kind in READ])
            meeting = await work.meeting(self.meeting_id)
            protocol = work.protocol(meeting)
            asked = stood_in(meeting, protocol, self._store.directory.people, now)
            if asked == meeting:
                break
            await self._ask(asked, protocol)
        self._work, self.meeting, self.protocol = work, meeting, protocol
        self._change, self.changed = await work.rows.version(self._noted), False
        await self._read_shown(work)
        body = await work.rows.get(f"meeting:{self.meeting_id}")
        self.owed = self._reckoned.owed(meeting, protocol, body)

    async def _read_shown(self, work: Work) -> None:
        """Each receipt is kept by itself, and what was read before it is seldom out of date."""
        body = await work.rows.get(f"shown:{self.meeting_id}")
        if body != self._shown_as:
            self.shown, self._shown_as = await shown_of(work, self.meeting_id), body

    async def _ask(self, asked: Meeting, protocol: PartnershipProtocol) -> None:
        work = self._store.work(CONVENE, self.now)
        before = await work.meeting(self.meeting_id)
        new = asked.stand_ins[len(before.stand_ins) :]
        if not new or before.but(stand_ins=asked.stand_ins) != asked:
            return
        names = " and ".join(s.person.described for s in new)
        await work.save(asked, f"asked {names} as well", protocol.cite(protocol.roll_over))
        with suppress(Conflict):
            await work.commit()

    @property
    def _noted(self) -> str:
        return f"{CHANGED}{self.meeting_id}"

    async def put_off(self) -> None:
        """After a fault: the next visit is made when the hold on the meeting would have ended."""
        await put_off(self._store.backend, self.meeting_id, self._holder, self._clock())

    @property
    def plan(self) -> Plan:
        return Plan(self.meeting, self.protocol, self.owed, self.shown, self.now)

    def errand(self, post: Post) -> Errand:
        scene = Scene(
            post=post,
            meeting=self.meeting,
            protocol=self.protocol,
            people=self._store.directory.people,
            link=self._link,
            deliveries=self.shown.deliveries if post.kind in SHOW_OTHERS else (),
        )
        return Errand(scene, self.shown, self.now)

    async def stands(self, post: Post) -> bool:
        """Whether it may be brought: the meeting is still ours and, for what is sent, unchanged."""
        held = self.shown.receipts.get(post.slot)
        redrawn = held is not None and held.message
        if self.tires or (self._drawn and not redrawn):
            await self.keep()
        return not self.changed

    @property
    def tires(self) -> bool:
        """A post or two more, and the hold on the meeting might run out meanwhile."""
        return self._clock() - self._held_at >= RENEWED

    async def drew(self, receipt: Receipt) -> None:
        """A card that was drawn again: kept with the next, as drawing it once more does no harm."""
        self._drawn.append(receipt)
        self.shown = self.shown.with_receipts(receipt)
        if len(self._drawn) >= MOST_DRAWN:
            await self.keep()

    async def keep(self, *receipts: Receipt) -> None:
        """Keeps them, each with its line on the timeline if it says something new.

        Raises Lost when another process has the meeting by now."""
        receipts, self._drawn = (*self._drawn, *receipts), []
        if receipts or self.tires:
            async with self._store.queue(self.meeting_id):
                await self._keep(receipts)

    async def _keep(self, receipts: Sequence[Receipt]) -> None:
        for _ in range(TRIES):
            work, now = self._store.work(CONVENE, self.now), self._clock()
            kinds = ("meeting", "lease", "shown", "changed")
            await work.rows.fetch([f"{kind}:{self.meeting_id}" for kind in kinds])
            if not await still_held(work.rows, self.meeting_id, self._holder, now):
                raise Lost
            self.changed = await work.rows.version(self._noted) != self._change
            if receipts:
                await self._write(work, receipts)
            try:
                await work.commit()
            except Conflict:
                await asyncio.sleep(0)
                continue
            self._held_at = now
            return
        raise Lost

    async def _write(self, work: Work, receipts: Sequence[Receipt]) -> None:
        await self._read_shown(work)
        for receipt in receipts:
            held = self.shown.receipts.get(receipt.slot)
            if held is None or _said(held) != _said(receipt):
                what = f"{receipt.kind} for {self._name(receipt.to)}: {_said(receipt)}"
                await work.note(self.meeting_id, what, self._why(receipt))
        self.shown = self.shown.with_receipts(*receipts)
        await keep_shown(work, self.meeting_id, self.shown)
        self._shown_as = await work.rows.get(f"shown:{self.meeting_id}")

    def _why(self, receipt: Receipt) -> str:
        return next((p.why for p in self.owed if p.slot == receipt.slot), "")

    def _name(self, to: str) -> str:
        found = self._store.directory.find(to)
        return "the channel" if to == CHANNEL else found.name if found else to

    async def end(self) -> bool:
        """Lets the meeting go until its next wake; False when another change came after the one
        that was seen to. The first since it was read stays noted, and is seen to next."""
        await self._work.rows.set(self._noted, None)
        await self._work.wake(self.meeting_id, self.plan.next_wake(), self.meeting.request.meet_at)
        await let_go(self._work.rows, self.meeting_id, self._holder)
        try:
            await self._work.commit()
        except Conflict:
            return False
        return True

    async def leave(self) -> None:
        """Lets the meeting go, to be looked at again at once."""
        rows = Rows(self._store.backend)
        await let_go(rows, self.meeting_id, self._holder)
        with suppress(Conflict):
            await rows.commit()


def _said(receipt: Receipt) -> str:
    """How it went, in words: "Teams chat unreachable, e-mail accepted"."""
    if not receipt.attempts:
        return str(receipt.result)
    if len(receipt.attempts) == 1 and receipt.attempts[0].way in {Way.CHAT, Way.CHANNEL}:
        return str(receipt.result)
    return ", ".join(f"{a.way} {a.result}" for a in receipt.attempts)
