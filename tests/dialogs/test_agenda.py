"""The chair opens the meeting, walks the agenda, and closes it; nobody else does."""

import pytest

from cards.steps import (
    AbsencesForm,
    CloseForm,
    GoTo,
    NoteForm,
    ProceedForm,
    RegisterForm,
    StartMeeting,
)
from dialogs.turn import Quiet, Say
from meeting.model import Phase
from tests.people import DEV, DORA, GRACE, MIRIAM, SAM
from tests.room import buttons, inputs, mistakes, words
from tests.walk import answered, authorised, complete, convened, held, in_session


async def present(room):
    return [a.person for a in (await room.meeting()).session.present]


async def register(room, *people, **more):
    ticked = ",".join(p.id for p in people)
    return await room.does(MIRIAM, RegisterForm, item="1", present=ticked, channel=True, **more)


async def opened(room):
    await answered(room)
    room.now = (await room.meeting()).request.meet_at
    return await room.does(MIRIAM, StartMeeting, channel=True)


async def test_the_chair_opens_the_meeting_and_is_there(room):
    assert isinstance(await opened(room), Quiet)
    assert (await room.meeting()).phase is Phase.IN_SESSION
    assert await present(room) == [MIRIAM.id]
    assert "Item 1 of 13" in words(await room.card("agenda"))


async def test_opening_twice_says_so(room):
    await opened(room)
    reply = await room.does(MIRIAM, StartMeeting, channel=True)
    assert words(reply) == f"{room.id} is in session already."


@pytest.mark.parametrize(
    ("person", "says"), [(SAM, "Only the chair"), (DEV, "Only the chair"), (DORA, "no meeting of")]
)
@pytest.mark.parametrize(
    ("form", "data"),
    [
        (GoTo, {"item": "5"}),
        (NoteForm, {"item": "6", "text": "Mine."}),
        (RegisterForm, {"item": "1", "present": SAM.id}),
        (AbsencesForm, {"item": "2"}),
        (ProceedForm, {"proceed": "proceed", "proceed_reason": "Rang."}),
        (CloseForm, {"close_reason": "Mine."}),
        (StartMeeting, {}),
    ],
)
async def test_the_agenda_is_the_chairs_alone(room, person, says, form, data):
    await in_session(room)
    before = await room.meeting()
    assert says in words(await room.does(person, form, channel=True, **data))
    assert await room.meeting() == before


@pytest.mark.requirement("NS-44")
@pytest.mark.requirement("NS-45")
@pytest.mark.requirement("NS-46")
async def test_absences_apologies_and_missing_information_are_gone_through(room):
    await in_session(room)
    card = await room.card("agenda")
    assert inputs(card)["apologies"]["choices"] == [
        {"title": "Owen Pryce, School or nursery: no information received", "value": "i4"}
    ]
    await room.does(MIRIAM, AbsencesForm, item="2", apologies="i4,i3,x", channel=True)
    [away] = (await room.meeting()).session.absent
    assert (away.invitee, away.apologies) == ("i4", True)
    assert "Item 3 of 13" in words(await room.card("agenda"))


async def test_a_script_read_out_is_recorded_with_one_press(room):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item="3")
    card = await room.card("agenda")
    assert "section 47 is warranted" in words(card)
    await room.does(MIRIAM, NoteForm, **buttons(card)["Read out, go on"])
    [note] = (await room.meeting()).session.notes
    assert (note.item, note.text) == (3, "Read out by the chair.")


@pytest.mark.parametrize("item", [5, 6, 7, 8, 9])
async def test_nothing_written_is_nothing_recorded_and_says_so_at_the_field(room, item):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item=str(item))
    reply = await room.does(MIRIAM, NoteForm, item=str(item), text=" ")
    assert list(mistakes(reply)) == ["text"]


async def test_the_chairs_words_are_not_shown_in_the_channel(room):
    await in_session(room)
    await room.does(MIRIAM, NoteForm, item="6", text="Robin was hit.", channel=True)
    await room.does(MIRIAM, GoTo, item="6")
    card = words(await room.card("agenda"))
    assert "Robin" not in card
    assert "1 note recorded, the last at 11:00 am." in card


