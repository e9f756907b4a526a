"""Events of shapes that Teams does not send, and a store that is away when one comes."""

import pytest

from state.backend import Unavailable
from tests.bot.office import TEAM, an_office
from tests.bot.walk import answered, opened
from tests.fakes.activities import an_event, came_or_went
from tests.people import DEV


@pytest.fixture
async def office():
    async with an_office() as place:
        await opened(place)
        yield place


async def convened_and_due(office):
    await answered(office)
    await office.at((await office.meeting()).request.meet_at)


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        {"members": None},
        {"members": {}},
        {"members": ["x", None, 5, [], {}]},
        {"members": [{"user": None}, {"user": []}, {"user": {"id": 5, "aadObjectId": {}}}]},
        {"Members": [{"User": {"Id": "29:x", "AadObjectId": DEV.id + "x"}}]},
        {"members": [{"user": {"id": "\n", "aadObjectId": "\x7f"}}]},
        {"members": [{"user": {"id": f"29:{n}"}} for n in range(1000)]},
        {"JoinUrl": 5, "Id": []},
        {"JoinUrl": "https://[bad"},
        "words",
        [1],
    ],
)
@pytest.mark.parametrize(
    "name", ["meetingStart", "meetingEnd", "meetingParticipantJoin", "meetingParticipantLeave"]
)
async def test_events_of_any_shape_are_taken_and_harm_nothing(office, name, value):
    await convened_and_due(office)
    before, told = await office.meeting(), len(office.teams.sent)
    raw = an_event(name, conversation=TEAM, service_url=office.service_url) | {"value": value}
    assert (await office.post(raw))[0] == 200
    assert (await office.meeting(), len(office.teams.sent)) == (before, told)
    assert len(str(await office.store.backend.get(f"joining:{TEAM}"))) < 10_000


@pytest.mark.parametrize("name", ["meetingStart", "meetingParticipantJoin"])
async def test_a_store_that_is_away_is_no_fault_and_nothing_is_said_in_the_channel(
    office, name, monkeypatch
):
    await convened_and_due(office)

    async def fails(*more):
        raise Unavailable

    for call in ("get", "get_many", "scan", "put"):
        with monkeypatch.context() as broken:
            broken.setattr(office.store.backend, call, fails)
            told = len(office.teams.sent)
            raw = came_or_went(name, TEAM, {"id": "29:x"}, service_url=office.service_url)
            async with office.http.post(f"{office.url}/api/messages", json=raw) as answer:
                assert answer.status == 200
            assert len(office.teams.sent) == told
