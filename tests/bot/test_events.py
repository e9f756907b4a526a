"""A Teams meeting begins and people join: the chair's form begins with them, and nothing else."""

from datetime import timedelta

import pytest

from state.directory import CONVENE
from state.rows import LAST
from tests.bot.office import TEAM, an_office
from tests.bot.walk import answered, in_session, opened
from tests.fakes.activities import BOT, a_meeting_began, an_event, came_or_went
from tests.people import DEV, DORA, GRACE, MIRIAM, SAM

CHAT = "19:meeting_NzA1YmQ2@thread.v2"
LINK = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_NzA1YmQ2%40thread.v2/0?context=x"
BUTTON = "Who has joined in Teams?"
NOT_TOLD = "Teams has not told me who has joined"


@pytest.fixture
async def office():
    async with an_office() as place:
        await opened(place)
        yield place


def user(person, **more):
    return {"id": f"29:{person.id}", "aadObjectId": person.id, "name": person.name, **more}


STRANGER = {"id": "29:a-stranger", "name": "A Nother", "aadObjectId": "c0000000-stranger"}


async def begins(office, where=TEAM, link="https://teams.example/other"):
    return await office.post(a_meeting_began(where, link, service_url=office.service_url))


async def joins(office, *users, where=TEAM, name="meetingParticipantJoin"):
    return await office.post(came_or_went(name, where, *users, service_url=office.service_url))


async def convened_and_due(office, **more):
    await answered(office, **more)
    await office.at((await office.meeting()).request.meet_at)


async def is_asked(office):
    """What the chair is shown who asks who has joined."""
    miriam = office.who(MIRIAM)
    await miriam.presses("Start the meeting", where=TEAM)
    await miriam.presses(BUTTON, where=TEAM)
    return miriam.reads() + office.channel()


async def everything(office):
    return await office.store.backend.scan("", LAST, 100_000)


async def test_the_chairs_form_begins_with_who_has_joined_and_says_when(office):
    await convened_and_due(office)
    await begins(office)
    await joins(office, user(DEV), user(SAM))
    office.clock.now += timedelta(minutes=2)
    await joins(office, user(GRACE))
    await joins(office, user(DEV), name="meetingParticipantLeave")
    read = await is_asked(office)
    assert "Sergeant: joined in Teams at 2:00 pm, left at 2:02 pm" in read
    assert "Grace" in read
    assert "joined in Teams at 2:02 pm" in read
    assert "Nothing of it is recorded until you confirm it below" in read
    field = office.who(MIRIAM).fields("Record, go on")["present"]
    assert set(field["value"].split(",")) == {p.id for p in (MIRIAM, DEV, SAM, GRACE)}


async def test_nothing_is_recorded_and_nobody_told_until_the_chair_confirms(office):
    await convened_and_due(office)
    before, lines, told = await office.meeting(), await office.timeline(), len(office.teams.sent)
    await begins(office)
    await joins(office, user(DEV), user(SAM), STRANGER)
    assert (await office.meeting(), await office.timeline()) == (before, lines)
    assert len(office.teams.sent) == told
    await is_asked(office)
    there = (await office.meeting()).session.present
    assert [a.person for a in there] == [MIRIAM.id]


async def test_what_the_chair_confirms_is_recorded_and_what_teams_said_is_forgotten(office):
    await convened_and_due(office)
    await begins(office)
    await joins(office, user(DEV), user(SAM))
    await is_asked(office)
    miriam = office.who(MIRIAM)
    await miriam.presses("Record, go on", present=f"{MIRIAM.id},{DEV.id}")
    held = (await office.meeting()).session
    assert {a.person for a in held.present} == {MIRIAM.id, DEV.id}
    assert held.registered
    assert not await office.store.backend.keys("joining:", "joining:~", 10)


async def test_strangers_are_counted_and_never_named(office):
    await convened_and_due(office)
    await begins(office)
    await joins(office, STRANGER, {"id": "29:another"}, STRANGER)
    await joins(office, STRANGER)
    read = await is_asked(office)
    assert "2 other people joined whom I do not know" in read
    rows = str(await everything(office))
    assert "A Nother" not in read + rows
    assert "a-stranger" not in read + rows


async def test_somebody_known_who_was_not_asked_is_shown_and_not_ticked(office):
    await convened_and_due(office)
    await begins(office)
    await joins(office, user(DORA))
    assert "Not asked to this meeting:" in await is_asked(office)
    field = office.who(MIRIAM).fields("Record, go on")["present"]
    assert DORA.id not in str(field)


async def test_a_meeting_is_known_by_its_own_link_wherever_it_is_held(office):
    await answered(office)
    meeting = await office.meeting()
    await _with_link(office, meeting, LINK)
    await office.at(meeting.request.meet_at)
    await begins(office, where=CHAT, link=LINK.partition("?")[0])
    await joins(office, user(DEV), where=CHAT)
    assert "Sergeant: joined in Teams" in await is_asked(office)


