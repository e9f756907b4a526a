"""The few parts that every card is made of, and the line between our words and others'."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, NewType

from microsoft_teams.cards import (
    ActionSet,
    AdaptiveCard,
    Container,
    OpenUrlAction,
    RichTextBlock,
    SubmitAction,
    TextRun,
)
from microsoft_teams.cards.core import SerializableObject, TextBlock
from pydantic_core import from_json, to_json

from cards.form import TO, Form

CARD_VERSION: Literal["1.4"] = "1.4"
"""The lowest that holds all that is used here; phones refuse later ones."""

Card = dict[str, Any]
"""As JSON; nothing of it is changed once it is drawn, as others may hold the same parts."""
Element = NewType("Element", dict[str, Any])
Button = NewType("Button", dict[str, Any])
Part = Element | Sequence[Element] | None

Colour = Literal["Default", "Good", "Warning", "Attention", "Accent"]

Shape = Mapping[str, Any]
"""An element as the library writes it, with its words and whatever it holds left empty."""


def shape(made: SerializableObject) -> Shape:
    """The library takes its time: each shape is made once, and filled in a copy for each card.

    So nothing that anybody wrote is remembered, and no two drawings share what can be changed."""
    return made.model_dump(by_alias=True, exclude_none=True)


_CARD = shape(
    AdaptiveCard(
        version=CARD_VERSION,
        body=[],
        fallback_text="Open Teams on a current version to read this card.",
    )
)


def card(*parts: Part) -> Card:
    """An Adaptive Card as JSON. The first part may be read on a lock screen: keep it neutral."""
    return _fitting({**_CARD, "body": flat(parts)})


LARGEST = 28 * 1024
"""Bytes of JSON: a larger message is refused by some clients."""
LEAST = 200
"""Characters: shorter words are never cut."""
CUT = " … (cut short on this card; the record is whole)"


class Written(dict[str, Any]):
    """A card with its JSON: written to see whether it fits, and then also kept and sent."""

    def __init__(self, made: Card, json: bytes) -> None:
        super().__init__(made)
        self.json = json


def written(whole: dict[str, Any], name: str) -> bytes:
    """The JSON of what may hold a card under that name, and other things as well."""
    held = whole.get(name)
    if not isinstance(held, Written):
        return to_json(whole)
    others = to_json({other: value for other, value in whole.items() if other != name})[1:-1]
    return b'{%b%b"%b":%b}' % (others, b"," if others else b"", name.encode(), held.json)


def _fitting(made: Card) -> Card:
    """The card with its longest lists and words cut, where it would not fit into a message."""
    body = to_json(made)
    return Written(made, body) if len(body) <= LARGEST else _cut(from_json(body))


def _cut(made: Card) -> Card:
    """Changes what it is given: a copy, so that a part is whole on the next card."""
    parts = list(_each(made))
    lists = [part for part in parts if "choices.data" in part]
    runs = [part for part in parts if part.get("type") == "TextRun"]
    while len(to_json(made)) > LARGEST:
        if not _shortened(lists) and not _shorter(runs):
            break
    return made


def _shorter(runs: Sequence[Card]) -> bool:
    """Takes a quarter of the longest words away; False: they are too short for that."""
    longest = max(runs, key=lambda run: len(run["text"]), default={"text": ""})
    words = longest["text"].removesuffix(CUT)
    if len(words) <= LEAST:
        return False
    longest["text"] = words[: len(words) * 3 // 4].rstrip() + CUT
    return True


FEWEST = 15
"""Choices that are left in a list in which people can be found by typing as well."""


def _shortened(lists: Sequence[Card]) -> bool:
    """Takes the last of the longest such list away, but never what is chosen; False: no more."""
    long = [field for field in lists if len(field["choices"]) > FEWEST]
    if not long:
        return False
    longest = max(long, key=lambda field: len(field["choices"]))
    held = longest["choices"]
    chosen = [c for c in held if c["value"] == longest.get("value")]
    kept = held[: max(FEWEST, len(held) * 3 // 4)]
    longest["choices"] = kept if not chosen or chosen[0] in kept else [*kept[:-1], *chosen]
    return True


def _each(part: Card) -> Iterable[Card]:
    """The card and whatever stands on it, from the outside in."""
    yield part
    for name in ("body", "items", "inlines"):
        for inner in part.get(name, ()):
            yield from _each(inner)


def flat(parts: Iterable[Part]) -> list[Element]:
    found: list[Element] = []
    for part in parts:
        if isinstance(part, dict):
            found.append(part)
        elif part is not None:
            found += part
    return found


_TITLE = shape(TextBlock(text="", wrap=True, size="Medium", weight="Bolder"))


def title(words: str) -> Element:
    return Element({**_TITLE, "text": words})


@cache
def _text(colour: Colour, strong: bool) -> Shape:
    weight: Literal["Bolder", "Default"] = "Bolder" if strong else "Default"
    return shape(TextBlock(text="", wrap=True, color=colour, weight=weight))


def text(words: str, *, colour: Colour = "Default", strong: bool = False) -> Element:
    """Our own words: markdown is read."""
    return Element({**_text(colour, strong), "text": words})


_SMALL = shape(TextBlock(text="", wrap=True, size="Small", is_subtle=True, spacing="Small"))


def small(words: str) -> Element:
    """A source, a time, a hint."""
    return Element({**_SMALL, "text": words})


_SAID = shape(RichTextBlock(inlines=[], spacing="Small"))
_LABEL = shape(TextRun(text="", weight="Bolder"))


@cache
def _run(colour: Colour) -> Shape:
    return shape(TextRun(text="", color=colour))


def said(words: str, label: str = "", *, colour: Colour = "Default") -> Element:
    """Somebody's own words or name, which are never read as markdown."""
    runs = [{**_LABEL, "text": f"{label}: "}] if label else []
    return Element({**_SAID, "inlines": [*runs, {**_run(colour), "text": words}]})


