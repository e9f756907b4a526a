"""Where somebody, or a meeting's channel, can be reached in Teams."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class PlaceKind(StrEnum):
    PERSONAL = "personal"
    GROUP = "groupChat"
    CHANNEL = "channel"


class Place(BaseModel):
    """One conversation of the bot's, as the connector wants it named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    service_url: str
    conversation: str
    bot: str
    tenant: str
    kind: PlaceKind
    user: str = ""
    """The Teams id (29:…) of the person, for a personal chat."""
