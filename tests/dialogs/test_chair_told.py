"""Whoever is made the chair by somebody else is told so; whoever chose it themselves is not."""

import pytest

from cards.change import CancelForm
from cards.invitation import AddInvitee, InviteesForm
from cards.steps import StartMeeting
from cards.summary import summary
from meeting.post import PostKind
from tests.people import DEV, DORA, GRACE, MIRIAM, SAM, THEO
from tests.room import words
from tests.walk import authorised, convened


async def sent(room, person=SAM, chair=THEO):
    await authorised(room)
    invitees = (await room.meeting()).invitees
    people = {"social_care": SAM, "health": GRACE, "police": DEV}
    named = {f"who_{i.id}": people[i.agency].id for i in invitees if i.agency in people}
    return await room.does(person, InviteesForm, chair=chair.id, anyway="yes", **named)


@pytest.mark.parametrize(("presser", "chair"), [(SAM, THEO), (SAM, MIRIAM), (MIRIAM, THEO)])
async def test_the_chair_whom_another_put_down_is_told_when_where_and_by_whom(room, presser, chair):
    await sent(room, presser, chair)
    assert PostKind.CHAIR in await room.owed_to(chair)
    card = words(await room.card("chair"))
    for part in (presser.name, "Tuesday 24 November 2026, 11:00 am", "you start it there"):
        assert part in card
    for secret in ("Ashgrove", "Bruises"):
        assert secret not in card


async def test_a_chair_who_sent_the_invitations_is_told_nothing(room):
    await sent(room, MIRIAM, MIRIAM)
    assert PostKind.CHAIR not in await room.owed_to(MIRIAM)


async def test_nobody_is_told_before_the_invitations_are_out(room):
    await authorised(room)
    await room.does(SAM, AddInvitee, add=DORA.id, add_reason="She knows her.", chair=THEO.id)
    assert (await room.meeting()).chair == THEO
    assert await room.owed_to(THEO) == []


async def test_the_notification_names_nothing_but_the_reference(room):
    await sent(room)
    [post] = [p for p in await room.posts() if p.kind is PostKind.CHAIR]
    assert summary(post, await room.meeting()) == f"You are asked to chair a meeting ({room.id})"


async def test_of_a_meeting_that_is_called_off_or_has_begun_nobody_is_told_any_more(room):
    await convened(room)
    assert PostKind.CHAIR in await room.owed_to(MIRIAM)
    await room.does(SAM, CancelForm, reason="Another family.")
    assert PostKind.CHAIR not in await room.owed_to(MIRIAM)
    await convened(room)
    await room.does(MIRIAM, StartMeeting, channel=True)
    assert PostKind.CHAIR not in await room.owed_to(MIRIAM)
