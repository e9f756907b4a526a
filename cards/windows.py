"""A card as its client can show it: in the chat, with or without windows, and in a window."""

from itertools import pairwise
from typing import Any

from microsoft_teams.cards import ActionSet, SubmitAction

from cards.blocks import Card, card, said, small, title, warn
from cards.form import FORMS, TO

FETCH = {"type": "task/fetch"}
"""Under this Teams opens a window instead of sending a message."""
AMISS = "Nothing was recorded yet. Please look at what is marked below."


def for_chat(shown: Card, *, rich: bool) -> Card:
    """The card with buttons that open windows; where there are none, without what needs Teams."""
    fitted: Card = _changed(shown, windows=rich, typing=rich)
    return fitted


def for_window(shown: Card) -> Card:
    """Within a window a button goes on there, and what is wrong is said at the top as well."""
    inside: Card = _changed(shown, windows=False, typing=True)
    return _with_line(inside, AMISS) if _mistakes(inside) else inside


def _changed(part: Any, *, windows: bool, typing: bool) -> Any:
    if isinstance(part, list):
        return [_changed(p, windows=windows, typing=typing) for p in part]
    if not isinstance(part, dict):
        return part
    new = {k: _changed(v, windows=windows, typing=typing) for k, v in part.items()}
    if "choices.data" in new and not typing:
        del new["choices.data"]
        new |= {"style": "compact", "placeholder": "Choose"}
    if windows and new.get("type") == "Action.Submit" and _opens(new.get("data")):
        new["data"] = {**new["data"], "msteams": FETCH}
    return new


def _opens(data: object) -> bool:
    form = FORMS.get(str(data.get(TO))) if isinstance(data, dict) else None
    return form is not None and form.window


def _with_line(shown: Card, words: str) -> Card:
    head, *rest = shown["body"]
    line = warn(words).model_dump(by_alias=True, exclude_none=True)
    return {**shown, "body": [head, line, *rest]}


def _mistakes(part: Any) -> bool:
    """Whether a warning stands right below a field."""
    if isinstance(part, list):
        below = any(_is_field(a) and _warns(b) for a, b in pairwise(part))
        return below or any(map(_mistakes, part))
    return isinstance(part, dict) and any(map(_mistakes, part.values()))


def _is_field(part: object) -> bool:
    return isinstance(part, dict) and str(part.get("type")).startswith("Input.")


def _warns(part: object) -> bool:
    runs = part.get("inlines") if isinstance(part, dict) else None
    return isinstance(runs, list) and runs[0].get("color") == "Attention"


def again(shown: Card, data: dict[str, Any], words: str) -> Card:
    """The form once more: why it was refused on top, and everything as it was typed."""
    return _with_line(_changed(_filled(shown, data), windows=False, typing=True), words)


def _filled(part: Any, data: dict[str, Any]) -> Any:
    if isinstance(part, list):
        return [_filled(p, data) for p in part]
    if not isinstance(part, dict):
        return part
    new = {k: _filled(v, data) for k, v in part.items()}
    value = data.get(str(part.get("id")))
    if _is_field(part) and isinstance(value, str):
        limit, offered = part.get("maxLength"), _offered(part)
        if offered is None or set(filter(None, value.split(","))) <= offered:
            new["value"] = value[: int(limit)] if limit else value
    return new


def _offered(field: dict[str, Any]) -> set[str] | None:
    """Only what is among its choices can be chosen again; None: anything can be typed."""
    return {c["value"] for c in field["choices"]} if "choices" in field else None


def kept(data: dict[str, Any], words: str) -> Card:
    """Where the form itself cannot be shown: what was typed, to send once more or to copy."""
    typed = [v for k, v in data.items() if k not in {TO, "meeting", "once", "msteams"}]
    held = [v for v in typed if isinstance(v, str) and " " in v.strip()]
    once_more = SubmitAction(title="Try again", data=data)
    return card(
        title("Not recorded"),
        warn(words),
        small("What you typed is still here:") if held else None,
        *(said(v) for v in held),
        ActionSet(actions=[once_more]),
    )
