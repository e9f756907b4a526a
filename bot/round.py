"""One meeting, while this process of the bot has it to itself: what is owed, and what was done."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import structlog

from bot.errand import Errand, to_be_done
from cards.drawing import Link, Scene
from meeting.delivery import Result, Way
from meeting.model import Meeting
from meeting.post import CHANNEL, Post, PostKind
from meeting.posts import due, next_time, overtaken, owed
from meeting.posts_calls import calls
from meeting.protocol import PartnershipProtocol
from meeting.standing_in import next_asking, stood_in
from state.backend import Conflict
from state.directory import CONVENE
from state.receipts import Receipt, Shown, keep_shown, shown_of
from state.rows import Rows
from state.store import Store, Work
from state.wakes import claim, let_go, still_held

log = structlog.get_logger()

TRIES = 50
"""So many other turns may end while one receipt is being kept."""


class Lost(Exception):
    """Another process of the bot has taken the meeting over."""


class Round:
    def __init__(self, store: Store, link: Link, meeting_id: str, holder: str) -> None:
        self._store = store
        self._link = link
        self.meeting_id = self._id = meeting_id
        self._holder = holder
        self._work: Work
        self.meeting: Meeting
        self.protocol: PartnershipProtocol
        self.shown: Shown
        self.owed: Sequence[Post] = ()
        self.now: datetime

    async def begin(self, now: datetime) -> bool:
        """Takes the meeting; False when somebody else has it."""
        if not await claim(self._store.backend, self._id, self._holder, now):
            return False
        await self.look(now)
        return True

    async def look(self, now: datetime) -> None:
        """Reads the meeting as it is now, with whom time alone has brought in to be asked."""
        self.now = now
        for _ in range(TRIES):
            work = self._store.work(CONVENE, now)
            # The wake is read before the meeting: a turn that ends later moves it, and is noticed.
            await work.rows.fetch((f"wakeof:{self._id}", f"meeting:{self._id}"))
            meeting = await work.meeting(self._id)
            protocol = work.protocol(meeting)
            asked = stood_in(meeting, protocol, self._store.directory.people, now)
            if asked == meeting:
                break
            await self._ask(asked, protocol)
        self._work, self.meeting, self.protocol = work, meeting, protocol
        self.shown = await shown_of(work, self._id)
        self.owed = owed(meeting, protocol)

    async def _ask(self, asked: Meeting, protocol: PartnershipProtocol) -> None:
        work = self._store.work(CONVENE, self.now)
        before = await work.meeting(self._id)
        new = asked.stand_ins[len(before.stand_ins) :]
        if not new or before.but(stand_ins=asked.stand_ins) != asked:
            return
        names = " and ".join(s.person.described for s in new)
        await work.save(asked, f"asked {names} as well", protocol.cite(protocol.roll_over))
        try:
            await work.commit()
        except Conflict:
            await asyncio.sleep(0)

    def posts(self) -> list[Post]:
        """What is to be brought to somebody now, earliest first, the convenor's own card last."""
        found = [p for p in due(self.owed, self.now) if to_be_done(p, self.shown, self.now)]
        ready = [p for p in found if not self._early(p) and not self._late(p)]
        own = [p for p in due(self.owed, self.now) if p.kind is PostKind.PROPOSAL]
        return [p for p in ready if p not in own] + own

    def calls(self) -> list[Post]:
        """The last rung: whom somebody must telephone, as things stand after all else."""
        owed_now = {p.slot: p for p in due(self.owed, self.now)}
        return list(calls(self.meeting, owed_now, self.shown.deliveries))

    def errand(self, post: Post) -> Errand:
        scene = Scene(
            post=post,
            meeting=self.meeting,
            protocol=self.protocol,
            people=self._store.directory.people,
            link=self._link,
            deliveries=self.shown.deliveries,
        )
        return Errand(scene, self.shown, self.now)

    def _card_of(self, post: Post) -> tuple[bool, Receipt | None]:
        """Whether a reminder is of a card in the same hands, and what became of that."""
        same = any(p.slot == post.of and p.to == post.to for p in self.owed)
        return same, self.shown.receipts.get(post.of) if same else None

    def _early(self, post: Post) -> bool:
        """What it reminds of has not been shown yet."""
        same, card = self._card_of(post)
        return same and card is None

    def _late(self, post: Post) -> bool:
        """What it reminds of was itself shown only after the reminder's own time."""
        _, card = self._card_of(post)
        took = card.delivery.accepted if card else None
        return took is not None and took.at > post.due

    def passed_over(self) -> list[Receipt]:
        """Reminders whose time went by, or came before what they remind of; said once of each."""
        gone = [*overtaken(self.owed, self.now), *filter(self._late, due(self.owed, self.now))]
        return [_overtaken(p, self.now) for p in gone if self._unsaid(p)]

    def _unsaid(self, post: Post) -> bool:
        held = self.shown.receipts.get(post.slot)
        return held is None or (held.result is Result.WAITING and held.delivery.accepted is None)

    def done_with(self) -> list[Receipt]:
        """Reminders that stand in somebody's chat although their matter is settled."""
        live = {p.of for p in self.owed if p.of}
        stands = [r for r in self.shown.receipts.values() if r.of and r.message]
        return [r for r in stands if r.of not in live and r.edition == ""]

    async def keep(self, *receipts: Receipt) -> None:
        """Keeps them, each with its line on the timeline if it says something new.

        Raises Lost when another process has the meeting by now."""
        for _ in range(TRIES):
            work = self._store.work(CONVENE, self.now)
            if not await still_held(work.rows, self._id, self._holder, self.now):
                raise Lost
            shown = await shown_of(work, self._id)
            for receipt in receipts:
                before = shown.receipts.get(receipt.slot)
                if before is None or _said(before) != _said(receipt):
                    what = f"{receipt.kind} for {self._name(receipt.to)}: {_said(receipt)}"
                    await work.note(self._id, what, self._why(receipt))
            self.shown = shown.with_receipts(*receipts)
            await keep_shown(work, self._id, self.shown)
            try:
                return await work.commit()
            except Conflict:
                await asyncio.sleep(0)
        raise Lost

    def _why(self, receipt: Receipt) -> str:
        return next((p.why for p in self.owed if p.slot == receipt.slot), "")

    def _name(self, to: str) -> str:
        found = self._store.directory.find(to)
        return "the channel" if to == CHANNEL else found.name if found else to

    async def end(self) -> bool:
        """Lets the meeting go until its next wake; False when it changed meanwhile."""
        slots = {p.slot: p for p in due(self.owed, self.now)}
        receipts = self.shown.receipts.values()
        waiting = [r.again_at for r in receipts if r.again_at and self._still_wanted(r, slots)]
        times = [
            *waiting,
            next_time(self.owed, self.now),
            next_asking(self.meeting, self.protocol, self.now),
        ]
        at = min((t for t in times if t), default=None)
        await self._work.wake(self._id, at, self.meeting.request.meet_at)
        await let_go(self._work.rows, self._id, self._holder)
        try:
            await self._work.commit()
        except Conflict:
            return False
        return True

    async def leave(self) -> bool:
        """Lets the meeting go with the wake that somebody else has set."""
        rows = Rows(self._store.backend)
        await let_go(rows, self._id, self._holder)
        with suppress(Conflict):
            await rows.commit()
        return False

    def _still_wanted(self, receipt: Receipt, due_now: dict[str, Post]) -> bool:
        return receipt.slot in due_now or receipt.slot.startswith("call:")


def _overtaken(post: Post, now: datetime) -> Receipt:
    return Receipt(
        slot=post.slot,
        kind=post.kind,
        to=post.to,
        of=post.of,
        result=Result.OVERTAKEN,
        at=now,
        since=now,
    )


def _said(receipt: Receipt) -> str:
    """How it went, in words: "Teams chat unreachable, e-mail accepted"."""
    if not receipt.attempts:
        return str(receipt.result)
    if len(receipt.attempts) == 1 and receipt.attempts[0].way in {Way.CHAT, Way.CHANNEL}:
        return str(receipt.result)
    return ", ".join(f"{a.way} {a.result}" for a in receipt.attempts)
