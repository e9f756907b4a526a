"""Moving and calling off: until when, with what kept on the record."""

import pytest

from meeting import agenda, change
from meeting.change import NotMovable
from meeting.model import Phase
from meeting.request import Outcome
from meeting.urgency import deadline
from tests.build import (
    MEET,
    NINE,
    PROTOCOL,
    a_draft,
    at,
    authorised,
    cancelled,
    convened,
    held,
    moved,
    requested,
    settled,
)

OPEN = {
    "waiting": requested(),
    "returned": settled(Outcome.RETURNED),
    "authorised": authorised(),
    "convened": convened(),
}
OVER = {
    "draft": a_draft(),
    "declined": settled(Outcome.DECLINED),
    "in session": agenda.start(convened(), MEET),
    "held": held(),
    "cancelled": cancelled(convened()),
}


@pytest.mark.parametrize("meeting", OPEN.values(), ids=OPEN)
def test_a_meeting_that_has_not_begun_is_moved_with_both_times_on_the_record(meeting):
    later = moved(meeting, at(2))
    [move] = later.moves
    assert later.request.meet_at == move.later == at(2)
    assert (move.earlier, move.reason, later.phase) == (MEET, "Court.", meeting.phase)


@pytest.mark.parametrize("meeting", OPEN.values(), ids=OPEN)
def test_a_meeting_that_has_not_begun_is_cancelled_with_its_reason(meeting):
    gone = cancelled(meeting)
    assert gone.phase is Phase.CANCELLED
    assert (gone.cancelled.reason, gone.cancelled.at) == ("The child has moved.", NINE)


@pytest.mark.parametrize("meeting", OVER.values(), ids=OVER)
def test_no_other_meeting_can_be_moved_or_cancelled(meeting):
    with pytest.raises(NotMovable):
        moved(meeting, at(2))
    with pytest.raises(NotMovable):
        change.cancel(meeting, "x", "Why.", NINE)


@pytest.mark.requirement("NS-14")
def test_the_deadline_does_not_move_with_the_meeting():
    assert deadline(moved(convened(), at(3)), PROTOCOL) == deadline(convened(), PROTOCOL)
