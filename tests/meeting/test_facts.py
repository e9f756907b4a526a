"""What is true of a case: what was ticked, and what the request itself shows."""

from datetime import date

import pytest

from meeting.facts import askable, holding, used
from meeting.people import Child
from meeting.request import Category, Request
from tests.partnerships import BORCHESTER, NORTH_SOMERSET

TODAY = date(2026, 11, 23)


def a_child(born: date | None = date(2018, 5, 4), **parts) -> Child:
    return Child(**{"id": "c1", "name": "Robin Ashgrove", "born": born, **parts})


def asked(*children: Child) -> set[str]:
    return {f.id for f in askable(Request(children=children), NORTH_SOMERSET, TODAY)}


def test_an_unborn_child_and_the_kind_of_harm_show_a_fact_of_themselves():
    request = Request(
        children=(a_child(unborn=True),),
        category=Category.SEXUAL,
        facts=frozenset({"housing"}),
    )
    assert holding(request, NORTH_SOMERSET) == {"housing", "unborn", "sexual_abuse"}


def test_other_requests_show_nothing_that_was_not_ticked():
    request = Request(children=(a_child(),), category=Category.NEGLECT)
    assert holding(request, NORTH_SOMERSET) == frozenset()


@pytest.mark.parametrize(
    ("born", "offered"),
    [
        (date(2010, 11, 23), True),
        (date(2010, 11, 24), False),
        (None, True),
    ],
    ids=["on the sixteenth birthday", "the day before", "no date of birth"],
)
def test_what_needs_a_young_person_of_16_is_asked_from_that_birthday(born, offered: bool):
    assert ("domestic_abuse_16" in asked(a_child(born))) is offered


def test_an_unborn_child_has_no_age_to_be_asked_about():
    assert "domestic_abuse_16" not in asked(a_child(None, unborn=True))


def test_only_facts_that_change_something_are_asked_about():
    names = {f.id for f in used(NORTH_SOMERSET)}
    assert "sexual_abuse" in names
    assert "adopted" not in names
    assert "non_accidental_injury" in {f.id for f in used(BORCHESTER)}
