"""The garbage collector looks at what is new, often, and at everything in the end."""

import asyncio
import gc
import weakref

import pytest

from bot.memory import settle, tidied


class Part:
    """May be one of two that hold each other."""

    other: "Part"


@pytest.fixture
def collector():
    """As the tests need it, whatever is done to it here."""
    yield gc
    gc.unfreeze()
    gc.enable()


def pair():
    one, other = Part(), Part()
    one.other, other.other = other, one
    return weakref.ref(one)


async def looks(seldom):
    """A few of them, one after another."""
    tidying = asyncio.create_task(tidied(0, seldom))
    for _ in range(5):
        await asyncio.sleep(0)
    tidying.cancel()


def test_what_was_there_before_is_not_looked_at_again_and_nobody_is_held_up_unasked(collector):
    settle()
    assert collector.get_freeze_count() > 10_000
    unused = pair()
    held = [[] for _ in range(100_000)]
    assert unused() is not None
    assert held


async def test_what_is_new_and_unused_is_found_at_the_next_look(collector):
    settle()
    unused = pair()
    await looks(seldom=3600)
    assert unused() is None


async def test_what_was_in_use_then_is_found_in_time(collector):
    settle()
    old = pair()
    first = old()
    await looks(seldom=3600)
    del first
    await looks(seldom=3600)
    assert old() is not None
    await looks(seldom=0)
    assert old() is None
