"""Makes what has been shown agree with what each meeting owes: the only sender of posts."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.failures import Ambiguous, Failure, Gone, Throttled, Unreachable
from bot.outbound import Outbound, in_thread
from bot.people import People
from cards.drawing import Link, Scene, draw, summary
from meeting.model import Meeting
from meeting.post import CHANNEL, Post
from meeting.posts import next_due, posts
from state.backend import Conflict
from state.directory import CONVENE
from state.places import Place
from state.receipts import Receipt, Result, Shown, keep_shown, shown_of
from state.store import Store, Work

log = structlog.get_logger()

ROOT = "tally"
"""The slot of the channel's first message: the others are shown in its thread."""

LONGEST_PAUSE = timedelta(minutes=10)


class Postman:
    def __init__(
        self,
        store: Store,
        people: People,
        outbound: Outbound,
        link: Link,
        now: Callable[[], datetime],
    ) -> None:
        self._store = store
        self._people = people
        self._outbound = outbound
        self._link = link
        self._now = now
        self._rounds: dict[str, asyncio.Lock] = {}

    async def visit(self, meeting_id: str) -> None:
        """Shows what is due and missing, draws again what has changed, and sets the next wake."""
        lock = self._rounds.setdefault(meeting_id, asyncio.Lock())
        async with lock:
            await self._visit(meeting_id)

    async def wake(self) -> int:
        """Visits every meeting whose time has come; says how many."""
        due = await self._store.due_wakes(self._now())
        for meeting_id in due:
            try:
                await self.visit(meeting_id)
            except Exception as error:  # one meeting's fault must not keep back the others
                log.error("visit failed", meeting=meeting_id, kind=type(error).__name__)
        return len(due)

    async def _visit(self, meeting_id: str) -> None:
        now = self._now()
        work = self._store.work(CONVENE, now)
        meeting = await work.meeting(meeting_id)
        shown = await shown_of(work, meeting_id)
        for post in posts(meeting, work.protocol(meeting), now):
            shown = await self._settle(post, meeting, shown)
        await self._sleep(work, meeting, shown, now)

    async def _settle(self, post: Post, meeting: Meeting, shown: Shown) -> Shown:
        """Brings one post to where it should be; its receipt is kept before the next is sent."""
        held, now = shown.receipts.get(post.slot), self._now()
        if held and held.settled and held.edition == post.edition:
            return shown
        if held and held.again_at and now < held.again_at:
            return shown
        place = await self._place(post, held, shown)
        if place is None:
            return shown
        receipt = await self._show(post, meeting, place, held)
        await self._keep(meeting.id, receipt, post, news=held is None or not receipt.message)
        return shown.with_receipt(receipt)

    async def _place(self, post: Post, held: Receipt | None, shown: Shown) -> Place | None:
        """Where it was shown before, else where its audience is reached now."""
        if held and held.message:
            return held.place
        place = await self._people.reach(post.to)
        root = shown.receipts.get(ROOT)
        if place and post.to == CHANNEL and root and root.message and post.slot != ROOT:
            return in_thread(place, root.message)
        return place

    async def _show(
        self, post: Post, meeting: Meeting, place: Place, held: Receipt | None
    ) -> Receipt:
        scene = Scene(
            post=post,
            meeting=meeting,
            protocol=self._store.protocols[meeting.protocol],
            people=self._store.directory.people,
            link=self._link,
        )
        receipt = Receipt(
            slot=post.slot,
            place=place,
            message=held.message if held else "",
            edition=post.edition,
            at=self._now(),
            result=Result.ACCEPTED,
            tries=held.tries + 1 if held else 1,
        )
        try:
            sent = await self._deliver(draw(scene), summary(post, meeting), place, receipt.message)
        except Failure as failure:
            return self._failed(receipt, failure)
        return receipt.but(message=sent, tries=1)

    async def _deliver(
        self, card: dict[str, object], words: str, place: Place, message: str
    ) -> str:
        """Changes the message that is there; sends a new one where there is none any more."""
        if message:
            try:
                await self._outbound.update(place, message, card, words)
                return message
            except Gone:
                log.info("a shown card has gone; it is sent again")
        return await self._outbound.send(place, card=card, summary=words)

    def _failed(self, receipt: Receipt, failure: Failure) -> Receipt:
        """What to do about a failure: wait as told, or keep it as settled with its reason."""
        reason = type(failure).__name__
        match failure:
            case Throttled():
                pause = min(timedelta(seconds=failure.after * receipt.tries), LONGEST_PAUSE)
                return receipt.but(
                    result=Result.WAITING, again_at=self._now() + pause, reason=reason
                )
            case Ambiguous():
                return receipt.but(result=Result.UNCERTAIN, reason=reason)
            case Unreachable():
                return receipt.but(result=Result.UNREACHABLE, reason=failure.code)
            case _:
                return receipt.but(result=Result.REFUSED, reason=reason)

    async def _keep(self, meeting_id: str, receipt: Receipt, post: Post, *, news: bool) -> None:
        """The receipt and its line on the timeline; tried again until somebody else's turn ends."""
        while True:
            work = self._store.work(CONVENE, self._now())
            kept = (await shown_of(work, meeting_id)).with_receipt(receipt)
            await keep_shown(work, meeting_id, kept)
            if news:
                to = "the channel" if post.to == CHANNEL else self._name(post.to)
                await work.note(meeting_id, f"{post.kind} for {to}: {receipt.result}", post.why)
            try:
                return await work.commit()
            except Conflict:
                await asyncio.sleep(0)

    def _name(self, person: str) -> str:
        found = self._store.directory.find(person)
        return found.name if found else person

    async def _sleep(self, work: Work, meeting: Meeting, shown: Shown, now: datetime) -> None:
        """Sets the next wake; when a turn was quicker, that turn's own wake stands."""
        later = [r.again_at for r in shown.receipts.values() if r.again_at and not r.settled]
        owed = next_due(meeting, work.protocol(meeting), now)
        await work.wake(meeting.id, min([*later, *([owed] if owed else [])], default=None))
        try:
            await work.commit()
        except Conflict:
            log.info("changed meanwhile", meeting=meeting.id)
