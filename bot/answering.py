"""Gives a reply back: in the chat, in place of the card that was pressed, or in a window."""

from typing import Any

from bot.failures import Gone
from bot.heard import Heard, HeardKind
from bot.inbound import Answer
from bot.outbound import CARD
from bot.people import People
from bot.persistence import Persistence
from bot.voice import Voice
from cards.blocks import Card
from cards.windows import again, for_chat, for_window, kept
from dialogs.turn import Quiet, Reply, Say, Show
from meeting.people import Person
from state.places import Place, PlaceKind

SUMMARY = "Convene answered"
"""What a notification of any reply shows: nothing of the case."""

SEE_CHAT = "I have put that into our own chat, as it is not for everybody here."
NO_CHAT = "That is not for everybody here, and I have no chat with you yet: write to me there."


class Answering:
    def __init__(
        self, voice: Voice, people: People, persistence: Persistence, *, rich: bool = False
    ) -> None:
        """`rich`: the client has windows, and searches as somebody types."""
        self._voice = voice
        self._rich = rich
        self._people = people
        self._persistence = persistence

    async def give(self, heard: Heard, person: Person | None, reply: Reply) -> Answer | None:
        """The body for an invoke; for a message the reply is sent and None returned."""
        match heard.kind:
            case HeardKind.EXECUTE:
                return Answer(200, await self._executed(heard, person, reply))
            case HeardKind.OPEN_WINDOW:
                return Answer(200, _window(reply))
            case HeardKind.SUBMIT_WINDOW:
                return Answer(200, _submitted(reply))
        await self._answer(heard, person, reply)
        return None

    def refused(self, heard: Heard, form: Reply, words: str) -> Answer:
        """The window stays, with the form if it can be shown, and with everything typed into it."""
        data = {key: value for key, value in heard.data.items() if key != "msteams"}
        shown = again(form.card, data, words) if isinstance(form, Show) else kept(data, words)
        return Answer(200, _opened(shown))

    async def _answer(self, heard: Heard, person: Person | None, reply: Reply) -> None:
        match reply:
            case Say():
                await self._say(heard.place, reply.words)
            case Show() if reply.private and heard.place.kind is not PlaceKind.PERSONAL:
                await self._say(heard.place, await self._privately(person, reply.card))
            case Show() if reply.replaces and heard.reply_to:
                await self._persistence.of(lambda: self._instead(heard, reply.card))
            case Show():
                await self._persistence.of(lambda: self._show(heard.place, reply.card))
            case Quiet():
                pass

    async def _say(self, place: Place, words: str) -> None:
        async def once() -> None:
            await self._voice.send(place, text=words, summary=SUMMARY)

        await self._persistence.of(once)

    async def _show(self, place: Place, card: Card) -> None:
        await self._voice.send(place, card=card, summary=SUMMARY)

    async def _instead(self, heard: Heard, card: Card) -> None:
        try:
            await self._voice.update(heard.place, heard.reply_to, card, SUMMARY)
        except Gone:
            await self._show(heard.place, card)

    async def _privately(self, person: Person | None, card: Card) -> str:
        """Shows it in the person's own chat; what to say to where they asked for it."""
        place = await self._people.reach(person.id) if person else None
        if place is None:
            return NO_CHAT
        failure = await self._persistence.of(lambda: self._show(place, card))
        return NO_CHAT if failure else SEE_CHAT

    async def _executed(self, heard: Heard, person: Person | None, reply: Reply) -> dict[str, Any]:
        match reply:
            case Show() if not reply.private or heard.place.kind is PlaceKind.PERSONAL:
                shown = for_chat(reply.card, rich=self._rich)
                return {"statusCode": 200, "type": CARD, "value": shown}
            case Show():
                return _told(await self._privately(person, reply.card))
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
            return _opened(for_window(reply.card))
        case Say():
            return _closed(reply.words)
        case Quiet():
            return _closed("Recorded.")


def _submitted(reply: Reply) -> dict[str, Any]:
    """What ends a form closes its window with a word of what was recorded."""
    return _closed(reply.done) if isinstance(reply, Show) and reply.done else _window(reply)


def _opened(card: Card) -> dict[str, Any]:
    shown = {"contentType": CARD, "content": card}
    value = {"title": "Convene", "width": "medium", "height": "large", "card": shown}
    return {"task": {"type": "continue", "value": value}}


def _closed(words: str) -> dict[str, Any]:
    return {"task": {"type": "message", "value": words}}
