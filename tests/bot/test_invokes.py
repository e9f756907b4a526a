"""Invokes that are no form of ours: each answered as Teams expects it, and none changes a thing."""

import pytest

from bot.invokes import NO_FILES, NOTHING_TO_SEARCH, NOTHING_TO_SET
from state.rows import LAST
from tests.bot.hosted import a_hosted_office
from tests.bot.office import TEAM, an_office
from tests.bot.walk import opened
from tests.people import SAM

QUERY = {"commandId": "find", "parameters": [{"name": "q", "value": "x"}], "queryOptions": {}}
FILE = {"type": "fileUpload", "action": "accept", "context": {}, "uploadInfo": {"name": "a.docx"}}
EXTENSION = {"composeExtension": {"type": "message", "text": NOTHING_TO_SEARCH}}
TASK = {"task": {"type": "message", "value": NOTHING_TO_SEARCH}}
CONFIG = {"responseType": "config", "config": {"type": "message", "value": NOTHING_TO_SET}}

ANSWERS = [
    ("fileConsent/invoke", FILE, 200, {}),
    ("fileConsent/invoke", FILE | {"action": "decline"}, 200, {}),
    ("composeExtension/query", QUERY, 200, EXTENSION),
    ("composeExtension/selectItem", {"a": 1}, 200, EXTENSION),
    ("composeExtension/queryLink", {"url": "https://x.example"}, 200, EXTENSION),
    ("composeExtension/anonymousQueryLink", {"url": "https://x.example"}, 200, EXTENSION),
    ("composeExtension/querySettingUrl", QUERY, 200, EXTENSION),
    ("composeExtension/setting", {"state": "x"}, 200, {}),
    ("composeExtension/onCardButtonClicked", {"a": 1}, 200, {}),
    ("composeExtension/fetchTask", {"commandId": "x"}, 200, TASK),
    ("composeExtension/submitAction", {"botMessagePreviewAction": "send"}, 200, TASK),
    ("signin/verifyState", {"state": "123456"}, 501, None),
    (
        "signin/tokenExchange",
        {"id": "1", "connectionName": "c", "token": "secret"},
        412,
        {"id": "1", "connectionName": "c", "failureDetail": "Convene has no signing in."},
    ),
    ("signin/failure", {"code": "x"}, 200, {}),
    ("message/submitAction", {"actionName": "feedback", "actionValue": {}}, 200, {}),
    ("handoff/action", {"continuation": "x"}, 501, None),
    ("config/fetch", {}, 200, CONFIG),
    ("config/submit", {"a": 1}, 200, CONFIG),
    ("tab/fetch", {"tabContext": {}}, 501, None),
    ("tab/submit", {"data": {}}, 501, None),
    ("actionableMessage/executeAction", {}, 501, None),
    ("something/new", {"a": [1]}, 501, None),
    ("", {}, 501, None),
]


@pytest.fixture
async def office():
    async with an_office() as place:
        await opened(place)
        yield place


@pytest.mark.parametrize(("name", "value", "status", "body"), ANSWERS, ids=lambda x: str(x)[:40])
async def test_it_is_answered_as_teams_expects(office, name, value, status, body):
    before = await office.store.backend.scan("", LAST, 10_000)
    activity = office.who(SAM).activity("invoke", name=name, value=value)
    assert await office.post(activity) == (status, body)
    assert await office.store.backend.scan("", LAST, 10_000) == before


async def test_a_hosted_bot_answers_the_same():
    async with a_hosted_office() as office:
        for name, value, status, body in ANSWERS:
            activity = office.who(SAM).activity("invoke", name=name, value=value)
            assert (name, *await office.post(activity)) == (name, status, body)


NAMES = sorted({name for name, *_ in ANSWERS} | {"adaptiveCard/action", "task/fetch"})


@pytest.mark.parametrize("value", [None, [], "x", 5, True, [{"a": 1}], {"id": {}, "data": {}}])
async def test_a_value_of_any_shape_is_never_a_fault_of_ours(office, value):
    for name in NAMES:
        status, _ = await office.post(office.who(SAM).activity("invoke", name=name, value=value))
        assert status in {200, 400, 412, 501}


async def test_a_stranger_is_answered_too_and_learns_nothing(office):
    stranger = office.who(SAM.model_copy(update={"id": "nobody"}))
    told = len(office.teams.sent)
    for name in NAMES:
        status, body = await office.post(stranger.activity("invoke", name=name, value={}))
        assert status in {200, 412, 501}
        assert "SM-" not in str(body)
    assert len(office.teams.sent) == told


async def test_whoever_offers_a_file_is_told_what_to_do_instead(office):
    sam = office.who(SAM)
    await office.post(sam.activity("invoke", name="fileConsent/invoke", value=FILE))
    assert sam.messages()[-1]["text"] == NO_FILES


async def test_a_token_that_somebody_sends_is_not_given_back(office):
    value = {"id": "1", "connectionName": "c", "token": "a-secret-token"}
    sam = office.who(SAM).activity("invoke", where=TEAM, name="signin/tokenExchange", value=value)
    assert "a-secret-token" not in str(await office.post(sam))
