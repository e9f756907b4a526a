"""What the census would query about a conference's date, and where an enquiry's middle lies."""

from datetime import datetime

import pytest

from meeting.calendar import LONDON, Calendar
from meeting.conference import census_warnings, midpoint

CALENDAR = Calendar()


def london(day: int, hour: int = 10, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (london(27), None),
        (london(28), "Saturday"),
        (london(29), "Sunday"),
        (london(25, month=12), "Christmas Day"),
    ],
)
def test_a_conference_on_a_day_off_is_warned_of(held: datetime, said: str | None):
    found = census_warnings(held, None, CALENDAR)
    assert [said in words for words in found] == ([True] if said else [])


def test_a_conference_before_the_referral_is_warned_of():
    [found] = census_warnings(london(19), london(20), CALENDAR)
    assert "before the referral of Friday 20 November 2026" in found
    assert census_warnings(london(20, 9), london(20, 16), CALENDAR) == ()


def test_both_may_be_wrong_at_once():
    assert len(census_warnings(london(21), london(23), CALENDAR)) == 2


@pytest.mark.parametrize(
    ("met", "ends", "review"),
    [
        (london(2), london(20), "Wed 11 Nov 17:00"),
        (london(2), london(12), "Fri 06 Nov 17:00"),
        (london(9), london(20), "Fri 13 Nov 17:00"),
        (london(7), london(8), "Sat 07 Nov 17:00"),
        (london(9), london(2), "Mon 09 Nov 17:00"),
    ],
    ids=["odd", "a Saturday falls back to Friday", "even", "no working day between", "backwards"],
)
def test_the_review_lies_at_the_middle_of_the_enquiry(met: datetime, ends: datetime, review: str):
    assert f"{midpoint(met, ends, CALENDAR):%a %d %b %H:%M}" == review
