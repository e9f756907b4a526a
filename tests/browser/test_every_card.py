"""Every card there is, drawn by Microsoft's renderer on a phone and on a desk, has no fault."""

import pytest

from tests.browser.cards import Renderer
from tests.cards.catalogue import catalogue
from tests.people import DIRECTORY

CARDS = catalogue()


@pytest.mark.parametrize("drawn", CARDS.values(), ids=CARDS)
def test_it_is_drawn_whole_and_every_question_has_a_label(renderer: Renderer, drawn):
    faults = renderer.faults(drawn.card)
    assert [fault for fault in faults if not _is_a_list_of_people(fault)] == []


def _is_a_list_of_people(fault: str) -> bool:
    """A closed list shows as much of a long name and title as fits, and all of it once opened."""
    return ": select " in fault and any(person.name in fault for person in DIRECTORY.people)
