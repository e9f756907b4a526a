"""The parts of a card: as the library writes them, each new, and without a memory of any words."""

import json
import weakref
from typing import Any

import pytest
from microsoft_teams.cards import (
    ActionSet,
    AdaptiveCard,
    Choice,
    ChoiceSetInput,
    Container,
    DateInput,
    OpenUrlAction,
    QueryData,
    RichTextBlock,
    SubmitAction,
    TextBlock,
    TextInput,
    TextRun,
    ToggleInput,
)
from pydantic_core import from_json, to_json

from cards.blocks import (
    CUT,
    Written,
    buttons,
    card,
    opens,
    presses,
    said,
    said_small,
    section,
    small,
    submits,
    text,
    title,
    warn,
    written,
)
from cards.form import FORMS, TO, Typed
from cards.help import Status
from cards.inputs import ask, ask_day, choose, choose_person, tick
from cards.windows import AMISS, again, for_chat, for_window
from tests.cards.catalogue import catalogue

CARDS = catalogue()
FETCH = {"type": "task/fetch"}
KINDS = {
    "AdaptiveCard": AdaptiveCard,
    "Action.OpenUrl": OpenUrlAction,
    "Action.Submit": SubmitAction,
    "ActionSet": ActionSet,
    "Container": Container,
    "Data.Query": QueryData,
    "Input.ChoiceSet": ChoiceSetInput,
    "Input.Date": DateInput,
    "Input.Text": TextInput,
    "Input.Toggle": ToggleInput,
    "RichTextBlock": RichTextBlock,
    "TextBlock": TextBlock,
    "TextRun": TextRun,
}

MADE = {
    "title": title,
    "text": text,
    "text in colour": lambda words: text(words, colour="Good", strong=True),
    "small": small,
    "said": said,
    "said with a label": lambda words: said("Yes", words),
    "said_small": said_small,
    "warn": warn,
    "section": lambda words: section(words, said(words)),
    "submits": lambda words: buttons(submits(words, Status, meeting=words)),
    "submits, the main one": lambda words: buttons(submits(words, Status, main=True)),
    "presses": lambda words: buttons(presses(words, Status, meeting=words)),
    "opens": lambda words: buttons(opens(words, words)),
    "ask": lambda words: ask("a", words, hint=words),
    "ask several lines": lambda words: ask("a", words, lines=3, value=words),
    "ask again": lambda words: ask("a", "A", Typed(values={"a": words}, wrong={"a": words})),
    "ask_day": lambda words: ask_day("a", words),
    "ask_day again": lambda words: ask_day("a", "A", value=words),
    "tick": lambda words: tick("a", words, words),
    "choose": lambda words: choose("a", words, {words: words}),
    "choose several": lambda words: choose("a", words, {"b": words}, several=True, value="b"),
    "choose, required": lambda words: choose("a", words, {"b": words}, required=True),
    "choose_person": lambda words: choose_person("a", words, {"b": words}, agency=words),
    "card": lambda words: card(title(words)),
}
"""Every part there is, made of some words."""

every_card = pytest.mark.parametrize("drawn", CARDS.values(), ids=CARDS)
every_part = pytest.mark.parametrize("made", MADE.values(), ids=MADE)


def held(part: Any) -> list[Any]:
    """Whatever of it could be changed, from the outside in."""
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    own = [part] if isinstance(part, dict | list) else []
    return [*own, *(found for one in inner for found in held(one))]


def typed(part: Any) -> list[dict[str, Any]]:
    return [one for one in held(part) if isinstance(one, dict) and one.get("type") in KINDS]


@every_card
def test_each_element_is_as_the_library_writes_it(drawn):
    for part in typed(drawn.card):
        known = KINDS[part["type"]].model_validate(part)
        assert not known.model_extra
        assert known.model_dump(by_alias=True, exclude_none=True) == part
        for choice in part.get("choices", []):
            assert set(choice) == {"title", "value"} <= set(Choice.model_fields)


