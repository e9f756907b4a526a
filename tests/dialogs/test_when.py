"""Days and times to come, as people type them: what is taken and what is offered."""

from datetime import UTC, datetime

import pytest

from dialogs import when
from meeting.calendar import LONDON

WED = "2026-11-18T10:00"
"""A Wednesday, with no bank holiday near."""


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=LONDON)


def read(text: str, now: str = WED) -> str:
    """The readings as local times, or the problem."""
    result = when.read(text, at(now))
    if result.problem is not None:
        return result.problem
    return " | ".join(f"{r.at.replace(tzinfo=None):%Y-%m-%dT%H:%M}" for r in result.readings)


TAKEN = {
    "tomorrow half 2": "2026-11-19T14:30",
    "Tomorrow at half past two": "2026-11-19T14:30",
    "tmrw 2": "2026-11-19T14:00",
    "today at 4": "2026-11-18T16:00",
    "this afternoon at 3": "2026-11-18T15:00",
    "tonight at 8": "2026-11-18T20:00",
    "8 tonight": "2026-11-18T20:00",
    "tomorrow morning at 9": "2026-11-19T09:00",
    "9 tomorrow morning": "2026-11-19T09:00",
    "7 in the evening on Friday": "2026-11-20T19:00",
    "in an hour": "2026-11-18T11:00",
    "in 2 hours": "2026-11-18T12:00",
    "2 hours from now": "2026-11-18T12:00",
    "in half an hour": "2026-11-18T10:30",
    "in an hour and a half": "2026-11-18T11:30",
    "in 1.5 hours": "2026-11-18T11:30",
    "in 45 mins": "2026-11-18T10:45",
    "in two hours' time": "2026-11-18T12:00",
    "12 noon Friday": "2026-11-20T12:00",
    "12noon Friday": "2026-11-20T12:00",
    "Friday at 12": "2026-11-20T12:00",
    "Thurs.10:30": "2026-11-19T10:30",
    "Tues-10am": "2026-11-24T10:00",
    "tomorrow@2": "2026-11-19T14:00",
    "24/11 @2.30": "2026-11-24T14:30",
    "Thurs 26th Nov @ 10.30am": "2026-11-26T10:30",
    "Thursday, 26 Nov., 10.30 a.m.": "2026-11-26T10:30",
    "quarter past two on Friday": "2026-11-20T14:15",
    "twenty to four tomorrow": "2026-11-19T15:40",
    "ten past 3 tomorrow": "2026-11-19T15:10",
    "5 to 3 tomorrow": "2026-11-19T14:55",
    "3 o'clock on Friday": "2026-11-20T15:00",
    "Friday 2ish": "2026-11-20T14:00",
    "Friday at 6": "2026-11-20T18:00",
    "0900hrs Thursday": "2026-11-19T09:00",
    "1000 tomorrow": "2026-11-19T10:00",
    "930 tomorrow": "2026-11-19T09:30",
    "Friday 16.30": "2026-11-20T16:30",
    "3/12/26 14:00": "2026-12-03T14:00",
    "3-12-26 2pm": "2026-12-03T14:00",
    "3.12.2026 10am": "2026-12-03T10:00",
    "24-Nov-26 10:00": "2026-11-24T10:00",
    "24Nov 10:00": "2026-11-24T10:00",
    "10-12 2pm": "2026-12-10T14:00",
    "December the 3rd at 2pm": "2026-12-03T14:00",
    "the third of December 2pm": "2026-12-03T14:00",
    "Thursday 3 December 2026, 2:00 pm": "2026-12-03T14:00",
    "15 March 10am": "2027-03-15T10:00",
    "the 24th at 2": "2026-11-24T14:00",
    "24th 2pm": "2026-11-24T14:00",
    "the 17th at 2pm": "2026-12-17T14:00",
    "Tuesday 24th 2pm": "2026-11-24T14:00",
    "Tuesday 24 at 2": "2026-11-24T14:00",
    "Friday 4 at 2pm": "2026-12-04T14:00",
    "Thursday 24th 10am": "2026-12-24T10:00",
    "tomorrow, Thursday, 2pm": "2026-11-19T14:00",
    "tomorrow (Thursday 19 Nov) 2pm": "2026-11-19T14:00",
    "day after tomorrow 9.30": "2026-11-20T09:30",
    "next Tuesday 2pm": "2026-11-24T14:00",
    "Tuesday next week 11am": "2026-11-24T11:00",
    "next week Friday 11": "2026-11-27T11:00",
    "Monday the week after next 10am": "2026-11-30T10:00",
    "a week on Tuesday at 2": "2026-12-01T14:00",
    "two weeks on Monday 10am": "2026-12-07T10:00",
    "week today at 3": "2026-11-25T15:00",
    "tomorrow week 10am": "2026-11-26T10:00",
    "a fortnight today at noon": "2026-12-02T12:00",
    "in a week's time at 2pm": "2026-11-25T14:00",
    "in 3 working days at 10": "2026-11-23T10:00",
    "in a month at 10am": "2026-12-18T10:00",
    "first Monday in December 10am": "2026-12-07T10:00",
    "last Friday of January at 11": "2027-01-29T11:00",
    "2nd Tuesday of next month 2pm": "2026-12-08T14:00",
    "Can we do Friday at 2 please?": "2026-11-20T14:00",
    "how about Friday 2pm for an hour": "2026-11-20T14:00",
    "tomorrow 14:00 GMT": "2026-11-19T14:00",
    "2026-12-03T14:00:00+01:00": "2026-12-03T13:00",
    "Friday – 2pm": "2026-11-20T14:00",
    "3 o’clock tomorrow": "2026-11-19T15:00",
    # left for dateparser: the day is believed only if it is written in the words
    "Thursday, 3rd day of December, 2pm": "2026-12-03T14:00",
    "2026 December 3rd 14:00": "2026-12-03T14:00",
}


