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


def a_mention(of: str = BOT, name: str = "Convene") -> dict[str, Any]:
    return {"type": "mention", "mentioned": {"id": of, "name": name}, "text": f"<at>{name}</at>"}
