"""Microsoft's keys: fetched seldom, learned when new, kept when they cannot be fetched."""

import asyncio

import aiohttp
import pytest

from bot.keys import (
    AGAIN_AFTER,
    AGAIN_AFTER_FAILURE,
    FRESH_FOR,
    KeysUnavailable,
    SigningKeys,
    UnknownKey,
)
from tests.fakes.clock import Clock
from tests.fakes.tokens import FakeBotFramework


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def microsoft():
    async with FakeBotFramework() as framework:
        yield framework


@pytest.fixture
async def keys(microsoft, clock):
    async with aiohttp.ClientSession() as session:
        yield SigningKeys(session, microsoft.metadata_url, clock)


async def test_a_crowd_makes_one_fetch(keys, microsoft):
    found = await asyncio.gather(*(keys.get("key-1") for _ in range(20)))
    assert all(key is found[0] for key in found)
    assert microsoft.fetched == 1


async def test_keys_are_fetched_again_after_a_day(keys, microsoft, clock):
    await keys.get("key-1")
    clock.now += FRESH_FOR - 1
    await keys.get("key-1")
    assert microsoft.fetched == 1
    clock.now += 1
    await keys.get("key-1")
    assert microsoft.fetched == 2


async def test_a_key_that_is_withdrawn_is_forgotten_within_a_day(keys, microsoft, clock):
    await keys.get("key-1")
    microsoft.published = {"key-2": ["msteams"]}
    clock.now += FRESH_FOR
    with pytest.raises(UnknownKey):
        await keys.get("key-1")


async def test_a_new_key_is_learned_within_minutes(keys, microsoft, clock):
    await keys.get("key-1")
    microsoft.published["key-2"] = ["msteams"]
    clock.now += AGAIN_AFTER
    assert (await keys.get("key-2")).endorsements == ["msteams"]


async def test_keys_that_do_not_exist_make_no_storm_of_fetches(keys, microsoft):
    for name in range(20):
        with pytest.raises(UnknownKey):
            await keys.get(f"invented-{name}")
    assert microsoft.fetched == 1


async def test_a_token_without_a_key_makes_no_fetch(keys, microsoft):
    with pytest.raises(UnknownKey):
        await keys.get(None)
    assert microsoft.fetched == 0


async def test_the_last_good_keys_serve_while_microsoft_is_down(keys, microsoft, clock):
    await keys.get("key-1")
    microsoft.down = True
    clock.now += FRESH_FOR
    await keys.get("key-1")
    with pytest.raises(KeysUnavailable):
        await keys.get("key-2")
    assert microsoft.fetched == 2


async def test_microsoft_is_asked_again_soon_after_it_was_down(keys, microsoft, clock):
    microsoft.down = True
    for _ in range(5):
        with pytest.raises(KeysUnavailable):
            await keys.get("key-1")
    assert microsoft.fetched == 1
    microsoft.down = False
    clock.now += AGAIN_AFTER_FAILURE
    await keys.get("key-1")


async def test_a_set_without_a_key_for_teams_does_not_replace_a_good_one(keys, microsoft, clock):
    await keys.get("key-1")
    microsoft.published = {"key-2": ["webchat"]}
    clock.now += FRESH_FOR
    await keys.get("key-1")


async def test_an_address_that_nobody_serves_is_an_outage(clock):
    async with aiohttp.ClientSession() as session:
        with pytest.raises(KeysUnavailable):
            await SigningKeys(session, "http://127.0.0.1:9/", clock).get("key-1")


async def test_a_microsoft_that_never_answers_is_an_outage(microsoft, clock):
    microsoft.answers.clear()
    soon = aiohttp.ClientTimeout(total=0.05)
    async with aiohttp.ClientSession() as session:
        with pytest.raises(KeysUnavailable):
            await SigningKeys(session, microsoft.metadata_url, clock, soon).get("key-1")


async def test_who_shows_a_known_key_does_not_wait_for_a_fetch(keys, microsoft, clock):
    known = await keys.get("key-1")
    microsoft.answers.clear()
    microsoft.asked.clear()
    clock.now += FRESH_FOR
    fetching = asyncio.create_task(keys.get("key-1"))
    await microsoft.asked.wait()
    assert await keys.get("key-1") is known
    assert not fetching.done()
    microsoft.answers.set()
    assert (await fetching).endorsements == known.endorsements


async def test_keys_are_taken_only_where_they_are_asked_for(keys, microsoft):
    """Whoever answers for Microsoft may not send us elsewhere."""
    async with FakeBotFramework() as elsewhere:
        microsoft.moved = elsewhere.metadata_url
        with pytest.raises(KeysUnavailable):
            await keys.get("key-1")
        assert elsewhere.fetched == 0
