"""One strategy meeting over HTTP, from request to circulated minutes: what each person is shown."""

from datetime import timedelta

import pytest

from meeting.calendar import LONDON
from meeting.model import Phase
from tests.bot.office import TEAM, an_office
from tests.bot.walk import (
    CHILD,
    CONCERN,
    EVERYBODY,
    answered,
    approved,
    authorised,
    closed,
    convened,
    decided,
    in_session,
    opened,
    requested,
)
from tests.people import DEV, GRACE, MIRIAM, OWEN, SAM


@pytest.fixture
async def office():
    async with an_office() as place:
        await opened(place)
        yield place


async def test_a_manager_is_asked_and_the_requester_told(office):
    await requested(office)
    assert "asks you to authorise" in office.who(MIRIAM).reads()
    await office.who(MIRIAM).presses("Return with questions", words="Is the school told?")
    assert "Is the school told?" in office.who(SAM).reads()
    await office.who(SAM).presses("Change the request")
    await office.who(SAM).presses("Send the request")
    await office.who(MIRIAM).presses("Approve")
    assert (await office.meeting()).phase is Phase.AUTHORISED


async def test_who_declines_must_say_why_and_the_card_stays(office):
    await requested(office)
    await office.who(MIRIAM).presses("Decline")
    assert "Please write your questions or your reason" in office.who(MIRIAM).reads()
    await office.who(MIRIAM).presses("Decline", words="Below the threshold.")
    assert "declined this request" in office.who(SAM).reads()
    assert "Below the threshold." in office.who(SAM).reads()


async def test_everybody_chosen_is_invited_in_their_own_chat(office):
    await convened(office)
    for person in (SAM, DEV, GRACE, OWEN):
        assert "You are asked to strategy meeting" in office.who(person).reads()
    assert "You are asked to strategy meeting" not in office.who(MIRIAM).reads()


async def test_the_channels_tally_is_one_message_that_is_drawn_again_at_each_answer(office):
    await convened(office)
    assert "0 of 3" in office.channel()
    before = len(office.teams.messages(TEAM))
    await office.who(GRACE).presses("I will attend")
    assert "1 of 3: Local Authority social worker and Police missing" in office.channel()
    await office.who(DEV).presses("I will attend")
    await office.who(SAM).types("yes, I'll be there")
    assert "3 of 3: quorum expected" in office.channel()
    assert len(office.teams.messages(TEAM)) == before == 1


async def test_only_who_still_owes_an_answer_is_reminded(office):
    await convened(office, when="today 5pm")
    await office.who(GRACE).presses("I will attend")
    asked, held = office.clock.now, (await office.meeting()).request.meet_at
    await office.at(asked + 0.41 * (held - asked))
    assert "Reminder: your answer" in office.who(DEV).reads()
    assert "Reminder" not in office.who(GRACE).reads()


async def test_each_reminder_comes_once_however_often_the_postman_looks(office):
    await convened(office, when="today 5pm")
    asked, held = office.clock.now, (await office.meeting()).request.meet_at
    for share in (0.41, 0.42, 0.5, 0.71, 0.72, 0.91, 0.92):
        await office.at(asked + share * (held - asked))
        await office.later()
    assert office.who(DEV).reads().count("Reminder: your answer") == 3


async def test_the_chair_is_warned_of_a_missing_agency_in_time_to_act(office):
    await convened(office, when="today 5pm")
    await office.who(GRACE).presses("I will attend")
    asked, held = office.clock.now, (await office.meeting()).request.meet_at
    await office.at(asked + 0.51 * (held - asked))
    read = office.who(MIRIAM).reads()
    assert "Nobody has said that they come for: Local Authority social worker and Police" in read


async def test_the_agenda_is_in_the_channel_before_the_meeting_and_the_chair_walks_it(office):
    await answered(office)
    assert "Start the meeting" not in office.channel()
    await office.at((await office.meeting()).request.meet_at - timedelta(minutes=29))
    assert "Start the meeting" in office.channel()
    await office.at((await office.meeting()).request.meet_at)
    await office.who(MIRIAM).presses("Start the meeting", where=TEAM)
    assert "Item 1 of 13" in office.channel()
    await office.who(MIRIAM).presses("Skip for now", where=TEAM)
    assert "Item 2 of 13" in office.channel()
    assert "Item 1 of 13" not in office.channel()


