"""The card harness finds what it is there to find, and nothing in a good card."""

from typing import Any

import pytest

from tests.browser import chromium
from tests.browser.cards import DESK, PHONE, Renderer
from tests.browser.schema import schema_faults

Json = dict[str, Any]

LONG = "Send the written information of the absent agency to the chair today"


def card(*body: Json, **more: Any) -> Json:
    return {"type": "AdaptiveCard", "version": "1.4", "body": list(body), **more}


def words(text: str = "Hello", **more: Any) -> Json:
    return {"type": "TextBlock", "text": text, "wrap": True, **more}


def column(width: str, text: str) -> Json:
    return {"type": "Column", "width": width, "items": [words(text)]}


GOOD = card(
    words("**2 of 3** have answered", weight="Bolder"),
    {"type": "FactSet", "facts": [{"title": "Band", "value": "Critical incident"}]},
    {"type": "ColumnSet", "columns": [column("stretch", "Police"), column("auto", "missing")]},
    {"type": "Input.Text", "id": "why", "label": "Why"},
    {"type": "Input.Toggle", "id": "sure", "title": "I am sure"},
    actions=[
        {"type": "Action.Submit", "title": "Attend", "data": {"msteams": {"type": "task/fetch"}}},
        {"type": "Action.ShowCard", "title": "More", "card": card(words("Inside"))},
    ],
    msteams={"width": "Full"},
)
TWO_WIDE = {"type": "ColumnSet", "columns": [column("300px", "a"), column("300px", "b")]}
CHOICES = {"choices": [{"title": LONG, "value": "1"}]}

BAD = {
    "UnknownElementType": card({"type": "TextBlok", "text": "Hello"}),
    "UnknownActionType": card(words(), actions=[{"type": "Action.Sumbit", "title": "Send"}]),
    'Invalid value "strech"': card(words(height="strech")),
    "supported in version 1.5": card(words(style="heading")),
    "TooManyActions": card(actions=[{"type": "Action.Submit", "title": "Go"}] * 7),
    "DuplicateId": card(*[{"type": "Input.Text", "id": "a", "label": "A"}] * 2),
    "no label: Input.Date when": card({"type": "Input.Date", "id": "when"}),
    "cut off at 360px: p": card(words(LONG, wrap=False)),
    "cut off at 360px: div": card(actions=[{"type": "Action.Submit", "title": LONG}]),
    "cut off at 360px: input": card(
        {"type": "Input.Text", "id": "a", "label": "A", "placeholder": LONG}
    ),
    "cut off at 360px: select": card(
        {"type": "Input.ChoiceSet", "id": "a", "label": "A", "value": "1", **CHOICES}
    ),
    "sticks out at 360px: div": card(TWO_WIDE),
    "broken word at 360px: Safeguarding": card(
        {"type": "ColumnSet", "columns": [column("30px", "Safeguarding"), column("stretch", "b")]}
    ),
}


def test_a_good_card_has_no_faults(renderer: Renderer):
    assert renderer.faults(GOOD) == []


@pytest.mark.parametrize("fault", BAD)
def test_a_bad_card_is_found_out(renderer: Renderer, fault: str):
    assert [found for found in renderer.draw(BAD[fault]).faults if fault in found]


def test_what_fits_a_desk_may_not_fit_a_phone(renderer: Renderer):
    assert renderer.draw(card(TWO_WIDE), DESK).faults == []
    assert renderer.draw(card(TWO_WIDE), PHONE).faults


def test_a_drawn_card_tells_what_is_to_be_read_and_pressed(renderer: Renderer):
    drawn = renderer.draw(GOOD, opened=("More",))
    assert drawn.labels == {"why": "Why", "sure": "I am sure"}
    assert drawn.buttons == ["Attend", "More"]
    assert drawn.texts[0] == "2 of 3 have answered"
    assert drawn.texts[-1] == "Inside"
    assert drawn.picture.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (card({"type": "TextBlok", "text": "Hello"}), "$.body[0]: unknown type 'TextBlok'"),
        (card(words(height="strech")), "$.body[0].height: 'strech' is not one of"),
        (card(words(wrapp=True)), "$.body[0]: Additional properties are not allowed ('wrapp'"),
        (card({"type": "Input.Text", "label": "A"}), "$.body[0]: 'id' is a required property"),
        (card(words(style="heading")), "$.body[0]: Additional properties are not allowed ('style'"),
    ],
)
def test_the_schema_names_the_place_and_the_fault(bad: Json, fault: str):
    [found] = schema_faults(bad)
    assert found.startswith(fault)


def test_having_no_browser_is_said_plainly(capsys: pytest.CaptureFixture[str]):
    assert chromium.main(lambda: None) == 1
    assert "No Chromium could be found or installed" in capsys.readouterr().err
