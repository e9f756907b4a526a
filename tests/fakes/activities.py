"""What Teams posts to the bot, as raw JSON: one builder for each kind of thing somebody does."""

from itertools import count
from typing import Any

from tests.fakes.settings import APP_ID, SERVICE_URL, TENANT

BOT = f"28:{APP_ID}"
ADA = "29:ada"
_ids = count(1)


def an_activity(
    kind: str,
    *,
    service_url: str = SERVICE_URL,
    conversation: str = "a:chat-of-ada",
    conversation_type: str = "personal",
    user: str = ADA,
    called: str = "Ada Adeyemi",
    **more: Any,
) -> dict[str, Any]:
    """Any activity; `more` adds fields by their names on the wire, or replaces them."""
    return {
        "type": kind,
        "id": f"f:{next(_ids)}",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "from": {"id": user, "name": called, "aadObjectId": f"entra-of-{user}"},
        "recipient": {"id": BOT, "name": "Convene"},
        "conversation": {
            "id": conversation,
            "conversationType": conversation_type,
            "tenantId": TENANT,
        },
        "channelData": {"tenant": {"id": TENANT}},
        **more,
    }


def a_message(text: str, **more: Any) -> dict[str, Any]:
    return an_activity("message", **{"text": text, "textFormat": "plain"} | more)


def a_press(value: object, *, card: str = "1700000000001", **more: Any) -> dict[str, Any]:
    """A button of the Action.Submit kind, on the message `card`."""
    return an_activity("message", **{"value": value, "replyToId": card} | more)


def an_invoke(name: str, value: object, **more: Any) -> dict[str, Any]:
    return an_activity("invoke", **{"name": name, "value": value} | more)


def an_execute(verb: str, data: object, *, trigger: str = "manual", **more: Any) -> dict[str, Any]:
    """A button of the Action.Execute kind."""
    action = {"type": "Action.Execute", "verb": verb, "data": data}
    return an_invoke("adaptiveCard/action", {"action": action, "trigger": trigger}, **more)


def an_installation(action: str = "add", **more: Any) -> dict[str, Any]:
    return an_activity("installationUpdate", **{"action": action} | more)


def an_event(name: str, value: object = None, **more: Any) -> dict[str, Any]:
    """What Teams tells of its own accord, such as meetingStart."""
    called = f"application/vnd.microsoft.{name}"
    return an_activity("event", **{"name": called, "value": value or {}} | more)


def a_change(what: object, kind: str = "conversationUpdate", **more: Any) -> dict[str, Any]:
    """A change of a conversation, or of a message, by what Teams calls it."""
    data = {"tenant": {"id": TENANT}, "eventType": what}
    return an_activity(kind, **{"channelData": data} | more)


def a_meeting_began(thread: str, link: str, **more: Any) -> dict[str, Any]:
    """As Teams sends it: names with capital letters, and no conversationType."""
    value = {
        "MeetingType": "Scheduled",
        "Title": "Strategy meeting",
        "Id": "MCMxOTptZWV0aW5nX2ludmVudGVkQHRocmVhZC52MiMw",
        "JoinUrl": link,
        "StartTime": "2026-11-24T14:02:11.2640000Z",
    }
    return an_event("meetingStart", value, **more) | _in_meeting(thread)


def came_or_went(name: str, thread: str, *users: dict[str, Any], **more: Any) -> dict[str, Any]:
    """People have joined (meetingParticipantJoin) or left a Teams meeting."""
    members = [{"user": u, "meeting": {"inMeeting": True, "role": "Attendee"}} for u in users]
    return an_event(name, {"members": members}, **more) | _in_meeting(thread)


def _in_meeting(thread: str) -> dict[str, Any]:
    channel = {"tenant": {"id": TENANT}, "source": None, "meeting": {"id": "MCMxOTpt"}}
    conversation = {"isGroup": True, "tenantId": TENANT, "id": thread}
    return {"conversation": conversation, "channelData": channel}


def a_mention(of: str = BOT, name: str = "Convene") -> dict[str, Any]:
    return {"type": "mention", "mentioned": {"id": of, "name": name}, "text": f"<at>{name}</at>"}
