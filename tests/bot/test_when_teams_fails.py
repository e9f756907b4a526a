"""What happens to posts and replies while Teams throttles, collides, falls silent or is away."""

from datetime import timedelta

import pytest

from state.rows import Rows
from tests.bot.hosted import a_hosted_office
from tests.bot.office import TEAM
from tests.bot.walk import convened, opened, requested
from tests.people import DEV, GRACE, MIRIAM, SAM

INVITED = "You are asked to strategy meeting"


@pytest.fixture
async def office():
    async with a_hosted_office(mail=True) as place:
        await opened(place)
        yield place


def posts_to(office, person):
    chat = office.who(person).chat
    return [s for s in office.teams.sent if s.method == "POST" and s.conversation == chat]


@pytest.mark.parametrize(("status", "after"), [(429, "40"), (412, None), (401, None)])
async def test_what_teams_did_not_take_comes_once_as_soon_as_it_may(office, status, after):
    chat = office.who(DEV).chat
    office.teams.fail(status, after=after, method="POST", conversation=chat)
    await convened(office)
    assert INVITED not in office.who(DEV).reads()
    await office.later(minutes=2)
    assert office.who(DEV).reads().count(INVITED) == 1
    assert "invitation for Dev Raman: waiting" in await office.timeline()
    assert "invitation for Dev Raman: accepted" in await office.timeline()


async def test_teams_is_left_alone_for_as_long_as_it_asks(office):
    chat = office.who(DEV).chat
    office.teams.fail(429, after="300", method="POST", conversation=chat)
    await convened(office)
    calls = office.teams.calls
    for _ in range(4):
        await office.later(seconds=60)
    assert office.teams.calls == calls
    await office.later(minutes=3)
    assert office.who(DEV).reads().count(INVITED) == 1


async def test_a_lost_answer_to_a_reminder_is_asked_for_again(office):
    """A second invitation does no harm: either card records the same answer."""
    chat = office.who(DEV).chat
    office.teams.fail(502, method="POST", conversation=chat)
    await convened(office)
    assert INVITED not in office.who(DEV).reads()
    await office.later(minutes=1)
    assert office.who(DEV).reads().count(INVITED) == 1


async def test_an_approval_that_may_have_been_shown_is_not_shown_twice(office):
    chat = office.who(MIRIAM).chat
    office.teams.fail(method="POST", conversation=chat, lost=True)
    await requested(office)
    await office.later(minutes=5)
    assert office.who(MIRIAM).reads().count(": authorisation") == 1
    [letter] = office.postbox.to(MIRIAM)
    assert letter.subject.startswith("A request waits for your authorisation")


async def test_an_uncertain_approval_is_shown_as_soon_as_the_manager_writes(office):
    chat = office.who(MIRIAM).chat
    office.teams.fail(502, method="POST", conversation=chat)
    await requested(office)
    assert ": authorisation" not in office.who(MIRIAM).reads()
    await office.who(MIRIAM).types("what is this e-mail about?")
    assert office.who(MIRIAM).reads().count(": authorisation") == 1
    await office.who(MIRIAM).presses("Approve")
    assert "approved the request" in await office.timeline()


async def test_where_nothing_tells_the_manager_the_requester_can_send_it_again():
    async with a_hosted_office() as office:
        await opened(office)
        office.teams.fail(502, method="POST", conversation=office.who(MIRIAM).chat)
        await requested(office)
        read = office.who(SAM).reads()
        assert "Miriam Holt, Team Manager, may not know of it." in read
        assert "an approval is not sent twice unless you ask for it" in read
        await office.who(SAM).presses("Send it again")
        assert office.who(MIRIAM).reads().count(": authorisation") == 1


async def test_a_reminder_of_a_request_brings_the_request_itself(office):
    await requested(office, when="today 5pm")
    await office.later(hours=4)
    miriam = office.who(MIRIAM)
    await miriam.presses("Show me the request")
    await miriam.presses("Approve")
    assert "approved the request" in await office.timeline()


