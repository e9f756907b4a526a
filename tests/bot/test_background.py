"""Visits in the background: never two to one meeting at once, and never one too few."""

import asyncio

import pytest

from bot.background import AT_ONCE, Background


class Slow:
    """Visits that last until they are let go."""

    def __init__(self):
        self.under_way, self.done = [], []
        self.gate = asyncio.Event()

    async def visit(self, meeting):
        assert meeting not in self.under_way
        self.under_way.append(meeting)
        await self.gate.wait()
        self.under_way.remove(meeting)
        self.done.append(meeting)


@pytest.fixture
def slow():
    return Slow()


async def moments():
    for _ in range(20):
        await asyncio.sleep(0)


async def test_many_changes_during_a_visit_make_one_more(slow):
    background = Background(slow.visit)
    background.visit("a")
    await moments()
    for _ in range(50):
        background.visit("a")
    slow.gate.set()
    await background.settled()
    assert slow.done == ["a", "a"]
    assert not background.busy


async def test_a_change_after_a_visit_makes_another(slow):
    slow.gate.set()
    background = Background(slow.visit)
    for _ in range(3):
        background.visit("a")
        await background.settled()
    assert slow.done == ["a", "a", "a"]


async def test_only_so_many_meetings_are_visited_at_once_and_none_is_forgotten(slow):
    background = Background(slow.visit)
    for n in range(AT_ONCE * 3):
        background.visit(f"m{n}")
    await moments()
    assert len(slow.under_way) == AT_ONCE
    slow.gate.set()
    await background.settled()
    assert sorted(slow.done) == sorted(f"m{n}" for n in range(AT_ONCE * 3))


async def test_what_is_to_follow_a_visit_follows_it(slow):
    told = []

    async def then():
        told.append(list(slow.done))

    background = Background(slow.visit)
    background.visit("a", then)
    slow.gate.set()
    await background.settled()
    assert told == [["a"]]


async def test_a_visit_that_fails_keeps_back_no_other():
    visits = []

    async def fails_once(meeting):
        visits.append(meeting)
        if len(visits) == 1:
            raise RuntimeError

    background = Background(fails_once)
    background.visit("a")
    await background.settled()
    background.visit("a")
    await background.settled()
    assert visits == ["a", "a"]
