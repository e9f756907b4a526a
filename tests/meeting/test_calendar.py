"""Working days, against bank holidays reckoned here by another way."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from pydantic import ValidationError

from meeting.calendar import LONDON, Calendar, bank_holiday, elapsed, moment

ENGLAND = Calendar()
DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(366 * 9)]
DAYS = [day for day in DAYS if day.year < 2033]


def easter(year: int) -> date:
    """The anonymous Gregorian reckoning."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l_ = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l_) // 451
    month, day = divmod(h + l_ - 7 * m + 114, 31)
    return date(year, month, day + 1)


def mondays(year: int, month: int) -> list[date]:
    return [d for d in DAYS if (d.year, d.month, d.weekday()) == (year, month, 0)]


def holidays_by_rule(year: int) -> set[date]:
    found = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
    found |= {mondays(year, 5)[0], mondays(year, 5)[-1], mondays(year, 8)[-1]}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() >= 5 or fixed in found:
            fixed += timedelta(days=1)
        found.add(fixed)
    return found


BY_RULE = set().union(*(holidays_by_rule(year) for year in range(2024, 2033)))


def test_every_day_from_2024_to_2032_is_judged_as_the_banking_rules_judge_it():
    expected = {day for day in DAYS if day.weekday() < 5 and day not in BY_RULE}
    assert {day for day in DAYS if ENGLAND.is_working_day(day)} == expected


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        # platform.md §5.3
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 12, 25), 1, date(2026, 12, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2027, 3, 25), 1, date(2027, 3, 30)),
        (date(2026, 11, 18), 10, date(2026, 12, 2)),
        (date(2026, 12, 22), 5, date(2026, 12, 31)),
        # features.md §3.4: what another product's hard-coded list gets wrong
        (date(2026, 12, 4), 15, date(2026, 12, 29)),
        (date(2022, 9, 12), 15, date(2022, 10, 4)),
        (date(2022, 12, 12), 15, date(2023, 1, 5)),
        # a one-off: the coronation
        (date(2023, 5, 5), 1, date(2023, 5, 9)),
        # a weekend is day 0 like any other day
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_working_days_after_a_known_day(day, n, expected):
    assert ENGLAND.working_days_after(day, n) == expected


def test_a_closure_day_of_the_office_is_not_counted():
    shut = Calendar(closures=frozenset({date(2026, 12, 29), date(2026, 12, 30)}))
    assert shut.working_days_after(date(2026, 12, 24), 1) == date(2026, 12, 31)
    assert shut.why_closed(date(2026, 12, 29)) == "office closed"


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 11, 21), "Saturday"),
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 8, 31), "Late Summer Bank Holiday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2026, 11, 18), ""),
        (date(2026, 3, 17), ""),  # a bank holiday in Northern Ireland alone
        (date(2026, 11, 30), ""),  # and in Scotland
    ],
)
def test_a_closed_day_says_why(day, why):
    assert ENGLAND.why_closed(day) == why


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        ENGLAND.working_days_after(date(2026, 11, 18), -1)


@pytest.mark.parametrize(("opens", "closes"), [(17, 9), (9, 9)])
def test_an_office_must_open_before_it_closes(opens, closes):
    with pytest.raises(ValidationError, match="office hours"):
        Calendar(opens=time(opens), closes=time(closes))


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ((2026, 11, 18, 9, 0), True),
        ((2026, 11, 18, 8, 59), False),
        ((2026, 11, 18, 16, 59), True),
        ((2026, 11, 18, 17, 0), False),
        ((2026, 11, 21, 12, 0), False),
        ((2026, 12, 28, 12, 0), False),
    ],
)
def test_the_office_is_open_on_working_days_within_its_hours(at, is_open):
    assert ENGLAND.is_open(datetime(*at, tzinfo=LONDON)) is is_open


def test_office_hours_are_london_hours_in_summer():
    assert ENGLAND.is_open(datetime(2026, 7, 1, 8, 0, tzinfo=UTC))
    assert not ENGLAND.is_open(datetime(2026, 7, 1, 16, 0, tzinfo=UTC))


def test_a_time_that_the_clock_change_skips_becomes_a_real_one():
    skipped = moment(date(2026, 3, 29), time(1, 30))
    assert skipped.isoformat() == "2026-03-29T02:30:00+01:00"


def test_elapsed_time_is_real_time_over_a_clock_change():
    before = datetime(2026, 10, 24, 23, 0, tzinfo=LONDON)
    after = datetime(2026, 10, 25, 3, 0, tzinfo=LONDON)
    assert elapsed(before, after) == timedelta(hours=5)


def test_the_coronation_and_the_state_funeral_are_known():
    assert bank_holiday(date(2023, 5, 8))
    assert bank_holiday(date(2022, 9, 19))
