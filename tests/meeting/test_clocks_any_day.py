"""When a span is up, on any day from 2024 to 2032 and over every change of the clocks."""

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meeting.calendar import LONDON, Calendar
from meeting.clocks import ClockKind, Due, Span, due
from tests.meeting.test_clocks import ENGLAND, span

WEEKDAYS = (0, 1, 2, 3, 4)

STARTS = st.datetimes(
    datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis attaches the zone itself
    datetime(2032, 12, 31),  # noqa: DTZ001 - the same
    timezones=st.just(UTC),
)
FIGURES = st.integers(1, 60)
COUNTED = st.sampled_from([ClockKind.ELAPSED, ClockKind.WORKING_DAYS, ClockKind.CALENDAR_DAYS])
SPANS = st.one_of(
    st.builds(Span, kind=COUNTED, amount=FIGURES),
    st.sampled_from([span("same working day"), span("straight away")]),
)
CALENDARS = st.builds(
    Calendar,
    closures=st.frozensets(st.dates(date(2024, 1, 1), date(2033, 6, 1)), max_size=20),
    opens=st.times(time(6), time(10)),
    closes=st.times(time(15), time(20)),
)


@settings(deadline=None)
@given(SPANS, STARTS, CALENDARS)
def test_nothing_is_due_before_it_starts(allowed, start, calendar):
    counted = due(allowed, start, calendar)
    assert start <= counted.alert_at.astimezone(UTC) <= counted.at.astimezone(UTC)


@settings(deadline=None)
@given(COUNTED, FIGURES, STARTS, CALENDARS)
def test_one_more_is_due_later(kind, n, start, calendar):
    first, second = (
        due(Span(kind=kind, amount=m), start, calendar).at.astimezone(UTC) for m in (n, n + 1)
    )
    assert first < second


@settings(deadline=None)
@given(SPANS, STARTS, STARTS, CALENDARS)
def test_what_starts_later_is_not_due_earlier(allowed, one, other, calendar):
    first, second = (
        due(allowed, start, calendar).at.astimezone(UTC) for start in sorted((one, other))
    )
    assert first <= second


@settings(deadline=None)
@given(FIGURES, STARTS, CALENDARS)
def test_working_days_agree_with_a_list_of_all_of_them(n, start, calendar):
    """Another way to count: list every working day, find one's place, go n further."""
    year = [date(start.year, 1, 1) + timedelta(days=i) for i in range(550)]
    open_days = [d for d in year if d.weekday() in WEEKDAYS and not calendar.why_closed(d)]
    local = start.astimezone(LONDON)
    if local.year != start.year:
        return
    expected = open_days[bisect_right(open_days, local.date()) + n - 1]
    at = due(Span(kind=ClockKind.WORKING_DAYS, amount=n), start, calendar).at.astimezone(LONDON)
    assert (at.date(), at.time()) == (expected, calendar.closes)


@settings(deadline=None)
@given(st.integers(1, 1000), STARTS)
def test_hours_are_real_hours(n, start):
    at = due(Span(kind=ClockKind.ELAPSED, amount=n), start, ENGLAND).at
    assert at.timestamp() - start.timestamp() == n * 3600


def clock_changes() -> list[datetime]:
    """01:00 UTC on the last Sundays of March and October, 2024 to 2032."""
    found = []
    for year in range(2024, 2033):
        for month in (3, 10):
            day = date(year, month, 31)
            while day.weekday() != 6:
                day -= timedelta(days=1)
            found.append(datetime(day.year, day.month, day.day, 1, tzinfo=UTC))
    return found


@pytest.mark.parametrize("change", clock_changes(), ids=str)
def test_every_clock_change_is_crossed_in_real_hours(change):
    for early in (30, 60, 90, 150, 239):
        start = change - timedelta(minutes=early)
        counted = due(span("4 hours"), start, ENGLAND)
        assert counted.at.astimezone(UTC) == start + timedelta(hours=4)
        assert "clocks change" in counted.note


@pytest.mark.parametrize("change", clock_changes(), ids=str)
def test_a_day_that_spans_a_clock_change_still_ends_at_the_close(change):
    friday = change - timedelta(days=2, hours=-10)
    at = due(span("1 working day"), friday, ENGLAND).at
    assert at.astimezone(LONDON).time() == time(17)


@settings(deadline=None)
@given(SPANS, STARTS, CALENDARS)
def test_a_deadline_survives_being_written_down(allowed, start, calendar):
    counted = due(allowed, start, calendar)
    assert Due.model_validate_json(counted.model_dump_json()).at == counted.at
    assert str(counted.at.tzinfo) == "Europe/London"
