"""Plain words in chat: answers, reports, dissent; confirmed where they could be mistaken."""

import pytest

from cards.attendance import InformationForm
from cards.said import AnswerSaid, InformationSaid
from dialogs.turn import Quiet, Say, Show
from meeting.attendance import OWN_WORDS
from meeting.model import AnswerKind, Phase
from tests.people import DEV, DORA, GRACE, MIRIAM, OWEN, SAM
from tests.room import Room, buttons, inputs, words
from tests.walk import answered, convened, decided, held, in_session

REPORT = "We attended twice in March. Mum has cancelled three appointments; dad was not seen."


async def given(room, person):
    return next(i for i in (await room.meeting()).asked if i.person.id == person.id)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("yes", AnswerKind.ATTENDING),
        ("I'll be there", AnswerKind.ATTENDING),
        ("can't make it, sending a report", AnswerKind.INFORMATION),
        ("I can't cancel my clinic so can't come", AnswerKind.INFORMATION),
        ("I'm not attending", AnswerKind.INFORMATION),
    ],
)
async def test_a_typed_answer_is_recorded_like_a_pressed_one(room, said, kind):
    await convened(room)
    reply = await room.says(DEV, said)
    assert (await given(room, DEV)).answer.kind is kind
    assert "Recorded at 9:00 am" in words(reply) or "q_known" in inputs(reply)


@pytest.mark.parametrize(
    "said", ["can I come by phone?", "I might be late but will try to come", "yes but on the phone"]
)
async def test_a_doubtful_answer_shows_the_invitation_and_records_nothing(room, said):
    await convened(room)
    reply = await room.says(DEV, said)
    assert "I will attend" in buttons(reply)
    assert (await given(room, DEV)).answer is None


async def test_naming_a_deputy_in_words_shows_where_to_name_them(room):
    await convened(room)
    reply = await room.says(DEV, "my colleague will come instead of me")
    assert "deputy" in inputs(reply)
    assert (await given(room, DEV)).answer is None


@pytest.mark.parametrize("said", ["ok", "yes", "ok thanks", "sure"])
async def test_a_courtesy_never_turns_an_answer_round(room, said):
    await convened(room)
    await room.says(DEV, "can't make it")
    reply = await room.says(DEV, said)
    assert (await given(room, DEV)).answer.kind is AnswerKind.INFORMATION
    assert isinstance(reply, Quiet) or "stands" in words(reply)


async def test_a_promised_report_does_not_turn_a_coming_person_round(room):
    await convened(room)
    await room.says(DEV, "I'll be there")
    reply = await room.says(DEV, "I'll send a report tomorrow")
    assert (await given(room, DEV)).answer.kind is AnswerKind.ATTENDING
    assert "q_known" in inputs(reply)


@pytest.mark.parametrize("person", [MIRIAM, DORA])
async def test_who_is_asked_nothing_answers_nothing(room, person):
    await convened(room)
    before = await room.meeting()
    assert "You have no meeting" in words(await room.says(person, "I'll be there"))
    assert await room.meeting() == before


async def test_a_stranger_who_knows_the_reference_learns_nothing(room):
    await convened(room)
    known = await room.says(DORA, f"I'll be there {room.id}")
    guessed = await room.says(DORA, "I'll be there SM-ZZZZ9")
    assert words(known) == words(guessed)


async def test_of_two_invitations_the_one_is_picked_and_the_answer_kept(room):
    await convened(room)
    first = room.id
    await convened(room)
    second = room.id
    reply = await room.says(DEV, "can't make it")
    sent = buttons(reply)[first]
    await room.does(DEV, AnswerSaid, **sent)
    assert (await given(room, DEV)).answer.kind is AnswerKind.INFORMATION
    room.id = second
    assert (await given(room, DEV)).answer is None


