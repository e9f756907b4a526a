"""When a span is up: tables of known dates, and properties over 2024–2032."""

from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from meeting.calendar import LONDON, Calendar
from meeting.clocks import ClockKind, Due, Span, due

ENGLAND = Calendar()
WEEKDAYS = (0, 1, 2, 3, 4)


def span(words: str) -> Span:
    return Span.model_validate(words)


def london(*at: int, fold: int = 0) -> datetime:
    return datetime(*at, tzinfo=LONDON, fold=fold)


def up(words: str, start: datetime) -> str:
    return due(span(words), start, ENGLAND).at.isoformat(timespec="minutes")


SPELLINGS = {
    "4 hours": (ClockKind.ELAPSED, 4),
    "1 hour": (ClockKind.ELAPSED, 1),
    "24  Hours": (ClockKind.ELAPSED, 24),
    "1 working day": (ClockKind.WORKING_DAYS, 1),
    "15 working days": (ClockKind.WORKING_DAYS, 15),
    "15 days": (ClockKind.CALENDAR_DAYS, 15),
    "same working day": (ClockKind.SAME_WORKING_DAY, 0),
    "Straight away": (ClockKind.IMMEDIATE, 0),
}


@pytest.mark.parametrize(("words", "meant"), SPELLINGS.items(), ids=SPELLINGS)
def test_a_span_is_written_as_a_person_would_say_it(words, meant):
    read = span(words)
    assert (read.kind, read.amount) == meant
    assert str(read) == " ".join(words.lower().split())


@pytest.mark.parametrize(
    "words",
    ["", "4", "four hours", "-1 hours", "0 hours", "0 working days", "4 hours 30", "9999 days"],
)
def test_a_span_that_cannot_be_read_is_refused(words):
    with pytest.raises(ValidationError):
        span(words)


def test_a_kind_without_a_figure_takes_none():
    with pytest.raises(ValidationError):
        Span(kind=ClockKind.IMMEDIATE, amount=3)
    with pytest.raises(ValidationError):
        Span(kind=ClockKind.ELAPSED)


def test_a_span_is_kept_in_the_words_it_was_written_in():
    class Rule(BaseModel):
        within: Span

    kept = Rule.model_validate({"within": "3 working days"}).model_dump_json()
    assert kept == '{"within":"3 working days"}'
    assert Rule.model_validate_json(kept).within == span("3 working days")


KNOWN = [
    # features.md §3.4
    ("15 working days", london(2026, 12, 4, 10), "2026-12-29T17:00+00:00"),
    ("15 working days", london(2022, 9, 12, 10), "2022-10-04T17:00+01:00"),
    ("15 working days", london(2022, 12, 12, 10), "2023-01-05T17:00+00:00"),
    # platform.md §5.3
    ("1 working day", london(2026, 12, 24, 16), "2026-12-29T17:00+00:00"),
    ("1 working day", london(2026, 12, 25, 16), "2026-12-29T17:00+00:00"),
    ("1 working day", london(2026, 12, 31, 9), "2027-01-04T17:00+00:00"),
    ("1 working day", london(2027, 3, 25, 9), "2027-03-30T17:00+01:00"),
    ("10 working days", london(2026, 11, 18, 9), "2026-12-02T17:00+00:00"),
    ("5 working days", london(2026, 12, 22, 9), "2026-12-31T17:00+00:00"),
    # after close and before opening: the day of the event is still day 0
    ("1 working day", london(2026, 11, 18, 23, 59), "2026-11-19T17:00+00:00"),
    ("1 working day", london(2026, 11, 19, 0, 1), "2026-11-20T17:00+00:00"),
    ("3 working days", london(2026, 11, 21, 11), "2026-11-25T17:00+00:00"),
    # hours run through the night, the weekend and the change of the clocks
    ("4 hours", london(2026, 11, 20, 23), "2026-11-21T03:00+00:00"),
    ("24 hours", london(2026, 11, 20, 16), "2026-11-21T16:00+00:00"),
    ("4 hours", london(2026, 3, 28, 23), "2026-03-29T04:00+01:00"),
    ("4 hours", london(2026, 10, 24, 23), "2026-10-25T02:00+00:00"),
    ("24 hours", london(2026, 3, 28, 12), "2026-03-29T13:00+01:00"),
    ("24 hours", london(2026, 10, 24, 12), "2026-10-25T11:00+00:00"),
    ("1 hour", london(2026, 10, 25, 1, 30), "2026-10-25T01:30+00:00"),
    ("1 hour", london(2026, 10, 25, 1, 30, fold=1), "2026-10-25T02:30+00:00"),
    # calendar days count every day, and end when the office does
    ("15 days", london(2026, 12, 4, 10), "2026-12-19T17:00+00:00"),
    ("1 day", london(2026, 3, 28, 10), "2026-03-29T17:00+01:00"),
    # the same working day does not roll (parameters.md, row 9)
    ("same working day", london(2026, 11, 18, 10), "2026-11-18T17:00+00:00"),
    ("same working day", london(2026, 11, 18, 18, 5), "2026-11-18T18:05+00:00"),
    ("same working day", london(2026, 11, 21, 10), "2026-11-21T17:00+00:00"),
    ("same working day", london(2026, 11, 21, 22), "2026-11-21T22:00+00:00"),
    # no figure, no invented limit (row 60)
    ("straight away", london(2026, 11, 21, 3), "2026-11-21T03:00+00:00"),
]


@pytest.mark.parametrize(("words", "start", "expected"), KNOWN)
def test_a_span_is_up_at_a_known_moment(words, start, expected):
    assert up(words, start) == expected


