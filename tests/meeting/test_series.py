"""Reminders at fitting shares of the time that is left, by day unless it is an emergency."""

from datetime import datetime, timedelta

import pytest

from meeting.calendar import LONDON, elapsed
from meeting.post import Post, PostKind
from meeting.quiet import awake, is_emergency
from meeting.series import series
from tests.build import NINE, PROTOCOL, convened

SHARES = (0.4, 0.7, 0.9)


def a_reminder(**more):
    return Post(slot="r", kind=PostKind.REMINDER, to="p", due=NINE, **more)


def minutes(posts):
    return [round(elapsed(NINE, p.due).total_seconds() / 60) for p in posts]


@pytest.mark.parametrize(
    ("minutes_left", "expected"),
    [
        (240, [96, 168, 216]),
        (120, [48, 84, 108]),
        (30, [12, 21, 27]),
        (20, [8, 14]),
        (10, [4, 9]),
        (3, [1]),
    ],
)
def test_a_short_time_has_as_many_reminders_as_fit_into_it(minutes_left, expected):
    found = series(a_reminder(), NINE, NINE + timedelta(minutes=minutes_left), SHARES)
    assert minutes(found) == expected


def test_each_reminder_stands_until_the_next_and_the_last_until_the_end():
    end = NINE + timedelta(hours=4)
    found = series(a_reminder(), NINE, end, SHARES)
    assert [p.until for p in found] == [found[1].due, found[2].due, end]


def test_no_time_left_is_no_reminder():
    assert series(a_reminder(), NINE, NINE, SHARES) == []
    assert series(a_reminder(), NINE, NINE - timedelta(hours=1), SHARES) == []


def test_a_reminder_that_falls_into_the_night_comes_in_the_morning():
    evening = NINE + timedelta(hours=9)
    found = series(a_reminder(), evening, evening + timedelta(hours=16), (0.5,))
    assert [p.due.astimezone(LONDON).hour for p in found] == [7]


def test_an_emergency_is_not_kept_back_by_the_night():
    evening = NINE + timedelta(hours=9)
    found = series(a_reminder(urgent=True), evening, evening + timedelta(hours=16), (0.5,))
    assert [p.due.astimezone(LONDON).hour for p in found] == [2]


def test_the_night_never_puts_a_reminder_off_past_its_end():
    late = NINE + timedelta(hours=12)
    end = late + timedelta(hours=9, minutes=30)
    found = series(a_reminder(), late, end, SHARES)
    assert found
    assert all(p.due < end for p in found)


def test_several_reminders_of_one_night_are_one():
    evening = NINE + timedelta(hours=10)
    found = series(a_reminder(), evening, evening + timedelta(hours=14), SHARES)
    assert len(found) == 2


@pytest.mark.parametrize(
    ("clock", "hour"), [("19:59", 19), ("20:00", 7), ("23:30", 7), ("00:10", 7), ("06:59", 7),
                        ("07:00", 7), ("12:00", 12)],
)  # fmt: skip
def test_the_night_is_from_eight_to_seven_by_the_clock_on_the_wall(clock, hour):
    at = datetime.fromisoformat(f"2026-07-06T{clock}").replace(tzinfo=LONDON)
    assert awake(at, at + timedelta(days=2)).astimezone(LONDON).hour == hour


@pytest.mark.parametrize(
    ("start", "hours"),
    [
        (datetime(2026, 3, 28, 20, tzinfo=LONDON), 13),
        (datetime(2026, 10, 24, 20, tzinfo=LONDON), 15),
    ],
)
def test_shares_are_of_real_hours_when_the_clocks_change(start, hours):
    """From eight in the evening to ten in the morning: an hour less, or an hour more."""
    end = (start + timedelta(hours=14)).replace(hour=10)
    [found] = series(a_reminder(urgent=True), start, end, (0.5,))
    assert elapsed(start, end) == timedelta(hours=hours)
    assert elapsed(start, found.due) == timedelta(hours=hours) / 2


@pytest.mark.parametrize(("band", "emergency"), [("critical", True), ("recent", False)])
def test_hours_are_an_emergency_and_days_are_not(band, emergency):
    assert is_emergency(convened(band=band), PROTOCOL) is emergency