async def test_when_teams_is_away_for_long_an_e_mail_goes_and_the_card_follows(office):
    chat = office.who(DEV).chat
    office.teams.fail(429, after="5", method="POST", conversation=chat, times=1000)
    await convened(office)
    for _ in range(11):
        await office.later(minutes=1)
    assert len(office.postbox.to(DEV)) == 1
    office.teams._faults.clear()
    for _ in range(3):
        await office.later(minutes=6)
    assert office.who(DEV).reads().count(INVITED) == 1
    assert len(office.postbox.to(DEV)) == 1


async def test_in_an_emergency_the_next_way_is_taken_after_two_minutes(office):
    chat = office.who(DEV).chat
    office.teams.fail(429, after="5", method="POST", conversation=chat, times=1000)
    await convened(office, when="today 11:30", band="critical")
    await office.later(seconds=121)
    assert len(office.postbox.to(DEV)) == 1


async def test_a_card_that_somebody_deleted_is_shown_anew_when_it_changes(office):
    await convened(office)
    [tally] = office.teams.messages(TEAM)
    url = f"{office.teams.url}v3/conversations/{TEAM}/activities/{tally['id']}"
    await office.http.delete(url, headers={})
    await office.who(GRACE).presses("I will attend")
    assert "1 of 3" in office.channel()
    await office.who(DEV).presses("I will attend")
    assert len(office.teams.messages(TEAM)) == 1


async def test_a_redraw_that_collides_is_made_good(office):
    await convened(office)
    office.teams.fail(412, method="PUT", conversation=TEAM)
    await office.who(GRACE).presses("I will attend")
    assert "0 of 3" in office.channel()
    await office.later(seconds=5)
    assert "1 of 3" in office.channel()


async def test_one_chat_in_trouble_keeps_nobody_elses_invitation_back(office):
    chat = office.who(GRACE).chat
    office.teams.fail(429, after="600", method="POST", conversation=chat, times=9)
    await convened(office)
    assert INVITED not in office.who(GRACE).reads()
    assert INVITED in office.who(DEV).reads()
    assert "0 of 3" in office.channel()


@pytest.mark.parametrize("status", [429, 412, 502])
async def test_a_reply_is_tried_again_at_once(office, status):
    sam = office.who(SAM)
    office.teams.fail(status, after="1" if status == 429 else None, conversation=sam.chat)
    await sam.types("my meetings")
    assert sam.reads().count("Your meetings") == 1


async def test_a_reply_whose_answer_was_lost_is_repeated_once_and_no_more(office):
    sam = office.who(SAM)
    office.teams.fail(502, conversation=sam.chat, times=50)
    before = office.teams.calls
    await sam.types("my meetings")
    assert office.teams.calls - before == 2


async def test_a_reply_that_teams_refuses_is_let_be_and_the_turn_stands(office):
    await convened(office)
    press = office.who(GRACE).press("I will attend")
    office.teams.fail(403, sub_code="MessageWritesBlocked", conversation=office.who(GRACE).chat)
    assert (await office.post(press))[0] == 200
    assert "1 of 3" in office.channel()


async def test_a_private_card_that_cannot_be_shown_is_not_said_to_be_shown(office):
    await convened(office)
    office.teams.blocked.add(office.who(GRACE).chat)
    await office.who(GRACE).types("status", where=TEAM)
    assert "I have put that into our own chat" not in office.channel()
    assert "I have no chat with you yet" in office.channel()


async def test_a_crash_between_sending_and_keeping_repeats_one_post_and_loses_none(office):
    """The lease of the dead process runs out, and whoever comes next goes on."""
    await convened(office, when="today 5pm")
    backend = office.store.backend
    real, sent = backend.put, len(office.teams.sent)

    async def dies(changes):
        if len(office.teams.sent) > sent:
            raise RuntimeError("killed")
        await real(changes)

    backend.put = dies
    await office.at(office.clock.now + timedelta(hours=3, minutes=13))
    backend.put = real
    once = sum(office.who(p).reads().count("Reminder: your answer") for p in (DEV, GRACE, SAM))
    assert once == 1
    await office.later(minutes=2)
    counts = [office.who(p).reads().count("Reminder: your answer") for p in (SAM, DEV, GRACE)]
    assert sorted(counts) == [1, 1, 2]


async def test_nothing_of_a_lease_stays_when_all_is_done(office):
    await convened(office)
    rows = Rows(office.store.backend)
    assert await rows.keys("lease:") == []
