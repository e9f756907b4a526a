"""Nothing is taken for a token that was verified, and nothing but such a token is remembered."""

import base64
import gc
import json
import sys

import aiohttp
import pytest

from bot.identity import NotGenuine
from bot.keys import SigningKeys
from bot.verified import MOST, Verified, VerifiedTokens
from tests.bot.gate import BEGAN, a_gate
from tests.fakes.clock import Clock
from tests.fakes.tokens import FAR_AWAY, FakeBotFramework, bearer, token

OTHER = "44444444-4444-4444-8444-444444444444"


@pytest.fixture
async def gate():
    async with a_gate() as gate:
        yield gate


def unpacked(part):
    return base64.urlsafe_b64decode(part + "==")


def packed(part):
    return base64.urlsafe_b64encode(part).decode().rstrip("=")


def with_claims(**changed):
    head, body, signature = token().split(".")
    said = json.dumps(json.loads(unpacked(body)) | changed, indent=1)
    return f"{head}.{packed(said.encode())}.{signature}"


def with_head(**changed):
    head, body, signature = token().split(".")
    said = json.dumps(json.loads(unpacked(head)) | changed)
    return f"{packed(said.encode())}.{body}.{signature}"


def with_bit_flipped(bit):
    head, body, signature = token().split(".")
    signed = bytearray(unpacked(signature))
    signed[bit // 8] ^= 1 << bit % 8
    return f"{head}.{body}.{packed(bytes(signed))}"


FORGED = [
    *(with_bit_flipped(bit) for bit in range(0, 2048, 31)),
    with_claims(serviceurl="https://smba.trafficmanager.net/de/"),
    with_claims(exp=FAR_AWAY + 1),
    with_claims(role="admin"),
    with_claims(),  # the same claims, with other spaces between them
    with_head(alg="none"),
    with_head(alg="HS256"),
    with_head(kid="key-2"),
    with_head(x="y"),
    token().rpartition(".")[0] + ".",
    token(key="another"),
    token() + ".",
    token() + " ",
    "\ud800",
]


async def test_no_variation_of_a_token_is_taken_for_the_token(gate):
    await gate.admit()
    [kept] = gate.known._known.values()
    for forged in FORGED:
        assert forged != token()
        with pytest.raises(NotGenuine):
            await gate.admit(f"Bearer {forged}")
    for scheme in ("bearer", "BEARER", "Basic", "Bearer "):
        with pytest.raises(NotGenuine):
            await gate.admit(f"{scheme} {token()}")
    assert list(gate.known._known.values()) == [kept]
    await gate.admit()


@pytest.mark.parametrize("claims", [{"aud": OTHER}, {"serviceurl": "https://x/"}, {"exp": None}])
async def test_a_token_of_microsoft_that_is_not_for_us_takes_no_room(gate, claims):
    for number in range(20):
        with pytest.raises(NotGenuine):
            await gate.admit(bearer(**claims, jti=str(number))["Authorization"])
    assert len(gate.known) == 0


async def test_garbage_takes_no_room_however_much_of_it_is_shown(gate):
    async def show(numbers):
        for number in numbers:
            with pytest.raises(NotGenuine):
                await gate.admit(f"Bearer garbage-{number}")

    await gate.admit()
    await show(range(1000))
    gc.collect()
    before = sys.getallocatedblocks()
    await show(range(1000, 101_000))
    gc.collect()
    assert sys.getallocatedblocks() - before < 2000
    assert len(gate.known) == 1


async def test_good_tokens_too_are_kept_in_bounded_number_the_last_used_longest():
    async with FakeBotFramework() as microsoft, aiohttp.ClientSession() as session:
        keys = SigningKeys(session, microsoft.metadata_url, Clock())
        known = VerifiedTokens(keys, Clock(BEGAN))
        verified = Verified({"exp": FAR_AWAY}, "key-1", await keys.get("key-1"))
        for number in range(MOST):
            known.keep(f"Bearer {number}", verified)
        assert await known.get("Bearer 0")
        for number in range(MOST, 100_000):
            known.keep(f"Bearer {number}", verified)
            if number % 1000 == 0:
                assert await known.get("Bearer 0")
        assert len(known) == MOST
        assert await known.get("Bearer 1") is None
