"""Speaks to Teams in cards as the client can show them."""

from typing import Any

from bot.voice import Voice
from cards.windows import for_chat
from state.places import Place


class Fitted:
    """A voice whose cards are as the client can show them."""

    def __init__(self, voice: Voice, *, rich: bool) -> None:
        self._voice = voice
        self._rich = rich

    async def send(
        self, place: Place, *, card: dict[str, Any] | None = None, text: str = "", summary: str
    ) -> str:
        fitted = for_chat(card, rich=self._rich) if card else None
        return await self._voice.send(place, card=fitted, text=text, summary=summary)

    async def update(
        self, place: Place, message_id: str, card: dict[str, Any], summary: str
    ) -> None:
        fitted = for_chat(card, rich=self._rich)
        await self._voice.update(place, message_id, fitted, summary)

    async def open_chat(self, near: Place, user: str) -> Place:
        return await self._voice.open_chat(near, user)

    async def is_member(self, place: Place, user: str) -> bool:
        return await self._voice.is_member(place, user)
