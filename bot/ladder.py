"""Brings one post to one person: by their chat, else a mention in the channel, else an e-mail."""

import random
from collections.abc import Sequence
from datetime import timedelta

import structlog

from bot.errand import Errand
from bot.failures import Failure, Gone, Throttled
from bot.outcome import AFTER_AMBIGUOUS, best, meaning, pause
from bot.people import People
from bot.voice import Voice
from bot.ways import NoWay, Ways
from cards.delivery import digest_card
from cards.late import settled_card
from cards.summary import DIGEST, SETTLED
from meeting.delivery import Attempt, Result, Way
from meeting.model import Meeting
from meeting.post import CHANNEL
from state.places import Place
from state.receipts import Receipt

log = structlog.get_logger()

PATIENCE = timedelta(minutes=10)
URGENT_PATIENCE = timedelta(minutes=2)
"""So long a way that fails for the moment is tried before the next way is taken."""

OWED_IN_CHAT = 600.0
"""Seconds between two tries of a card on which something can be done, once it was e-mailed."""


class Ladder:
    def __init__(
        self,
        voice: Voice,
        people: People,
        ways: Ways,
        *,
        climbs: bool = True,
        chance: random.Random | None = None,
    ) -> None:
        """`climbs`: False in the local run, where only who is at the screen can be reached."""
        self._voice = voice
        self._people = people
        self._ways = ways
        self.climbs = climbs
        self._chance = chance or random.Random()

    async def deliver(self, errand: Errand) -> Receipt | None:
        """What came of it; None where nobody knows how to reach them, and nothing was tried."""
        held = errand.held
        if held and held.message and not held.shared and held.place:
            try:
                return await self._redraw(errand, held, held.place)
            except Gone:
                log.info("a shown card has gone; it is sent again")
                held = held.but(message="")
        receipt = _begun(errand, held)
        for way in self._rungs(errand, held):
            try:
                receipt = await self._by(way, errand, receipt)
            except NoWay:
                continue
            if receipt.result is Result.ACCEPTED or self._waits(errand, receipt):
                break
        else:
            receipt = receipt.but(exhausted=receipt.delivery.accepted is None)
        return await self._concluded(errand, receipt) if receipt.attempts else None

    def _rungs(self, errand: Errand, held: Receipt | None) -> Sequence[Way]:
        if errand.post.to == CHANNEL:
            return (Way.CHANNEL,)
        if not self.climbs or (held and held.delivery.accepted):
            return (Way.CHAT,)  # what was mentioned or e-mailed once is so once and for all
        return (Way.CHAT, Way.MENTION, Way.EMAIL)

    async def _redraw(self, errand: Errand, held: Receipt, place: Place) -> Receipt:
        """Raises Gone when there is nothing to draw again."""
        try:
            await self._voice.update(place, held.message, errand.card(), errand.words)
        except Gone:
            raise
        except Throttled as busy:
            tries = held.tries + 1
            again = errand.now + pause(busy.after, tries, self._chance)
            return held.but(again_at=again, tries=tries)
        except Failure as failure:
            log.warning("a card could not be drawn again", kind=type(failure).__name__)
        return held.but(edition=errand.edition, again_at=None, tries=0)

    async def _by(self, way: Way, errand: Errand, receipt: Receipt) -> Receipt:
        """One attempt; raises NoWay where this way does not exist for them."""
        try:
            place, message = await self._ways.go(way, errand)
        except Failure as failure:
            confusing = errand.post.approves and way is Way.CHAT
            told = meaning(failure, approves=confusing)
            failed = Attempt(way=way, result=told.result, at=errand.now, reason=told.reason)
            wait = pause(told.after, receipt.tries, self._chance) if told.after else None
            return receipt.tried(failed).but(again_at=errand.now + wait if wait else None)
        accepted = Attempt(way=way, result=Result.ACCEPTED, at=errand.now)
        tried = receipt.tried(accepted).but(again_at=None, tries=0, exhausted=False)
        return tried.but(place=place, message=message) if place else tried

    def _waits(self, errand: Errand, receipt: Receipt) -> bool:
        """It failed for the moment alone, and there is time to try the same way again."""
        waiting = receipt.result is Result.WAITING
        return waiting and errand.now - receipt.since < _patience(errand)

    async def _concluded(self, errand: Errand, receipt: Receipt) -> Receipt:
        """The whole of what came of it, and when to try again."""
        results = {a.result for a in receipt.attempts}
        receipt = receipt.but(result=best(results))
        if receipt.result is Result.WAITING:
            return self._soon_enough(errand, receipt)
        receipt = receipt.but(edition=errand.edition)
        if receipt.in_chat:
            return receipt
        if errand.post.to != CHANNEL:
            await self._people.missed(errand.post.to)
        if errand.post.live and _waits_in_chat(receipt):
            return receipt.but(again_at=errand.now + pause(OWED_IN_CHAT, 1, self._chance))
        return receipt.but(again_at=None)

    def _soon_enough(self, errand: Errand, receipt: Receipt) -> Receipt:
        """Not so late that the next way would be taken too late."""
        later = pause(AFTER_AMBIGUOUS, receipt.tries, self._chance)
        again = receipt.again_at or errand.now + later
        climb = receipt.since + _patience(errand)
        if self.climbs and errand.now < climb < again:
            again = climb
        return receipt.but(again_at=again)

    async def together(self, person: str, errands: Sequence[Errand]) -> list[Receipt]:
        """Several reminders in one message; none where that could not be done."""
        place = await self._people.reach(person)
        if place is None:
            return []
        card = digest_card([e.card() for e in errands])
        try:
            message = await self._voice.send(place, card=card, summary=DIGEST)
        except Failure:
            return []
        took = Attempt(way=Way.CHAT, result=Result.ACCEPTED, at=errands[0].now)
        shared = {"place": place, "message": message, "shared": True, "tries": 0}
        return [_begun(e, None).tried(took).but(edition=e.edition, **shared) for e in errands]

    async def settle(self, receipt: Receipt, meeting: Meeting) -> Receipt:
        """Draws a reminder, whose matter is done with, as settled."""
        done = receipt.but(edition=SETTLED)
        if not (receipt.place and receipt.message) or receipt.shared:
            return done
        try:
            card = settled_card(meeting)
            await self._voice.update(receipt.place, receipt.message, card, SETTLED)
        except Failure as failure:
            log.info("a reminder could not be settled", kind=type(failure).__name__)
        return done


def _begun(errand: Errand, held: Receipt | None) -> Receipt:
    if held:
        return held.but(again_at=None, tries=held.tries + 1)
    post, now = errand.post, errand.now
    return Receipt(
        slot=post.slot,
        kind=post.kind,
        to=post.to,
        of=post.of,
        result=Result.WAITING,
        at=now,
        since=now,
        tries=1,
    )


def _waits_in_chat(receipt: Receipt) -> bool:
    """Teams was away, and has not said that they cannot be reached there."""
    usual = {Way.CHAT, Way.CHANNEL}
    return any(a.way in usual and a.result is Result.WAITING for a in receipt.attempts)


def _patience(errand: Errand) -> timedelta:
    post = errand.post
    most = URGENT_PATIENCE if post.urgent else PATIENCE
    return min(most, (post.until - post.due) / 4) if post.until else most
