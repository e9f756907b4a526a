"""Shows somebody something in Teams: sends, changes and takes away messages, and opens chats."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from pydantic_core import to_json

from bot.failures import (
    AFTER_FAULT,
    Ambiguous,
    Failure,
    Gone,
    Rejected,
    Throttled,
    Unreachable,
    failure,
)
from bot.policy import trusted
from bot.settings import Settings
from bot.wire import AnswerLost, NotSent, NotTrusted, Wire
from state.places import Place, PlaceKind

CARD = "application/vnd.microsoft.card.adaptive"
_CHANNELS = ("@thread.tacv2", "@thread.skype")
_THREAD = ";messageid="


def in_thread(place: Place, root: str) -> Place:
    """The thread below the message `root` of a channel; the place itself where threads are not."""
    channel = whole_channel(place)
    if not channel.conversation.endswith(_CHANNELS):
        return place
    return channel.model_copy(update={"conversation": f"{channel.conversation}{_THREAD}{root}"})


def whole_channel(place: Place) -> Place:
    """The channel itself, when the place is a thread of it: what is sent there starts a thread."""
    return place.model_copy(update={"conversation": place.conversation.split(_THREAD)[0]})


def _now() -> datetime:
    return datetime.now(UTC)


class Outbound:
    """The bot's voice in Teams. Every method may raise a Failure; none waits or tries again."""

    def __init__(self, wire: Wire, settings: Settings, now: Callable[[], datetime] = _now) -> None:
        self._wire = wire
        self._settings = settings
        self._now = now

    async def send(
        self, place: Place, *, card: dict[str, Any] | None = None, text: str = "", summary: str
    ) -> str:
        """Shows a card or a text, never both (Teams would split them), and gives its id.

        `summary` is what the notification says: no name, and nothing of the case. The id is
        empty when Teams took the message but named none; such a message cannot be changed.
        """
        answer = await self._call(
            "POST", place, "/activities", _message(place, card, text, summary)
        )
        return _id_of(answer)

    async def update(
        self, place: Place, message_id: str, card: dict[str, Any], summary: str
    ) -> None:
        """Puts another card in the place of one that was sent; nobody is notified of it."""
        message = {**_message(place, card, "", summary), "id": message_id}
        await self._call("PUT", place, _path(message_id), message)

    async def delete(self, place: Place, message_id: str) -> None:
        """Takes a message away; does nothing when it has gone already."""
        try:
            await self._call("DELETE", place, _path(message_id))
        except Gone:
            return

    async def open_chat(self, near: Place, user: str) -> Place:
        """The personal chat with somebody (29:… or an Entra id) of the tenant of `near`.

        It is the same for ever, so keep it. Unreachable when the bot is not installed for them.
        """
        asked = {
            "bot": {"id": near.bot},
            "members": [{"id": user}],
            "isGroup": False,
            "tenantId": near.tenant,
            "channelData": {"tenant": {"id": near.tenant}},
        }
        answer = await self._call("POST", near, None, asked)
        if not (conversation := _id_of(answer)):
            raise Rejected("NoConversation")
        moved = answer.get("serviceUrl")
        known = isinstance(moved, str) and trusted(moved, self._settings)
        return Place(
            service_url=str(moved) if known else near.service_url,
            conversation=conversation,
            bot=near.bot,
            tenant=near.tenant,
            kind=PlaceKind.PERSONAL,
            user=user,
        )

    async def is_member(self, place: Place, user: str) -> bool:
        """Whether somebody (29:… or an Entra id) is in a channel, and so can be mentioned there."""
        team = whole_channel(place)
        try:
            await self._call("GET", team, f"/members/{quote(user, safe='')}")
        except (Gone, Unreachable, Rejected):
            return False
        return True

    async def _call(
        self, method: str, place: Place, path: str | None, asked: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        url = f"{place.service_url.rstrip('/')}/v3/conversations"
        if path is not None:
            url += f"/{quote(place.conversation, safe='')}{path}"
        body = None if asked is None else to_json(asked)
        try:
            answer = await self._wire.call(method, url, body)
        except NotTrusted:
            raise Rejected("NotTrusted") from None
        except NotSent as error:
            raise Throttled(error.after) from error
        except AnswerLost as error:
            raise _lost(method) from error
        if (wrong := failure(method, answer, self._now())) is not None:
            raise wrong
        return _read(answer.body)


def _lost(method: str) -> Failure:
    return Ambiguous() if method == "POST" else Throttled(AFTER_FAULT)


def _message(place: Place, card: dict[str, Any] | None, text: str, summary: str) -> dict[str, Any]:
    if (card is None) == (text == ""):
        raise ValueError("a message has a card or a text")
    message = {
        "type": "message",
        "from": {"id": place.bot},
        "conversation": {"id": place.conversation},
        "channelData": {"tenant": {"id": place.tenant}},
        "summary": summary,
    }
    if card is None:
        return {**message, "text": text, "textFormat": "plain"}
    return {**message, "attachments": [{"contentType": CARD, "content": card}]}


def _path(message_id: str) -> str:
    return f"/activities/{quote(message_id, safe='')}"


def _read(body: bytes) -> dict[str, Any]:
    """Teams' answer; empty when it has none that can be read, since the status was good."""
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _id_of(answer: dict[str, Any]) -> str:
    found = answer.get("id")
    return found if isinstance(found, str) else ""
