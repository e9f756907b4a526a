"""Teams asks the bot for people while somebody types: an answer over HTTP, and to whom."""

import logging

import pytest

from bot.search import FURTHEST
from state.backend import Unavailable
from state.rows import LAST
from tests.bot.hosted import a_hosted_office
from tests.bot.office import TEAM, an_office
from tests.bot.walk import convened, opened
from tests.people import DEV, DIRECTORY, GRACE, SAM
from tests.room import inputs, words

KIND = "application/vnd.microsoft.search.searchResponse"
EMPTY = (200, {"type": KIND, "value": {"results": []}})


@pytest.fixture
async def office():
    async with a_hosted_office() as place:
        await opened(place)
        yield place


async def asks(office, person, text="dev", dataset="people", where="", **more):
    value = {
        "queryText": text,
        "queryOptions": {"skip": 0, "top": 15},
        "dataset": dataset,
        **more,
    }
    someone = office.who(person)
    activity = someone.activity("invoke", where=where, name="application/search", value=value)
    return await office.post(activity)


def ids(answer):
    status, body = answer
    assert status == 200
    assert body["type"] == KIND
    return [choice["value"] for choice in body["value"]["results"]]


async def test_the_people_of_the_directory_are_found(office):
    assert ids(await asks(office, SAM))[0] == DEV.id
    assert ids(await asks(office, SAM, where=TEAM))[0] == DEV.id


async def test_nothing_is_written_down_or_shown(office, caplog, capsys):
    rows, told = await office.store.backend.scan("", LAST, 10_000), len(office.teams.sent)
    with caplog.at_level(logging.DEBUG):
        await asks(office, SAM, "a most particular name")
    assert await office.store.backend.scan("", LAST, 10_000) == rows
    assert len(office.teams.sent) == told
    assert "particular" not in caplog.text + "".join(capsys.readouterr())


async def test_a_stranger_is_given_an_empty_list(office):
    stranger = DEV.model_copy(update={"id": "nobody"})
    for text in ("", "dev", "police"):
        assert await asks(office, stranger, text) == EMPTY


async def test_somebody_anonymous_is_given_an_empty_list(office):
    raw = office.who(SAM).activity("invoke", name="application/search", value={"dataset": "people"})
    raw["from"] = {"id": "29:anonymous", "name": "Dev Patel"}
    assert await office.post(raw) == EMPTY


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        [],
        "x",
        {"queryText": 5, "dataset": "people"},
        {"queryText": {"a": 1}, "dataset": ["people"]},
        {"queryText": "dev", "dataset": "people", "queryOptions": 5},
        {"queryText": "dev", "dataset": "people", "queryOptions": {"skip": -5, "top": "x"}},
        {"queryText": "dev", "dataset": "people", "queryOptions": {"skip": True}},
        {"queryText": "dev", "dataset": "people", "queryOptions": {"skip": 10**30}},
        {"queryText": "dev" * 10_000, "dataset": "people" * 1000},
        {"queryText": "", "dataset": "people", "queryOptions": {"skip": 1.5}, "data": {"x": 1}},
    ],
)
async def test_a_query_of_any_shape_is_answered_by_a_list(office, value):
    raw = office.who(SAM).activity("invoke", name="application/search", value=value)
    assert len(ids(await office.post(raw))) <= 15


async def test_it_can_be_paged_through_but_not_for_ever(office):
    assert ids(await asks(office, SAM, "", queryOptions={"skip": 2}))
    assert ids(await asks(office, SAM, "", queryOptions={"skip": FURTHEST})) == []


async def test_a_store_that_is_away_is_no_fault(office, monkeypatch):
    async def fails(*more):
        raise Unavailable

    monkeypatch.setattr(office.store.backend, "get", fails)
    monkeypatch.setattr(office.store.backend, "get_many", fails)
    assert (await asks(office, SAM))[0] == 200


async def test_teams_is_told_where_to_ask_and_the_playground_is_not(office):
    await convened(office)
    sent = office.who(GRACE).fields("Send a deputy")["deputy"]
    assert sent["style"] == "filtered"
    assert sent["choices.data"] == {"type": "Data.Query", "dataset": f"people/{GRACE.agency}"}
    assert {c["value"] for c in sent["choices"]}
    async with an_office() as local:
        await opened(local)
        await convened(local)
        plain = local.who(GRACE).fields("Send a deputy")["deputy"]
        assert plain["style"] == "compact"
        assert "choices.data" not in plain
        assert plain["choices"] == sent["choices"]


async def test_whoever_is_found_by_typing_can_be_chosen(office):
    await convened(office)
    sam = office.who(SAM)
    offered = {c["value"] for c in sam.fields("Add")["add"]["choices"]}
    [found] = [i for i in ids(await asks(office, SAM, "dora")) if i in offered][:1]
    await sam.presses("Add", add=found, add_reason="She knows the mother.")
    invited = (await office.meeting()).invitee(found)
    assert invited
    assert invited.person == DIRECTORY.find(found)


async def test_whoever_is_forged_into_a_list_is_not_let_in(office):
    """Another agency's person as a deputy: the list is not what decides."""
    await convened(office)
    await office.who(GRACE).presses("Send a deputy", deputy=DEV.id)
    assert (await office.meeting()).invitee(GRACE.id).answer is None
    assert "Please say who comes" in words(
        office.who(GRACE).given("Send a deputy")[0]["attachments"][0]["content"]
    )
    assert inputs(office.who(GRACE).given("Send a deputy")[0]["attachments"][0]["content"])