@pytest.mark.parametrize(("words", "start", "expected"), KNOWN)
def test_the_same_start_in_another_zone_is_up_at_the_same_moment(words, start, expected):
    assert up(words, start.astimezone(UTC)) == expected


@pytest.mark.parametrize(
    ("start", "alert"),
    [
        (london(2026, 11, 18, 10, 20), "2026-11-19T10:20"),
        (london(2026, 11, 18, 3, 0), "2026-11-19T09:00"),
        (london(2026, 11, 18, 21, 0), "2026-11-19T17:00"),
        (london(2026, 11, 20, 10, 20), "2026-11-23T10:20"),
    ],
)
def test_a_working_day_clock_alerts_at_the_same_clock_time_within_office_hours(start, alert):
    """parameters.md, row 70."""
    counted = due(span("1 working day"), start, ENGLAND)
    assert counted.alert_at.astimezone(LONDON).isoformat()[:16] == alert


@pytest.mark.parametrize(
    ("words", "start", "out_of_hours"),
    [
        ("same working day", london(2026, 11, 18, 10), False),
        ("same working day", london(2026, 11, 18, 16, 0), False),
        ("same working day", london(2026, 11, 18, 16, 1), True),
        ("same working day", london(2026, 11, 18, 17, 0), True),
        ("same working day", london(2026, 11, 18, 3, 0), True),
        ("same working day", london(2026, 11, 21, 10), True),
        ("same working day", london(2026, 12, 28, 10), True),
        ("4 hours", london(2026, 11, 18, 10), False),
        ("4 hours", london(2026, 11, 18, 13), False),
        ("4 hours", london(2026, 11, 18, 13, 1), True),
        ("4 hours", london(2026, 11, 20, 22), True),
        ("straight away", london(2026, 11, 18, 10), False),
        ("straight away", london(2026, 11, 18, 22), True),
        ("3 working days", london(2026, 11, 20, 22), False),
    ],
)
def test_a_clock_that_the_office_hours_do_not_cover_says_so(words, start, out_of_hours):
    assert due(span(words), start, ENGLAND).out_of_hours is out_of_hours


@pytest.mark.parametrize(
    ("words", "start", "said"),
    [
        (
            "15 working days",
            london(2026, 12, 4, 10),
            "Day 0 is Friday 4 December 2026; working day 15 is Tuesday 29 December 2026, "
            "until the office closes. Not counted: weekends, Friday 25 December 2026 "
            "(Christmas Day), Monday 28 December 2026 (Boxing Day (observed)).",
        ),
        (
            "1 working day",
            london(2026, 11, 18, 19),
            "Day 0 is Wednesday 18 November 2026; working day 1 is Thursday 19 November 2026, "
            "until the office closes. It happened after the office closed, and its day is still "
            "day 0.",
        ),
        (
            "24 hours",
            london(2026, 11, 20, 16, 20),
            "24 hours from Friday 20 November 2026, 4:20 pm, through nights and weekends. "
            "The office is closed for 23 h 20 min of it.",
        ),
        (
            "4 hours",
            london(2026, 3, 28, 23),
            "4 hours from Saturday 28 March 2026, 11:00 pm, through nights and weekends. "
            "The office is closed for 4 h of it. "
            "The clocks change on the way; real hours are counted.",
        ),
        (
            "15 days",
            london(2026, 12, 4, 10),
            "Day 0 is Friday 4 December 2026; day 15 is Saturday 19 December 2026, weekends and "
            "bank holidays counted. It is not a working day (Saturday).",
        ),
        (
            "same working day",
            london(2026, 11, 18, 16, 20),
            "The working day of Wednesday 18 November 2026, which ends at 5:00 pm. "
            "Only 40 min of it left: consider the out-of-hours route.",
        ),
        (
            "same working day",
            london(2026, 11, 18, 18, 0),
            "The working day of Wednesday 18 November 2026, which ends at 5:00 pm. "
            "The office has closed already: use the out-of-hours route.",
        ),
        (
            "straight away",
            london(2026, 11, 18, 10),
            "Straight away; no figure is given. "
            "Time runs from Wednesday 18 November 2026, 10:00 am.",
        ),
    ],
)
def test_a_deadline_says_how_it_was_counted(words, start, said):
    assert due(span(words), start, ENGLAND).note == said


@pytest.mark.parametrize(
    ("words", "start", "beyond"),
    [
        ("1 working day", london(2027, 12, 30, 10), False),
        ("1 working day", london(2027, 12, 31, 10), True),
        ("15 working days", london(2027, 12, 10, 10), True),
        ("same working day", london(2028, 1, 4, 10), True),
        ("4 hours", london(2028, 1, 4, 10), False),
        ("15 days", london(2028, 1, 4, 10), False),
    ],
)
def test_counting_past_the_known_bank_holidays_raises_the_alarm(words, start, beyond):
    counted = due(span(words), start, ENGLAND)
    assert counted.beyond_known is beyond
    if counted.kind is ClockKind.WORKING_DAYS:
        assert ("known until Friday 31 December 2027: check this" in counted.note) is beyond


def test_who_keeps_the_closure_days_can_move_the_alarm():
    later = Calendar(known_until=date(2028, 12, 31))
    assert not due(span("1 working day"), london(2028, 1, 4, 10), later).beyond_known


def test_a_start_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        due(span("4 hours"), datetime(2026, 11, 18, 10), ENGLAND)  # noqa: DTZ001 - the point


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
