"""Who is within reach of the bot: installed, missed and caught up with; and who may act as whom."""

import pytest

from tests.bot.hosted import a_hosted_office
from tests.bot.office import TEAM, an_office
from tests.bot.walk import convened, opened
from tests.people import DEV, GRACE, MIRIAM, OWEN, SAM


@pytest.fixture
async def office():
    async with an_office() as place:
        yield place


async def test_whoever_installs_the_bot_later_is_shown_what_they_missed(office):
    await opened(office, SAM, MIRIAM, GRACE, OWEN)
    await convened(office)
    assert office.who(DEV).messages() == []
    await office.who(DEV).installs()
    read = office.who(DEV).reads()
    assert "What I do" in read
    assert "You are asked to strategy meeting" in read
    await office.who(DEV).presses("I will attend")
    assert "1 of 3" in office.channel()


async def test_whoever_only_writes_is_within_reach_too(office):
    await opened(office, SAM, MIRIAM, GRACE, OWEN)
    await convened(office)
    await office.who(DEV).types("hello")
    assert "You are asked to strategy meeting" in office.who(DEV).reads()


async def test_a_channel_that_the_bot_joins_later_is_shown_the_meetings_that_run(office):
    for person in (SAM, MIRIAM, DEV, GRACE, OWEN):
        await office.who(person).installs()
    await convened(office)
    assert office.channel() == ""
    channel = office.who(SAM).activity("conversationUpdate", where=TEAM)
    await office.post(channel | {"membersAdded": [channel["recipient"]]})
    assert "0 of 3" in office.channel()


async def test_a_second_installation_shows_nothing_again(office):
    await opened(office)
    await convened(office)
    await office.who(DEV).installs()
    assert office.who(DEV).reads().count("You are asked to strategy meeting") == 1


async def test_on_one_machine_the_person_at_the_screen_acts_as_anybody(office):
    await opened(office, SAM)
    sam = office.who(SAM)
    await sam.types("act as the team manager")
    assert "You now act as Miriam Holt" in sam.reads()
    await sam.types("who can I be?")
    assert "You act as Miriam Holt, Team Manager" in sam.reads()
    await sam.types("act as somebody who is not there at all")
    assert "I know nobody like that." in sam.reads()


async def test_on_one_machine_time_can_be_let_pass(office):
    await opened(office)
    await convened(office, when="today 5pm")
    await office.who(SAM).types("wait 4 hours")
    assert "It is now Monday 23 November 2026, 1:00 pm" in office.who(SAM).reads()
    await office.later()
    assert "Reminder: your answer" in office.who(DEV).reads()


async def test_a_hosted_bot_lets_nobody_act_as_another_and_no_time_pass():
    async with a_hosted_office() as office:
        sam = office.who(SAM)
        await sam.installs()
        for words in ("act as the team manager", "wait 12 hours", "who can I be?"):
            await sam.types(words)
        assert "You now act" not in sam.reads()
        assert "It is now" not in sam.reads()
        assert "You act as" not in sam.reads()
        assert (await office.service.people.who(_heard(sam))).id == SAM.id


async def test_a_hosted_bot_convenes_a_meeting_for_people_who_prove_who_they_are():
    async with a_hosted_office() as office:
        await opened(office)
        await convened(office)
        await office.who(GRACE).presses("I will attend")
        assert "1 of 3" in office.channel()


async def test_a_hosted_bot_does_nothing_for_whoever_proves_nothing():
    async with a_hosted_office() as office:
        office.headers = {}
        assert (await office.who(SAM).installs())[0] == 401
        assert office.teams.calls == 0


def _heard(someone):
    from bot.heard import heard

    return heard(someone.activity("message", text="hello"))
