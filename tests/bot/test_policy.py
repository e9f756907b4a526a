"""Who may speak to the bot, and to whom it may answer."""

import pytest
from botframework.connector.auth import AuthenticationConstants, ClaimsIdentity

from bot.policy import addressed_to_this_machine, postcheck, precheck, trusted
from tests.fakes.activities import a_message
from tests.fakes.settings import APP_ID, TENANT, hosted_settings, local_settings

HOSTED = hosted_settings()
LOCAL = local_settings()
OTHER = "44444444-4444-4444-8444-444444444444"
GENUINE = ClaimsIdentity({"aud": APP_ID}, True)


def test_what_teams_posts_passes():
    assert precheck(a_message("hello"), HOSTED) is None
    assert postcheck(a_message("hello"), GENUINE, HOSTED) is None


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ([], 400),
        ("activity", 400),
        (None, 400),
        ({}, 400),
        (a_message("") | {"type": None}, 400),
        (a_message("") | {"type": 7}, 400),
        (a_message("") | {"channelId": None}, 400),
        (a_message("") | {"channelId": ["msteams"]}, 400),
        (a_message("") | {"channelId": "webchat"}, 403),
        (a_message("") | {"serviceUrl": ""}, 400),
        (a_message("") | {"serviceUrl": {}}, 400),
        (a_message("") | {"serviceUrl": "https://attacker.example/"}, 403),
    ],
)
def test_before_anybody_proves_anything(raw, status):
    assert precheck(raw, HOSTED) == status


@pytest.mark.parametrize(
    ("url", "hosted", "local"),
    [
        ("https://smba.trafficmanager.net/uk/", True, False),
        ("https://SMBA.trafficmanager.net:443/uk/22222222-2222/", True, False),
        ("https://smba.trafficmanager.net", True, False),
        ("http://smba.trafficmanager.net/uk/", False, False),
        ("https://smba.trafficmanager.net:8443/uk/", False, False),
        ("https://smba.trafficmanager.net.attacker.example/", False, False),
        ("https://smba.trafficmanager.net@attacker.example/", False, False),
        ("https://attacker.example/smba.trafficmanager.net", False, False),
        ("https://attacker.example\\@smba.trafficmanager.net/", False, False),
        ("https://attacker.example#smba.trafficmanager.net/", False, False),
        ("https://smba.trafficmanager.net\n/", False, False),
        ("https://ſmba.trafficmanager.net/", False, False),
        ("file:///etc/passwd", False, False),
        ("//smba.trafficmanager.net/", False, False),
        ("", False, False),
        ("http://localhost:56150/_connector", False, True),
        ("http://127.0.0.1:8080/uk/", False, True),
        ("http://[::1]:8080/uk/", False, True),
        ("http://127.0.0.1.attacker.example/", False, False),
        ("http://127.0.0.1@attacker.example/", False, False),
        ("http://10.0.0.1/", False, False),
    ],
)
def test_the_bot_answers_only_teams_or_this_machine(url, hosted, local):
    assert trusted(url, HOSTED) is hosted
    assert trusted(url, LOCAL) is local


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"channelData": {"tenant": {"id": OTHER}}}, 403),
        ({"channelData": {"tenant": {}}}, 403),
        ({"channelData": {"tenant": "x"}}, 403),
        ({"channelData": {"tenant": {"id": [TENANT]}}}, 403),
        ({"channelData": None}, 403),
        ({"conversation": {"id": "a:1", "tenantId": OTHER}}, 403),
        ({"conversation": {"id": "a:1", "tenantId": 5}}, 403),
        ({"conversation": {"id": "a:1", "tenantId": TENANT.upper()}}, None),
        ({"conversation": {"id": "a:1"}}, None),
        ({"channelData": {"tenant": {"id": TENANT.upper()}}}, None),
    ],
)
def test_the_tenant_must_be_ours_throughout(changed, status):
    assert postcheck(a_message("") | changed, GENUINE, HOSTED) == status


def test_a_partner_tenant_may_be_allowed():
    raw = a_message("", conversation="a:1") | {
        "channelData": {"tenant": {"id": OTHER}},
        "conversation": {"id": "a:1", "tenantId": OTHER},
    }
    assert postcheck(raw, GENUINE, HOSTED) == 403
    assert postcheck(raw, GENUINE, hosted_settings(allowed_tenants=OTHER)) is None


@pytest.mark.parametrize(
    "claims",
    [
        ClaimsIdentity({"aud": OTHER}, True),
        ClaimsIdentity({}, True),
        ClaimsIdentity({"aud": [APP_ID]}, True),
        ClaimsIdentity({"aud": APP_ID}, True, AuthenticationConstants.ANONYMOUS_AUTH_TYPE),
    ],
)
def test_a_token_for_another_bot_or_for_nobody_is_not_enough(claims):
    assert postcheck(a_message(""), claims, HOSTED) == 401


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost:3978", True),
        ("127.0.0.1", True),
        ("[::1]:3978", True),
        ("convene.example.org", False),
        ("127.0.0.1.attacker.example:3978", False),
        ("", False),
    ],
)
def test_a_local_bot_hears_only_its_own_names(host, here):
    assert addressed_to_this_machine(host) is here
