"""How times and lists are written for people."""

from datetime import UTC, datetime, timedelta

import pytest

from meeting.saying import LONDON, clock, day, listed, moment, short_day, spoken, with_day
from tests.build import NINE

TUESDAY = datetime(2026, 11, 24, 11, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("hour", "minute", "said"),
    [
        (0, 0, "12:00 am"),
        (0, 5, "12:05 am"),
        (9, 5, "9:05 am"),
        (12, 0, "12:00 pm"),
        (12, 30, "12:30 pm"),
        (23, 59, "11:59 pm"),
    ],
)
def test_the_time_of_day_is_said_as_on_a_kitchen_clock(hour, minute, said):
    assert clock(datetime(2026, 11, 24, hour, minute, tzinfo=LONDON)) == said


def test_summer_time_is_said_in_summer():
    at = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert spoken(at) == "Thursday 2 July 2026, 12:30 am"


def test_days_are_said_in_full_and_in_short():
    assert day(TUESDAY.date()) == "Tuesday 24 November 2026"
    assert short_day(TUESDAY.date()) == "24 Nov 2026"


def test_today_needs_no_day():
    assert moment(NINE, NINE + timedelta(hours=3)) == "9:00 am"
    assert moment(NINE, TUESDAY) == "Monday 23 November 2026, 9:00 am"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""),
        (["police"], "police"),
        (["police", "health"], "police and health"),
        (["police", "health", "school"], "police, health and school"),
    ],
)
def test_a_list_is_said_as_a_sentence(words, said):
    assert listed(words) == said


def test_in_a_list_that_stays_for_days_the_day_stands_behind_the_time():
    assert with_day(TUESDAY) == "11:00 am, Tue 24 Nov"
    assert with_day(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == "12:30 am, Thu 2 Jul"