@every_part
def test_a_part_has_its_fields_in_the_order_of_the_library(made):
    for part in typed(made("Words")):
        known = KINDS[part["type"]].model_validate(part)
        assert json.dumps(known.model_dump(by_alias=True, exclude_none=True)) == json.dumps(part)


@every_part
def test_nothing_of_a_part_is_shared_with_the_next_one(made):
    first, second = made("Words"), made("Words")
    assert first == second
    assert not {id(one) for one in held(first)} & {id(one) for one in held(second)}


@every_part
def test_whatever_is_done_to_a_part_the_next_one_is_as_before(made):
    before = json.dumps(made("Words"))
    for one in held(made("Words")):
        one.clear()
    assert json.dumps(made("Words")) == before


class Told(str):
    """Words that can be watched."""


@every_part
def test_what_anybody_wrote_is_not_remembered_once_its_card_is_gone(made):
    words = Told("Robin")
    watched = weakref.ref(words)
    part = made(words)
    assert "Robin" in json.dumps(part)
    del part, words
    assert watched() is None


def test_a_part_that_was_cut_on_one_card_is_whole_on_the_next():
    whole = [card(one) for one in (said("Seen. " * 3000), said("Heard. " * 3000))]
    [first], [second] = (made["body"] for made in whole)
    both = card(first, second)
    assert any(run["text"].endswith(CUT) for one in both["body"] for run in one["inlines"])
    assert [card(first), card(second)] == whole
    assert not any(CUT in run["text"] for one in (first, second) for run in one["inlines"])


def test_a_list_that_was_cut_on_one_card_is_whole_on_the_next():
    known = {f"p{n}": f"Alex Number{n}" for n in range(1000)}
    [part] = choose_person("who", "Who", known)
    [shown] = card(part)["body"]
    assert len(shown["choices"]) < len(part["choices"]) == len(known)


@every_card
def test_fitting_a_card_to_a_client_leaves_the_card_as_it_is(drawn):
    before = json.dumps(drawn.card)
    typed_in = dict.fromkeys([p["id"] for p in typed(drawn.card) if "id" in p], "Typed.")
    shown = [for_chat(drawn.card, rich=rich) for rich in (True, False)]
    shown += [for_window(drawn.card), again(drawn.card, typed_in, "Not now.")]
    assert json.dumps(drawn.card) == before
    assert json.dumps(for_chat(drawn.card, rich=True)) == json.dumps(shown[0])


def sent(card):
    """What each button sends, as it stands on the card."""
    return [p["data"] for p in typed(card) if p["type"] == "Action.Submit"]


@every_card
def test_whatever_opens_a_window_does_so_wherever_it_stands_where_there_are_windows(drawn):
    rich, plain = (sent(for_chat(drawn.card, rich=rich)) for rich in (True, False))
    assert [FETCH if FORMS[data[TO]].window else None for data in rich] == [
        data.get("msteams") for data in rich
    ]
    without = [{name: held for name, held in d.items() if name != "msteams"} for d in rich]
    assert plain == sent(for_window(drawn.card)) == without


@every_card
def test_a_card_on_which_nothing_is_to_be_changed_is_not_copied(drawn):
    opening = any("msteams" in data for data in sent(drawn.card))
    searched = any("choices.data" in part for part in typed(drawn.card))
    assert for_chat(drawn.card, rich=True) is drawn.card
    assert (for_chat(drawn.card, rich=False) is drawn.card) is not (opening or searched)
    amiss = AMISS in json.dumps(for_window(drawn.card))
    assert (for_window(drawn.card) is drawn.card) is not (opening or amiss)


@every_card
def test_a_card_carries_its_own_json(drawn):
    """Nothing has changed it since it was drawn: what is kept and sent is what is shown."""
    if isinstance(drawn.card, Written):
        assert drawn.card.json == to_json(dict(drawn.card))


@pytest.mark.parametrize("others", [{}, {"statusCode": 200}, {"done": "Kept.", "private": True}])
@pytest.mark.parametrize("drawn", [card(text("Words")), dict(card(text("Words")))])
def test_what_holds_a_card_is_written_with_it(drawn, others):
    assert from_json(written(others | {"value": drawn}, "value")) == others | {"value": drawn}
