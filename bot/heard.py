"""What somebody did in Teams, read from what Teams posts and from nothing else."""

from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from bot.mentions import said
from bot.shapes import Malformed, Part, an_id, any_id, flag, id_of, ids, part, sure_id, words
from state.places import Place, PlaceKind

MANY = "19:"
"""So begins the id of a conversation of many."""
NOTHING: dict[str, Any] = {}
PLACES = 1024
"""How many are held ready."""


class HeardKind(StrEnum):
    TEXT = "text"
    PRESS = "press"
    """A button of the Action.Submit kind: a message that carries a form."""
    EXECUTE = "execute"
    """A button of the Action.Execute kind, or a card's own refresh."""
    OPEN_WINDOW = "open window"
    SUBMIT_WINDOW = "submit window"
    SEARCH = "search"
    """Somebody types into a field whose choices the bot is asked for."""
    INSTALLED = "installed"
    UPGRADED = "upgraded"
    """A new version of the app has taken the place of an old one: nobody came or went."""
    REMOVED = "removed"
    MEMBERS_ADDED = "members added"
    MEMBERS_REMOVED = "members removed"
    CLOSED = "closed"
    """The channel, or its whole team, was deleted."""
    EDITED = "edited"
    """A message was changed or taken back."""
    MEETING_STARTED = "meeting started"
    MEETING_ENDED = "meeting ended"
    JOINED = "joined"
    LEFT = "left"
    OTHER_INVOKE = "other invoke"
    OTHER = "other"


class Heard(NamedTuple):
    """One thing that somebody did."""

    kind: HeardKind
    place: Place
    """Where it was done; in a channel with the thread (;messageid=…) as Teams gives it."""
    user: str = ""
    """The Teams id (29:…) of whoever did it; empty only for what nobody did."""
    aad: str = ""
    """Their id in Entra; empty for somebody anonymous, who may change nothing."""
    name: str = ""
    text: str = ""
    """What was typed, without the mention of the bot."""
    mentioned: bool = False
    """The bot was mentioned by name."""
    data: dict[str, Any] = NOTHING
    """What the form or the card sent; anybody can forge it, and nobody may change it."""
    activity_id: str = ""
    reply_to: str = ""
    """The message whose card was used."""
    invoke_name: str = ""
    """The name of an invoke or of an event, as Teams calls it."""
    verb: str = ""
    """The verb of an Action.Execute."""
    automatic: bool = False
    """The card asked to be refreshed; nobody pressed anything."""
    members: tuple[str, ...] = ()
    """The Teams ids of those added or removed, the bot's own among them when it was."""
    channel: str = ""
    team: str = ""

    @property
    def delivery(self) -> str:
        """The same when Teams delivers the same once more, and of nothing else."""
        return f"{self.place.conversation}:{self.activity_id}"


_INVOKES = {
    "adaptiveCard/action": HeardKind.EXECUTE,
    "task/fetch": HeardKind.OPEN_WINDOW,
    "task/submit": HeardKind.SUBMIT_WINDOW,
    "application/search": HeardKind.SEARCH,
}
_INSTALLATIONS = {
    "add": HeardKind.INSTALLED,
    "add-upgrade": HeardKind.UPGRADED,
    "remove": HeardKind.REMOVED,
    "remove-upgrade": HeardKind.UPGRADED,
}
_EVENTS = {
    "application/vnd.microsoft.meetingStart": HeardKind.MEETING_STARTED,
    "application/vnd.microsoft.meetingEnd": HeardKind.MEETING_ENDED,
    "application/vnd.microsoft.meetingParticipantJoin": HeardKind.JOINED,
    "application/vnd.microsoft.meetingParticipantLeave": HeardKind.LEFT,
}
_EDITS = {"editMessage", "softDeleteMessage"}
"""An undeleted message is as it was before: nothing has changed."""
_CLOSINGS = {"channelDeleted", "teamDeleted", "teamHardDeleted"}
_TURNS = {
    HeardKind.TEXT,
    HeardKind.PRESS,
    HeardKind.EXECUTE,
    HeardKind.OPEN_WINDOW,
    HeardKind.SUBMIT_WINDOW,
    HeardKind.SEARCH,
    HeardKind.OTHER_INVOKE,
}
"""What somebody does, so that it must say who."""


