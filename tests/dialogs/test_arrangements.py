"""Who else, when and how; then the request is checked, sent or discarded."""

import pytest

from cards.arrange import ArrangementsForm, DiscardDraft, SendForm
from cards.request import ChildForm, ConcernForm, Step
from meeting.model import Phase
from meeting.post import PostKind
from meeting.request import Format
from meeting.saying import spoken
from tests.dialogs.test_request import FULL
from tests.people import DEV, GRACE, MIRIAM, SAM, THEO
from tests.room import CHILD, MONDAY, buttons, inputs, mistakes, words
from tests.walk import requested

GIVEN = {
    "facts": "school",
    "referrer": "housing",
    "agencies": "youth_justice",
    "when": "tomorrow 11am",
    "late_reason": "",
    "format": "in person",
    "join_link": "https://meet.example/1",
    "go": "check",
}


@pytest.fixture
async def begun(room):
    await room.does(SAM, ConcernForm, **FULL)
    await room.does(SAM, ChildForm, **CHILD, go="arrangements")
    return room


async def arranged(room, **more):
    return await room.does(SAM, ArrangementsForm, **{**GIVEN, **more})


async def test_what_is_arranged_is_kept_and_shown_to_be_checked(begun):
    reply = await arranged(begun)
    request = (await begun.meeting()).request
    assert request.meet_at == MONDAY.replace(day=24, hour=11)
    assert (request.referrer, request.agencies) == ("housing", ("youth_justice",))
    assert (request.facts, request.format) == (frozenset({"school"}), Format.IN_PERSON)
    assert "Tuesday 24 November 2026, 11:00 am" in words(reply)
    assert "Robin Ashgrove" in words(reply)
    assert reply.private


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("when", "", "Type a day and a time"),
        ("when", "whenever suits", "Type it like"),
        ("when", "yesterday 2pm", ""),
        ("join_link", "javascript:alert(1)", "A link begins with https://"),
        ("join_link", "http://meet.example", "A link begins with https://"),
        ("late_reason", "", "is after the deadline"),
    ],
)
async def test_a_mistake_is_shown_at_its_field_and_the_rest_is_kept(begun, field, typed, says):
    late = {"when": "friday 2pm"} if field == "late_reason" else {}
    given = {**GIVEN, **late, field: typed}
    reply = await arranged(begun, **late, **{field: typed})
    assert list(mistakes(reply)) == [field]
    assert says in mistakes(reply)[field]
    asked = inputs(reply)
    assert {k: asked[k].get("value", "") for k in asked} == {k: given[k] for k in asked}
    assert (await begun.meeting()).request.meet_at is None


async def test_a_time_with_two_readings_is_chosen_from(begun):
    reply = await arranged(begun, when="tuesday 7")
    choices = [c["value"] for c in inputs(reply)["when"]["choices"]]
    assert len(choices) == 2
    await arranged(begun, when=choices[0])
    assert spoken((await begun.meeting()).request.meet_at) == choices[0]


async def test_a_late_time_is_taken_with_its_reason(begun):
    await arranged(begun, when="friday 2pm", late_reason="Police are in court.")
    assert (await begun.meeting()).request.late_reason == "Police are in court."


async def test_a_reason_for_lateness_does_not_outlive_it(begun):
    await arranged(begun, when="friday 2pm", late_reason="Police are in court.")
    await arranged(begun, when="tomorrow 11am", late_reason="Police are in court.")
    assert (await begun.meeting()).request.late_reason == ""


async def test_what_the_protocol_does_not_know_is_left_out(begun):
    await arranged(begun, facts="school,moon", agencies="nasa", referrer="kgb", format="seance")
    request = (await begun.meeting()).request
    assert (request.facts, request.agencies, request.referrer) == (frozenset({"school"}), (), "")
    assert request.format is Format.TEAMS


async def test_arrangements_are_shown_again_as_they_were_saved(begun):
    await arranged(begun)
    shown = inputs(await begun.does(SAM, Step, go="arrangements"))
    assert shown["when"]["value"] == "Tuesday 24 November 2026, 11:00 am"
    assert shown["format"]["value"] == "in person"


async def test_the_request_is_sent_to_the_manager_who_was_chosen(begun):
    reply = await arranged(begun)
    offered = [c["value"] for c in inputs(reply)["authoriser"]["choices"]]
    assert MIRIAM.id in offered
    assert not {SAM.id, DEV.id} & set(offered)
    sent = await begun.does(SAM, SendForm, authoriser=THEO.id)
    assert "Sent to Theo Brandt" in words(sent)
    assert await begun.owed_to(THEO) == [PostKind.AUTHORISE]
    assert await begun.owed_to(MIRIAM) == []


async def test_nothing_is_sent_while_something_is_missing(begun):
    reply = await begun.does(SAM, SendForm, authoriser=MIRIAM.id)
    assert "Say when the meeting should be held." in words(reply)
    assert (await begun.meeting()).phase is Phase.DRAFT


@pytest.mark.parametrize("forged", ["", "nobody"])
async def test_a_manager_must_be_chosen(begun, forged):
    await arranged(begun)
    reply = await begun.does(SAM, SendForm, authoriser=forged)
    assert mistakes(reply) == {"authoriser": "Please choose a manager."}


@pytest.mark.parametrize("forged", [SAM, DEV])
async def test_nobody_but_a_manager_can_be_asked(begun, forged):
    await arranged(begun)
    await begun.does(SAM, SendForm, authoriser=forged.id)
    assert (await begun.meeting()).phase is Phase.DRAFT


async def test_a_second_press_shows_what_was_sent_and_sends_nothing(room):
    await requested(room)
    before = await room.timeline()
    reply = await room.does(SAM, SendForm, authoriser=THEO.id)
    assert "Sent to Miriam Holt" in words(reply)
    assert await room.timeline() == before


async def test_a_draft_is_discarded_and_asks_nobody(begun):
    reply = await begun.does(SAM, DiscardDraft)
    assert "Nobody was asked" in words(reply)
    assert (await begun.meeting()).phase is Phase.CANCELLED
    assert await begun.posts() == ()


@pytest.mark.parametrize("person", [MIRIAM, GRACE])
@pytest.mark.parametrize(
    ("form", "data"), [(ArrangementsForm, GIVEN), (SendForm, {}), (DiscardDraft, {})]
)
async def test_the_request_is_nobody_elses(begun, person, form, data):
    before = await begun.meeting()
    reply = await begun.does(person, form, **data)
    assert "no meeting of that reference" in words(reply)
    assert await begun.meeting() == before


async def test_a_request_already_sent_cannot_be_discarded_by_a_stale_card(room):
    await requested(room)
    reply = await room.does(SAM, DiscardDraft)
    assert words(reply) == "This request has been sent already."
    assert (await room.meeting()).phase is Phase.REQUESTED


async def test_the_check_card_offers_every_step_again(begun):
    shown = buttons(await arranged(begun))
    assert list(shown) == [
        "Send the request",
        "Change concern",
        "Change children",
        "Change adults",
        "Change who and when",
        "Discard",
    ]
