"""Installed, upgraded, removed, added to a chat: who is within reach afterwards."""

import pytest

from meeting.post import CHANNEL
from tests.bot.office import TEAM, an_office
from tests.bot.walk import convened, opened
from tests.people import DEV, DORA, GRACE, SAM

OTHER_TEAM = "19:another-team@thread.tacv2"
CHAT = "19:meeting_invented@thread.v2"


@pytest.fixture
async def office():
    async with an_office() as place:
        await opened(place)
        yield place


async def channel(office):
    place = await office.service.people.reach(CHANNEL)
    return place.conversation if place else None


def change(office, where, what, ours=True, **more):
    raw = office.who(SAM).activity("conversationUpdate", where=where)
    other = {"id": "29:somebody"}
    return raw | {what: [raw["recipient"] if ours else other]} | more


def data(raw, **more):
    return raw | {"channelData": {**raw["channelData"], **more}}


async def test_an_upgrade_takes_nobody_away_and_greets_nobody_again(office):
    grace = office.who(GRACE)
    told = len(grace.messages())
    for action in ("remove-upgrade", "add-upgrade"):
        await office.post(grace.activity("installationUpdate", action=action))
        await office.post(office.who(SAM).activity("installationUpdate", where=TEAM, action=action))
    assert len(grace.messages()) == told
    assert await channel(office) == TEAM
    await convened(office)
    assert "You are asked to strategy meeting" in grace.reads()


async def test_an_upgrade_brings_whoever_was_not_known_within_reach(office):
    dora = office.who(DORA)
    await office.post(dora.activity("installationUpdate", action="add-upgrade"))
    assert await office.service.people.reach(DORA.id)
    assert dora.messages() == []


async def test_whoever_removes_it_is_out_of_reach_and_nobody_else(office):
    await office.post(office.who(DEV).activity("installationUpdate", action="remove"))
    assert await office.service.people.reach(DEV.id) is None
    assert await office.service.people.reach(GRACE.id)
    assert await channel(office) == TEAM


async def test_a_stranger_who_removes_it_takes_nothing_from_anybody(office):
    stranger = office.who(DEV.model_copy(update={"id": "nobody"}))
    await office.post(stranger.activity("installationUpdate", action="remove"))
    assert await channel(office) == TEAM


@pytest.mark.parametrize("where", [OTHER_TEAM, CHAT])
async def test_being_taken_out_of_another_team_or_chat_leaves_the_channel(office, where):
    removed = office.who(SAM).activity("installationUpdate", where=where, action="remove")
    await office.post(removed)
    await office.post(change(office, where, "membersRemoved"))
    assert await channel(office) == TEAM


async def test_being_taken_out_of_the_team_leaves_no_channel(office):
    await office.post(change(office, TEAM, "membersRemoved"))
    assert await channel(office) is None


async def test_uninstalling_from_the_team_leaves_no_channel(office):
    activity = office.who(SAM).activity("installationUpdate", where=TEAM, action="remove")
    await office.post(activity)
    assert await channel(office) is None


async def test_that_somebody_else_leaves_or_comes_moves_nothing(office):
    told = len(office.teams.sent)
    await office.post(change(office, TEAM, "membersRemoved", ours=False))
    await office.post(change(office, OTHER_TEAM, "membersAdded", ours=False))
    assert await channel(office) == TEAM
    assert len(office.teams.sent) == told


@pytest.mark.parametrize(
    ("event", "closed", "left"),
    [
        ("channelDeleted", TEAM, None),
        ("channelDeleted", OTHER_TEAM, TEAM),
        ("teamDeleted", "", None),
        ("teamHardDeleted", "", None),
        ("channelRenamed", TEAM, TEAM),
    ],
)
async def test_a_channel_that_is_deleted_is_no_longer_written_to(office, event, closed, left):
    raw = office.who(SAM).activity("conversationUpdate", where=TEAM)
    named = {"channel": {"id": closed}} if closed else {}
    await office.post(data(raw, eventType=event, team={"id": TEAM}, **named))
    assert await channel(office) == left


async def test_being_added_to_a_teams_meetings_chat_moves_no_meeting_there(office):
    await convened(office)
    raw = change(office, CHAT, "membersAdded")
    raw["conversation"]["conversationType"] = "groupChat"
    await office.post(raw)
    installed = office.who(SAM).activity("installationUpdate", where=CHAT, action="add")
    installed["conversation"]["conversationType"] = "groupChat"
    await office.post(installed)
    assert await channel(office) == TEAM
    assert office.teams.messages(CHAT) == []


async def test_where_there_is_no_channel_a_chat_will_do():
    async with an_office() as office:
        raw = change(office, CHAT, "membersAdded")
        raw["conversation"]["conversationType"] = "groupChat"
        await office.post(raw)
        assert await channel(office) == CHAT


async def test_being_added_to_another_team_moves_the_meetings_there(office):
    await convened(office)
    await office.post(change(office, OTHER_TEAM, "membersAdded"))
    assert await channel(office) == OTHER_TEAM
