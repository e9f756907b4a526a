"""The few parts that every card is made of, and the line between our words and others'."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from microsoft_teams.cards import (
    ActionSet,
    AdaptiveCard,
    Container,
    OpenUrlAction,
    RichTextBlock,
    SubmitAction,
    TextRun,
)
from microsoft_teams.cards.core import Action, CardElement, TextBlock
from pydantic_core import to_json

from cards.form import TO, Form

CARD_VERSION: Literal["1.4"] = "1.4"
"""The lowest that holds all that is used here; phones refuse later ones."""

Card = dict[str, Any]
Part = CardElement | Sequence[CardElement] | None

Colour = Literal["Default", "Good", "Warning", "Attention", "Accent"]


def card(*parts: Part, actions: Sequence[Action] = ()) -> Card:
    """An Adaptive Card as JSON. The first part may be read on a lock screen: keep it neutral."""
    made = AdaptiveCard(
        version=CARD_VERSION,
        body=list(flat(parts)),
        actions=list(actions) or None,
        fallback_text="Open Teams on a current version to read this card.",
    )
    return _fitting(made.model_dump(by_alias=True, exclude_none=True))


LARGEST = 28 * 1024
"""Bytes of JSON: a larger message is refused by some clients."""
LEAST = 200
"""Characters: shorter words are never cut."""
CUT = " … (cut short on this card; the record is whole)"


def _fitting(made: Card) -> Card:
    """The card with its longest lists and words cut, where it would not fit into a message."""
    while len(to_json(made)) > LARGEST:
        if _shortened(made):
            continue
        longest = max(_runs(made), key=lambda run: len(run["text"]), default={"text": ""})
        words = longest["text"].removesuffix(CUT)
        if len(words) <= LEAST:
            break
        longest["text"] = words[: len(words) * 3 // 4].rstrip() + CUT
    return made


FEWEST = 15
"""Choices that are left in a list in which people can be found by typing as well."""


def _shortened(made: Card) -> bool:
    """Takes the last of the longest such list away, but never what is chosen; False: no more."""
    lists = [field for field in _searched(made) if len(field["choices"]) > FEWEST]
    if not lists:
        return False
    longest = max(lists, key=lambda field: len(field["choices"]))
    held = longest["choices"]
    chosen = [c for c in held if c["value"] == longest.get("value")]
    kept = held[: max(FEWEST, len(held) * 3 // 4)]
    longest["choices"] = kept if not chosen or chosen[0] in kept else [*kept[:-1], *chosen]
    return True


def _searched(part: Any) -> Iterable[dict[str, Any]]:
    if isinstance(part, dict) and "choices.data" in part:
        yield part
    for inner in part.values() if isinstance(part, dict) else part:
        if isinstance(inner, dict | list):
            yield from _searched(inner)


def _runs(part: Any) -> Iterable[dict[str, Any]]:
    if isinstance(part, dict) and part.get("type") == "TextRun":
        yield part
    for inner in part.values() if isinstance(part, dict) else part:
        if isinstance(inner, dict | list):
            yield from _runs(inner)


def flat(parts: Iterable[Part]) -> Iterable[CardElement]:
    for part in parts:
        if isinstance(part, CardElement):
            yield part
        elif part is not None:
            yield from part


def title(words: str) -> TextBlock:
    return TextBlock(text=words, wrap=True, size="Medium", weight="Bolder")


def text(words: str, *, colour: Colour = "Default", strong: bool = False) -> TextBlock:
    """Our own words: markdown is read."""
    weight: Literal["Bolder", "Default"] = "Bolder" if strong else "Default"
    return TextBlock(text=words, wrap=True, color=colour, weight=weight)


def small(words: str) -> TextBlock:
    """A source, a time, a hint."""
    return TextBlock(text=words, wrap=True, size="Small", is_subtle=True, spacing="Small")


def said(words: str, label: str = "", *, colour: Colour = "Default") -> RichTextBlock:
    """Somebody's own words or name, which are never read as markdown."""
    runs = [TextRun(text=f"{label}: ", weight="Bolder")] if label else []
    return RichTextBlock(inlines=[*runs, TextRun(text=words, color=colour)], spacing="Small")


def said_small(words: str) -> RichTextBlock:
    """The same, as small as a source or a hint."""
    return RichTextBlock(
        inlines=[TextRun(text=words, size="Small", is_subtle=True)], spacing="Small"
    )


def warn(words: str) -> RichTextBlock:
    return said(words, colour="Attention")


def section(heading: str, *parts: Part) -> Container:
    """A group of parts under a heading of its own."""
    head = [text(heading, strong=True)] if heading else []
    return Container(items=[*head, *flat(parts)], style="emphasis", spacing="Medium")


def buttons(*actions: Action | None) -> Sequence[CardElement]:
    """Buttons in the middle of a card; at most six to a row, as Teams allows."""
    held = [a for a in actions if a is not None]
    return [ActionSet(actions=held[i : i + 6]) for i in range(0, len(held), 6)]


def submits(words: str, form: type[Form], /, *, main: bool = False, **data: str) -> SubmitAction:
    """A button that sends what was typed on the card, and `data`, to the form's route."""
    return SubmitAction(title=words, data={TO: form.to, **data}, style="positive" if main else None)


def presses(words: str, form: type[Form], /, **data: str) -> SubmitAction:
    """A button that needs nothing typed."""
    return SubmitAction(title=words, data={TO: form.to, **data}, associated_inputs="none")


def opens(words: str, url: str) -> OpenUrlAction:
    return OpenUrlAction(title=words, url=url)
