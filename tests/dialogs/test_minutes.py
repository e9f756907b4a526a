"""The chair adds to the draft and approves it; recipients get their links."""

import pytest

from cards.minutes import ApproveForm, RemarkForm, SendMinutes
from dialogs.turn import Quiet
from meeting.model import Phase
from meeting.post import PostKind
from tests.people import DEV, DORA, GRACE, MIRIAM, OWEN, SAM
from tests.room import buttons, inputs, words
from tests.walk import complete, held


async def approve(room, person=MIRIAM, **more):
    sent = {"version": "1", "recipients": f"{MIRIAM.id},{SAM.id},{DEV.id}", **more}
    return await room.does(person, ApproveForm, **sent)


async def minutes(room):
    return (await room.meeting()).minutes


async def test_the_draft_offers_all_who_were_there_and_says_until_when(room):
    await held(room)
    card = await room.card("minutes.draft")
    offered = {c["value"] for c in inputs(card)["recipients"]["choices"]}
    assert offered == {MIRIAM.id, SAM.id, GRACE.id, DEV.id}
    assert set(inputs(card)["recipients"]["value"].split(",")) == offered
    assert "To be circulated by Friday 27 November 2026, 5:00 pm" in words(card)
    assert "NS-91" in words(card)


async def test_an_addition_is_kept_as_a_new_version(room):
    await held(room)
    assert isinstance(await room.does(MIRIAM, RemarkForm, remark="Corrected: 3 pm."), Quiet)
    assert ((await minutes(room)).version, (await minutes(room)).remarks) == (
        2,
        "Corrected: 3 pm.",
    )


async def test_a_second_press_adds_once(room):
    await held(room)
    sent = {**buttons(await room.card("minutes.draft"))["Add to the minutes"], "remark": "Twice?"}
    await room.does(MIRIAM, RemarkForm, **sent)
    assert "recorded already" in words(await room.does(MIRIAM, RemarkForm, **sent))
    assert (await minutes(room)).remarks == "Twice?"


async def test_an_empty_addition_is_none(room):
    await held(room)
    assert "nothing to add" in words(await room.does(MIRIAM, RemarkForm, remark=" "))
    assert (await minutes(room)).version == 1


@pytest.mark.requirement("NS-91")
async def test_approval_circulates_and_says_to_whom(room):
    await held(room)
    reply = await approve(room)
    assert words(reply) == (
        "Approved at 11:00 am. The minutes go to Miriam Holt, Sam Okafor and Dev Raman."
    )
    assert (await room.meeting()).phase is Phase.CIRCULATED
    assert PostKind.MINUTES in await room.owed_to(DEV)
    assert PostKind.MINUTES not in await room.owed_to(GRACE)


async def test_a_draft_that_has_changed_is_not_approved_unread(room):
    await held(room)
    await room.does(MIRIAM, RemarkForm, remark="More.")
    assert "The draft has changed" in words(await approve(room))
    assert (await minutes(room)).approved_at is None
    await approve(room, version="2")
    assert (await minutes(room)).approved_at


@pytest.mark.parametrize("recipients", ["", "nobody", DORA.id, OWEN.id])
async def test_minutes_go_to_nobody_who_was_not_there(room, recipients):
    await held(room)
    reply = await approve(room, recipients=recipients)
    assert "tick at least one person" in words(reply)
    assert (await minutes(room)).approved_at is None


async def test_a_second_approval_changes_nothing(room):
    await held(room)
    await approve(room)
    assert "circulated already" in words(await approve(room, recipients=GRACE.id))
    assert GRACE.id not in (await minutes(room)).recipients


async def test_nothing_is_added_after_approval(room):
    await held(room)
    await approve(room)
    assert "approved already" in words(await room.does(MIRIAM, RemarkForm, remark="Late."))
    assert (await minutes(room)).remarks == ""


@pytest.mark.parametrize(
    ("person", "says"), [(SAM, "Only the chair"), (DEV, "Only the chair"), (DORA, "no meeting of")]
)
@pytest.mark.parametrize(
    ("form", "data"),
    [(RemarkForm, {"remark": "Mine."}), (ApproveForm, {"version": "1", "recipients": DEV.id})],
)
async def test_the_draft_is_the_chairs_alone(room, person, says, form, data):
    await held(room)
    before = await room.meeting()
    assert says in words(await room.does(person, form, **data))
    assert await room.meeting() == before


async def test_a_recipient_is_sent_a_new_link_and_nobody_else_is(room):
    await held(room)
    await approve(room)
    room.later(days=20)
    assert isinstance(await room.does(DEV, SendMinutes), Quiet)
    assert (await room.owed_to(DEV)).count(PostKind.MINUTES) == 2
    assert "no minutes of this meeting for you" in words(await room.does(GRACE, SendMinutes))


async def test_there_is_no_link_before_the_minutes_are_out(room):
    await complete(room)
    assert "no minutes of this meeting" in words(await room.does(DEV, SendMinutes))


async def test_the_chair_is_sent_a_new_link_without_being_a_recipient(room):
    await held(room)
    await approve(room, recipients=DEV.id)
    assert "Send me a new link" in buttons(await room.card("minutes.draft"))
    assert isinstance(await room.does(MIRIAM, SendMinutes), Quiet)
    assert PostKind.MINUTES in await room.owed_to(MIRIAM)


async def test_the_chair_is_sent_no_second_link_to_a_draft(room):
    await held(room)
    assert "no minutes of this meeting for you" in words(await room.does(MIRIAM, SendMinutes))


@pytest.mark.parametrize(
    ("recipients", "line"),
    [
        (DEV.id, "approved the minutes for 1 person"),
        (f"{DEV.id},{GRACE.id}", "approved the minutes for 2 people"),
    ],
)
async def test_the_approval_is_a_line_of_the_timeline(room, recipients, line):
    await held(room)
    await approve(room, recipients=recipients)
    assert (await room.timeline())[-1] == line
