"""An action recorded wrongly is put right, and what was marked done by mistake is taken back."""

import pytest

from cards.actions import ActionUndone, CorrectAction, OpenAction
from cards.minutes import ApproveForm
from cards.notices import ActionDone
from cards.steps import ActionForm, GoTo, OpenActions
from meeting.post import PostKind
from tests.by_protocol import held as held_by
from tests.people import DEV, GRACE, MIRIAM, OWEN, SAM
from tests.room import Room, buttons, inputs, mistakes, words
from tests.walk import held, in_session

ACTION = {"item": "12", "what": "Medical", "who": GRACE.id, "when": "tomorrow 5pm"}
RIGHT = {"action": "x1", "what": "Medical of both", "who": DEV.id, "when": "Friday 3pm"}
BEFORE = "it was: Medical; Grace Adeyemi, Health Lead, Named Nurse; by Wednesday 25 November"


async def agreed(room):
    await in_session(room)
    await room.does(MIRIAM, ActionForm, **ACTION, channel=True)


async def action(room):
    [found] = (await room.meeting()).session.actions
    return found


async def corrects(room, person=MIRIAM, **more):
    return await room.does(person, CorrectAction, **{**RIGHT, **more})


async def test_the_chair_types_over_the_action_as_it_stands(room):
    await agreed(room)
    await room.does(MIRIAM, GoTo, item="12", channel=True)
    opens = buttons(await room.card("agenda"))["Put an action right"]
    listed = await room.does(MIRIAM, OpenActions, **opens)
    assert "Medical; Grace Adeyemi" in words(listed)
    assert listed.private
    form = await room.does(MIRIAM, OpenAction, **buttons(listed)["Put it right"])
    asked = inputs(form)
    assert (asked["what"]["value"], asked["who"]["value"]) == ("Medical", GRACE.id)
    sent = {key: field.get("value", "") for key, field in asked.items()}
    sent |= buttons(form)["Record the correction"]
    same = await room.does(MIRIAM, CorrectAction, **sent)
    assert "Nothing was changed" in words(same)
    told = await room.does(MIRIAM, CorrectAction, **{**sent, "what": "Two medicals", "once": "n"})
    assert "action 1 is put right, by Wednesday 25 November 2026, 5:00 pm" in words(told)
    assert (await action(room)).what == "Two medicals"


async def test_owner_time_and_words_change_and_the_earlier_ones_stay_on_the_timeline(room):
    await agreed(room)
    await corrects(room)
    now = await action(room)
    assert (now.what, now.owner, now.due.hour) == ("Medical of both", DEV.id, 15)
    entries = await room.store.work(MIRIAM, room.now).timeline(room.id)
    assert entries[-1].what == "put action 1 right"
    assert entries[-1].why.startswith(BEFORE)
    assert "Action 1: Dev Raman" in words(await _at_item(room))


async def _at_item(room):
    await room.does(MIRIAM, GoTo, item="12", channel=True)
    return await room.card("agenda")


@pytest.mark.parametrize(
    ("before", "more", "who"),
    [
        ({}, {"who": "", "other": "The aunt"}, "The aunt"),
        ({}, {"who": DEV.id, "other": "The aunt"}, "The aunt"),
        ({"who": "", "other": "The aunt"}, {"who": DEV.id, "other": "The aunt"}, "Dev Raman"),
    ],
    ids=["somebody else", "both", "somebody of the directory instead"],
)
async def test_a_name_typed_freely_holds_unless_it_stood_there_before(room, before, more, who):
    await in_session(room)
    await room.does(MIRIAM, ActionForm, **{**ACTION, **before})
    await corrects(room, **more)
    assert (await action(room)).who.startswith(who)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"what": " "}, "what"),
        ({"who": ""}, "who"),
        ({"when": "soonish"}, "when"),
        ({"when": "yesterday"}, "when"),
    ],
)
async def test_a_correction_that_is_incomplete_is_asked_for_again(room, more, field):
    await agreed(room)
    reply = await corrects(room, **more)
    assert list(mistakes(reply)) == [field]
    assert (await action(room)).what == "Medical"


