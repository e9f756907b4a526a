"""A Teams without wires: what the bot shows is kept with its time, and can be made to fail."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any, NamedTuple

from bot.failures import Gone
from state.places import Place, PlaceKind

Before = Callable[[str, Place], None]
"""Called before each call is carried out, with its name; may raise a Failure instead."""


class Message(NamedTuple):
    id: str
    at: datetime
    conversation: str
    summary: str
    card: dict[str, Any] | None
    text: str


@dataclass
class FakeVoice:
    now: Callable[[], datetime]
    before: Before = lambda call, place: None
    """What may go wrong before anything is done."""
    after: Before = lambda call, place: None
    """What may go wrong although it has been done: the answer is lost."""
    messages: list[Message] = field(default_factory=list)
    """Every message that was ever sent, as it was sent."""
    shown: dict[str, Message] = field(default_factory=dict)
    """What stands there now, by its id."""
    redrawn: int = 0

    def __post_init__(self) -> None:
        self._ids = count(1)

    async def send(
        self, place: Place, *, card: dict[str, Any] | None = None, text: str = "", summary: str
    ) -> str:
        self.before("send", place)
        message = Message(str(next(self._ids)), self.now(), place.conversation, summary, card, text)
        self.messages.append(message)
        self.shown[message.id] = message
        self.after("send", place)
        return message.id

    async def update(
        self, place: Place, message_id: str, card: dict[str, Any], summary: str
    ) -> None:
        self.before("update", place)
        if message_id not in self.shown:
            raise Gone
        self.shown[message_id] = self.shown[message_id]._replace(card=card, summary=summary)
        self.redrawn += 1
        self.after("update", place)

    async def open_chat(self, near: Place, user: str) -> Place:
        self.before("open_chat", chat_of(user))
        return chat_of(user)

    async def is_member(self, place: Place, user: str) -> bool:
        self.before("is_member", place)
        return False

    def to(self, person: str) -> list[Message]:
        """What was sent into somebody's chat, oldest first."""
        name = chat_of(person).conversation
        return [m for m in self.messages if m.conversation == name]


def chat_of(person: str) -> Place:
    return Place(
        service_url="https://smba.trafficmanager.net/uk/",
        conversation=f"a:{person}",
        bot="28:convene",
        tenant="t",
        kind=PlaceKind.PERSONAL,
        user=person,
    )


def the_channel() -> Place:
    return chat_of("x").model_copy(
        update={"conversation": "19:team@thread.tacv2", "kind": PlaceKind.CHANNEL, "user": ""}
    )
