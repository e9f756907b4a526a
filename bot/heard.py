"""What somebody did in Teams, read from what Teams posts and from nothing else."""

import re
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.shapes import Activity, Mention
from state.places import Place, PlaceKind


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


class Malformed(Exception):
    """An activity does not have the shape that Teams gives it."""


class Heard(BaseModel):
    """One thing that somebody did."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

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
    data: dict[str, Any] = Field(default_factory=dict)
    """What the form or the card sent; anybody can forge it."""
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
_AT = re.compile(r"<at[^<>]*>([^<>]*)</at>", re.IGNORECASE)


def heard(raw: dict[str, Any]) -> Heard:
    """What an activity says; raises Malformed, and nothing else, when it cannot be read."""
    try:
        activity = Activity.model_validate(raw)
    except ValidationError:
        raise Malformed from None
    kind = _kind(activity)
    if kind in _TURNS and not activity.sender.id:
        raise Malformed
    text, mentioned = _said(activity)
    return Heard(
        kind=kind,
        place=_place(activity),
        user=activity.sender.id,
        aad=activity.sender.aad_object_id or "",
        name=activity.sender.name or "",
        text=text,
        mentioned=mentioned,
        activity_id=activity.id or "",
        reply_to=activity.reply_to_id or "",
        invoke_name=activity.name or "",
        members=tuple(m.id for m in activity.members_added or activity.members_removed or ()),
        channel=activity.channel_data.channel.id,
        team=activity.channel_data.team.id,
        **_sent(kind, activity.value),
    )


def _kind(activity: Activity) -> HeardKind:
    match activity.type:
        case "message":
            return HeardKind.TEXT if activity.value is None else HeardKind.PRESS
        case "invoke":
            return _INVOKES.get(activity.name or "", HeardKind.OTHER_INVOKE)
        case "installationUpdate":
            return _INSTALLATIONS.get(str(activity.action), HeardKind.OTHER)
        case "conversationUpdate":
            return _update_kind(activity)
        case "event":
            return _EVENTS.get(activity.name or "", HeardKind.OTHER)
        case "messageUpdate" | "messageDelete" if _named(activity) in _EDITS:
            return HeardKind.EDITED
    return HeardKind.OTHER


def _update_kind(activity: Activity) -> HeardKind:
    if activity.members_added:
        return HeardKind.MEMBERS_ADDED
    if activity.members_removed:
        return HeardKind.MEMBERS_REMOVED
    return HeardKind.CLOSED if _named(activity) in _CLOSINGS else HeardKind.OTHER


def _named(activity: Activity) -> str:
    """What Teams calls the change of a conversation or of a message."""
    return str(activity.channel_data.event_type)


def _place(activity: Activity) -> Place:
    kind = _place_kind(activity)
    return Place(
        service_url=activity.service_url,
        conversation=activity.conversation.id,
        bot=activity.recipient.id,
        tenant=activity.channel_data.tenant.id or activity.conversation.tenant_id or "",
        kind=kind,
        user=activity.sender.id if kind is PlaceKind.PERSONAL else "",
    )


def _place_kind(activity: Activity) -> PlaceKind:
    """A kind of conversation that is not known is taken for one where others listen."""
    named, group = activity.conversation.conversation_type, activity.conversation.is_group
    shared = group or activity.conversation.id.startswith("19:")  # as Teams calls what many share
    if named in (None, PlaceKind.PERSONAL):
        return PlaceKind.GROUP if shared else PlaceKind.PERSONAL
    return PlaceKind(named) if named in set(PlaceKind) else PlaceKind.GROUP


def _sent(kind: HeardKind, value: Any) -> dict[str, Any]:
    """The fields of Heard that come from what was sent: data, verb, automatic."""
    match kind:
        case HeardKind.PRESS:
            return {"data": _fields(value)}
        case HeardKind.OPEN_WINDOW | HeardKind.SUBMIT_WINDOW:
            return {"data": _fields(_fields(value).get("data"))}
        case HeardKind.EXECUTE:
            action = _fields(_fields(value).get("action"))
            return {
                "data": _fields(action.get("data")),
                "verb": str(action.get("verb") or ""),
                "automatic": _fields(value).get("trigger") == "automatic",
            }
    return {"data": value if isinstance(value, dict) else {}}


def _fields(value: object) -> dict[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Malformed
    return value


def _said(activity: Activity) -> tuple[str, bool]:
    """What was typed, and whether the bot was mentioned.

    Only the mark of a mention is taken out, since the bot's name may be part of what is said;
    of anybody else's mention the name stays.
    """
    text, mentioned = _spaced(activity.text or ""), False
    for mention in _mentions(activity):
        ours = mention.mentioned.id == activity.recipient.id
        mentioned = mentioned or ours
        mark = _AT.fullmatch(_spaced(mention.text))
        if mark is not None and mark[0] in text:
            before, _, after = text.partition(mark[0])
            text = before + (after.removeprefix(" ") if ours else mark[1] + after)
    return text.strip(), mentioned


def _spaced(text: str) -> str:
    """Teams puts a no-break space after a mention, spelt in either way."""
    return text.replace("&nbsp;", " ").replace("\xa0", " ")


def _mentions(activity: Activity) -> list[Mention]:
    found = []
    for entity in activity.entities or ():
        if isinstance(entity, dict) and entity.get("type") == "mention":
            try:
                found.append(Mention.model_validate(entity))
            except ValidationError:
                continue
    return found