async def test_nobody_but_the_chair_moves_the_agenda(office):
    await in_session(office)
    await office.who(DEV).presses("Skip for now", where=TEAM)
    assert "Only the chair of this meeting can do that." in office.channel()
    assert "Item 2 of 13" in office.channel()


async def test_an_agency_gives_its_view_and_dissents_in_the_channel(office):
    await decided(office)
    dev = office.who(DEV)
    await dev.presses(
        "Give my agency's view", where=TEAM, opinion="s47", safety="3", reason="The story changed."
    )
    await dev.presses("Record my dissent", where=TEAM, dissent="A single enquiry is enough.")
    meeting = await office.meeting()
    assert [v.reason for v in meeting.session.views] == ["The story changed."]
    assert [d.reason for d in meeting.dissents] == ["A single enquiry is enough."]
    assert "Dissent in strategy meeting" in office.who(MIRIAM).reads()


async def test_minutes_are_drafted_approved_and_circulated_with_a_link_that_opens(office):
    await approved(office)
    message, _ = office.who(GRACE).given("Send me a new link")
    card = message["attachments"][0]["content"]
    [link] = [a["url"] for p in card["body"] for a in p.get("actions", ()) if "url" in a]
    path = link.split("/", 3)[3]
    async with office.http.get(f"{office.url}/{path}/pdf") as answer:
        assert answer.status == 200
        assert (await answer.read())[:4] == b"%PDF"
    assert "Minutes of strategy meeting" not in office.who(OWEN).reads()


async def test_who_has_an_action_is_told_reminded_and_then_told_that_it_is_overdue(office):
    await closed(office)
    grace = office.who(GRACE)
    assert "Your action from strategy meeting" in grace.reads()
    [action] = (await office.meeting()).session.actions
    ended = office.clock.now
    await office.at(ended + 0.9 * (action.due - ended))
    assert "Reminder: action from" in grace.reads()
    await office.at(action.due)
    assert "Overdue: action from" in grace.reads()
    await grace.presses("It is done")
    assert (await office.meeting()).session.actions[0].done_at == office.clock.now


async def test_a_childs_name_and_the_concern_are_never_in_the_channel(office):
    await decided(office)
    await office.who(MIRIAM).types("status", where=TEAM)
    await office.who(SAM).types("my meetings", where=TEAM)
    await office.who(DEV).types("help", where=TEAM)
    sent = str([s.body for s in office.teams.sent if s.conversation.startswith(TEAM)])
    assert CHILD in office.who(GRACE).reads()
    for secret in (CHILD, "Ashgrove", CONCERN, "story changed"):
        assert secret not in sent


async def test_everybody_asked_is_told_when_it_is_moved_and_when_it_is_cancelled(office):
    await answered(office)
    sam = office.who(SAM)
    await sam.types("reschedule to Wednesday 10am")
    await sam.presses("Move the meeting", reason="The police cannot come.")
    for person in (DEV, GRACE, OWEN, MIRIAM):
        assert "is at another time" in office.who(person).reads()
    moved = (await office.meeting()).request.meet_at.astimezone(LONDON)
    assert (moved.day, moved.hour) == (25, 10)
    await sam.types("cancel the meeting")
    await sam.presses("Cancel the meeting", reason="The children are safe.")
    for person in (DEV, GRACE, OWEN, MIRIAM):
        assert "is cancelled" in office.who(person).reads()
    told = len(office.teams.sent)
    await office.later(days=30)
    assert len(office.teams.sent) == told


async def test_a_restart_in_the_middle_shows_nothing_twice_and_forgets_nothing(office):
    await convened(office, when="today 5pm")
    asked, held = office.clock.now, (await office.meeting()).request.meet_at
    shown = len(office.teams.sent)
    async with an_office(office.store.backend, office.teams, office.clock) as again:
        again.id = office.id
        await again.later()
        assert len(again.teams.sent) == shown
        await again.at(asked + 0.41 * (held - asked))
        assert again.who(DEV).reads().count("Reminder: your answer") == 1
        await again.who(DEV).presses("I will attend")
        assert "1 of 3" in again.channel()


def test_everybody_of_the_walk_is_invented_and_somebody_else():
    assert len({p.id for p in EVERYBODY}) == len(EVERYBODY)


async def test_the_social_worker_can_convene_for_in_two_hours(office):
    await authorised(office, when="today 11am", band="critical")
    assert "Send the invitations" in office.who(SAM).reads()
