"""A certificate as proof of who the bot is, to an Entra that really checks, over HTTP."""

import asyncio
from datetime import timedelta

import pytest
import structlog
from cryptography.hazmat.primitives.serialization import Encoding

from bot.entra import from_entra
from bot.tokens import NoToken, Token
from tests.fakes.certificates import (
    FAR_AWAY,
    certificate,
    certificate_pem,
    key_pem,
    other_kind_of_key,
    rsa_key,
)
from tests.fakes.microsoft import KEY, PEM, with_certificate


async def test_a_certificate_is_proof(microsoft, pem):
    microsoft.entra.certificates = [certificate(rsa_key("older")), certificate(KEY)]
    assert await microsoft.gives(with_certificate(pem)) == Token("token-1", 3599.0)
    assert "client_secret" not in microsoft.entra.asked[0]


async def test_the_parts_of_a_pem_may_stand_in_any_order_with_a_chain(microsoft, pem):
    authority = certificate_pem(rsa_key("authority"))
    pem.write_bytes(authority + certificate_pem(KEY) + key_pem(KEY) + authority)
    microsoft.entra.certificates = [certificate(KEY)]
    assert (await microsoft.gives(with_certificate(pem))).text == "token-1"


async def test_a_certificate_that_entra_does_not_know_is_no_proof(microsoft, pem):
    microsoft.entra.certificates = [certificate(rsa_key("older"))]
    assert await microsoft.refuses(with_certificate(pem)) == "invalid_client AADSTS700027"


async def test_each_proof_by_certificate_is_a_new_one(microsoft, pem):
    """The Entra of ours takes each assertion once, by its jti."""
    microsoft.entra.certificates = [certificate(KEY)]
    fetch = from_entra(with_certificate(pem), microsoft.http)
    for number in (1, 2, 3):
        assert (await asyncio.to_thread(fetch)).text == f"token-{number}"


async def test_a_certificate_may_be_renewed_while_the_bot_runs(microsoft, pem):
    fetch = from_entra(with_certificate(pem), microsoft.http)
    newer = rsa_key("newer")
    microsoft.entra.certificates = [certificate(newer)]
    with pytest.raises(NoToken):
        await asyncio.to_thread(fetch)
    pem.write_bytes(key_pem(newer) + certificate_pem(newer))
    assert (await asyncio.to_thread(fetch)).text == "token-2"


async def test_a_certificate_that_is_lost_while_the_bot_runs_is_told(microsoft, pem):
    settings = with_certificate(pem)
    pem.unlink()
    said = await microsoft.refuses(settings)
    assert said == "the certificate cannot be read: No such file or directory."
    assert microsoft.entra.asked == []


async def test_a_certificate_that_ends_while_the_bot_runs_is_told(microsoft, pem):
    said = await microsoft.refuses(with_certificate(pem), now=lambda: FAR_AWAY)
    assert said == "the certificate ended on 1 January 2100."


@pytest.mark.parametrize(("days", "warned"), [(31, False), (29, True)])
async def test_the_end_of_a_certificate_is_announced(microsoft, pem, days, warned):
    microsoft.entra.certificates = [certificate(KEY)]
    now = FAR_AWAY - timedelta(days=days)
    with structlog.testing.capture_logs() as logged:
        await microsoft.gives(with_certificate(pem), now=lambda: now)
    told = [line for line in logged if line["event"] == "the certificate ends soon"]
    assert [line["ends"] for line in told] == (["2100-01-01"] if warned else [])


@pytest.mark.parametrize(
    "pem_bytes",
    [key_pem(other_kind_of_key()), key_pem(KEY), certificate(KEY).public_bytes(Encoding.DER)],
)
async def test_half_a_certificate_written_while_the_bot_runs_is_told(microsoft, pem, pem_bytes):
    settings = with_certificate(pem)
    for broken in (pem_bytes, PEM[:1000], PEM[1:], b""):
        pem.write_bytes(broken)
        assert (await microsoft.refuses(settings)).startswith("the certificate ")
