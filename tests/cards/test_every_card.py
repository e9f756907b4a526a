"""What must hold of every card, however it came about."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic_core import to_json

from cards.blocks import CARD_VERSION, CUT, LARGEST, WINDOW
from cards.form import FORMS, TO
from meeting.post import PostKind
from tests.cards.album import FAMILY, TYPED
from tests.cards.catalogue import catalogue

CARDS = catalogue()
IN_CHANNEL = {name: drawn for name, drawn in CARDS.items() if drawn.channel}
POSTED = {name: drawn for name, drawn in CARDS.items() if drawn.summary}
SECRETS = (FAMILY, TYPED, "Ashgrove", "Bruises")


def every(cards):
    return pytest.mark.parametrize("drawn", cards.values(), ids=cards)


def parts(part: Any) -> Iterator[dict[str, Any]]:
    """Everything on a card that has a type, from the outside in."""
    if isinstance(part, dict):
        if "type" in part:
            yield part
        for inner in part.values():
            yield from parts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from parts(inner)


def of(card, *kinds: str) -> list[dict[str, Any]]:
    return [p for p in parts(card) if str(p["type"]).startswith(kinds)]


def test_the_catalogue_holds_every_kind_of_post_there_is():
    shown = {name.rsplit(", ", 1)[-1].split(" (")[0] for name in POSTED}
    assert {str(kind) for kind in PostKind} <= shown


@every(CARDS)
def test_it_is_of_the_version_that_every_client_knows(drawn):
    assert drawn.card["version"] == CARD_VERSION == "1.4"


@every(CARDS)
def test_it_fits_into_a_message(drawn):
    assert len(to_json(drawn.card)) <= LARGEST == 28 * 1024


def test_words_that_would_not_fit_are_cut_and_say_so():
    assert any(CUT in run["text"] for d in CARDS.values() for run in of(d.card, "TextRun"))


@every(CARDS)
def test_what_is_shown_again_in_a_field_fits_into_it(drawn):
    for field in of(drawn.card, "Input.Text"):
        assert len(field.get("value", "")) <= field["maxLength"]


@every(CARDS)
def test_its_first_line_says_nothing_of_the_family(drawn):
    first = drawn.card["body"][0]
    assert first["type"] == "TextBlock"
    assert not any(secret in first["text"] for secret in SECRETS)


@every(CARDS)
def test_every_question_has_a_label_and_stands_once(drawn):
    asked = of(drawn.card, "Input.")
    assert all(question.get("label") for question in asked)
    assert len({question["id"] for question in asked}) == len(asked)


@every(CARDS)
def test_every_button_fills_the_form_it_names(drawn):
    asked = {question["id"] for question in of(drawn.card, "Input.")}
    for button in of(drawn.card, "Action.Submit", "Action.Execute"):
        form = FORMS[button["data"][TO]]
        sent = set(button["data"]) - {TO} | (
            set() if button.get("associatedInputs") == "none" else asked
        )
        needed = {name for name, field in form.model_fields.items() if field.is_required()}
        assert needed <= sent
        assert set(button["data"]) - {TO, WINDOW} <= set(form.model_fields)
        form.model_validate({**dict.fromkeys(asked, ""), **button["data"]})


@every(CARDS)
def test_every_question_is_heard_by_a_button(drawn):
    forms = [FORMS[b["data"][TO]] for b in of(drawn.card, "Action.Submit")]
    taken = {name for form in forms for name in form.model_fields}
    open_ended = any(form.model_config.get("extra") == "allow" for form in forms)
    for question in of(drawn.card, "Input."):
        name = question["id"]
        assert name in taken or (open_ended and name.startswith(("q_", "who_")))


@every(CARDS)
def test_a_row_has_at_most_six_buttons_each_with_words(drawn):
    for row in of(drawn.card, "ActionSet"):
        assert 1 <= len(row["actions"]) <= 6
    assert len(drawn.card.get("actions", [])) <= 6
    assert all(button["title"].strip() for button in of(drawn.card, "Action."))


@every(CARDS)
def test_nobodys_words_are_read_as_markup(drawn):
    """Only a TextRun is not: Microsoft lists markdown for TextBlock and facts."""
    for block in of(drawn.card, "TextBlock"):
        assert not any(mark in block["text"] for mark in (FAMILY, TYPED, "evil.example"))
    assert of(drawn.card, "FactSet") == []
    for question in of(drawn.card, "Input.ChoiceSet"):
        assert not any("](" in choice["title"] for choice in question["choices"])


@every(CARDS)
def test_nothing_on_it_is_empty(drawn):
    assert all(block["text"].strip() for block in of(drawn.card, "TextBlock"))
    assert all(run["text"].strip(" ") for run in of(drawn.card, "TextRun"))
    assert all(group["items"] for group in of(drawn.card, "Container"))
    assert all(question["choices"] for question in of(drawn.card, "Input.ChoiceSet"))


@every(CARDS)
def test_a_choice_that_is_made_already_is_among_the_choices(drawn):
    for question in of(drawn.card, "Input.ChoiceSet"):
        offered = {choice["value"] for choice in question["choices"]}
        assert len(offered) == len(question["choices"])
        assert set(filter(None, question.get("value", "").split(","))) <= offered


@every(IN_CHANNEL)
def test_nothing_of_the_family_or_the_case_is_shown_in_the_channel(drawn):
    whole = json.dumps(drawn.card)
    assert not any(secret in whole for secret in SECRETS)


@every(POSTED)
def test_a_notification_says_nothing_but_the_reference(drawn):
    assert not any(secret in drawn.summary for secret in SECRETS)
    assert "SM-" in drawn.summary


def test_the_channel_is_shown_cards_at_every_stage():
    assert {name.rsplit(", ", 1)[-1].split(" (")[0] for name in IN_CHANNEL} >= {
        "tally",
        "agenda",
        "voice",
        "outcome",
    }
