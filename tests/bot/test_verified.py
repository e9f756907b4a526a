"""A token is verified once, and believed again only as long and as far as it deserves."""

import pytest

from bot.identity import CLOCKS_DIFFER_BY, NotGenuine
from bot.keys import FRESH_FOR, Key
from bot.verified import Verified
from tests.bot.gate import GENUINE, a_gate
from tests.fakes.activities import a_message
from tests.fakes.door import a_room
from tests.fakes.settings import TENANT, hosted_settings
from tests.fakes.tokens import FAR_AWAY, bearer

OTHER = "44444444-4444-4444-8444-444444444444"


@pytest.fixture
async def gate():
    async with a_gate() as gate:
        yield gate


async def test_a_token_is_verified_once(gate):
    said = (await gate.admit()).claims
    kept = await gate.known.get(GENUINE)
    assert (await gate.admit()).claims == said == kept.claims
    assert await gate.known.get(GENUINE) is kept


async def test_a_turn_cannot_change_what_the_next_one_reads(gate):
    await gate.admit()
    (await gate.admit()).claims["aud"] = OTHER
    assert (await gate.admit()).claims["aud"] != OTHER


async def test_a_token_that_has_ended_is_refused_although_it_was_verified(gate):
    await gate.admit()
    gate.clock.now = FAR_AWAY + CLOCKS_DIFFER_BY - 1
    await gate.admit()
    gate.clock.now += 1
    with pytest.raises(NotGenuine):
        await gate.admit()
    assert await gate.known.get(GENUINE) is None


async def test_nothing_is_kept_past_the_end_that_the_token_names(gate):
    """For as long as clocks may differ it is believed, but verified each time."""
    await gate.admit()
    gate.clock.now = FAR_AWAY - 1
    assert await gate.known.get(GENUINE) is not None
    gate.clock.now = FAR_AWAY
    assert await gate.known.get(GENUINE) is None


async def test_a_token_is_refused_once_its_key_is_withdrawn(gate):
    await gate.admit()
    gate.microsoft.published = {"key-2": ["msteams"]}
    await gate.admit()
    gate.keys_clock.now += FRESH_FOR
    with pytest.raises(NotGenuine):
        await gate.admit()
    assert len(gate.known) == 0


async def test_a_token_is_refused_once_another_key_has_the_name_of_its_own(gate):
    await gate.admit()
    gate.microsoft.made_anew = {"key-1": "key-1 made anew"}
    gate.keys_clock.now += FRESH_FOR
    with pytest.raises(NotGenuine):
        await gate.admit()
    await gate.admit(bearer(key="key-1 made anew")["Authorization"])


async def test_a_token_is_refused_once_its_key_is_no_longer_for_teams(gate):
    await gate.admit()
    gate.microsoft.published = {"key-1": ["webchat"], "key-2": ["msteams"]}
    gate.keys_clock.now += FRESH_FOR
    with pytest.raises(NotGenuine):
        await gate.admit()


async def test_a_token_is_verified_again_when_keys_are_fetched_anew(gate):
    await gate.admit()
    kept = await gate.known.get(GENUINE)
    gate.keys_clock.now += FRESH_FOR
    await gate.admit()
    assert await gate.known.get(GENUINE) is not kept


async def test_a_known_token_is_believed_while_microsoft_cannot_be_asked(gate):
    await gate.admit()
    gate.microsoft.down = True
    gate.keys_clock.now += FRESH_FOR
    await gate.admit()


@pytest.mark.parametrize(
    "activity",
    [
        {"url": "https://smba.trafficmanager.net/de/"},
        {"url": ""},
        {"channel": "directline"},
        {"channel": ""},
    ],
)
async def test_what_an_activity_says_is_checked_though_its_token_is_known(gate, activity):
    await gate.admit()
    with pytest.raises(NotGenuine):
        await gate.admit(**activity)


async def test_a_known_token_does_not_open_the_door_to_another_tenant(gate):
    async with a_room(hosted_settings(), gate.microsoft.metadata_url) as room:
        assert await room.post(a_message("hello"), bearer()) == (200, "")
        strange = a_message("hello") | {"channelData": {"tenant": {"id": OTHER}}}
        assert await room.post(strange, bearer()) == (403, "")
        elsewhere = a_message("hello") | {"serviceUrl": "https://smba.trafficmanager.net/de/"}
        assert await room.post(elsewhere, bearer()) == (401, "")
        assert [turn.place.tenant for turn in room.turns] == [TENANT]


async def test_a_key_that_was_never_published_is_not_believed(gate):
    stranger = Verified({"exp": FAR_AWAY}, "key-1", Key(None, ["msteams"]))
    gate.known.keep(GENUINE, stranger)
    assert await gate.known.get(GENUINE) is None
