"""What an activity says of who wrote it and where: with a good token, Teams vouches for it."""

import json
from typing import Any, NamedTuple

from tests.fakes.settings import TENANT
from tests.fuzz.casts import CHATS, STAFF


class Claim(NamedTuple):
    person: str
    """The id in Entra; empty for somebody anonymous."""
    conversation: str
    """Without the thread."""
    personal: bool
    tenant: bool
    """It comes from the bot's own tenant."""
    invoke: bool
    """It wants an answer."""

    @property
    def possible(self) -> bool:
        """Teams lets nobody write in another person's chat; it could only come from a forger."""
        return self.person == CHATS.get(self.conversation, self.person)


def claim(body: bytes) -> Claim | None:
    """None for what is no activity at all."""
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return None
    conversation = at(raw, "conversation", "id")
    if not isinstance(conversation, str):
        return None
    person = at(raw, "from", "aadObjectId")
    kind = at(raw, "conversation", "conversationType")
    return Claim(
        person=person if isinstance(person, str) and STAFF.find(person) else "",
        conversation=conversation.split(";messageid=")[0],
        personal=kind == "personal" or (kind is None and not at(raw, "conversation", "isGroup")),
        tenant=_is_ours(at(raw, "channelData", "tenant", "id"))
        and _is_ours(at(raw, "conversation", "tenantId"), otherwise=True),
        invoke=at(raw, "type") == "invoke",
    )


def _is_ours(tenant: object, *, otherwise: bool = False) -> bool:
    if tenant is None:
        return otherwise
    return isinstance(tenant, str) and tenant.lower() == TENANT


def at(value: Any, *path: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value
