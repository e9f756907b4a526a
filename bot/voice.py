"""The bot's voice at a bearable pace: for replies, which go first, or for posts."""

from typing import Any, Protocol

from bot.outbound import Outbound
from bot.pace import Pace
from state.places import Place


class Voice(Protocol):
    """What may be done in Teams; every method may raise a Failure."""

    async def send(
        self, place: Place, *, card: dict[str, Any] | None = None, text: str = "", summary: str
    ) -> str: ...

    async def update(
        self, place: Place, message_id: str, card: dict[str, Any], summary: str
    ) -> None: ...

    async def open_chat(self, near: Place, user: str) -> Place: ...

    async def is_member(self, place: Place, user: str) -> bool: ...


class Paced:
    """Outbound, each call in its turn."""

    def __init__(self, outbound: Outbound, pace: Pace, *, urgent: bool = False) -> None:
        """`urgent`: somebody waits for it."""
        self._outbound = outbound
        self._pace = pace
        self._urgent = urgent

    async def send(
        self, place: Place, *, card: dict[str, Any] | None = None, text: str = "", summary: str
    ) -> str:
        async with self._pace.turn(place.conversation, urgent=self._urgent):
            return await self._outbound.send(place, card=card, text=text, summary=summary)

    async def update(
        self, place: Place, message_id: str, card: dict[str, Any], summary: str
    ) -> None:
        async with self._pace.turn(place.conversation, urgent=self._urgent):
            await self._outbound.update(place, message_id, card, summary)

    async def open_chat(self, near: Place, user: str) -> Place:
        async with self._pace.turn(f"chat of {user}", urgent=self._urgent):
            return await self._outbound.open_chat(near, user)

    async def is_member(self, place: Place, user: str) -> bool:
        async with self._pace.turn(f"members of {place.conversation}", urgent=self._urgent):
            return await self._outbound.is_member(place, user)
