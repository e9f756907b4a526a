"""What comes back of a turn, and where: in the chat, in place of a card, in a window."""

import pytest

from cards.help import Help, Status, Timeline, WhoOwes
from tests.bot.office import TEAM, an_office, pressed
from tests.bot.walk import answered, convened, opened, requested
from tests.fakes.activities import an_invoke
from tests.people import DEV, DORA, GRACE, MIRIAM, OWEN, SAM
from tests.room import words

CARD = "application/vnd.microsoft.card.adaptive"


@pytest.fixture
async def office():
    async with an_office() as place:
        await opened(place)
        yield place


def test_a_press_sends_what_stands_on_the_card_and_the_buttons_own_data():
    field = {"type": "Input.Text", "id": "a", "value": "stands"}
    button = {"type": "Action.Submit", "title": "Go", "data": {"to": "x"}}
    plain = {"type": "Action.Submit", "title": "No", "data": {}, "associatedInputs": "none"}
    card = {"body": [field, {"type": "ActionSet", "actions": [button, plain]}]}
    assert pressed(card, "Go") == {"a": "stands", "to": "x"}
    assert pressed(card, "No") == {}


async def test_a_form_is_answered_in_its_own_place(office):
    sam = office.who(SAM)
    await sam.types("convene a strategy meeting")
    message, _ = sam.given("Save and go on")
    await sam.presses("Save and go on", concern="Bruises.")
    assert sam.given("Save and go on")[0]["id"] == message["id"]
    [put] = [s for s in office.teams.sent if s.method == "PUT"]
    assert put.message_id == message["id"]
    assert "Please choose the category" in words(put.body["attachments"][0]["content"])


async def test_a_card_that_has_gone_is_answered_by_a_new_message(office):
    sam = office.who(SAM)
    await sam.types("convene a strategy meeting")
    message, _ = sam.given("Save and go on")
    press = sam.press("Save and go on", concern="Bruises.")
    await office.http.delete(
        f"{office.teams.url}v3/conversations/{sam.chat}/activities/{message['id']}"
    )
    await office.post(press)
    assert "Please choose the category" in sam.reads()
    assert sam.given("Save and go on")[0]["id"] != message["id"]


async def test_a_private_card_that_is_asked_for_in_the_channel_comes_to_the_persons_chat(office):
    await convened(office)
    await office.who(GRACE).types("status", where=TEAM)
    assert "status" not in office.channel()
    assert "I have put that into our own chat" in office.channel()
    assert ": status" in office.who(GRACE).reads()


async def test_somebody_without_a_chat_is_told_to_open_one_and_sees_nothing_private(office):
    await convened(office)
    await office.who(DORA).types("my meetings", where=TEAM)
    assert "I have no chat with you yet" in office.channel()
    assert "Your meetings" not in office.channel()


async def test_a_button_of_the_execute_kind_gets_the_new_card_as_its_answer(office):
    sam = office.who(SAM)
    await sam.types("convene a strategy meeting")
    status, body = await sam.executes("Save and go on", concern="Bruises.")
    assert (status, body["statusCode"], body["type"]) == (200, 200, CARD)
    assert "Please choose the category" in words(body["value"])
    status, body = await office.who(GRACE).executes("My meetings")
    assert words(body["value"]) == "Your meetings\nYou have none."


async def test_a_sentence_in_answer_to_an_execute_is_a_message(office):
    await convened(office)
    status, body = await office.who(GRACE).executes("I will attend")
    assert (status, body["type"]) == (200, "application/vnd.microsoft.activity.message")
    assert "Recorded at 9:00 am: you are attending" in body["value"]
    assert "1 of 3" in office.channel()


async def test_a_private_card_never_comes_back_into_the_channel_by_an_execute(office):
    await convened(office)
    data = {"to": Status.to, "meeting": office.id}
    value = {"action": {"type": "Action.Execute", "verb": "", "data": data}, "trigger": "manual"}
    grace = office.who(GRACE)
    activity = grace.activity("invoke", where=TEAM, name="adaptiveCard/action", value=value)
    _, body = await office.post(activity)
    assert body["type"] == "application/vnd.microsoft.activity.message"
    assert body["value"].startswith("I have put that into our own chat")
    assert ": status" in grace.reads()
    assert ": status" not in office.channel()


