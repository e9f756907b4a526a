"""The shape of what Teams posts: only the parts that the bot reads, everything else let be."""

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)
from pydantic.alias_generators import to_camel

LONGEST_ID = 1024


def _printable(value: str) -> str:
    """An id becomes part of a row's key, which is printable text."""
    if not value.isprintable():
        raise ValueError("an id is printable text")
    return value


Id = Annotated[str, StringConstraints(max_length=LONGEST_ID), AfterValidator(_printable)]
PresentId = Annotated[Id, StringConstraints(min_length=1)]


def _empty_for_null(value: object) -> object:
    return {} if value is None else value


class _Shape(BaseModel):
    model_config = ConfigDict(extra="ignore", alias_generator=to_camel)


class Account(_Shape):
    id: Id = ""
    name: str | None = None
    aad_object_id: Id | None = None


class Bot(_Shape):
    id: PresentId


class Conversation(_Shape):
    id: PresentId
    conversation_type: str | None = None
    is_group: bool | None = None
    tenant_id: Id | None = None


class Named(_Shape):
    id: Id = ""


Nameable = Annotated[Named, BeforeValidator(_empty_for_null)]


class ChannelData(_Shape):
    tenant: Nameable = Named()
    team: Nameable = Named()
    channel: Nameable = Named()
    event_type: Any = None


class Mention(_Shape):
    text: str
    mentioned: Bot


class Activity(_Shape):
    """One activity, as it comes over the wire."""

    type: str
    service_url: PresentId
    id: Id | None = None
    name: Id | None = None
    text: str | None = None
    value: Any = None
    action: Any = None
    conversation: Conversation
    recipient: Bot
    sender: Annotated[Account, BeforeValidator(_empty_for_null)] = Field(Account(), alias="from")
    channel_data: Annotated[ChannelData, BeforeValidator(_empty_for_null)] = ChannelData()
    entities: list[Any] | None = None
    reply_to_id: Id | None = None
    members_added: list[Account] | None = None
    members_removed: list[Account] | None = None