async def test_after_the_meeting_the_draft_becomes_a_new_version(room):
    await held(room)
    assert "Put an action right" in buttons(await room.card("agenda"))
    await corrects(room)
    assert (await room.meeting()).minutes.version == 2
    old = await room.does(MIRIAM, ApproveForm, version="1", recipients=DEV.id)
    assert "draft has changed" in words(old)


async def test_who_gets_it_is_told_and_who_had_it_is_told_that_they_do_not(room):
    await held(room)
    assert PostKind.ACTION in await room.owed_to(GRACE)
    room.later(minutes=10)
    await corrects(room)
    mine = {p.to: p.slot for p in await room.posts() if p.kind is PostKind.ACTION}
    assert mine == {GRACE.id: "action:x1", DEV.id: "action:x1:1"}
    had, has = await room.card("action:x1"), await room.card("action:x1:1")
    assert "no longer yours" in words(had)
    assert "Medical" not in words(had)
    assert buttons(had) == {}
    assert "Medical of both" in words(has)
    room.later(days=5)
    overdue = {p.to for p in await room.posts() if p.kind is PostKind.ACTION_OVERDUE}
    assert overdue == {DEV.id, MIRIAM.id}


async def test_a_later_time_is_reminded_of_anew_even_if_the_earlier_had_passed(room):
    await held(room)
    room.later(days=2)
    before = {p.slot for p in await room.posts() if p.kind is PostKind.ACTION_OVERDUE}
    await corrects(room, who=GRACE.id, when="in 3 days at 10am")
    assert PostKind.ACTION_OVERDUE not in await room.owed_to(GRACE)
    room.later(days=4)
    again = {p.slot for p in await room.posts() if p.kind is PostKind.ACTION_OVERDUE}
    assert before
    assert again
    assert not before & again


async def test_once_the_minutes_are_approved_nothing_in_them_changes(room):
    await held(room)
    await room.does(MIRIAM, ApproveForm, version="1", recipients=DEV.id)
    assert "Put an action right" not in buttons(await room.card("agenda"))
    for form, data in ((CorrectAction, RIGHT), (OpenAction, RIGHT), (OpenActions, {})):
        assert "minutes are approved" in words(await room.does(MIRIAM, form, **data))
    assert (await action(room)).what == "Medical"


@pytest.mark.parametrize("person", [SAM, GRACE, DEV])
async def test_nobody_but_the_chair_puts_it_right_where_the_protocol_names_no_minute_taker(
    room, person
):
    await agreed(room)
    for form, data in ((CorrectAction, RIGHT), (OpenAction, RIGHT), (OpenActions, {})):
        assert "Only the chair, or who takes" in words(await room.does(person, form, **data))
    assert (await action(room)).what == "Medical"


async def test_who_takes_the_minutes_by_the_protocol_puts_it_right_too():
    """Greater Manchester: a social worker or business support records."""
    room = Room(protocol="greater_manchester")
    await held_by(room)
    more = {"purpose": "To date them.", "contingency": "None.", "review": "By the chair."}
    assert "Only the chair" in words(await corrects(room, GRACE, **more))
    assert "put right" in words(await corrects(room, SAM, **more))


async def test_an_action_that_there_is_not_is_refused(room):
    await agreed(room)
    for form in (CorrectAction, OpenAction):
        reply = await room.does(MIRIAM, form, **{**RIGHT, "action": "x9"})
        assert "That action is not there" in words(reply)


async def test_what_was_marked_done_is_taken_back_and_reminded_of_again(room):
    await held(room)
    await room.does(GRACE, ActionDone, action="x1")
    undo = buttons(await room.card("action"))["It is not done yet"]
    assert "not done yet" in words(await room.does(GRACE, ActionUndone, **undo))
    assert (await action(room)).done_at is None
    assert "It is done" in buttons(await room.card("action"))
    assert "Nothing was changed" in words(await room.does(MIRIAM, ActionUndone, action="x1"))
    room.later(days=3)
    assert PostKind.ACTION_OVERDUE in await room.owed_to(GRACE)
    assert (await room.timeline())[-1] == "took back that an action is done"


@pytest.mark.parametrize("person", [SAM, DEV, OWEN])
async def test_only_its_owner_or_the_chair_takes_it_back(room, person):
    await held(room)
    await room.does(GRACE, ActionDone, action="x1")
    assert "Only the person who has" in words(await room.does(person, ActionUndone, action="x1"))
    assert (await action(room)).done_at