async def test_a_window_opens_with_a_card_and_closes_with_a_sentence(office):
    await convened(office)
    grace = office.who(GRACE)
    fetch = an_invoke("task/fetch", {"data": {"to": Timeline.to, "meeting": office.id}})
    status, body = await office.post(grace.activity("invoke") | _of(fetch))
    shown = body["task"]["value"]
    assert (status, body["task"]["type"]) == (200, "continue")
    assert shown["card"]["contentType"] == CARD
    assert "timeline" in words(shown["card"]["content"])
    data = {"to": "attendance.answer", "meeting": office.id, "kind": "ATTENDING"}
    submit = an_invoke("task/submit", {"data": data})
    status, body = await office.post(grace.activity("invoke") | _of(submit))
    assert body["task"]["type"] == "message"
    assert "you are attending" in body["task"]["value"]


async def test_a_private_card_in_a_window_opened_in_the_channel_stays_private_to_the_window(office):
    """A window is seen by the one person alone who opened it."""
    await convened(office)
    before = office.channel()
    fetch = an_invoke("task/fetch", {"data": {"to": Status.to, "meeting": office.id}})
    activity = office.who(GRACE).activity("invoke", where=TEAM) | _of(fetch)
    _, body = await office.post(activity)
    assert ": status" in words(body["task"]["value"]["card"]["content"])
    assert office.channel() == before


async def test_an_invoke_that_the_bot_does_not_know_is_said_to_be_unknown(office):
    activity = office.who(SAM).activity("invoke", name="handoff/action", value={})
    assert (await office.post(activity))[0] == 501


async def test_the_same_delivery_twice_does_nothing_twice(office):
    await convened(office)
    press = office.who(GRACE).press("I will attend")
    await office.post(press)
    told, lines = len(office.teams.sent), len(await office.timeline())
    assert (await office.post(press))[0] == 200
    assert (len(office.teams.sent), len(await office.timeline())) == (told, lines)


async def test_a_request_delivered_twice_under_two_ids_is_sent_once(office):
    await requested(office)
    sent = [line for line in await office.timeline() if line.startswith("sent the request")]
    assert len(sent) == 1
    sam = office.who(SAM)
    data = {"to": "request.send", "meeting": office.id, "authoriser": MIRIAM.id}
    await office.post(sam.activity("message", value=data))
    sent = [line for line in await office.timeline() if line.startswith("sent the request")]
    assert len(sent) == 1
    assert office.who(MIRIAM).reads().count(": authorisation") == 1


async def test_a_stranger_is_told_who_can_help_and_nothing_else(office):
    await convened(office)
    stranger = SAM.model_copy(update={"id": "nobody", "name": "Nobody Known"})
    await office.who(stranger).types("status")
    [message] = office.who(stranger).messages()
    assert message["text"].startswith("I do not know you.")


async def test_a_stranger_may_press_nothing(office):
    await convened(office)
    stranger = GRACE.model_copy(update={"id": "nobody"})
    press = office.who(GRACE).press("I will attend")
    pressed_by_other = office.who(stranger).activity("message", value=press["value"])
    await office.post(pressed_by_other)
    assert "0 of 3" in office.channel()


async def test_a_meeting_of_others_is_refused_in_words_that_tell_nothing(office):
    await convened(office)
    dora = office.who(DORA)
    await dora.installs()
    for reference in (office.id, "SM-ZZZZZ"):
        data = {"to": WhoOwes.to, "meeting": reference}
        await office.post(dora.activity("message", value=data))
    first, second = (m["text"] for m in dora.messages() if m.get("text"))
    assert first == second


async def test_a_broken_form_is_answered_and_changes_nothing(office):
    await convened(office)
    for value in ({"to": "no.such"}, {"to": "attendance.answer"}, {"to": 7}, {}, {"kind": []}):
        status, _ = await office.post(office.who(GRACE).activity("message", value=value))
        assert status == 200
    assert "0 of 3" in office.channel()


async def test_written_information_comes_by_chat_in_two_steps_and_is_acknowledged(office):
    await convened(office)
    owen = office.who(OWEN)
    await owen.types("can't make it, sending a report")
    fields = [f for f in owen.fields("Save") if f.startswith("q_")]
    await owen.presses("Save", **{fields[0]: "Attendance fell in October."})
    assert "Recorded Monday 23 November 2026, 9:00 am" in owen.reads()
    assert "information received" in office.channel()
    assert "Attendance fell" not in office.channel()


async def test_who_has_not_replied_can_be_asked_by_anybody_of_the_meeting(office):
    await answered(office)
    await office.who(SAM).types("who hasn't replied?")
    assert "Everybody has answered" in office.who(SAM).reads()


async def test_help_is_there_for_everybody(office):
    await office.post(office.who(DEV).activity("message", value={"to": Help.to}))
    assert "What I do" in office.who(DEV).reads()


def _of(invoke):
    return {key: invoke[key] for key in ("name", "value")}
