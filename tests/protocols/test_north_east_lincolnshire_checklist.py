"""North East Lincolnshire: the checklist that a decision opens on the chair's card."""

import pytest

from tests.north_east_lincolnshire import decide, nel_room, on_card, opened
from tests.requirements import REQUIREMENTS
from tests.room import Room


@pytest.fixture
def room() -> Room:
    return nel_room()


def row(number: int):
    """A row of the checklist as the card shows it: "Chair: Determine if …"."""
    requirement = f"NE-{number}"
    written = REQUIREMENTS[requirement].requirement.removeprefix("S47 - ").removeprefix("S17 - ")
    text, by = written.removesuffix("]").split(" [")
    mark = pytest.mark.requirement(requirement)
    return pytest.param(f"{by}: {text.removesuffix('.')}", marks=mark, id=requirement)


@pytest.mark.parametrize("row", [row(n) for n in range(227, 238)])
async def test_section_47_opens_its_row_and_only_once_it_is_decided(room: Room, row: str):
    await opened(room)
    assert row.lower() not in on_card(11, await room.meeting()).lower()
    await decide(room, (await room.meeting()).request.children[0].id, "s47", lead="joint")
    card = on_card(11, await room.meeting())
    assert "Section 47 investigation (single and/or joint)" in card
    assert row.lower() in card.lower()


@pytest.mark.parametrize("row", [row(238)])
async def test_section_17_opens_a_row_of_its_own(room: Room, row: str):
    await opened(room)
    await decide(room, (await room.meeting()).request.children[0].id, "s17")
    card = on_card(12, await room.meeting())
    assert row.lower() in card.lower()
    assert "Section 47 investigation" not in card
