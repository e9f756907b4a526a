"""Whether what Teams tells of installing and of members means that the bot came or went."""

from enum import StrEnum

from bot.heard import Heard, HeardKind
from state.places import PlaceKind


class Coming(StrEnum):
    CAME = "came"
    WENT = "went"


def coming_of(heard: Heard) -> Coming | None:
    """None where only others came or went.

    In a personal chat whoever is added is there with the bot; a new version takes nobody away.
    """
    ours = heard.place.bot in heard.members
    match heard.kind:
        case HeardKind.INSTALLED | HeardKind.UPGRADED:
            return Coming.CAME
        case HeardKind.REMOVED | HeardKind.CLOSED:
            return Coming.WENT
        case HeardKind.MEMBERS_ADDED if ours or heard.place.kind is PlaceKind.PERSONAL:
            return Coming.CAME
        case HeardKind.MEMBERS_REMOVED if ours:
            return Coming.WENT
    return None
