"""Who is let in, over real HTTP and with real signatures, and what the others are told."""

import pytest
import structlog

from tests.fakes.activities import a_message
from tests.fakes.door import a_room
from tests.fakes.settings import TENANT, hosted_settings, local_settings
from tests.fakes.tokens import LONG_AGO, FakeBotFramework, bearer

OTHER = "44444444-4444-4444-8444-444444444444"
LOCAL_URL = "http://localhost:56150/_connector"


@pytest.fixture
async def microsoft():
    async with FakeBotFramework() as framework:
        yield framework


@pytest.fixture
async def room(microsoft):
    async with a_room(hosted_settings(), microsoft.metadata_url) as room:
        yield room


@pytest.fixture
async def local_room():
    async with a_room(local_settings()) as room:
        yield room


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Basic YTpi"},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer  "},
        {"Authorization": "Bearer garbage"},
        {"Authorization": "Bearer a.b.c"},
        {"Authorization": "Bearer é.é.é"},
        {"Authorization": bearer()["Authorization"].replace("Bearer", "bearer")},
        {"Authorization": bearer()["Authorization"] + " more"},
        {"Authorization": bearer()["Authorization"][:-4] + "AAAA"},
        bearer(aud=OTHER),
        bearer(aud=[OTHER]),
        bearer(aud=None),
        bearer(iss="https://attacker.example"),
        bearer(iss=None),
        bearer(iss={"a": 1}),
        bearer(iss="https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", ver="1.0"),
        bearer(serviceurl="https://smba.trafficmanager.net/de/"),
        bearer(serviceurl=None),
        bearer(exp=LONG_AGO),
        bearer(exp=None),
        bearer(exp="soon"),
        bearer(nbf=4_102_444_800),
        bearer(key="another"),
        bearer(key_id="unknown", key="unknown"),
        bearer(key_id=None),
        bearer(algorithm="HS256"),
        bearer(algorithm="RS512"),
    ],
)
async def test_a_token_that_is_not_teams_own_for_this_bot_is_refused(room, headers):
    assert await room.post(a_message("hello"), headers) == (401, "")
    assert room.turns == []


@pytest.mark.parametrize("endorsements", [["webchat"], [], None])
async def test_a_key_that_is_not_for_teams_is_refused(room, microsoft, endorsements):
    microsoft.published["key-2"] = endorsements
    status, _ = await room.post(a_message("hello"), bearer(key="key-2", key_id="key-2"))
    assert (status, room.turns) == (401, [])


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"serviceUrl": None}, 400),
        ({"channelId": None}, 400),
        ({"channelId": "webchat"}, 403),
        ({"serviceUrl": "https://attacker.example/"}, 403),
        ({"channelData": {"tenant": {"id": OTHER}}}, 403),
        ({"channelData": None}, 403),
        ({"conversation": {"id": "a:1", "tenantId": OTHER}}, 403),
        ({"conversation": "x"}, 400),
        ({"from": {"id": ""}}, 400),
        ({"value": ["x"]}, 400),
    ],
)
async def test_a_good_token_does_not_excuse_a_bad_activity(room, changed, status):
    assert await room.post(a_message("hello") | changed, bearer()) == (status, "")
    assert room.turns == []


async def test_a_key_nobody_knows_does_not_make_us_ask_microsoft_each_time(room, microsoft):
    for _ in range(3):
        headers = bearer(key="key-3", key_id="key-3")
        assert (await room.post(a_message("hello"), headers))[0] == 401
    assert microsoft.fetched == 1


async def test_while_microsoft_cannot_be_asked_nobody_is_believed_and_nobody_blamed(
    room, microsoft
):
    microsoft.down = True
    assert await room.post(a_message("hello"), bearer()) == (503, "")
    assert await room.post(a_message("hello"), bearer(aud=OTHER)) == (503, "")
    assert await room.post(a_message("hello"), {"Authorization": "Bearer x"}) == (401, "")
    assert room.turns == []


async def test_no_refusal_is_logged_with_what_was_sent(room):
    with structlog.testing.capture_logs() as logged:
        await room.post(a_message("what somebody said"), {"Authorization": "Bearer sesame"})
    assert logged == [
        {
            "event": "turned away",
            "status": 401,
            "reason": "DecodeError",
            "log_level": "warning",
        }
    ]


async def test_a_local_bot_asks_for_no_token(local_room):
    raw = a_message("hello", service_url=LOCAL_URL)
    assert await local_room.post(raw) == (200, "")
    assert await local_room.post(raw, {"Authorization": "Bearer x"}) == (200, "")
    assert len(local_room.turns) == 2


async def test_a_local_bot_takes_any_tenant(local_room):
    raw = a_message("hello", service_url=LOCAL_URL)
    raw["channelData"] = raw["conversation"]["tenantId"] = None
    assert await local_room.post(raw) == (200, "")


@pytest.mark.parametrize(
    "url",
    ["https://smba.trafficmanager.net/uk/", "http://10.0.0.1/", "https://attacker.example/"],
)
async def test_a_local_bot_speaks_only_to_this_machine(local_room, url):
    assert await local_room.post(a_message("hello", service_url=url)) == (403, "")
    assert local_room.turns == []


async def test_a_web_page_cannot_reach_a_local_bot_under_a_name_of_its_own(local_room):
    raw = a_message("hello", service_url=LOCAL_URL)
    assert await local_room.post(raw, {"Host": "attacker.example"}) == (403, "")


async def test_a_hosted_bot_is_never_local(room):
    assert await room.post(a_message("hello", service_url=LOCAL_URL)) == (403, "")


async def test_the_tenant_of_the_token_is_not_asked(room):
    """Tokens of the Bot Framework name none: the activity does (Microsoft, agent-tenancy)."""
    assert await room.post(a_message("hello"), bearer(tid=OTHER)) == (200, "")
    assert room.turns[0].place.tenant == TENANT
