"""Forms in Teams' windows: opened by a button, refused with nothing lost, closed with a word."""

import pytest

from cards.attendance import InformationForm, OpenInformation
from cards.change import CancelForm, Reschedule
from cards.form import FORMS
from cards.windows import AMISS
from meeting.model import Phase
from tests.bot.hosted import a_hosted_office
from tests.bot.office import TEAM, an_office
from tests.bot.walk import CHILD, answered, convened, in_session, opened, requested
from tests.bot.window import FETCH, fetches, invoked, opens, shown, submits, top
from tests.fakes.activities import a_meeting_began, came_or_went
from tests.people import DEV, GRACE, MIRIAM, OWEN, SAM
from tests.room import buttons, inputs, mistakes, words

LONG = "Attendance fell in October, and the mother did not answer the school's calls."


@pytest.fixture
async def office():
    async with a_hosted_office() as place:
        await opened(place)
        yield place


async def test_a_button_opens_a_window_that_one_person_alone_sees(office):
    await in_session(office)
    miriam = office.who(MIRIAM)
    await miriam.presses("Record, go on", where=TEAM)
    for _ in (3, 4):
        await miriam.presses("Read out, go on", where=TEAM)
    before = office.channel()
    card = await opens(office.who(DEV), "Show me the details", TEAM)
    assert CHILD in words(card)
    assert office.channel() == before
    assert CHILD not in office.who(DEV).reads().split("details")[-1]


@pytest.mark.parametrize("hosted", [True, False])
async def test_where_there_are_no_windows_the_same_button_opens_it_in_the_chat(hosted):
    opening = a_hosted_office(windows=False) if hosted else an_office()
    async with opening as office:
        await opened(office)
        sam = office.who(SAM)
        assert "msteams" not in str([m for m in sam.messages() if m.get("attachments")])
        await sam.presses("Convene a strategy meeting")
        assert "Save and go on" in sam.reads()


async def test_in_a_window_no_button_opens_another(office):
    await convened(office)
    card = await fetches(office.who(SAM), Reschedule, meeting=office.id)
    assert "msteams" not in str(card)
    status = shown(
        await invoked(office.who(SAM), "task/fetch", {"to": "meeting.status", "meeting": office.id})
    )
    assert "Timeline" in buttons(status)
    assert "msteams" not in str(status)


async def test_what_is_wrong_is_said_on_top_and_at_the_field_and_nothing_typed_is_lost(office):
    await convened(office)
    sam = office.who(SAM)
    card = await fetches(sam, Reschedule, meeting=office.id)
    again = shown(await submits(sam, card, "Move the meeting", when="tuesday 7", reason=""))
    assert top(again) == AMISS
    assert set(mistakes(again)) == {"when", "reason"}
    assert again["body"][0]["type"] == "TextBlock"
    kept = shown(await submits(sam, again, "Move the meeting", when="rubbish", reason="Court."))
    assert inputs(kept)["reason"]["value"] == "Court."
    assert (await office.meeting()).moves == ()


async def test_success_closes_the_window_with_what_was_recorded_and_when(office):
    await convened(office)
    owen = office.who(OWEN)
    card = await fetches(owen, OpenInformation, meeting=office.id)
    field = next(name for name in inputs(card) if name.startswith("q_"))
    task = await submits(owen, card, "Save", **{field: LONG})
    assert task == {
        "type": "message",
        "value": f"Recorded at 9:00 am: your written information ({office.id}).",
    }
    assert "information received" in office.channel()
    assert LONG not in office.channel()
    assert "Written information recorded Monday" in owen.reads()


async def test_a_form_without_words_of_its_own_closes_with_the_time(office):
    await answered(office)
    await office.at((await office.meeting()).request.meet_at)
    link, url = "https://teams.example/x", office.service_url
    await office.post(a_meeting_began(TEAM, link, service_url=url))
    joined = {"id": f"29:{DEV.id}", "aadObjectId": DEV.id}
    await office.post(came_or_went("meetingParticipantJoin", TEAM, joined, service_url=url))
    miriam = office.who(MIRIAM)
    await miriam.presses("Start the meeting", where=TEAM)
    card = await opens(miriam, "Who has joined in Teams?", TEAM)
    assert "joined in Teams at 2:00 pm" in words(card)
    task = await submits(miriam, card, "Record, go on")
    assert task == {"type": "message", "value": "Recorded at 2:00 pm."}
    assert {a.person for a in (await office.meeting()).session.present} == {MIRIAM.id, DEV.id}
    assert "Item 2 of 13" in office.channel()


async def test_a_whole_request_is_made_in_one_window(office):
    sam = office.who(SAM)
    card = await opens(sam, "Convene a strategy meeting")
    go_on = "Save and go on"
    steps = (
        {"category": "neglect", "concern": "Cold.", "band": "chronic", "identified": "today 8am"},
        {"name": CHILD},
        {"name": "Jo Ashgrove"},
        {"facts": "school", "when": "tomorrow 2pm"},
    )
    for typed in steps:
        card = shown(await submits(sam, card, go_on, **typed))
    task = await submits(sam, card, "Send the request")
    assert task["type"] == "message"
    assert task["value"].startswith("Recorded at 9:00 am: the request is sent to ")
    assert (await office.meeting()).phase is Phase.REQUESTED


async def test_somebody_elses_meeting_in_a_window_is_refused_in_words_that_tell_nothing(office):
    await requested(office)
    told = []
    for meeting in (office.id, "SM-22222"):
        data = {"to": CancelForm.to, "meeting": meeting, "reason": "Because I say so."}
        told.append(await invoked(office.who(DEV), "task/submit", data))
    assert str(told[0]).replace(office.id, "") == str(told[1]).replace("SM-22222", "")
    assert (await office.meeting()).phase is Phase.REQUESTED


async def test_a_press_twice_in_a_window_is_recorded_once(office):
    await convened(office)
    grace = office.who(GRACE)
    data = {"to": InformationForm.to, "meeting": office.id, "q_known": LONG}
    value = {"data": data, "context": {}}
    activity = grace.activity("invoke", name="task/submit", value=value)
    first = await office.post(activity)
    lines = await office.timeline()
    assert await office.post(activity) == first
    assert await office.timeline() == lines


async def test_an_execute_comes_back_with_buttons_that_open_windows(office):
    await convened(office)
    data = {"to": "meeting.status", "meeting": office.id}
    value = {"action": {"type": "Action.Execute", "verb": "", "data": data}, "trigger": "manual"}
    sam = office.who(SAM)
    _, body = await office.post(sam.activity("invoke", name="adaptiveCard/action", value=value))
    assert buttons(body["value"])["Timeline"]["msteams"] == FETCH


def test_every_form_names_one_that_shows_it_again_or_none():
    for form in FORMS.values():
        back = FORMS[form.back] if form.back else None
        assert back is None or back.window
        needed = {n for n, f in back.model_fields.items() if f.is_required()} if back else set()
        assert needed <= {"meeting"}
