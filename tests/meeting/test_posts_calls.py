"""Who is told to telephone, when nothing has reached somebody."""

from datetime import timedelta

import pytest

from meeting import agenda
from meeting.delivery import Attempt, Delivery, Result, Way
from meeting.marks import Done
from meeting.post import CHANNEL, Post, PostKind
from meeting.posts_calls import calls
from tests.build import NINE, answered, cancelled, convened, invitee_of, requested
from tests.people import DEV, GRACE, MIRIAM, SAM


def a_post(slot, to, kind=PostKind.MOVED, **more):
    return Post(slot=slot, kind=kind, to=to, due=NINE, **more)


def a_delivery(slot, to, *attempts, kind=PostKind.MOVED, at=NINE):
    tried = tuple(Attempt(way=way, result=result, at=at) for way, result in attempts)
    accepted = any(result is Result.ACCEPTED for _, result in attempts)
    final = Result.ACCEPTED if accepted else attempts[-1][1]
    return Delivery(slot=slot, kind=kind, to=to, result=final, at=at, attempts=tried)


LOST = (Way.CHAT, Result.UNREACHABLE)
MAILED = (Way.EMAIL, Result.ACCEPTED)
SHOWN = (Way.CHAT, Result.ACCEPTED)


def told(meeting, *deliveries, urgent=False):
    """(who telephones, whom) for every open card."""
    owed = {d.slot: a_post(d.slot, d.to, urgent=urgent) for d in deliveries}
    return [(p.to, p.about) for p in calls(meeting, owed, deliveries) if p.edition != "settled"]


@pytest.mark.parametrize(
    ("attempts", "urgent", "rings"),
    [
        ([LOST], False, True),
        ([LOST, (Way.EMAIL, Result.REFUSED)], False, True),
        ([(Way.CHAT, Result.UNCERTAIN)], False, True),
        ([LOST, MAILED], False, False),
        ([LOST, MAILED], True, True),
        ([LOST, (Way.MENTION, Result.ACCEPTED)], True, True),
        ([SHOWN], True, False),
        ([(Way.CHAT, Result.WAITING)], True, False),
    ],
)
def test_somebody_is_rung_when_nothing_else_has_reached_them(attempts, urgent, rings):
    found = told(convened(), a_delivery("i1", DEV.id, *attempts), urgent=urgent)
    assert (found == [(SAM.id, DEV.id)]) is rings


def test_one_card_for_one_person_however_much_failed():
    found = told(convened(), a_delivery("i1", DEV.id, LOST), a_delivery("r1", DEV.id, LOST))
    assert found == [(SAM.id, DEV.id)]


def test_about_the_convenor_the_chair_is_told():
    assert told(convened(), a_delivery("p", SAM.id, LOST)) == [(MIRIAM.id, SAM.id)]


def test_about_the_manager_the_requester_is_told():
    assert told(requested(), a_delivery("a", MIRIAM.id, LOST)) == [(SAM.id, MIRIAM.id)]


def test_where_nobody_is_left_nobody_is_told():
    assert told(requested(), a_delivery("a", MIRIAM.id, LOST), a_delivery("b", SAM.id, LOST)) == []


def test_what_is_no_longer_owed_rings_nobody():
    lost = a_delivery("i1", DEV.id, LOST)
    assert list(calls(convened(), {}, [lost])) == []


def test_who_was_rung_is_rung_again_only_for_what_fails_afterwards():
    meeting = convened().but(done=(Done(what=f"call:{DEV.id}", by=SAM.id, at=NINE),))
    earlier = a_delivery("i1", DEV.id, LOST)
    assert told(meeting, earlier) == []
    later = a_delivery("m1", DEV.id, LOST, at=NINE + timedelta(hours=1))
    assert told(meeting, earlier, later) == [(SAM.id, DEV.id)]


def test_a_card_whose_person_was_reached_is_drawn_as_settled():
    meeting, lost = convened(), a_delivery("i1", DEV.id, LOST)
    [card] = calls(meeting, {"i1": a_post("i1", DEV.id)}, [lost])
    shown = a_delivery(card.slot, SAM.id, SHOWN, kind=PostKind.CALL)
    reached = a_delivery("i1", DEV.id, SHOWN)
    [after] = calls(meeting, {"i1": a_post("i1", DEV.id)}, [reached, shown])
    assert (after.slot, after.edition, after.to) == (card.slot, "settled", SAM.id)


def test_a_convenor_who_cannot_be_told_is_passed_over():
    meeting, lost = convened(), a_delivery("i1", GRACE.id, LOST)
    [card] = calls(meeting, {"i1": a_post("i1", GRACE.id)}, [lost])
    failed = a_delivery(card.slot, SAM.id, LOST, kind=PostKind.CALL)
    found = calls(meeting, {"i1": a_post("i1", GRACE.id)}, [lost, failed])
    open_ = {(p.to, p.about) for p in found if p.edition != "settled"}
    assert open_ == {(MIRIAM.id, GRACE.id), (MIRIAM.id, SAM.id)}


@pytest.mark.parametrize(
    ("meeting", "rings"),
    [
        (convened(), True),
        (answered(convened(), DEV), False),
        (agenda.start(convened(), NINE), False),
        (cancelled(convened()), False),
    ],
    ids=["waiting", "answered", "in session", "cancelled"],
)
def test_an_invitation_that_matters_no_more_rings_nobody(meeting, rings):
    invited = invitee_of(meeting, DEV)
    kind = PostKind.INVITATION
    owed = {"i": a_post("i", DEV.id, kind, about=invited.id)}
    found = list(calls(meeting, owed, [a_delivery("i", DEV.id, LOST, kind=kind)]))
    assert bool(found) is rings


def test_a_channel_out_of_reach_is_told_as_well():
    assert told(convened(), a_delivery("tally", CHANNEL, (Way.CHANNEL, Result.UNREACHABLE))) == [
        (SAM.id, CHANNEL)
    ]