async def test_a_second_press_records_once_and_other_words_are_recorded_too(room):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item="6")
    sent = {**buttons(await room.card("agenda"))["Record, go on"], "text": "Said."}
    await room.does(MIRIAM, NoteForm, **sent)
    assert "recorded already" in words(await room.does(MIRIAM, NoteForm, **sent))
    await room.does(MIRIAM, NoteForm, **{**sent, "text": "More."})
    assert [n.text for n in (await room.meeting()).session.notes] == ["Said.", "More."]


@pytest.mark.parametrize("forged", ["0", "99", "-1", "six", "", "6; drop"])
async def test_an_item_that_there_is_not_is_refused(room, forged):
    await in_session(room)
    reply = await room.does(MIRIAM, NoteForm, item=forged, text="Said.")
    assert "earlier version" in words(reply)
    assert (await room.meeting()).session.notes == ()


@pytest.mark.parametrize("forged", ["0", "99", "-1"])
async def test_going_past_the_ends_stays_at_the_ends(room, forged):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item=forged)
    assert (await room.meeting()).session.item in (1, 13)


@pytest.mark.requirement("NS-100")
@pytest.mark.requirement("NS-101")
async def test_below_the_minimum_the_chair_says_what_is_done_about_it(room):
    await opened(room)
    await register(room, MIRIAM, SAM, GRACE)
    card = await room.card("agenda")
    assert "Below the statutory minimum: Police missing." in words(card)
    assert "Speak directly with the agency's representative" in words(card)
    wrong = await room.does(MIRIAM, ProceedForm, proceed="", proceed_reason="")
    assert set(mistakes(wrong)) == {"proceed", "proceed_reason"}
    await room.does(MIRIAM, ProceedForm, proceed="proceed", proceed_reason="Rang DI Moss.")
    assert "recorded 11:00 am" in words(await room.card("agenda"))
    assert "proceed_reason" not in inputs(await room.card("agenda"))


async def test_what_is_done_below_the_minimum_cannot_be_made_up(room):
    await opened(room)
    await register(room, MIRIAM, SAM)
    reply = await room.does(MIRIAM, ProceedForm, proceed="ignore", proceed_reason="Why not.")
    assert list(mistakes(reply)) == ["proceed"]


@pytest.mark.requirement("NS-02")
async def test_the_card_counts_the_gaps_and_leads_to_them(room):
    await in_session(room)
    card = await room.card("agenda")
    assert "Gaps: items 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 13" in words(card)
    assert "To gap 4" in buttons(card)


async def test_closing_with_gaps_asks_for_the_reason_at_its_field(room):
    await in_session(room)
    await room.does(MIRIAM, GoTo, item="13")
    reply = await room.does(MIRIAM, CloseForm, channel=True)
    assert list(mistakes(reply)) == ["close_reason"]
    assert (await room.meeting()).phase is Phase.IN_SESSION
    await room.does(MIRIAM, CloseForm, close_reason="Fire alarm.", channel=True)
    assert (await room.meeting()).phase is Phase.HELD


async def test_a_complete_meeting_closes_without_a_reason_and_only_once(room):
    await complete(room)
    card = await room.card("agenda")
    assert "Every item is recorded." in words(card)
    assert "close_reason" not in inputs(card)
    reply = await room.does(MIRIAM, CloseForm, channel=True)
    assert words(reply) == f"{room.id} closed at 11:00 am. The chair has the draft minutes."
    again = await room.does(MIRIAM, CloseForm, channel=True)
    assert words(again) == f"{room.id} is closed already."


@pytest.mark.parametrize("walk", [convened, held])
@pytest.mark.parametrize(
    ("form", "data"),
    [
        (NoteForm, {"item": "6", "text": "Said."}),
        (RegisterForm, {"item": "1", "present": SAM.id}),
        (AbsencesForm, {"item": "2"}),
        (GoTo, {"item": "3"}),
        (ProceedForm, {"proceed": "proceed", "proceed_reason": "Rang."}),
    ],
)
async def test_a_card_used_before_or_after_the_meeting_records_nothing(room, walk, form, data):
    await walk(room)
    before = await room.meeting()
    reply = await room.does(MIRIAM, form, **data)
    assert isinstance(reply, Say)
    assert "not in session" in reply.words
    assert await room.meeting() == before


async def test_a_meeting_whose_invitations_are_not_out_cannot_be_opened(room):
    await authorised(room)
    reply = await room.does(MIRIAM, StartMeeting)
    assert "invitations have not been sent" in words(reply)
