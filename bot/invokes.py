"""Answers what Teams may ask of a bot and this one does not do, each as Teams expects it."""

from typing import Any

from bot.heard import Heard
from bot.inbound import Answer

NO_FILES = (
    "I take no files, and nothing was recorded. Please write to me what the meeting should know,"
    " or type “sending a report” for the form."
)
NOTHING_TO_SEARCH = "There is nothing of Convene's to search or share here. Please write to it."
NOTHING_TO_SET = "Convene has no settings here: its administrator has them."
NO_FEEDBACK = "This was not recorded. Please write to Convene what you want to say."


def _message(words: str) -> dict[str, Any]:
    return {"type": "message", "value": words}


_TASK = Answer(200, {"task": _message(NOTHING_TO_SEARCH)})
_EXTENSION = Answer(200, {"composeExtension": {"type": "message", "text": NOTHING_TO_SEARCH}})
_CONFIG = Answer(200, {"responseType": "config", "config": _message(NOTHING_TO_SET)})
_DONE = Answer(200, {})

_ANSWERS = {
    "fileConsent/invoke": _DONE,
    "composeExtension/query": _EXTENSION,
    "composeExtension/selectItem": _EXTENSION,
    "composeExtension/queryLink": _EXTENSION,
    "composeExtension/anonymousQueryLink": _EXTENSION,
    "composeExtension/querySettingUrl": _EXTENSION,
    "composeExtension/fetchTask": _TASK,
    "composeExtension/submitAction": _TASK,
    "composeExtension/setting": _DONE,
    "composeExtension/onCardButtonClicked": _DONE,
    "message/submitAction": _DONE,
    "message/fetchTask": Answer(200, {"task": _message(NO_FEEDBACK)}),
    "config/fetch": _CONFIG,
    "config/submit": _CONFIG,
    "signin/failure": _DONE,
}
"""All else is said to be unknown (501): signing in by code, tabs, handing over, what is new."""


def answer(heard: Heard) -> Answer | None:
    """What an invoke that is no form gets; None: the bot knows no such thing."""
    if heard.invoke_name == "signin/tokenExchange":
        return _no_exchange(heard)
    return _ANSWERS.get(heard.invoke_name)


def _no_exchange(heard: Heard) -> Answer:
    """By 412 Teams learns that signing in silently did not work; the bot never asks for it."""
    named = {k: v for k in ("id", "connectionName") if isinstance(v := heard.data.get(k), str)}
    return Answer(412, {**named, "failureDetail": "Convene has no signing in."})
