"""Children and adults of a request: added, refused, taken off, and not doubled."""

import pytest

from cards.request import AdultForm, ChildForm, ConcernForm, RemovePerson, Step
from meeting.people import Child
from tests.dialogs.test_request import FULL
from tests.people import MIRIAM, SAM
from tests.room import ADULT, CHILD, SECOND_CHILD, buttons, inputs, mistakes, words
from tests.walk import requested

BABY = {"name": "Jo Ashgrove", "born": "2027-02-01", "unborn": "true", "nhs": "999 000 5678"}


async def children(room) -> tuple[Child, ...]:
    return (await room.meeting()).request.children


@pytest.fixture
async def begun(room):
    await room.does(SAM, ConcernForm, **FULL)
    return room


@pytest.mark.requirement("NS-56")
@pytest.mark.requirement("NS-57")
@pytest.mark.requirement("NS-59")
async def test_a_child_is_kept_with_every_detail(begun):
    details = {**CHILD, "ethnicity": "White British", "address": "1 High St", "plan": "CIN"}
    await begun.does(SAM, ChildForm, **details, go="adults")
    [child] = await children(begun)
    kept = child.model_dump(mode="json", exclude={"id", "unborn"})
    assert kept == {**details, "born": "2018-05-04"}


@pytest.mark.requirement("NS-58")
async def test_an_unborn_baby_has_an_expected_date_and_the_mothers_number(begun):
    await begun.does(SAM, ChildForm, **BABY, go="adults")
    [child] = await children(begun)
    assert (child.unborn, child.nhs) == (True, "999 000 5678")
    assert "unborn, expected 1 Feb 2027" in words(await begun.does(SAM, Step, go="children"))


async def test_several_children_are_kept_in_order_and_shown(begun):
    await begun.does(SAM, ChildForm, **CHILD, go="children")
    reply = await begun.does(SAM, ChildForm, **SECOND_CHILD, go="children")
    assert [c.name for c in await children(begun)] == ["Robin Ashgrove", "Wren Ashgrove"]
    assert words(reply).index("Robin") < words(reply).index("Wren")
    assert reply.private


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"name": "", "born": "2018-05-04"}, "name", "Please give the name"),
        ({"name": ""}, "name", "Please add at least one child."),
        ({"name": "R", "born": "2027-01-01"}, "born", "cannot be in the future"),
        ({"name": "R", "born": "4.5.2018"}, "born", "day, month and year"),
        ({"name": "R", "born": "2018-02-30"}, "born", "day, month and year"),
        ({**BABY, "born": "2026-01-01"}, "born", "cannot be in the past"),
    ],
)
async def test_a_mistake_is_shown_at_its_field_and_the_rest_is_kept(begun, typed, field, says):
    reply = await begun.does(SAM, ChildForm, **typed, go="adults")
    assert await children(begun) == ()
    assert list(mistakes(reply)) == [field]
    assert says in mistakes(reply)[field]
    assert inputs(reply)["name"].get("value", "") == typed["name"]


async def test_going_on_with_one_child_and_an_empty_form_is_no_mistake(begun):
    await begun.does(SAM, ChildForm, **CHILD, go="children")
    assert "Step 3" in words(await begun.does(SAM, ChildForm, go="adults"))


async def test_a_request_may_have_no_adult(begun):
    await begun.does(SAM, ChildForm, **CHILD, go="adults")
    assert "Step 4" in words(await begun.does(SAM, AdultForm, go="arrangements"))


async def test_an_adult_is_kept_and_taken_off(begun):
    await begun.does(SAM, AdultForm, **ADULT, go="adults")
    [adult] = (await begun.meeting()).request.adults
    assert adult.relationship == "mother"
    await begun.does(SAM, RemovePerson, person=adult.id, go="adults")
    assert (await begun.meeting()).request.adults == ()


@pytest.mark.parametrize("typed", [{"relationship": "father"}, {"name": "A", "born": "2030-01-01"}])
async def test_an_adults_mistake_is_shown_and_nothing_is_kept(begun, typed):
    reply = await begun.does(SAM, AdultForm, **typed, go="adults")
    assert (await begun.meeting()).request.adults == ()
    assert "Please give the name" in words(reply) or "cannot be in the future" in words(reply)


@pytest.mark.parametrize(("form", "step"), [(ChildForm, "children"), (AdultForm, "adults")])
async def test_a_second_press_does_not_double_a_person(begun, form, step):
    shown = await begun.does(SAM, Step, go=step)
    sent = {**buttons(shown)["Save, add another"], "name": "Robin Ashgrove"}
    await begun.does(SAM, form, **sent)
    reply = await begun.does(SAM, form, **sent)
    assert "recorded already" in words(reply)
    request = (await begun.meeting()).request
    assert len(request.children) + len(request.adults) == 1


async def test_twins_of_the_same_name_may_both_be_added(begun):
    for _ in range(2):
        shown = await begun.does(SAM, Step, go="children")
        sent = {**buttons(shown)["Save, add another"], "name": "Baby Ashgrove"}
        await begun.does(SAM, ChildForm, **sent)
    assert len(await children(begun)) == 2


async def test_a_stale_remove_button_never_hits_another_child(begun):
    shown = await begun.does(SAM, ChildForm, **CHILD, go="children")
    stale = buttons(shown)["Remove"]
    await begun.does(SAM, RemovePerson, **stale)
    await begun.does(SAM, ChildForm, **SECOND_CHILD, go="children")
    await begun.does(SAM, RemovePerson, **stale)
    assert [c.name for c in await children(begun)] == ["Wren Ashgrove"]


async def test_the_details_are_the_requesters_alone_to_change(begun):
    await begun.does(SAM, ChildForm, **CHILD, go="children")
    for form, data in [(ChildForm, SECOND_CHILD), (RemovePerson, {"person": "c1"})]:
        reply = await begun.does(MIRIAM, form, **data, go="children")
        assert "no meeting of that reference" in words(reply)
    assert len(await children(begun)) == 1


async def test_nobody_is_added_once_the_request_is_sent(room):
    await requested(room)
    reply = await room.does(SAM, ChildForm, **SECOND_CHILD, go="children")
    assert words(reply) == "This request has been sent already."


async def test_no_name_is_written_on_the_timeline(begun):
    await begun.does(SAM, ChildForm, **CHILD, go="children")
    await begun.does(SAM, AdultForm, **ADULT, go="adults")
    assert not any("Ashgrove" in line for line in await begun.timeline())
