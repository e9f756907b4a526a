"""A managed identity or a pod as proof of who the bot is, to an Entra that really checks."""

import asyncio

import pytest

from bot.entra import from_entra
from bot.tokens import NoToken, Token
from tests.fakes.entra import EXCHANGE
from tests.fakes.machine import HEADER
from tests.fakes.microsoft import IDENTITY, a_pods_token, with_file, with_identity
from tests.fakes.settings import hosted_settings
from tests.fakes.tokens import LONG_AGO


@pytest.fixture(autouse=True)
def nowhere_in_azure(monkeypatch):
    for name in ("IDENTITY_ENDPOINT", "IDENTITY_HEADER", "MSI_ENDPOINT", "IMDS_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)


async def test_a_managed_identity_is_proof_once_the_application_trusts_it(microsoft):
    microsoft.entra.trusted.append(microsoft.machine.trusted)
    assert await microsoft.gives(with_identity()) == Token("token-1", 3599.0)
    [asked] = microsoft.machine.asked
    assert (asked["client_id"], asked["resource"]) == (IDENTITY, EXCHANGE)


async def test_the_managed_identity_of_an_app_service_is_proof(microsoft, monkeypatch):
    microsoft.entra.trusted.append(microsoft.machine.trusted)
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{microsoft.url}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", HEADER)
    assert (await microsoft.gives(with_identity())).text == "token-1"
    assert len(microsoft.machine.asked) == 1


async def test_a_managed_identity_that_is_not_trusted_is_no_proof(microsoft):
    assert await microsoft.refuses(with_identity()) == "invalid_client AADSTS700213"


@pytest.mark.parametrize("wrong", [{"exp": LONG_AGO}, {"signs_with": "somebody"}])
async def test_a_stale_or_forged_token_of_an_identity_is_no_proof(microsoft, wrong):
    microsoft.entra.trusted.append(microsoft.machine.trusted)
    for name, value in wrong.items():
        setattr(microsoft.machine, name, value)
    assert await microsoft.refuses(with_identity()) == "invalid_client AADSTS700027"


async def test_a_machine_without_the_identity_is_told_apart_from_entra(microsoft):
    microsoft.machine.client_id = "another"
    assert await microsoft.refuses(with_identity()) == "managed identity: invalid_request"
    assert microsoft.entra.asked == []


async def test_a_machine_that_is_broken_is_no_crash(microsoft):
    microsoft.machine.broken = True
    assert await microsoft.refuses(with_identity()) == "JSONDecodeError"


async def test_a_bot_that_is_a_managed_identity_asks_the_machine_alone(microsoft):
    settings = hosted_settings(app_type="UserAssignedMSI", app_password="", app_id=IDENTITY)
    given = await microsoft.gives(settings)
    assert given.text.count(".") == 2
    assert given.lifetime == 86399.0
    [asked] = microsoft.machine.asked
    assert (asked["client_id"], asked["resource"]) == (IDENTITY, "https://api.botframework.com")
    assert microsoft.entra.asked == []


async def test_the_token_of_a_pod_is_proof(microsoft, token_file):
    assert await microsoft.gives(with_file(token_file)) == Token("token-1", 3599.0)


@pytest.mark.parametrize(
    ("wrong", "number"),
    [
        ({"exp": LONG_AGO}, 700027),
        ({"exp": None}, 700027),
        ({"aud": "another audience"}, 700027),
        ({"iss": "https://oidc.example.org/another/"}, 700213),
        ({"sub": "system:serviceaccount:convene:another"}, 700213),
    ],
)
async def test_another_token_of_a_pod_is_not(microsoft, token_file, wrong, number):
    token_file.write_text(a_pods_token(**wrong))
    assert await microsoft.refuses(with_file(token_file)) == f"invalid_client AADSTS{number}"


async def test_the_file_of_a_pod_is_read_again_for_each_token(microsoft, token_file):
    fetch = from_entra(with_file(token_file), microsoft.http)
    token_file.write_text(a_pods_token(exp=LONG_AGO))
    with pytest.raises(NoToken):
        await asyncio.to_thread(fetch)
    token_file.write_text(a_pods_token() + "\n")
    assert (await asyncio.to_thread(fetch)).text == "token-2"


@pytest.mark.parametrize(
    ("content", "said"), [(None, "cannot be read: No such file or directory."),
                          ("", "holds no token.")]
)  # fmt: skip
async def test_a_file_without_a_token_is_told(microsoft, token_file, content, said):
    settings = with_file(token_file)
    token_file.unlink()
    if content is not None:
        token_file.write_text(content)
    assert await microsoft.refuses(settings) == f"the federated token's file {said}"
    assert microsoft.entra.asked == []
