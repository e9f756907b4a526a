"""The line that says how much of the minimum comes, or is there; and when each answered."""

from datetime import timedelta

import pytest

from cards.help import status_card
from cards.tally import quorum_line, tally_card
from meeting import attendance
from meeting.model import AnswerKind
from tests import north_east_lincolnshire as nel
from tests.build import NINE, PROTOCOL, answered, convened, in_session
from tests.people import DEV, GRACE, SAM
from tests.room import words


def test_who_has_said_that_they_come_is_counted_before_the_meeting():
    missing = "0 of 3: Local Authority social worker, Health and Police missing"
    assert quorum_line(convened(), PROTOCOL) == missing
    coming = answered(convened(), SAM, GRACE, DEV)
    assert quorum_line(coming, PROTOCOL) == "3 of 3: quorum expected"


def test_who_is_there_is_counted_once_the_chair_has_seen_who_is():
    assert quorum_line(in_session(SAM, GRACE), PROTOCOL) == "2 of 3: Police missing"
    assert quorum_line(in_session(SAM, GRACE, DEV), PROTOCOL) == "3 of 3: quorate"


@pytest.mark.parametrize(("kind", "cited"), [("meeting", "NE-06"), ("discussion", "NE-13")])
def test_only_the_minimum_of_this_kind_of_meeting_is_counted(kind, cited):
    meeting = nel.convened(type=kind)
    assert " of 3: " in quorum_line(meeting, nel.NEL)
    assert cited in words(tally_card(meeting, nel.NEL))


def test_by_when_it_was_to_be_held_is_no_longer_said_once_it_is():
    assert "To be held by" in words(status_card(convened(), PROTOCOL, SAM))
    assert "To be held by" not in words(status_card(in_session(SAM), PROTOCOL, SAM))


def test_each_answer_stands_with_its_day_as_the_card_stays_until_the_meeting():
    coming = answered(convened(), DEV)
    tuesday = NINE + timedelta(days=1)
    absent = answered(coming, GRACE, kind=AnswerKind.INFORMATION, when=tuesday)
    informed = attendance.inform(absent, GRACE, (("Known?", "Yes."),), tuesday)
    card = words(tally_card(informed, PROTOCOL))
    assert "Police (Dev Raman): attending, answered 9:00 am, Mon 23 Nov" in card
    assert "answered 9:00 am, Tue 24 Nov; information received 9:00 am, Tue 24 Nov" in card
