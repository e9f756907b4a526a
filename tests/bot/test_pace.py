"""Teams' limits are kept, replies go before posts, and the order in a conversation is kept."""

import asyncio

import pytest

from bot.failures import Throttled
from bot.pace import TEAMS, Gate, Pace
from tests.fakes.virtual_time import in_no_time

PUBLISHED = ((7, 1), (8, 2), (60, 30), (1800, 3600))
"""So many to one conversation in so many seconds."""


async def patient(pace, conversation, sent, *, urgent=False):
    """Sends as soon as it may, however often it is told to come again."""
    while True:
        try:
            async with pace.turn(conversation, urgent=urgent):
                sent.append(asyncio.get_running_loop().time())
            return
        except Throttled as told:
            await asyncio.sleep(told.after)


def most_in(times, seconds):
    times = sorted(times)
    return max(sum(t <= x < t + seconds for x in times) for t in times)


@pytest.mark.parametrize("urgent", [False, True])
def test_one_conversation_never_gets_more_than_teams_allows(urgent):
    async def flood():
        pace, sent = Pace(), []
        await asyncio.gather(*(patient(pace, "a", sent, urgent=urgent) for _ in range(400)))
        return sent

    sent = in_no_time(flood)
    assert len(sent) == 400
    for most, seconds in PUBLISHED:
        assert most_in(sent, seconds) <= most, (most, seconds)


def test_a_tenant_never_gets_more_than_thirty_in_a_second():
    async def flood():
        pace, sent = Pace(), []
        await asyncio.gather(*(patient(pace, f"chat {n}", sent) for n in range(500)))
        return sent

    assert most_in(in_no_time(flood), 1) <= 30


def test_a_reply_does_not_wait_behind_the_posts_of_the_whole_tenant():
    async def busy():
        pace, sent, replied = Pace(), [], []
        posts = [asyncio.create_task(patient(pace, f"chat {n}", sent)) for n in range(300)]
        await asyncio.sleep(3)
        began = asyncio.get_running_loop().time()
        await patient(pace, "mine", replied, urgent=True)
        waited = replied[0] - began
        await asyncio.gather(*posts)
        return waited, len(sent)

    waited, sent = in_no_time(busy)
    assert waited < 0.2
    assert sent == 300


def test_a_reply_goes_before_the_posts_that_wait_for_the_same_conversation():
    async def busy():
        gate, order = Gate(), []

        async def one(name, *, urgent):
            await gate.enter(urgent=urgent)
            order.append(name)
            await asyncio.sleep(1)
            gate.leave()

        names = [("post 1", False), ("post 2", False), ("reply", True), ("post 3", False)]
        await asyncio.gather(*(one(name, urgent=urgent) for name, urgent in names))
        return order

    assert in_no_time(busy) == ["post 1", "reply", "post 2", "post 3"]


def test_the_order_within_a_conversation_is_kept():
    async def many():
        pace, order = Pace(), []

        async def one(n):
            async with pace.turn("a", urgent=False):
                order.append(n)

        await asyncio.gather(*(one(n) for n in range(6)))
        return order

    assert in_no_time(many) == list(range(6))


def test_who_gives_up_waiting_lets_the_next_go_on():
    async def busy():
        gate, through = Gate(), []

        async def one(name):
            await gate.enter(urgent=False)
            through.append(name)
            await asyncio.sleep(1)
            gate.leave()

        first, second, third = (asyncio.create_task(one(n)) for n in "abc")
        await asyncio.sleep(0.5)
        second.cancel()
        await asyncio.gather(first, second, third, return_exceptions=True)
        return through

    assert in_no_time(busy) == ["a", "c"]


def test_a_conversation_that_teams_throttled_is_left_alone_until_it_may_be_spoken_to():
    async def throttled():
        pace = Pace()
        with pytest.raises(Throttled):
            async with pace.turn("a", urgent=False):
                raise Throttled(40)
        with pytest.raises(Throttled) as told:
            async with pace.turn("a;messageid=7", urgent=False):
                pass
        async with pace.turn("b", urgent=False):
            pass
        await asyncio.sleep(40)
        async with pace.turn("a", urgent=False):
            return told.value.after

    assert in_no_time(throttled) == pytest.approx(40)


def test_where_there_are_no_limits_nothing_waits():
    async def flood():
        pace, sent = Pace(None), []
        await asyncio.gather(*(patient(pace, "a", sent) for _ in range(1000)))
        return max(sent) - min(sent)

    assert in_no_time(flood) == 0


def test_what_posts_may_use_is_less_than_all():
    assert TEAMS.posts.per_second < TEAMS.conversation[0].per_second
    assert TEAMS.tenant_posts.per_second < TEAMS.tenant.per_second
