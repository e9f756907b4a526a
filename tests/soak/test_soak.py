"""A short simulated week: nothing is lost or late; and the ledger would notice if it were."""

import random
from datetime import timedelta

import pytest

from benchmarks.soak.__main__ import shares
from benchmarks.soak.month import Asked, run
from benchmarks.soak.rows import SharedRows
from benchmarks.soak.weather import Outage, Weather
from benchmarks.soak.world import START
from bot.ladder import Ladder
from bot.wire import PATIENCE
from meeting.delivery import Attempt, Result, Way
from state.backend import Change
from state.receipts import Receipt

WEEK = Asked(meetings=12, days=5, kill=0.002)


def a_receipt(errand, result, **more):
    post = errand.post
    return Receipt(
        slot=post.slot, kind=post.kind, to=post.to, of=post.of, at=errand.now, since=errand.now,
        result=result, edition=errand.edition, **more,
    )  # fmt: skip


class Forgetful(Ladder):
    """Drops reminders, as if something had come in their place."""

    async def deliver(self, errand):
        if errand.post.kind.endswith("reminder"):
            return a_receipt(errand, Result.OVERTAKEN)
        return await super().deliver(errand)


class Lying(Ladder):
    """Says that reminders were shown, and shows none."""

    async def deliver(self, errand):
        if errand.post.kind.endswith("reminder"):
            attempt = Attempt(way=Way.CHAT, result=Result.ACCEPTED, at=errand.now)
            return a_receipt(errand, Result.ACCEPTED, attempts=(attempt,), message="none")
        return await super().deliver(errand)


class Slow(Ladder):
    """Begins with everything an hour too late."""

    async def deliver(self, errand):
        if errand.held is None:
            return a_receipt(errand, Result.WAITING, again_at=errand.now + timedelta(hours=1))
        return await super().deliver(errand)


def test_a_week_of_trouble_loses_nothing_and_is_late_with_nothing():
    told = run(WEEK)
    assert (told.verdict.lost, told.verdict.late) == ([], [])
    assert told.kills > 20
    assert told.verdict.posts > 200
    assert told.duplicated < told.kills


def test_the_weather_is_bad_in_every_way_and_duplicates_go_in_both_directions():
    told = run(WEEK._replace(meetings=30, seed=3))
    assert set(told.weather) == {
        "throttled", "collided", "cut off", "done, but answered with an error",
        "delivered to us again", "delivered to us at one moment",
    }  # fmt: skip
    assert told.verdict.done_twice == []
    assert told.verdict.worst_fair <= told.verdict.worst


async def test_in_an_outage_without_a_word_each_call_takes_until_it_is_given_up():
    now = START
    weather = Weather(random.Random(1), lambda: now)
    usual = weather.answers_after(now)
    weather.outages = [Outage(now, now + timedelta(hours=1), silent=True)]
    assert (usual < 1, weather.answers_after(now)) == (True, PATIENCE.total)


async def test_what_a_delivery_changes_twice_is_noticed():
    rows = SharedRows(lambda key, body: None)
    for version in (0, 1):
        await rows.put([Change("seen:a", version, "x"), Change("meeting:m", version, "{}")])
    await rows.put([Change("seen:b", 0, "x"), Change("meeting:m", 2, "{}")])
    assert rows.done_twice == ["seen:a"]


def test_several_worlds_have_all_the_meetings_between_them_and_seeds_of_their_own():
    split = shares(WEEK._replace(meetings=7, seed=3), 3)
    assert [(a.meetings, a.seed) for a in split] == [(3, 3), (2, 4), (2, 5)]


def test_a_delay_is_fair_but_for_the_time_in_which_nothing_could_be_done():
    told = run(WEEK._replace(meetings=4), Slow)
    assert told.verdict.worst_fair >= timedelta(hours=1)


def test_the_same_seed_is_the_same_week():
    short = WEEK._replace(meetings=2, days=1)
    assert run(short) == run(short)
    assert run(short) != run(short._replace(seed=2))


@pytest.mark.parametrize("ladder", [Forgetful, Lying])
def test_the_ledger_notices_what_does_not_come(ladder):
    told = run(WEEK._replace(meetings=6), ladder)
    assert len(told.verdict.lost) > 3


def test_the_ledger_notices_what_comes_late():
    told = run(WEEK._replace(meetings=4), Slow)
    assert len(told.verdict.late) > 20
