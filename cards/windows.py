"""A card as its client can show it: in the chat, with or without windows, and in a window."""

from collections.abc import Callable
from typing import Any

from microsoft_teams.cards import SubmitAction

from cards.blocks import (
    WINDOW,
    Button,
    Card,
    buttons,
    card,
    said,
    shape,
    small,
    title,
    warn,
)
from cards.form import TO

AMISS = "Nothing was recorded yet. Please look at what is marked below."


Change = Callable[[Card], Card]
"""An element or a button as it should be; itself where it is right."""

WITHIN = ("body", "items", "actions")
"""Where a card or an element holds others; nothing else is looked into."""


def for_chat(shown: Card, *, rich: bool) -> Card:
    """The card; where its client has neither windows nor a search, without what needs them.

    It may be the card itself, or share parts with it: neither is to be changed afterwards."""
    return shown if rich else _changed(shown, _plain)


def for_window(shown: Card) -> Card:
    """Within a window a button goes on there, and what is wrong is said at the top as well."""
    inside = _changed(shown, _without_window)
    return _with_line(inside, AMISS) if _mistakes(inside) else inside


def _changed(part: Card, change: Change) -> Card:
    new = change(part)
    for name in WITHIN:
        if held := part.get(name):
            made = [_changed(inner, change) for inner in held]
            if made != held:
                new = {**new, name: made}
    return new


def _plain(part: Card) -> Card:
    return _without_search(_without_window(part))


def _without_window(part: Card) -> Card:
    data = part.get("data")
    if not isinstance(data, dict) or WINDOW not in data:
        return part
    return {**part, "data": {name: held for name, held in data.items() if name != WINDOW}}


def _without_search(part: Card) -> Card:
    if "choices.data" not in part:
        return part
    plain = {name: held for name, held in part.items() if name != "choices.data"}
    return {**plain, "style": "compact", "placeholder": "Choose"}


def _with_line(shown: Card, words: str) -> Card:
    head, *rest = shown["body"]
    return {**shown, "body": [head, warn(words), *rest]}


def _mistakes(part: Card) -> bool:
    """Whether a warning stands right below a field."""
    for name in WITHIN:
        above = part
        for inner in part.get(name, ()):
            if (_is_field(above) and _warns(inner)) or _mistakes(inner):
                return True
            above = inner
    return False


def _is_field(part: Card) -> bool:
    return str(part.get("type")).startswith("Input.")


def _warns(part: Card) -> bool:
    runs: list[Card] = part.get("inlines", [])
    return bool(runs) and runs[0].get("color") == "Attention"


def again(shown: Card, data: dict[str, Any], words: str) -> Card:
    """The form once more: why it was refused on top, and everything as it was typed."""
    return _with_line(_changed(shown, lambda part: _filled(_without_window(part), data)), words)


def _filled(part: Card, data: dict[str, Any]) -> Card:
    value = data.get(str(part.get("id")))
    if not _is_field(part) or not isinstance(value, str):
        return part
    limit, offered = part.get("maxLength"), _offered(part)
    if offered is not None and not set(filter(None, value.split(","))) <= offered:
        return part
    return {**part, "value": value[: int(limit)] if limit else value}


def _offered(field: dict[str, Any]) -> set[str] | None:
    """Only what is among its choices can be chosen again; None: anything can be typed."""
    return {c["value"] for c in field["choices"]} if "choices" in field else None


def kept(data: dict[str, Any], words: str) -> Card:
    """Where the form itself cannot be shown: what was typed, to send once more or to copy."""
    typed = [v for k, v in data.items() if k not in {TO, "meeting", "once", WINDOW}]
    held = [v for v in typed if isinstance(v, str) and " " in v.strip()]
    once_more = shape(SubmitAction(title="Try again", data=data))
    return card(
        title("Not recorded"),
        warn(words),
        small("What you typed is still here:") if held else None,
        *(said(v) for v in held),
        buttons(Button({**once_more})),
    )
