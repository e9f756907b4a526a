"""When a span is up: tables of known dates."""

from datetime import UTC, date, datetime

import pytest

from meeting.calendar import LONDON, Calendar
from meeting.clocks import ClockKind, Span, due

ENGLAND = Calendar()


def span(words: str) -> Span:
    return Span.model_validate(words)


def london(*at: int, fold: int = 0) -> datetime:
    return datetime(*at, tzinfo=LONDON, fold=fold)


def up(words: str, start: datetime) -> str:
    return due(span(words), start, ENGLAND).at.isoformat(timespec="minutes")


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
            "1 working day",
            london(2026, 11, 18, 17),
            "Day 0 is Wednesday 18 November 2026; working day 1 is Thursday 19 November 2026, "
            "until the office closes. It happened after the office closed, and its day is still "
            "day 0.",
        ),
        (
            "1 working day",
            london(2026, 8, 31, 10),
            "Day 0 is Monday 31 August 2026; working day 1 is Tuesday 1 September 2026, "
            "until the office closes.",
        ),
        (
            "4 hours",
            london(2026, 11, 18, 18),
            "4 hours from Wednesday 18 November 2026, 6:00 pm, through nights and weekends. "
            "The office is closed for 4 h of it.",
        ),
        (
            "4 hours",
            london(2026, 11, 18, 13, 0, 30),
            "4 hours from Wednesday 18 November 2026, 1:00 pm, through nights and weekends. "
            "The office is closed for 1 min of it.",
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