@pytest.mark.parametrize(("text", "expected"), TAKEN.items(), ids=TAKEN)
def test_a_phrase_that_means_one_time_is_taken(text, expected):
    assert read(text) == expected


OFFERED = [
    ("tomorrow at 7", WED, "2026-11-19T07:00 | 2026-11-19T19:00"),
    ("half 7 tomorrow", WED, "2026-11-19T07:30 | 2026-11-19T19:30"),
    ("quarter to 8 tomorrow", WED, "2026-11-19T07:45 | 2026-11-19T19:45"),
    ("next Wednesday at 2", WED, "2026-11-25T14:00 | 2026-12-02T14:00"),
    ("next Friday 3pm", WED, "2026-11-20T15:00 | 2026-11-27T15:00"),
    ("Wed 2 pm", WED, "2026-11-18T14:00 | 2026-11-25T14:00"),
    ("Wednesday week 2pm", WED, "2026-11-25T14:00 | 2026-12-02T14:00"),
    ("8", WED, "2026-11-18T20:00 | 2026-11-19T08:00"),
    # on a Monday and a Tuesday
    ("next Tuesday 2pm", "2026-11-16T10:00", "2026-11-17T14:00 | 2026-11-24T14:00"),
    ("next Tuesday 2pm", "2026-11-17T10:00", "2026-11-24T14:00 | 2026-12-01T14:00"),
    ("this Tuesday 2pm", "2026-11-16T10:00", "2026-11-17T14:00 | 2026-11-24T14:00"),
    ("this Tuesday 2pm", "2026-11-17T10:00", "2026-11-17T14:00 | 2026-11-24T14:00"),
    ("Tuesday 2pm", "2026-11-17T10:00", "2026-11-17T14:00 | 2026-11-24T14:00"),
    # at a weekend
    ("next Monday 2pm", "2026-11-21T10:00", "2026-11-23T14:00 | 2026-11-30T14:00"),
    ("next Monday 2pm", "2026-11-22T10:00", "2026-11-23T14:00 | 2026-11-30T14:00"),
]


@pytest.mark.parametrize(("text", "now", "expected"), OFFERED)
def test_a_phrase_that_means_either_of_two_times_offers_both(text, now, expected):
    assert read(text, now) == expected


