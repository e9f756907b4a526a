"""How a post gets to somebody who is not to be reached in the usual way, rung by rung."""

from datetime import timedelta

import pytest

from bot.failures import Ambiguous, Rejected, Throttled, Unreachable
from meeting import invitation
from state.directory import CONVENE
from tests.bot.hosted import a_hosted_office
from tests.bot.office import TEAM
from tests.bot.walk import authorised, closed, convened, opened, requested
from tests.people import DEV, GRACE, MIRIAM, OWEN, SAM

WITHOUT_DEV = (SAM, MIRIAM, GRACE, OWEN)
INVITED = "You are asked to strategy meeting"


@pytest.fixture
async def office():
    async with a_hosted_office(mail=True) as place:
        await opened(place, *WITHOUT_DEV)
        yield place


def shut_out(office, person):
    """Neither a chat that is known nor a new one can be used."""
    office.teams.blocked |= {person.id, office.who(person).chat}


async def test_a_chat_is_opened_with_somebody_for_whom_the_bot_is_installed(office):
    await convened(office)
    assert INVITED in office.who(DEV).reads()
    assert office.postbox.letters == []


async def test_somebody_out_of_reach_who_reads_the_channel_is_mentioned_there(office):
    shut_out(office, DEV)
    office.teams.members[TEAM] = [{"id": DEV.id}]
    await convened(office)
    assert "Dev Raman</at>, something of this meeting waits for you alone" in office.channel()
    [mention] = [c for s in office.teams.sent for c in _cards(s) if "msteams" in c]
    [entity] = mention["msteams"]["entities"]
    assert entity["mentioned"] == {"id": DEV.id, "name": DEV.name}
    assert office.postbox.letters == []
    assert "invitation for Dev Raman: Teams chat unreachable" in "\n".join(await office.timeline())


async def test_a_manager_is_not_mentioned_in_a_channel_that_knows_nothing_of_it_yet(office):
    shut_out(office, MIRIAM)
    office.teams.members[TEAM] = [{"id": MIRIAM.id}]
    await requested(office)
    assert office.channel() == ""
    [letter] = office.postbox.to(MIRIAM)
    assert letter.subject == f"A request waits for your authorisation ({office.id})"


async def test_somebody_who_cannot_be_reached_in_teams_at_all_gets_an_e_mail(office):
    shut_out(office, DEV)
    await convened(office)
    [letter] = office.postbox.to(DEV)
    assert letter.subject == f"You are asked to a meeting ({office.id})"
    assert "ring Sam Okafor, Social Worker" in letter.body
    assert "Tuesday 24 November 2026, 2:00 pm" in letter.body


async def test_an_e_mail_is_sent_once_however_often_the_card_would_change(office):
    shut_out(office, DEV)
    await convened(office)
    await office.who(SAM).types("reschedule to Wednesday 10am")
    await office.who(SAM).presses("Move the meeting", reason="Court.")
    subjects = [letter.subject for letter in office.postbox.to(DEV)]
    assert subjects == [
        f"You are asked to a meeting ({office.id})",
        f"A meeting is at another time ({office.id})",
    ]


async def test_minutes_come_by_e_mail_with_a_link_of_their_own(office):
    await closed(office)
    shut_out(office, GRACE)
    await office.who(MIRIAM).presses("Approve and circulate")
    [letter] = [x for x in office.postbox.to(GRACE) if "Minutes are ready" in x.subject]
    assert "https://minutes.example/minutes/" in letter.body


async def test_when_every_way_fails_the_convenor_is_told_to_telephone(office):
    shut_out(office, DEV)
    office.postbox.failures.append(Unreachable("Mail550"))
    await convened(office)
    read = office.who(SAM).reads()
    assert f"Strategy meeting {office.id}: please telephone" in read
    assert "Dev Raman, Detective Sergeant, may not know of it." in read
    assert "Teams chat unreachable, e-mail unreachable" in read


async def test_who_has_rung_somebody_says_so_and_the_card_is_settled(office):
    shut_out(office, DEV)
    office.postbox.failures.append(Unreachable("Mail550"))
    await convened(office)
    await office.who(SAM).presses("I have rung them")
    assert "has been reached or rung" in office.who(SAM).reads()
    assert "rang Dev Raman" in await office.timeline()
    await office.later(minutes=5)
    assert office.who(SAM).reads().count("please telephone") == 1


async def test_it_can_be_sent_again_once_the_way_is_open(office):
    shut_out(office, DEV)
    office.postbox.failures.append(Unreachable("Mail550"))
    await convened(office)
    office.teams.blocked.clear()
    await office.who(SAM).presses("Send it again")
    assert office.who(DEV).reads().count(INVITED) == 1
    assert "has been reached or rung" in office.who(SAM).reads()


