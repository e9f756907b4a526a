"""The request's first step: what was typed, what is missing, and a second press."""

import pytest

from cards.request import ConcernForm, OpenRequest, Step
from dialogs.turn import Say, Show
from meeting.model import Phase
from meeting.request import Category
from tests.people import DEV, GRACE, MIRIAM, SAM, THEO
from tests.room import MONDAY, buttons, inputs, mistakes, words
from tests.walk import CONCERN, authorised, requested

FULL = {
    "meeting": "",
    "category": "physical abuse",
    "concern": CONCERN,
    "band": "recent",
    "identified": "today 8:30",
}


async def begun(room, **more):
    return await room.does(SAM, ConcernForm, **{**FULL, **more})


@pytest.mark.parametrize(
    "said", ["convene a strategy meeting", "Convene a strategy meeting for tomorrow 2pm, neglect"]
)
async def test_asking_for_a_meeting_opens_the_form_in_private_and_keeps_nothing(room, said):
    reply = await room.says(SAM, said)
    assert isinstance(reply, Show)
    assert reply.private
    assert room.id == ""


async def test_a_time_and_a_category_typed_at_once_are_taken_over(room):
    reply = await room.says(SAM, "convene a strategy meeting for tomorrow 2pm, sexual abuse")
    assert inputs(reply)["category"]["value"] == "sexual abuse"
    sent = buttons(reply)["Save and go on"]
    await room.does(SAM, ConcernForm, **{**FULL, **sent})
    meeting = await room.meeting()
    assert meeting.request.meet_at == MONDAY.replace(day=24, hour=14)


@pytest.mark.requirement("NS-61")
@pytest.mark.parametrize("person", [DEV, GRACE])
async def test_a_partner_is_sent_to_social_care(room, person):
    for reply in (
        await room.says(person, "convene a strategy meeting"),
        await room.does(person, OpenRequest),
        await room.does(person, ConcernForm, **FULL),
    ):
        assert isinstance(reply, Say)
        assert "Children's Social Care" in reply.words
    assert room.id == ""


async def test_the_concern_begins_a_request_with_a_reference_that_says_nothing(room):
    reply = await begun(room)
    meeting = await room.meeting()
    assert (meeting.phase, meeting.requester) == (Phase.DRAFT, SAM)
    assert meeting.request.category is Category.PHYSICAL
    assert meeting.request.concern == CONCERN
    assert meeting.request.identified_at == MONDAY.replace(hour=8, minute=30)
    assert meeting.id.startswith("SM-")
    assert "Step 2" in words(reply)


@pytest.mark.requirement("NS-14")
async def test_the_deadline_and_its_rule_are_shown_from_the_second_step(room):
    shown = words(await begun(room))
    assert "To be held by" in shown
    assert "NS-16" in shown


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("category", ""),
        ("category", "mischief"),
        ("concern", ""),
        ("concern", "   "),
        ("band", ""),
        ("band", "whenever"),
        ("identified", ""),
        ("identified", "banana"),
        ("identified", "tomorrow 9am"),
    ],
)
async def test_a_mistake_is_shown_at_its_field_and_the_rest_is_kept(room, field, typed):
    reply = await begun(room, **{field: typed})
    assert room.id == ""
    kept = {k: v for k, v in FULL.items() if k not in ("meeting", field)}
    assert {k: inputs(reply)[k].get("value") for k in kept} == kept
    assert list(mistakes(reply)) == [field]


async def test_a_second_press_on_the_same_form_begins_no_second_request(room):
    opened = await room.does(SAM, OpenRequest)
    sent = buttons(opened)["Save and go on"]
    assert sent["once"]
    await room.does(SAM, ConcernForm, **{**FULL, **sent})
    first = room.id
    reply = await room.does(SAM, ConcernForm, **{**FULL, **sent})
    assert words(reply) == "That was recorded already, at 9:00 am."
    assert room.id == first
    assert len(await room.store.backend.scan("meeting:", "meeting:~", 9)) == 1


async def test_two_requests_of_the_same_words_are_two(room):
    await begun(room, once="a")
    await begun(room, once="b")
    assert len(await room.store.backend.scan("meeting:", "meeting:~", 9)) == 2


async def test_the_same_delivery_twice_is_passed_over_in_silence(room):
    await room.does(SAM, ConcernForm, mark="one", **FULL)
    await room.does(SAM, ConcernForm, mark="one", **FULL)
    assert len(await room.store.backend.scan("meeting:", "meeting:~", 9)) == 1


async def test_going_back_shows_the_concern_as_it_was_saved(room):
    await begun(room)
    reply = await room.does(SAM, Step, go="concern")
    assert inputs(reply)["concern"]["value"] == CONCERN
    assert inputs(reply)["band"]["value"] == "recent"
    again = buttons(reply)["Save and go on"]
    shown = {k: inputs(reply)[k]["value"] for k in ("category", "concern", "band", "identified")}
    await room.does(SAM, ConcernForm, **{**again, **shown})
    assert (await room.meeting()).request.identified_at == MONDAY.replace(hour=8, minute=30)


async def test_nobody_else_sees_or_changes_the_draft(room):
    await begun(room)
    for person in (MIRIAM, THEO, DEV):
        reply = await room.does(person, Step, go="concern")
        assert words(reply) == (
            "You have no meeting of that reference. If you expect one, ask its social worker."
        )


async def test_a_request_that_was_sent_can_no_longer_be_changed(room):
    await requested(room)
    reply = await room.does(SAM, ConcernForm, **{**FULL, "meeting": room.id, "concern": "Other"})
    assert words(reply) == "This request has been sent already."
    assert (await room.meeting()).request.concern == CONCERN


async def test_the_manager_cannot_change_the_request_in_the_requesters_name(room):
    await authorised(room)
    reply = await room.does(MIRIAM, Step, go="concern")
    assert "Only the social worker" in words(reply)


async def test_keys_that_the_form_does_not_know_change_nothing(room):
    await begun(room, phase="HELD", requester="x", id="SM-EVIL1", go="check")
    meeting = await room.meeting()
    assert (meeting.phase, meeting.requester) == (Phase.DRAFT, SAM)
    assert meeting.id != "SM-EVIL1"