_SMALL_RUN = shape(TextRun(text="", size="Small", is_subtle=True))


def said_small(words: str) -> Element:
    """The same, as small as a source or a hint."""
    return Element({**_SAID, "inlines": [{**_SMALL_RUN, "text": words}]})


def warn(words: str) -> Element:
    return said(words, colour="Attention")


_SECTION = shape(Container(items=[], style="emphasis", spacing="Medium"))


def section(heading: str, *parts: Part) -> Element:
    """A group of parts under a heading of its own."""
    head = [text(heading, strong=True)] if heading else []
    return Element({**_SECTION, "items": [*head, *flat(parts)]})


_ROW = shape(ActionSet(actions=[]))


def buttons(*actions: Button | None) -> Sequence[Element]:
    """Buttons in the middle of a card; at most six to a row, as Teams allows."""
    held = [a for a in actions if a is not None]
    return [Element({**_ROW, "actions": held[i : i + 6]}) for i in range(0, len(held), 6)]


WINDOW = "msteams"
"""Under it a button's data says that Teams opens a window, instead of sending a message."""


def _sends(form: type[Form], data: Mapping[str, str]) -> dict[str, Any]:
    opening = {WINDOW: {"type": "task/fetch"}} if form.window else {}
    return {**opening, TO: form.to, **data}


_SUBMIT = shape(SubmitAction(title="", data={}))
_MAIN = shape(SubmitAction(title="", data={}, style="positive"))


def submits(words: str, form: type[Form], /, *, main: bool = False, **data: str) -> Button:
    """A button that sends what was typed on the card, and `data`, to the form's route."""
    return Button({**(_MAIN if main else _SUBMIT), "title": words, "data": _sends(form, data)})


_PRESS = shape(SubmitAction(title="", data={}, associated_inputs="none"))


def presses(words: str, form: type[Form], /, **data: str) -> Button:
    """A button that needs nothing typed."""
    return Button({**_PRESS, "title": words, "data": _sends(form, data)})


_OPEN = shape(OpenUrlAction(title="", url=""))


def opens(words: str, url: str) -> Button:
    return Button({**_OPEN, "title": words, "url": url})
