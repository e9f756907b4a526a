"""When something happened, as people type it; the future is refused."""

import pytest

from dialogs import when
from tests.dialogs.test_when import WED, at


def read(text: str, now: str = WED) -> str:
    result = when.read_past(text, at(now))
    if result.problem is not None:
        return result.problem
    return " | ".join(f"{r.at.replace(tzinfo=None):%Y-%m-%dT%H:%M}" for r in result.readings)


HAPPENED = {
    "now": "2026-11-18T10:00",
    "just now": "2026-11-18T10:00",
    "this morning at 9": "2026-11-18T09:00",
    "about 9.15 this morning": "2026-11-18T09:15",
    "earlier today 9.15": "2026-11-18T09:15",
    "9:30": "2026-11-18T09:30",
    "at 9": "2026-11-18T09:00",
    "today 09:15": "2026-11-18T09:15",
    "yesterday 4pm": "2026-11-17T16:00",
    "yesterday evening at 7": "2026-11-17T19:00",
    "yesterday at 7": "2026-11-17T07:00 | 2026-11-17T19:00",
    "day before yesterday 2pm": "2026-11-16T14:00",
    "last night at 8": "2026-11-17T20:00",
    "last night at 1": "2026-11-18T01:00",
    "an hour ago": "2026-11-18T09:00",
    "half an hour ago": "2026-11-18T09:30",
    "20 mins ago": "2026-11-18T09:40",
    "two days ago at 3": "2026-11-16T15:00",
    "a week ago at noon": "2026-11-11T12:00",
    "Friday 3pm": "2026-11-13T15:00",
    "last Friday 3pm": "2026-11-13T15:00",
    "Monday 9am": "2026-11-16T09:00",
    "last Monday 9am": "2026-11-16T09:00 | 2026-11-09T09:00",
    "Wednesday 9am": "2026-11-18T09:00 | 2026-11-11T09:00",
    "Tuesday night 11pm": "2026-11-17T23:00",
    "12 November 3pm": "2026-11-12T15:00",
    "12/11 15:00": "2026-11-12T15:00",
    "12/11/2026 15:00": "2026-11-12T15:00",
    "10th Nov half 3": "2026-11-10T15:30",
    "the 12th at 4": "2026-11-12T16:00",
    "Friday 13th 2pm": "2026-11-13T14:00",
    "bank holiday Monday 3pm": "2026-08-31T15:00",
    "yesterday between 3 and 4": "2026-11-17T15:00",
    "2026-11-17T16:00:00Z": "2026-11-17T16:00",
}


@pytest.mark.parametrize(("text", "expected"), HAPPENED.items(), ids=HAPPENED)
def test_what_has_happened_is_read(text, expected):
    assert read(text) == expected


PROBLEMS = {
    "Friday": "Which time on Friday 13 November?",
    "yesterday": "Which time on Tuesday 17 November?",
    "yesterday evening": "Which time on Tuesday 17 November, in the evening?",
    "10:15": "Wednesday 18 November 2026, 10:15 am has not come yet: "
    "type when it was, such as “yesterday 4 pm”.",
    "today 10:15": "Wednesday 18 November 2026, 10:15 am has not come yet: "
    "type when it was, such as “yesterday 4 pm”.",
    "at 4": "Wednesday 18 November 2026, 4:00 pm has not come yet: "
    "type when it was, such as “yesterday 4 pm”.",
    "tomorrow 2pm": "Thursday 19 November 2026, 2:00 pm has not come yet: "
    "type when it was, such as “yesterday 4 pm”.",
    "next Tuesday": "Tuesday 24 November 2026 has not come yet: "
    "type when it was, such as “yesterday 4 pm”.",
    "in an hour": "Wednesday 18 November 2026, 11:00 am has not come yet: "
    "type when it was, such as “yesterday 4 pm”.",
    "1 January 2024 9am": "Monday 1 January 2024 is more than 18 months away: check the year.",
    "last week": "Which day, and at what time? Type it like “Tuesday 2:30 pm”.",
    "": when.OLD,
    "when the school rang": when.OLD,
}


@pytest.mark.parametrize(("text", "expected"), PROBLEMS.items(), ids=PROBLEMS)
def test_what_has_not_happened_or_is_unclear_is_refused(text, expected):
    assert read(text) == expected


def test_the_time_of_typing_itself_has_happened():
    assert read("10:00") == "2026-11-18T10:00"


def test_a_late_hour_or_a_weekend_is_no_reason_to_ask():
    [reading] = when.read_past("Sunday 3am", at(WED)).readings
    assert reading.note == ""


def test_a_date_taken_from_last_year_is_asked_about():
    [reading] = when.read_past("3/12 2pm", at(WED)).readings
    assert (reading.at.year, reading.note) == (2025, "Without a year this was taken as 2025.")
