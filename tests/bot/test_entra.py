"""What the bot asks of Entra, over HTTP: with its secret, in a crowd, and when nothing answers."""

import asyncio
import threading

import pytest
import structlog

from bot.entra import PATIENCE, from_entra
from bot.tokens import NoToken, Token, Tokens
from tests.fakes.certificates import certificate, key_pem
from tests.fakes.clock import Clock
from tests.fakes.entra import leading_to
from tests.fakes.microsoft import (
    KEY,
    a_pods_token,
    with_certificate,
    with_file,
    with_identity,
)
from tests.fakes.settings import hosted_settings


async def test_a_secret_is_proof(microsoft):
    microsoft.entra.secret = "an invented secret"
    assert await microsoft.gives(hosted_settings()) == Token("token-1", 3599.0)
    assert "client_assertion" not in microsoft.entra.asked[0]


async def test_another_secret_is_not(microsoft):
    microsoft.entra.secret = "another secret"
    assert await microsoft.refuses(hosted_settings()) == "invalid_client AADSTS7000215"


async def test_the_second_token_is_a_new_one(microsoft):
    microsoft.entra.secret = "an invented secret"
    fetch = from_entra(hosted_settings(), microsoft.http)
    assert [(await asyncio.to_thread(fetch)).text for _ in range(2)] == ["token-1", "token-2"]


@pytest.mark.parametrize(
    "garbage",
    [b"", b"<html>sign in to the wireless network</html>", b"[]", b"null", b"{}", b'"x"',
     b'{"access_token": "x"}', b'{"access_token": "x", "expires_in": "soon"}'],
)  # fmt: skip
async def test_an_answer_of_no_use_is_a_refusal_and_no_crash(microsoft, garbage):
    microsoft.entra.garbage = garbage
    assert await microsoft.refuses(hosted_settings())


async def test_a_broken_answer_is_not_logged_with_its_token(microsoft, caplog):
    microsoft.entra.garbage = b'{"access_token": "do not log me", "expires_in": 35'
    with caplog.at_level("DEBUG"):
        assert await microsoft.refuses(hosted_settings()) == "JSONDecodeError"
    assert "do not log me" not in caplog.text


async def test_an_entra_that_nobody_serves_is_a_refusal(microsoft):
    with leading_to("http://127.0.0.1:9") as microsoft.http:
        assert await microsoft.refuses(hosted_settings()) == "ConnectionError"


async def test_no_request_is_waited_for_without_end():
    """Requests has no time-out of its own; the endpoint of a machine is never asked by a proxy."""
    fetch = from_entra(hosted_settings())
    for http, proxied in zip(fetch.args[1:3], (True, False), strict=True):
        assert http.request.keywords == {"timeout": PATIENCE}
        assert http.trust_env is proxied


@pytest.mark.parametrize("way", ["certificate", "identity", "file"])
async def test_a_crowd_makes_one_proof_off_the_loop(microsoft, pem, token_file, way):
    microsoft.entra.certificates = [certificate(KEY)]
    microsoft.entra.trusted.append(microsoft.machine.trusted)
    ways = {"certificate": with_certificate(pem), "identity": with_identity()}
    fetch = from_entra(ways.get(way) or with_file(token_file), microsoft.http)
    threads = []

    def noted():
        threads.append(threading.get_ident())
        return fetch()

    clock = Clock()
    tokens = Tokens(noted, clock)
    assert set(await asyncio.gather(*(tokens.get() for _ in range(50)))) == {"token-1"}
    clock.now += 3599 * 0.8
    assert await tokens.get() == "token-2"
    assert len(threads) == len(microsoft.entra.asked) == 2
    assert threading.get_ident() not in threads


async def test_no_refusal_holds_anything_of_a_proof(microsoft, pem, token_file):
    secret = "an invented secret"
    key = key_pem(KEY).decode().splitlines()[1]
    for settings in (hosted_settings(), with_certificate(pem), with_file(token_file)):
        microsoft.entra.trusted = []
        with structlog.testing.capture_logs() as logged, pytest.raises(NoToken):
            await Tokens(from_entra(settings, microsoft.http), Clock()).get()
        for held in (secret, key, a_pods_token().split(".")[2]):
            assert held not in str(logged)
