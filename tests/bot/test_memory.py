"""The garbage collector looks at little at a time, and at everything in the end."""

import asyncio
import gc
import weakref

import pytest

from bot.memory import EACH, settle, tidied


class Part:
    """May be one of two that hold each other."""

    other: "Part"


@pytest.fixture
def collector():
    """As the tests need it, whatever is done to it here."""
    before = gc.get_threshold()
    yield gc
    gc.unfreeze()
    gc.set_threshold(*before)


def pair():
    one, other = Part(), Part()
    one.other, other.other = other, one
    return weakref.ref(one)


def test_what_was_there_before_is_not_looked_at_again(collector):
    settle()
    assert collector.get_freeze_count() > 10_000
    assert collector.get_threshold()[0] == EACH


def test_what_is_new_and_unused_is_found_soon(collector):
    settle()
    unused = pair()
    held = [[] for _ in range(2 * EACH)]
    assert unused() is None
    assert held


def test_what_has_become_old_is_not_looked_through_while_anybody_waits(collector):
    settle()
    old = pair()
    first = old()
    held = [[] for _ in range(100 * EACH)]
    del first
    held += [[] for _ in range(100 * EACH)]
    assert old() is not None
    collector.collect()
    assert old() is None


async def test_what_has_become_old_is_found_in_time(collector):
    settle()
    old = pair()
    first = old()
    collector.collect(1)
    del first
    tidying = asyncio.create_task(tidied(0))
    for _ in range(3):
        await asyncio.sleep(0)
    tidying.cancel()
    assert old() is None