ON_ANOTHER_DAY = [
    # the same words, when today's time is past
    ("Tuesday 9am", "2026-11-17T10:00", "2026-11-24T09:00"),
    ("Tuesday 2pm", "2026-11-16T10:00", "2026-11-17T14:00"),
    ("today at 8", "2026-11-18T17:30", "2026-11-18T20:00"),
    ("5", "2026-11-18T17:30", "2026-11-19T17:00"),
    ("next Saturday 10am", "2026-11-18T10:00", "2026-11-21T10:00 | 2026-11-28T10:00"),
    # the turn of the year
    ("tomorrow 10am", "2026-12-31T10:00", "2027-01-01T10:00"),
    ("Monday 9am", "2026-12-31T10:00", "2027-01-04T09:00"),
    ("4/1 9am", "2026-12-31T10:00", "2027-01-04T09:00"),
    ("Jan 4th 9am", "2026-12-31T10:00", "2027-01-04T09:00"),
    ("31/12 3pm", "2026-12-31T10:00", "2026-12-31T15:00"),
    ("30/12 3pm", "2026-12-31T10:00", "2027-12-30T15:00"),
    ("in 1 working day at 9", "2026-12-31T10:00", "2027-01-04T09:00"),
    ("first Monday of next month 9am", "2026-12-31T10:00", "2027-01-04T09:00"),
    ("in a month at 10am", "2026-12-31T10:00", "2027-01-31T10:00"),
    ("in a month at 10am", "2027-01-31T10:00", "2027-02-28T10:00"),
    ("29/2 9am", "2027-12-31T10:00", "2028-02-29T09:00"),
    ("Good Friday 10am", "2026-12-31T10:00", "2027-03-26T10:00"),
    # the clocks go forward on 29 March 2026 and back on 25 October 2026
    ("tomorrow 9am", "2026-03-28T10:00", "2026-03-29T09:00"),
    ("tomorrow 9am", "2026-10-24T10:00", "2026-10-25T09:00"),
    ("in 2 hours", "2026-03-28T23:30", "2026-03-29T02:30"),
    ("in 4 hours", "2026-10-24T23:30", "2026-10-25T02:30"),
    ("2026-07-01T13:00:00Z", "2026-06-01T10:00", "2026-07-01T14:00"),
]


@pytest.mark.parametrize(("text", "now", "expected"), ON_ANOTHER_DAY)
def test_the_day_on_which_it_is_typed_matters(text, now, expected):
    assert read(text, now) == expected


def test_eighteen_months_to_the_day_are_still_taken():
    assert read("18/5/28 10am") == "2028-05-18T10:00"


def test_a_time_that_the_clock_change_skips_is_refused():
    expected = (
        "1:30 am does not exist on Sunday 29 March 2026, when the clocks go forward: "
        "type 2:30 am or another time."
    )
    assert read("tomorrow 1:30am", "2026-03-28T10:00") == expected
    assert read("29 March 01:30", "2026-03-28T10:00") == expected


def test_a_time_that_comes_twice_is_offered_twice_and_told_apart():
    both = when.read("tomorrow 01:30", at("2026-10-24T10:00")).readings
    assert [r.at.astimezone(UTC).hour for r in both] == [0, 1]
    assert [r.text[-11:] for r in both] == ["1:30 am BST", "1:30 am GMT"]


@pytest.mark.parametrize(("zone", "hour"), [("BST", 0), ("GMT", 1)])
def test_the_zone_says_which_of_the_two_is_meant(zone, hour):
    [reading] = when.read(f"25 Oct 1.30am {zone}", at("2026-10-24T10:00")).readings
    assert reading.at.astimezone(UTC).hour == hour


def test_only_the_second_of_the_two_is_left_once_the_first_is_past():
    now = datetime(2026, 10, 25, 1, 40, tzinfo=LONDON, fold=1)
    [reading] = when.read("1.45am", now).readings
    assert reading.at.astimezone(UTC) == datetime(2026, 10, 25, 1, 45, tzinfo=UTC)


def test_a_reading_is_said_in_full():
    [reading] = when.read("tues half 2", at(WED)).readings
    assert reading.text == "Tuesday 24 November 2026, 2:30 pm"


def test_a_time_typed_in_summer_is_london_time():
    [reading] = when.read("tomorrow 2pm", datetime(2026, 7, 1, 23, 30, tzinfo=UTC)).readings
    assert reading.at.isoformat() == "2026-07-03T14:00:00+01:00"  # it was after midnight here


def test_a_clock_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        when.read("tomorrow 2pm", at(WED).replace(tzinfo=None))


@pytest.mark.parametrize(
    ("typed", "by"),
    [
        ("by Friday", "2026-11-20T17:00"),
        ("before Tuesday 24th", "2026-11-24T17:00"),
        ("tomorrow", "2026-11-19T17:00"),
        ("Friday 3pm", "2026-11-20T15:00"),
        ("no later than 24 Nov", "2026-11-24T17:00"),
    ],
)
def test_a_day_by_which_something_is_done_ends_when_its_office_closes(typed: str, by: str):
    [reading] = when.read_by(typed, datetime.fromisoformat(WED).replace(tzinfo=LONDON)).readings
    assert reading.at == datetime.fromisoformat(by).replace(tzinfo=LONDON)


def test_a_time_by_which_something_is_done_is_still_asked_for_where_there_is_no_day():
    read = when.read_by("soon", datetime.fromisoformat(WED).replace(tzinfo=LONDON))
    assert read.problem
    assert not read.readings
