"""The table of the door holds, row for row; `python -m tests.bot.door` prints it."""

import pytest

from tests.bot.door import ROWS, tried


@pytest.mark.parametrize("row", ROWS, ids=[row.what for row in ROWS])
async def test_the_door_answers_as_it_should(row):
    status, body, room = await tried(row)
    assert (status, body) == (row.status, "")
    assert len(room.turns) == (row.status == 200)