@pytest.mark.parametrize("first", ["can't make it", None])
async def test_a_report_typed_in_chat_is_shown_back_and_kept_when_confirmed(room, first):
    await convened(room)
    if first:
        await room.says(DEV, first)
    reply = await room.says(DEV, REPORT)
    assert REPORT in words(reply)
    assert reply.private
    assert (await given(room, DEV)).information is None
    done = await room.does(DEV, InformationSaid, **buttons(reply)["Yes, record it"])
    assert "Recorded at 9:00 am" in words(done)
    invitee = await given(room, DEV)
    assert invitee.information.answers == ((OWN_WORDS, REPORT),)
    assert invitee.owes == ""


async def test_a_late_confirmation_loses_nothing_of_the_form(room):
    await convened(room)
    reply = await room.says(DEV, REPORT)
    await room.does(DEV, InformationForm, q_known="By the form.")
    await room.does(DEV, InformationSaid, **buttons(reply)["Yes, record it"])
    kept = [a for _, a in (await given(room, DEV)).information.answers]
    assert {"By the form.", REPORT} <= set(kept)


async def test_a_second_confirmation_records_nothing_more(room):
    await convened(room)
    sent = buttons(await room.says(DEV, REPORT))["Yes, record it"]
    await room.does(DEV, InformationSaid, **sent)
    assert "recorded already" in words(await room.does(DEV, InformationSaid, **sent))
    assert len((await given(room, DEV)).information.answers) == 1


async def test_information_is_never_taken_without_the_confirming_press(room):
    await convened(room)
    reply = await room.does(DEV, InformationSaid, words=REPORT)
    assert isinstance(reply, Show)
    assert (await given(room, DEV)).information is None


async def test_a_report_that_is_too_long_for_one_message_is_not_cut(room):
    await convened(room)
    reply = await room.says(DEV, REPORT * 200)
    assert "Nothing was recorded" in words(reply)


async def test_with_two_meetings_a_report_needs_its_reference(room):
    await convened(room)
    first = room.id
    await convened(room)
    reply = await room.says(DEV, REPORT)
    assert isinstance(reply, Say)
    assert first in reply.words
    assert first in words(await room.says(DEV, f"{first}: {REPORT}"))


@pytest.mark.parametrize("person", [OWEN, SAM])
async def test_words_that_nobody_understands_are_answered_with_help(room, person):
    await answered(room)
    reply = await room.says(person, "qwertz")
    assert "I did not understand that" in words(reply)
    assert "Nothing was recorded." in words(reply)


async def test_a_report_in_the_channel_is_not_repeated_there(room):
    await convened(room)
    reply = await room.says(DEV, REPORT, channel=True)
    assert REPORT not in words(reply)


async def test_the_chair_starts_the_meeting_in_words_and_nobody_else(room):
    await answered(room)
    assert "You have no meeting" in words(await room.says(SAM, "start the meeting"))
    assert "Only the chair" in words(await room.says(SAM, f"start the meeting {room.id}"))
    await room.says(MIRIAM, "start the meeting")
    assert (await room.meeting()).phase is Phase.IN_SESSION


async def test_saying_that_one_is_here_puts_one_on_the_register(room):
    await in_session(room)
    reply = await room.says(OWEN, "I'm here")
    assert words(reply) == "Owen Pryce is here, recorded 11:00 am."
    assert OWEN.id in {a.person for a in (await room.meeting()).session.present}


async def test_an_outright_dissent_is_recorded_in_its_words(room):
    await decided(room)
    reply = await room.says(DEV, "I dissent because nobody has seen him.")
    assert "Your dissent is recorded at 11:00 am" in words(reply)
    assert (await room.meeting()).dissents[0].reason == "nobody has seen him"


@pytest.mark.parametrize("said", ["I disagree because he is not safe", "I dissent", "we disagree"])
@pytest.mark.parametrize("walk", [decided, held])
async def test_any_other_disagreement_is_shown_back_first(room, said, walk):
    await walk(room)
    reply = await room.says(DEV, said)
    assert "dissent" in inputs(reply)
    assert reply.private
    assert (await room.meeting()).dissents == ()


async def test_thanks_need_no_answer():
    assert isinstance(await Room().says(GRACE, "thank you"), Quiet)
