"""Where things stand, for whom it concerns: status, meetings, who owes, timeline, help, actions."""

import pytest

from cards.attendance import AnswerForm
from cards.help import Help, MyMeetings, Status, Timeline, WhoOwes
from cards.notices import ActionDone
from dialogs.turn import Show
from tests.people import DEV, DORA, GRACE, MIRIAM, OWEN, SAM
from tests.room import Room, buttons, words
from tests.walk import answered, convened, held, in_session, requested


async def test_status_says_where_the_meeting_stands_and_by_when_it_is_due(room):
    await convened(room)
    reply = await room.says(SAM, "status")
    for part in ("Convened", "0 of 3", "Tuesday 24 November 2026, 11:00 am", "Miriam Holt"):
        assert part in words(reply)
    assert reply.private


@pytest.mark.parametrize("walk", [requested, convened, in_session, held])
async def test_status_names_nobody_of_the_family(room, walk):
    await walk(room)
    shown = words(await room.says(SAM, f"status {room.id}"))
    assert "Ashgrove" not in shown
    assert "Bruises" not in shown


async def test_my_meetings_lists_ones_own_latest_first(room):
    await requested(room)
    first = room.id
    room.later(hours=1)
    await requested(room)
    reply = await room.says(SAM, "my meetings")
    assert words(reply).index(room.id) < words(reply).index(first)
    assert "You have none." in words(await room.says(DORA, "my meetings"))


async def test_ten_of_many_are_listed_and_the_number_is_said(room):
    for _ in range(12):
        await requested(room)
    assert "The latest 10 of 12." in words(await room.says(SAM, "my meetings"))
    reply = await room.says(SAM, "status")
    assert len(buttons(reply)) == 6
    assert "type its reference" in words(reply)


@pytest.mark.parametrize("said", ["who hasn't replied?", "whos not replied", "who hasnt answered"])
async def test_who_still_owes_is_listed_and_who_answered_is_not(room, said):
    await answered(room)
    shown = words(await room.says(SAM, said))
    assert "School or nursery (Owen Pryce): no answer yet" in shown
    assert "Dev Raman" not in shown


async def test_when_everybody_has_answered_it_says_so(room):
    await answered(room)
    await room.does(OWEN, AnswerForm, kind="ATTENDING")
    shown = words(await room.says(SAM, "who hasn't replied?"))
    assert "Everybody has answered and sent what they promised." in shown


async def test_the_timeline_tells_each_step_with_its_author(room):
    await convened(room)
    shown = words(await room.says(SAM, f"timeline {room.id}"))
    assert "Miriam Holt approved the request" in shown
    assert "Sam Okafor sent 4 invitations" in shown


@pytest.mark.parametrize("said", ["help", "hello", "what can you do"])
async def test_help_offers_to_convene_to_social_care_alone(said):
    room = Room()
    assert "Convene a strategy meeting" in buttons(await room.says(SAM, said))
    assert "Convene a strategy meeting" not in buttons(await room.says(DEV, said))


@pytest.mark.requirement("NS-01")
@pytest.mark.requirement("NS-03")
@pytest.mark.parametrize("person", [SAM, MIRIAM, DEV, OWEN])
async def test_everybody_is_shown_the_documents_on_which_the_protocol_rests(person):
    shown = words(await Room().does(person, Help))
    assert "North Somerset Safeguarding Children Partnership" in shown
    assert "NSSCP multi-agency strategy meetings protocol" in shown


@pytest.mark.parametrize("form", [Status, WhoOwes, Timeline])
async def test_a_stranger_learns_nothing_not_even_that_it_exists(room, form):
    await convened(room)
    known = await room.does(DORA, form)
    unknown = await room.does(DORA, form, meeting="SM-ZZZZ9")
    assert words(known) == words(unknown)


@pytest.mark.parametrize("form", [Status, WhoOwes, Timeline, MyMeetings, Help])
async def test_looking_changes_nothing(room, form):
    await convened(room)
    lines = await room.timeline()
    assert isinstance(await room.does(SAM, form), Show)
    assert await room.timeline() == lines


async def test_the_owner_says_that_an_action_is_done_and_only_once(room):
    await held(room)
    sent = buttons(await room.card("action"))["It is done"]
    reply = await room.does(GRACE, ActionDone, **sent)
    assert words(reply) == "Recorded at 11:00 am: done."
    again = await room.does(GRACE, ActionDone, **sent)
    assert words(again) == "That was recorded already at 11:00 am."
    assert "Done Tuesday 24 November 2026" in words(await room.card("action"))


async def test_the_chair_may_say_it_for_the_owner(room):
    await held(room)
    await room.does(MIRIAM, ActionDone, action="x1")
    assert (await room.meeting()).session.actions[0].done_at


@pytest.mark.parametrize(
    ("person", "action", "says"),
    [
        (DEV, "x1", "Only the person who has the action"),
        (GRACE, "x9", "Only the person who has the action"),
        (DORA, "x1", "no meeting of that reference"),
    ],
)
async def test_nobody_else_finishes_an_action(room, person, action, says):
    await held(room)
    assert says in words(await room.does(person, ActionDone, action=action))
    assert (await room.meeting()).session.actions[0].done_at is None
