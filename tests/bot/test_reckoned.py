"""What a meeting owes is reckoned again when it or its protocol has changed, and only then."""

import pytest

from bot import reckoned
from bot.reckoned import Reckoned
from meeting.posts import owed
from tests.build import PROTOCOL, convened


@pytest.mark.parametrize(
    ("body", "protocol", "again"),
    [
        ("as it was", PROTOCOL, False),
        ("changed", PROTOCOL, True),
        ("as it was", PROTOCOL.but(name="Another"), True),
    ],
    ids=["nothing has changed", "the meeting has changed", "the protocol has changed"],
)
def test_it_is_reckoned_again_only_after_a_change(body, protocol, again):
    held = Reckoned()
    first = held.owed(convened(), PROTOCOL, "as it was")
    second = held.owed(convened(), protocol, body)
    assert first == owed(convened(), PROTOCOL)
    assert (second is not first) is again


def test_the_longest_unvisited_meeting_is_forgotten():
    held = Reckoned()
    first = held.owed(convened(), PROTOCOL, "x")
    for n in range(reckoned.MOST):
        held.owed(convened().but(id=f"SM-{n}"), PROTOCOL, "x")
    assert held.owed(convened(), PROTOCOL, "x") is not first
