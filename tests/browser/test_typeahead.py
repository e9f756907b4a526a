"""A field in which Teams searches as one types, in a client that knows no such thing."""

import pytest

from cards.inputs import choose_person
from tests.browser.cards import Renderer


def drawn(renderer: Renderer, version: str):
    [field] = choose_person("who", "Who comes", {"a": "Ann Able", "b": "Bo Berg"}, value="b")
    body = [field]
    card = {"type": "AdaptiveCard", "version": "1.4", "body": body}
    return renderer.draw(card, version=version)


@pytest.mark.parametrize("version", ["1.2", "1.3", "1.4"])
def test_it_is_drawn_as_a_plain_list_with_every_choice(renderer: Renderer, version):
    seen = drawn(renderer, version)
    assert {"Ann Able", "Bo Berg"} <= set(seen.texts)
    assert seen.cut == seen.spilling == []


def test_a_client_that_knows_it_has_nothing_against_it(renderer: Renderer):
    seen = drawn(renderer, "1.6")
    assert seen.warnings == []
    assert seen.labels == {"who": "Who comes"}
