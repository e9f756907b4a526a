"""Fields in which people are found by typing: a plain list where the client knows no such thing."""

import json

import pytest

from cards.blocks import FEWEST, LARGEST
from cards.form import Typed
from cards.inputs import PEOPLE, choose_person
from cards.invitation import WHO, proposal_card
from cards.windows import for_chat
from meeting.people import Person
from tests.browser.schema import schema_faults
from tests.cards.catalogue import catalogue
from tests.people import DIRECTORY
from tests.room import Room, inputs
from tests.walk import authorised

CARDS = catalogue()
CROWD = [
    Person(id=f"c0000000-0000-4000-8000-{n:012}", name=f"Alex Number{n}", agency=agency)
    for n in range(1000)
    for agency in ("police", "health", "education")[n % 3 : n % 3 + 1]
]


def searched(card):
    return {name: field for name, field in inputs(card).items() if "choices.data" in field}


def test_people_are_found_by_typing_wherever_one_is_chosen_out_of_many():
    named = {name for drawn in CARDS.values() for name in searched(drawn.card)}
    assert {"add", "deputy", "who"} <= named
    assert any(name.startswith(WHO) for name in named)


@pytest.mark.parametrize("drawn", CARDS.values(), ids=CARDS)
def test_each_has_a_list_of_its_own_and_a_query_that_is_ours(drawn):
    for field in searched(drawn.card).values():
        assert field["style"] == "filtered"
        assert field["choices"]
        assert set(field["choices.data"]) == {"type", "dataset"}
        assert field["choices.data"]["dataset"].split("/")[0] == PEOPLE


@pytest.mark.parametrize("drawn", CARDS.values(), ids=CARDS)
def test_without_teams_it_is_a_card_of_its_version_to_the_letter(drawn):
    plain = for_chat(drawn.card, rich=False)
    assert "choices.data" not in json.dumps(plain)
    assert "filtered" not in json.dumps(plain)
    assert schema_faults(plain) == []


def test_the_schema_check_still_finds_what_is_misspelt():
    [made] = choose_person("who", "Who", {"a": "Ann"})
    card = {"type": "AdaptiveCard", "version": "1.4", "body": [made]}
    assert schema_faults(card) == []
    for wrong in ({"choices": []}, {"style": "filterd"}, {"choices.data": {"type": "Query"}}):
        assert schema_faults({**card, "body": [made | wrong]})


async def proposed(people, typed=None):
    room = Room()
    await authorised(room)
    meeting = await room.meeting()
    return proposal_card(meeting, room.protocol, people, typed or Typed())


async def test_a_card_for_a_directory_of_a_thousand_fits_into_a_message():
    card = await proposed([*DIRECTORY.people, *CROWD])
    assert len(json.dumps(card, separators=(",", ":"))) <= LARGEST
    lists = searched(card)
    assert all(len(field["choices"]) >= min(FEWEST, 1) for field in lists.values())
    assert max(len(field["choices"]) for field in lists.values()) >= FEWEST


async def test_whoever_was_chosen_stays_in_a_list_that_is_cut():
    last = CROWD[-1]
    card = await proposed([*DIRECTORY.people, *CROWD], Typed(values={"add": last.id}))
    field = inputs(card)["add"]
    assert field["value"] == last.id
    assert last.id in {choice["value"] for choice in field["choices"]}


async def test_a_list_that_fits_is_whole():
    card = await proposed(DIRECTORY.people)
    known = {p.id for p in DIRECTORY.people}
    assert {c["value"] for c in inputs(card)["add"]["choices"]} <= known
    assert len(inputs(card)["add"]["choices"]) > FEWEST or len(known) <= FEWEST + 10
