"""The bot's own tokens: one fetch for all, early, and the old one kept while it lasts."""

import asyncio
import threading

import pytest

from bot.tokens import AGAIN_AFTER_FAILURE, NoToken, Token, Tokens
from tests.fakes.clock import Clock

HOUR = 3600.0


class Entra:
    """Gives a new token at each call, or refuses."""

    def __init__(self):
        self.calls = 0
        self.threads = set()
        self.refuses = ""
        self.began = threading.Event()
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self):
        self.calls += 1
        self.began.set()
        self.threads.add(threading.get_ident())
        assert self.gate.wait(1)
        if self.refuses:
            raise NoToken(self.refuses)
        return Token(f"token-{self.calls}", HOUR)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def entra():
    return Entra()


@pytest.fixture
def tokens(entra, clock):
    return Tokens(entra, clock)


async def test_a_crowd_makes_one_fetch_off_the_loop(tokens, entra):
    entra.gate.clear()
    crowd = [asyncio.create_task(tokens.get()) for _ in range(50)]
    await asyncio.sleep(0)
    entra.gate.set()
    assert set(await asyncio.gather(*crowd)) == {"token-1"}
    assert entra.calls == 1
    assert threading.get_ident() not in entra.threads


async def test_a_token_is_renewed_before_its_end(tokens, clock):
    assert await tokens.get() == "token-1"
    clock.now += HOUR * 0.8 - 1
    assert await tokens.get() == "token-1"
    clock.now += 1
    assert await tokens.get() == "token-2"


async def test_nobody_waits_for_a_renewal_but_the_one_who_makes_it(tokens, entra, clock):
    await tokens.get()
    clock.now += HOUR * 0.8
    entra.gate.clear()
    entra.began.clear()
    renewal = asyncio.create_task(tokens.get())
    assert await asyncio.to_thread(entra.began.wait, 5)
    assert await tokens.get() == "token-1"
    entra.gate.set()
    assert await renewal == "token-2"
    assert await tokens.get() == "token-2"


async def test_the_old_token_serves_while_entra_refuses(tokens, entra, clock):
    await tokens.get()
    entra.refuses = "temporarily_unavailable"
    clock.now += HOUR * 0.8
    for _ in range(5):
        assert await tokens.get() == "token-1"
    assert entra.calls == 2
    clock.now += AGAIN_AFTER_FAILURE
    assert await tokens.get() == "token-1"
    assert entra.calls == 3


async def test_without_a_token_all_are_told_at_once_and_why(tokens, entra):
    entra.refuses = "invalid_client"
    told = await asyncio.gather(*(tokens.get() for _ in range(20)), return_exceptions=True)
    assert {str(error) for error in told} == {"invalid_client"}
    assert entra.calls == 1


async def test_a_token_is_not_used_in_its_last_minute(tokens, entra, clock):
    await tokens.get()
    entra.refuses = "invalid_client"
    clock.now += HOUR - 60
    with pytest.raises(NoToken):
        await tokens.get()


async def test_a_token_that_teams_refuses_is_fetched_anew(tokens):
    refused = await tokens.get()
    tokens.forget(refused)
    assert await tokens.get() == "token-2"
    tokens.forget(refused)
    assert await tokens.get() == "token-2"
