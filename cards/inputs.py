"""Questions on a card: each with a label, what was typed before, and what was wrong with it."""

from collections.abc import Mapping, Sequence
from typing import Literal

from microsoft_teams.cards import (
    Choice,
    ChoiceSetInput,
    DateInput,
    QueryData,
    TextInput,
    ToggleInput,
)
from microsoft_teams.cards.core import CardElement

from cards.blocks import small, warn
from cards.form import NOTHING, Typed

LONG = 5000
"""The most that one answer may hold: four of them fit into one message when shown again."""


PEOPLE = "people"
"""What Teams asks the bot for as a name is typed: everybody, or with /agency those of one."""


def ask(
    field: str,
    label: str,
    typed: Typed = NOTHING,
    *,
    lines: int = 1,
    hint: str = "",
    value: str = "",
    required: bool = False,
) -> list[CardElement]:
    """A line of text, or several."""
    box = TextInput(
        id=field,
        label=label,
        is_multiline=lines > 1 or None,
        placeholder=hint or None,
        value=typed.value(field, value) or None,
        max_length=LONG if lines > 1 else 500,
        is_required=required or None,
        error_message=f"{label}: please fill this in." if required else None,
    )
    return _with_mistake(box, field, typed)


def ask_day(
    field: str, label: str, typed: Typed = NOTHING, *, value: str = ""
) -> list[CardElement]:
    box = DateInput(id=field, label=label, value=typed.value(field, value) or None)
    return _with_mistake(box, field, typed)


def tick(field: str, label: str, words: str, typed: Typed = NOTHING) -> list[CardElement]:
    """A box to tick: `label` is the question, `words` what ticking it says."""
    ticked = typed.value(field).lower() == "true"
    box = ToggleInput(id=field, title=words, label=label, wrap=True, value=str(ticked).lower())
    box.show_title = None
    return _with_mistake(box, field, typed)


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
) -> list[CardElement]:
    """One of several, or several; `choices` maps what is kept to what is read."""
    box = ChoiceSetInput(
        id=field,
        label=label,
        choices=[Choice(title=unlinked(words), value=kept) for kept, words in choices.items()],
        is_multi_select=several or None,
        style=style if not several else "expanded",
        value=typed.value(field, value) or None,
        wrap=True,
        is_required=required or None,
        error_message=f"{label}: please choose." if required else None,
        placeholder="Choose" if style == "compact" and not several else None,
    )
    return _with_mistake(box, field, typed)


def choose_person(
    field: str,
    label: str,
    choices: Mapping[str, str],
    typed: Typed = NOTHING,
    *,
    value: str = "",
    agency: str = "",
) -> list[CardElement]:
    """One of these people, or whoever is found by typing; `agency`: of that one alone.

    Teams reads `filtered` and the query on a card of any version; who does not know them sees the
    choices as a plain list (docs/decisions/0014).
    """
    box, *mistake = choose(field, label, choices, typed, value=value)
    assert isinstance(box, ChoiceSetInput)
    box.style = "filtered"
    box.placeholder = "Type a name, or choose"
    box.choices_data = QueryData(dataset=f"{PEOPLE}/{agency}" if agency else PEOPLE)
    return [box, *mistake]


def unlinked(words: str) -> str:
    """Some clients draw a choice as markdown: nobody's name may pass itself off as a link."""
    return words.replace("[", "(").replace("]", ")")


def _with_mistake(box: CardElement, field: str, typed: Typed) -> list[CardElement]:
    wrong = typed.wrong.get(field)
    return [box, warn(wrong)] if wrong else [box]


def hint(words: str) -> Sequence[CardElement]:
    return [small(words)]