async def test_only_the_leads_of_a_meeting_may_say_that_they_rang_somebody(office):
    await convened(office)
    data = {"to": "delivery.called", "meeting": office.id, "person": DEV.id}
    await office.post(office.who(GRACE).activity("message", value=data))
    assert "rang Dev Raman" not in await office.timeline()


async def test_where_the_convenor_is_lost_too_the_chair_is_told(office):
    await authorised(office)
    shut_out(office, DEV)
    shut_out(office, SAM)
    office.postbox.failures += [Unreachable("Mail550")] * 20
    work = office.store.work(CONVENE, office.clock.now)
    meeting = await work.meeting(office.id)
    police = next(i for i in meeting.invitees if i.agency == "police")
    asked = invitation.ask_all(invitation.name(meeting, police.id, DEV), office.clock.now)
    await work.save(asked, "sent 1 invitation")
    await work.commit()
    await office.later()
    read = office.who(MIRIAM).reads()
    assert "Dev Raman, Detective Sergeant, may not know of it." in read
    assert "Sam Okafor, Social Worker, may not know of it." in read


async def test_in_an_emergency_an_e_mail_alone_is_not_enough(office):
    shut_out(office, DEV)
    await convened(office, when="today 11am", band="critical")
    assert len(office.postbox.to(DEV)) == 1
    assert "please telephone" in office.who(SAM).reads()


async def test_without_an_emergency_an_e_mail_is_enough(office):
    shut_out(office, DEV)
    await convened(office)
    assert "please telephone" not in office.who(SAM).reads()


async def test_who_was_e_mailed_and_comes_within_reach_later_is_shown_the_card(office):
    shut_out(office, DEV)
    await convened(office)
    office.teams.blocked.clear()
    await office.who(DEV).types("hello")
    assert office.who(DEV).reads().count(INVITED) == 1
    await office.who(DEV).types("hello again")
    assert office.who(DEV).reads().count(INVITED) == 1
    assert len(office.postbox.to(DEV)) == 1


async def test_who_takes_the_bot_away_is_written_to_by_e_mail_from_then_on(office):
    await convened(office, when="today 5pm")
    dev = office.who(DEV)
    await office.post(dev.activity("installationUpdate", action="remove"))
    shut_out(office, DEV)
    await office.at(office.clock.now + timedelta(hours=4))
    [letter] = office.postbox.to(DEV)
    assert letter.subject == f"Reminder: your answer is awaited ({office.id})"


async def test_the_convenors_card_shows_how_each_invitation_fares_failures_first(office):
    shut_out(office, DEV)
    office.postbox.failures.append(Rejected("Mail554"))
    await convened(office)
    await office.who(GRACE).presses("I will attend")
    read = office.who(SAM).reads()
    part = read[read.index("How the invitations fare") :]
    first = "Police, Dev Raman: not reached; Teams chat unreachable, e-mail refused"
    owen = "School or nursery, Owen Pryce: Teams chat accepted at 9:00 am; no answer yet"
    grace = "Health, Grace Adeyemi: answered at 9:00 am"
    assert part.index(first) < part.index(owen) < part.index(grace)


async def test_who_hasnt_replied_tells_the_convenor_who_could_not_be_reached(office):
    shut_out(office, DEV)
    office.postbox.failures.append(Rejected("Mail554"))
    await convened(office)
    await office.who(SAM).types("who hasn't replied?")
    read = office.who(SAM).reads()
    assert "Police, Dev Raman: not reached" in read[read.index("still awaited") :]


async def test_an_invitee_is_not_told_how_the_others_were_reached(office):
    await convened(office)
    await office.who(GRACE).types("who hasn't replied?")
    assert "How it got to them" not in office.who(GRACE).reads()


async def test_while_the_mail_server_is_busy_the_e_mail_waits(office):
    shut_out(office, DEV)
    office.postbox.failures.append(Throttled(60))
    await convened(office)
    assert office.postbox.letters == []
    await office.later(seconds=90)
    assert len(office.postbox.to(DEV)) == 1


async def test_an_e_mail_that_may_have_been_taken_is_sent_again_even_of_an_approval(office):
    """Two cards to approve on would confuse; the same letter twice does not."""
    shut_out(office, MIRIAM)
    office.postbox.failures.append(Ambiguous())
    await requested(office)
    assert office.postbox.letters == []
    await office.later(seconds=90)
    assert len(office.postbox.to(MIRIAM)) == 1
    assert "please telephone" not in office.who(SAM).reads()


async def test_without_a_channel_the_convenor_is_told_whom_to_ask():
    async with a_hosted_office() as office:
        for person in (SAM, MIRIAM, DEV, GRACE, OWEN):
            await office.who(person).installs()
        await convened(office)
        assert "The meeting's channel cannot be reached" in office.who(SAM).reads()
        await opened(office)
        assert "0 of 3" in office.channel()
        assert "The meeting's channel is within reach again." in office.who(SAM).reads()


def _cards(sent):
    return [a["content"] for a in sent.body.get("attachments", ())]