async def test_who_joins_is_known_though_the_beginning_was_missed(office):
    await answered(office)
    await _with_link(office, await office.meeting(), LINK)
    await office.at((await office.meeting()).request.meet_at)
    await joins(office, user(DEV), where=CHAT)
    assert "Sergeant: joined in Teams" in await is_asked(office)


async def _with_link(office, meeting, link):
    work = office.store.work(CONVENE, office.clock.now)
    linked = meeting.but(request=meeting.request.but(join_link=link))
    await work.save(linked, "was given a link by a test")
    await work.commit()


async def test_a_teams_meeting_elsewhere_is_nobodys(office):
    await convened_and_due(office)
    await begins(office, where="19:another@thread.v2")
    await joins(office, user(DEV), where="19:another@thread.v2")
    assert NOT_TOLD in await is_asked(office)


async def test_a_meeting_of_another_link_in_the_channel_is_nobodys(office):
    await answered(office)
    await _with_link(office, await office.meeting(), LINK)
    await office.at((await office.meeting()).request.meet_at)
    await begins(office, link="https://teams.microsoft.com/l/meetup-join/19%3aother/0")
    await joins(office, user(DEV))
    assert NOT_TOLD in await is_asked(office)


async def test_where_two_meetings_are_open_neither_is_guessed(office):
    await convened_and_due(office)
    first, office.id = office.id, ""
    meeting = await office.store.work(CONVENE, office.clock.now).meeting(first)
    work = office.store.work(CONVENE, office.clock.now)
    await work.save(meeting.but(id="SM-22222"), "was made by a test")
    await work.commit()
    office.id = first
    await begins(office)
    await joins(office, user(DEV))
    assert not await office.store.backend.keys("joining:", "joining:~", 10)


@pytest.mark.parametrize("early", [timedelta(hours=1), timedelta(hours=-5)])
async def test_a_teams_meeting_long_before_or_after_is_not_the_strategy_meeting(office, early):
    await answered(office)
    office.clock.now = (await office.meeting()).request.meet_at - early
    await begins(office)
    assert not await office.store.backend.keys("joining:", "joining:~", 10)


async def test_what_nobody_confirmed_is_forgotten_once_another_meeting_begins(office):
    await convened_and_due(office)
    await begins(office)
    [old] = await office.store.backend.keys("joining:", "joining:~", 10)
    office.clock.now += timedelta(days=2)
    await _again_tomorrow(office)
    await begins(office, where=CHAT, link=LINK)
    [new] = await office.store.backend.keys("joining:", "joining:~", 10)
    assert (old, new) == (f"joining:{TEAM}", f"joining:{CHAT}")


async def _again_tomorrow(office):
    meeting = await office.meeting()
    work = office.store.work(CONVENE, office.clock.now)
    asked = meeting.request.but(meet_at=office.clock.now, join_link=LINK)
    await work.save(meeting.but(id="SM-33333", request=asked), "was made by a test")
    await work.commit()


async def test_the_end_of_the_teams_meeting_ends_it_for_whoever_was_there(office):
    await convened_and_due(office)
    await begins(office)
    await joins(office, user(DEV))
    office.clock.now += timedelta(minutes=50)
    await office.post(an_event("meetingEnd", conversation=TEAM, service_url=office.service_url))
    assert "joined in Teams at 2:00 pm, left at 2:50 pm" in await is_asked(office)


async def test_the_same_event_twice_changes_nothing_more(office):
    await convened_and_due(office)
    await begins(office)
    event = came_or_went(
        "meetingParticipantJoin", TEAM, user(DEV), STRANGER, service_url=office.service_url
    )
    await office.post(event)
    before = await everything(office)
    await office.post(event)
    assert await everything(office) == before


async def test_the_bot_itself_is_no_stranger(office):
    await convened_and_due(office)
    await begins(office)
    await joins(office, {"id": BOT})
    assert NOT_TOLD in await is_asked(office)


async def test_where_teams_says_nothing_the_chair_is_told_so(office):
    await in_session(office)
    await office.who(MIRIAM).presses("Back", where=TEAM)
    await office.who(MIRIAM).presses(BUTTON, where=TEAM)
    assert NOT_TOLD in office.channel()


async def test_only_the_chair_is_shown_who_joined(office):
    await convened_and_due(office)
    await begins(office)
    await joins(office, user(DEV))
    await is_asked(office)
    await office.who(SAM).presses(BUTTON, where=TEAM)
    assert "Only the chair of this meeting can do that." in office.channel()
    assert "joined in Teams at" not in office.who(SAM).reads()
    assert "joined in Teams at" not in office.channel()
