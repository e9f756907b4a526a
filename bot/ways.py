"""The ways to somebody: their own chat, the channel, a mention in the channel, an e-mail."""

import structlog

from bot.errand import Errand
from bot.failures import Unreachable
from bot.letters import letter
from bot.mail import Letters
from bot.outbound import in_thread
from bot.people import People
from bot.voice import Voice
from cards.delivery import mention_card
from cards.drawing import secure_link
from cards.summary import MENTION
from meeting.delivery import Way
from meeting.post import CHANNEL
from state.places import Place

log = structlog.get_logger()

ROOT = "tally"
"""The slot of the channel's first message: the others are shown in its thread."""


class NoWay(Exception):
    """This way does not exist for this person."""


class Ways:
    def __init__(self, voice: Voice, people: People, mail: Letters | None, *, far: bool) -> None:
        """`far`: somebody of whom nothing is known may be sought; not so in the local run."""
        self._voice = voice
        self._people = people
        self._mail = mail
        self._far = far

    async def go(self, way: Way, errand: Errand) -> tuple[Place | None, str]:
        """The place and the message, for what can be drawn again. Raises a Failure or NoWay."""
        match way:
            case Way.CHANNEL:
                place = await self._channel(errand)
                return place, await self._say(errand, place)
            case Way.CHAT:
                return await self._chat(errand)
            case Way.MENTION:
                await self._mention(errand)
            case Way.EMAIL:
                await self._write(errand)
        return None, ""

    async def _say(self, errand: Errand, place: Place) -> str:
        return await self._voice.send(place, card=errand.card(), summary=errand.words)

    async def _channel(self, errand: Errand) -> Place:
        place = await self._people.reach(CHANNEL)
        if place is None:
            raise Unreachable("NoChannel") if self._far else NoWay
        return place if errand.post.slot == ROOT else _below_root(place, errand)

    async def _chat(self, errand: Errand) -> tuple[Place, str]:
        """A chat that has been closed to the bot is forgotten until the person opens another."""
        person = errand.post.to
        place = await self._people.reach(person) or await self._opened(person)
        try:
            return place, await self._say(errand, place)
        except Unreachable:
            await self._people.forget(person)
            raise

    async def _opened(self, person: str) -> Place:
        """The chat that Teams makes, where the bot is installed for them and nobody has told it."""
        if not self._far:
            raise NoWay
        near = await self._people.reach(CHANNEL)
        if near is None:
            raise Unreachable("NoChat")
        place = await self._voice.open_chat(near, person)
        await self._people.remember_chat(person, place)
        return place

    async def _mention(self, errand: Errand) -> None:
        """Once the channel knows of the meeting, and only for somebody who can read there."""
        meeting, person = errand.scene.meeting, self._people.find(errand.post.to)
        channel = await self._people.reach(CHANNEL)
        if person is None or channel is None or meeting.convened_at is None:
            raise NoWay
        if not await self._voice.is_member(channel, person.id):
            raise NoWay
        place = _below_root(channel, errand)
        await self._voice.send(place, card=mention_card(meeting, person), summary=MENTION)

    async def _write(self, errand: Errand) -> None:
        person = self._people.find(errand.post.to)
        if self._mail is None or person is None or not person.email:
            raise NoWay
        words = letter(errand.post, errand.scene.meeting, person, secure_link(errand.scene))
        await self._mail.send(words)


def _below_root(channel: Place, errand: Errand) -> Place:
    root = errand.shown.receipts.get(ROOT)
    return in_thread(channel, root.message) if root and root.message else channel
