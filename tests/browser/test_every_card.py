"""Every card there is, drawn by Microsoft's renderer on a phone and on a desk, has no fault."""

import pytest

from tests.browser.cards import Renderer
from tests.cards.catalogue import catalogue
from tests.people import DIRECTORY

CARDS = catalogue()
TYPEAHEAD = {
    'UnsupportedProperty: Property "choices.data" is supported in version 1.6, but you are using'
    " version 1.4.",
    'InvalidPropertyValue: Value "filtered" for property "style" is supported in version 1.5, but'
    " you are using version 1.4.",
}
"""Passed over by a client that knows them not, which draws a plain list (docs/decisions/0014)."""


@pytest.mark.parametrize("drawn", CARDS.values(), ids=CARDS)
def test_it_is_drawn_whole_and_every_question_has_a_label(renderer: Renderer, drawn):
    faults = renderer.faults(drawn.card)
    assert [f for f in faults if not _is_a_list_of_people(f) and f not in TYPEAHEAD] == []


def _is_a_list_of_people(fault: str) -> bool:
    """A closed list shows as much of a long name and title as fits, and all of it once opened."""
    return ": select " in fault and any(person.name in fault for person in DIRECTORY.people)
