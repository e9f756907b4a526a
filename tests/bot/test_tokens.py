"""The bot's own tokens: one fetch for all, early, and the old one kept while it lasts."""

import asyncio
import json
import threading

import pytest
import requests

from bot.tokens import AGAIN_AFTER_FAILURE, NoToken, Token, Tokens, from_entra
from tests.fakes.settings import APP_ID, TENANT, hosted_settings

HOUR = 3600.0


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


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


class Web:
    """The HTTP that msal is given: remembers what was asked, answers as Entra would."""

    def __init__(self, answer):
        self.answer = answer
        self.asked = []

    def get(self, url, **asked):
        self.asked.append((url, asked))
        if "discovery/instance" in url:
            return self._answer({"metadata": []})
        if "openid-configuration" not in url:
            return self._answer(self.answer)
        at = f"https://login.microsoftonline.com/{TENANT}"
        return self._answer(
            {"authorization_endpoint": f"{at}/a", "token_endpoint": f"{at}/t", "issuer": at}
        )

    def post(self, url, **asked):
        self.asked.append((url, asked))
        return self._answer(self.answer)

    def close(self):
        pass

    def _answer(self, body):
        if isinstance(body, Exception):
            raise body
        answer = requests.Response()
        answer.status_code = 400 if "error" in body else 200
        answer._content = json.dumps(body).encode()
        return answer


GIVEN = {"access_token": "from-entra", "expires_in": "3599", "token_type": "Bearer"}


def test_entra_is_asked_with_the_secret_for_the_right_audience():
    entra = Web(GIVEN)
    assert from_entra(hosted_settings(), entra)() == Token("from-entra", 3599.0)
    url, asked = entra.asked[-1]
    assert url == f"https://login.microsoftonline.com/{TENANT}/t"
    assert asked["data"]["client_id"] == APP_ID
    assert asked["data"]["client_secret"] == "an invented secret"
    assert asked["data"]["scope"] == "https://api.botframework.com/.default"


def test_the_second_token_is_a_new_one():
    entra = Web(GIVEN)
    fetch = from_entra(hosted_settings(), entra)
    fetch()
    entra.answer = GIVEN | {"access_token": "newer"}
    assert fetch().text == "newer"


def test_the_managed_identity_is_asked_without_a_secret():
    machine = Web(GIVEN | {"resource": "https://api.botframework.com"})
    settings = hosted_settings(app_type="UserAssignedMSI", app_password="")
    assert from_entra(settings, machine)().text == "from-entra"
    [(url, asked)] = machine.asked
    assert url.startswith("http://169.254.169.254/")
    assert asked["params"]["client_id"] == APP_ID
    assert asked["params"]["resource"] == "https://api.botframework.com"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"error": "invalid_client", "error_description": "AADSTS7000215"}, "invalid_client"),
        (requests.ConnectionError("no route"), "ConnectionError"),
        (requests.Timeout("slow"), "Timeout"),
    ],
)
def test_a_refusal_is_told_by_its_code(answer, said):
    with pytest.raises(NoToken, match=f"^{said}$"):
        from_entra(hosted_settings(), Web(answer))()
