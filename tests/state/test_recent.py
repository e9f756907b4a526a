"""What is held in memory stays within its bounds, and the longest unused makes room."""

import pytest

from state.recent import Recent


@pytest.fixture
def recent():
    recent = Recent(10)
    recent.hold("a", "A", 4)
    recent.hold("b", "B", 4)
    return recent


def test_what_is_held_is_given_out_and_what_is_not_is_nothing(recent):
    assert [recent.get(key) for key in "abc"] == ["A", "B", None]


def test_the_longest_unused_makes_room(recent):
    recent.get("a")
    recent.hold("c", "C", 4)
    assert [recent.get(key) for key in "abc"] == ["A", None, "C"]


def test_a_large_one_takes_the_room_of_several(recent):
    recent.hold("c", "C", 9)
    assert [recent.get(key) for key in "abc"] == [None, None, "C"]


def test_what_is_larger_than_all_room_is_not_held_and_takes_no_older_one_s_place(recent):
    recent.hold("a", "larger", 11)
    assert [recent.get(key) for key in "ab"] == [None, "B"]


@pytest.mark.parametrize("change", [lambda r: r.drop("a"), lambda r: r.hold("a", "A", 1)])
def test_room_that_is_given_back_can_be_used(recent, change):
    change(recent)
    recent.hold("c", "C", 5)
    assert (recent.get("b"), recent.get("c")) == ("B", "C")


def test_nothing_is_left_of_what_is_cleared(recent):
    recent.clear()
    assert len(recent) == 0
    recent.hold("c", "C", 10)
    assert recent.get("c") == "C"
