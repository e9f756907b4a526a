"""Questions on a card: each with a label, what was typed before, and what was wrong with it."""

from collections.abc import Mapping
from functools import cache
from typing import Literal

from microsoft_teams.cards import (
    Choice,
    ChoiceSetInput,
    DateInput,
    QueryData,
    TextInput,
    ToggleInput,
)

from cards.blocks import Card, Element, Shape, shape, warn
from cards.form import NOTHING, Typed

Style = Literal["compact", "expanded", "filtered"]

LONG = 5000
"""The most that one answer may hold: four of them fit into one message when shown again."""


PEOPLE = "people"
"""What Teams asks the bot for as a name is typed: everybody, or with /agency those of one."""


@cache
def _line(long: bool, hinted: bool, filled: bool) -> Shape:
    return shape(
        TextInput(
            id="",
            label="",
            is_multiline=long or None,
            placeholder="" if hinted else None,
            value="" if filled else None,
            max_length=LONG if long else 500,
        )
    )


def ask(
    field: str,
    label: str,
    typed: Typed = NOTHING,
    *,
    lines: int = 1,
    hint: str = "",
    value: str = "",
) -> list[Element]:
    """A line of text, or several."""
    held = typed.value(field, value)
    box = {**_line(lines > 1, bool(hint), bool(held)), "id": field, "label": label}
    if hint:
        box["placeholder"] = hint
    return _asked(box, held, typed.wrong.get(field))


@cache
def _day(filled: bool) -> Shape:
    return shape(DateInput(id="", label="", value="" if filled else None))


def ask_day(field: str, label: str, typed: Typed = NOTHING, *, value: str = "") -> list[Element]:
    held = typed.value(field, value)
    box = {**_day(bool(held)), "id": field, "label": label}
    return _asked(box, held, typed.wrong.get(field))


_TICK = shape(ToggleInput(id="", title="", label="", wrap=True, value=""))


def tick(field: str, label: str, words: str, typed: Typed = NOTHING) -> list[Element]:
    """A box to tick: `label` is the question, `words` what ticking it says."""
    held = "true" if typed.value(field).lower() == "true" else "false"
    box = {**_TICK, "id": field, "title": words, "label": label}
    return _asked(box, held, typed.wrong.get(field))


@cache
def _choices(style: Style, several: bool, filled: bool, required: bool) -> Shape:
    hints = {"compact": "Choose", "filtered": "Type a name, or choose"}
    return shape(
        ChoiceSetInput(
            id="",
            label="",
            choices=[],
            choices_data=QueryData() if style == "filtered" else None,
            is_multi_select=several or None,
            style=style,
            value="" if filled else None,
            wrap=True,
            is_required=required or None,
            error_message="" if required else None,
            placeholder=hints.get(style),
        )
    )


def choose(
    field: str,
    label: str,
    choices: Mapping[str, str],
    typed: Typed = NOTHING,
    *,
    several: bool = False,
    value: str = "",
    required: bool = False,
    style: Literal["compact", "expanded"] = "compact",
) -> list[Element]:
    """One of several, or several; `choices` maps what is kept to what is read."""
    held = typed.value(field, value)
    drawn = _choices("expanded" if several else style, several, bool(held), required)
    box = {**drawn, "id": field, "label": label, "choices": _listed(choices)}
    if required:
        box["errorMessage"] = f"{label}: please choose."
    return _asked(box, held, typed.wrong.get(field))


_QUERY = shape(QueryData(dataset=""))


def choose_person(
    field: str,
    label: str,
    choices: Mapping[str, str],
    typed: Typed = NOTHING,
    *,
    value: str = "",
    agency: str = "",
) -> list[Element]:
    """One of these people, or whoever is found by typing; `agency`: of that one alone.

    Teams reads `filtered` and the query on a card of any version; who does not know them sees the
    choices as a plain list (docs/decisions/0014).
    """
    held = typed.value(field, value)
    drawn = _choices("filtered", False, bool(held), False)
    box = {**drawn, "id": field, "label": label, "choices": _listed(choices)}
    box["choices.data"] = {**_QUERY, "dataset": f"{PEOPLE}/{agency}" if agency else PEOPLE}
    return _asked(box, held, typed.wrong.get(field))


_CHOICE = shape(Choice(title="", value=""))


def _listed(choices: Mapping[str, str]) -> list[Card]:
    named = choices.items()
    return [{**_CHOICE, "title": unlinked(words), "value": kept} for kept, words in named]


def unlinked(words: str) -> str:
    """Some clients draw a choice as markdown: nobody's name may pass itself off as a link."""
    return words.replace("[", "(").replace("]", ")")


def _asked(box: Card, held: str, wrong: str | None) -> list[Element]:
    """The field with what stands in it; where something is wrong with that, it is said below."""
    if held:
        box["value"] = held
    return [Element(box), warn(wrong)] if wrong else [Element(box)]
