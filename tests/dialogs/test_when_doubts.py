"""What is asked about a time before it is taken: odd days and hours, ranges."""

from datetime import date

import pytest

from dialogs import when
from meeting.calendar import Calendar
from tests.dialogs.test_when import WED, at

NOTES = {
    "tomorrow 2pm": "",
    "tomorrow 7am": "",
    "tomorrow 8pm": "",
    "Sat 10am": "That is a Saturday: is that right?",
    "25 Dec 10am": "That is a bank holiday, Christmas Day: is that right?",
    "bank holiday Monday 10am": "That is a bank holiday, Boxing Day (observed): is that right?",
    "tomorrow 6:59am": "That is outside 7 am to 8 pm: is that right?",
    "tomorrow 20:01": "That is outside 7 am to 8 pm: is that right?",
    "Sunday 9pm": "That is a Sunday: is that right? That is outside 7 am to 8 pm: is that right?",
    "9am": "That time is past today, so this is tomorrow.",
    "Friday 10-12": "You gave a range: this is its start.",
    "2-4pm Friday": "You gave a range: this is its start.",
    "17 November 10am": "Without a year this was taken as 2027.",
}


@pytest.mark.parametrize(("text", "note"), NOTES.items(), ids=NOTES)
def test_an_unlikely_time_is_asked_about(text, note):
    [reading] = when.read(text, at(WED)).readings
    assert reading.note == note


def test_a_closure_day_of_the_office_is_asked_about():
    shut = Calendar(closures=frozenset({date(2026, 11, 20)}))
    [reading] = when.read("Friday 2pm", at(WED), shut).readings
    assert reading.note == "The office is closed on that day: is that right?"


def test_working_days_are_those_of_the_office():
    shut = Calendar(closures=frozenset({date(2026, 11, 20)}))
    [reading] = when.read("in 3 working days at 10", at(WED), shut).readings
    assert reading.at.date() == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2-4pm Friday", 14),
        ("Friday 11-1pm", 11),
        ("Friday 9-5", 9),
        ("Friday 2-4", 14),
        ("from 10 to 12 on Friday", 10),
        ("Friday 10.30 till noon", 10),
        ("Friday 9:00am - 10:00am", 9),
    ],
)
def test_a_range_is_taken_at_its_start(text, expected):
    [reading] = when.read(text, at(WED)).readings
    assert (reading.at.date(), reading.at.hour) == (date(2026, 11, 20), expected)