def heard(raw: Part) -> Heard:
    """What an activity says; raises Malformed, and nothing else, when it cannot be read."""
    kind, sender, where = _kind(raw), part(raw, "from"), part(raw, "channelData")
    user = an_id(sender, "id")
    if kind in _TURNS and not user:
        raise Malformed
    text, mentioned = said(raw)
    added, removed = ids(raw, "membersAdded"), ids(raw, "membersRemoved")
    return Heard(
        kind=kind,
        place=_place(raw, where, user),
        user=user,
        aad=any_id(sender, "aadObjectId"),
        name=words(sender, "name") or "",
        text=text,
        mentioned=mentioned,
        activity_id=any_id(raw, "id"),
        reply_to=any_id(raw, "replyToId"),
        invoke_name=any_id(raw, "name"),
        members=added or removed,
        channel=id_of(where, "channel"),
        team=id_of(where, "team"),
        **_sent(kind, raw.get("value")),
    )


def _kind(raw: Part) -> HeardKind:
    match words(raw, "type"):
        case None:
            raise Malformed
        case "message":
            return HeardKind.TEXT if raw.get("value") is None else HeardKind.PRESS
        case "invoke":
            return _INVOKES.get(any_id(raw, "name"), HeardKind.OTHER_INVOKE)
        case "installationUpdate":
            return _INSTALLATIONS.get(str(raw.get("action")), HeardKind.OTHER)
        case "conversationUpdate":
            return _update_kind(raw)
        case "event":
            return _EVENTS.get(any_id(raw, "name"), HeardKind.OTHER)
        case "messageUpdate" | "messageDelete" if _named(raw) in _EDITS:
            return HeardKind.EDITED
    return HeardKind.OTHER


def _update_kind(raw: Part) -> HeardKind:
    if raw.get("membersAdded"):
        return HeardKind.MEMBERS_ADDED
    if raw.get("membersRemoved"):
        return HeardKind.MEMBERS_REMOVED
    return HeardKind.CLOSED if _named(raw) in _CLOSINGS else HeardKind.OTHER


def _named(raw: Part) -> str:
    """What Teams calls the change of a conversation or of a message."""
    return str(part(raw, "channelData").get("eventType"))


def _place(raw: Part, where: Part, user: str) -> Place:
    conversation = part(raw, "conversation")
    named, else_named = id_of(where, "tenant"), any_id(conversation, "tenantId")
    name = sure_id(conversation, "id")
    kind = _place_kind(conversation, name)
    return _known_place(
        sure_id(raw, "serviceUrl"),
        name,
        sure_id(part(raw, "recipient"), "id"),
        named or else_named,
        kind,
        user if kind is PlaceKind.PERSONAL else "",
    )


@lru_cache(PLACES)
def _known_place(
    service_url: str, conversation: str, bot: str, tenant: str, kind: PlaceKind, user: str
) -> Place:
    """Most of what is heard comes from where something was heard before."""
    return Place(
        service_url=service_url,
        conversation=conversation,
        bot=bot,
        tenant=tenant,
        kind=kind,
        user=user,
    )


def _place_kind(conversation: Part, name: str) -> PlaceKind:
    """A kind of conversation that is not known is taken for one where others listen."""
    named, group = words(conversation, "conversationType"), flag(conversation, "isGroup")
    shared = group or name.startswith(MANY)
    if named in (None, PlaceKind.PERSONAL):
        return PlaceKind.GROUP if shared else PlaceKind.PERSONAL
    return PlaceKind(named) if named in set(PlaceKind) else PlaceKind.GROUP


def _sent(kind: HeardKind, value: Any) -> dict[str, Any]:
    """The fields of Heard that come from what was sent: data, verb, automatic."""
    match kind:
        case HeardKind.PRESS:
            return {"data": _fields(value)}
        case HeardKind.OPEN_WINDOW | HeardKind.SUBMIT_WINDOW:
            return {"data": part(_fields(value), "data")}
        case HeardKind.EXECUTE:
            fields = _fields(value)
            action = part(fields, "action")
            return {
                "data": part(action, "data"),
                "verb": str(action.get("verb") or ""),
                "automatic": fields.get("trigger") == "automatic",
            }
    return {"data": value if isinstance(value, dict) else {}}


def _fields(value: object) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Malformed
    return value
