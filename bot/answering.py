"""Gives a reply back: in the chat, in place of the card that was pressed, or in a window."""

from typing import Any

import structlog

from bot.failures import Failure, Gone
from bot.heard import Heard, HeardKind
from bot.inbound import Answer
from bot.outbound import CARD, Outbound
from bot.people import People
from cards.blocks import Card
from dialogs.turn import Quiet, Reply, Say, Show
from meeting.people import Person
from state.places import PlaceKind

log = structlog.get_logger()

SUMMARY = "Convene answered"
"""What a notification of any reply shows: nothing of the case."""

SEE_CHAT = "I have put that into our own chat, as it is not for everybody here."
NO_CHAT = "That is not for everybody here, and I have no chat with you yet: write to me there."


class Answering:
    def __init__(self, outbound: Outbound, people: People) -> None:
        self._outbound = outbound
        self._people = people

    async def give(self, heard: Heard, person: Person | None, reply: Reply) -> Answer | None:
        """The body for an invoke; for a message the reply is sent and None returned."""
        match heard.kind:
            case HeardKind.EXECUTE:
                return Answer(200, await self._executed(heard, person, reply))
            case HeardKind.OPEN_WINDOW | HeardKind.SUBMIT_WINDOW:
                return Answer(200, _window(reply))
        try:
            await self._send(heard, person, reply)
        except Failure as failure:
            log.warning("reply not delivered", kind=type(failure).__name__)
        return None

    async def _send(self, heard: Heard, person: Person | None, reply: Reply) -> None:
        match reply:
            case Say():
                await self._outbound.send(heard.place, text=reply.words, summary=SUMMARY)
            case Show() if reply.private and heard.place.kind is not PlaceKind.PERSONAL:
                await self._privately(heard, person, reply.card)
            case Show() if reply.replaces and heard.reply_to:
                await self._instead(heard, reply.card)
            case Show():
                await self._outbound.send(heard.place, card=reply.card, summary=SUMMARY)
            case Quiet():
                pass

    async def _instead(self, heard: Heard, card: Card) -> None:
        try:
            await self._outbound.update(heard.place, heard.reply_to, card, SUMMARY)
        except Gone:
            await self._outbound.send(heard.place, card=card, summary=SUMMARY)

    async def _privately(self, heard: Heard, person: Person | None, card: Card) -> None:
        place = await self._people.reach(person.id) if person else None
        if place is None:
            await self._outbound.send(heard.place, text=NO_CHAT, summary=SUMMARY)
            return
        await self._outbound.send(place, card=card, summary=SUMMARY)
        await self._outbound.send(heard.place, text=SEE_CHAT, summary=SUMMARY)

    async def _executed(self, heard: Heard, person: Person | None, reply: Reply) -> dict[str, Any]:
        match reply:
            case Show() if not reply.private or heard.place.kind is PlaceKind.PERSONAL:
                return {"statusCode": 200, "type": CARD, "value": reply.card}
            case Show():
                await self._privately(heard, person, reply.card)
                return _told(SEE_CHAT)
            case Say():
                return _told(reply.words)
            case Quiet():
                return _told("Recorded.")


def _told(words: str) -> dict[str, Any]:
    kind = "application/vnd.microsoft.activity.message"
    return {"statusCode": 200, "type": kind, "value": words}


def _window(reply: Reply) -> dict[str, Any]:
    match reply:
        case Show():
            card = {"contentType": CARD, "content": reply.card}
            value = {"title": "Convene", "width": "medium", "height": "large", "card": card}
            return {"task": {"type": "continue", "value": value}}
        case Say():
            return {"task": {"type": "message", "value": reply.words}}
        case Quiet():
            return {"task": {"type": "message", "value": "Recorded."}}
