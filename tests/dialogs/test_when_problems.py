"""What cannot be taken as a time to come, and the sentence that helps."""

import pytest

from dialogs import when
from tests.dialogs.test_when import read

PROBLEMS = {
    "": when.NEW,
    "   ": when.NEW,
    "?": when.NEW,
    "whenever suits the police": "Which day, and at what time? Type it like “Tuesday 2:30 pm”.",
    "2 children": when.NEW,
    "tomorrow 2pm at the civic centre": when.NEW,
    "x" * 300: when.NEW,
    "now": "Type the first time you would offer, such as “today 2:30 pm” or “in an hour”.",
    "straight away": "Type the first time you would offer, "
    "such as “today 2:30 pm” or “in an hour”.",
    "in the next hour": "Type the first time you would offer, "
    "such as “today 2:30 pm” or “in an hour”.",
    "tomorrow morning": "Which time on Thursday 19 November, in the morning?",
    "tomorrow first thing": "Which time on Thursday 19 November, first thing?",
    "15 March": "Which time on Monday 15 March 2027?",
    "w/c 23 Nov": "Which day, and at what time? Type it like “Tuesday 2:30 pm”.",
    "in December": "Which day, and at what time? Type it like “Tuesday 2:30 pm”.",
    "in the morning": "Which day, and at what time? Type it like “Tuesday 2:30 pm”.",
    "tomorrow morning 2pm": "14:00 is not in the morning: type the time with am or pm.",
    "midnight Friday": "Midnight belongs to two days: type 11:59 pm or 12:01 am with the day.",
    "10 to 12": "That could be 11:50, or from 10 until 12 o'clock: "
    "type only the time at which it starts, such as 10:00 am.",
    "Friday 4": "Is that Friday 4 December, or Friday at 4 o'clock? "
    "Type “Friday 4 December” or “Friday 4 pm”.",
    "next Wednesday at 7": "That can be read in several ways: type the date, and am or pm.",
    "Tuesday or Wednesday 2pm": "Type one day and one time, such as “Tuesday 2:30 pm”.",
    "Friday 2pm Monday 3pm": "Type one day and one time, such as “Tuesday 2:30 pm”.",
    "tomorrow 2pm 3pm": "Type one day and one time, such as “Tuesday 2:30 pm”.",
    "Monday 24 November 2pm": "Tuesday 24 November 2026 is not a Monday: type the one you mean.",
    "Tuesday, Thursday 2pm": "Those are two different days: type one.",
    "Monday 25th": "The 25th is a Wednesday, not a Monday: type the one you mean with its month.",
    "31/2 10am": "There is no 31/2: type the day first, then the month, such as 24/11.",
    "12/25 2pm": "There is no 12/25: type the day first, then the month, such as 24/11.",
    "2026-13-03": "There is no day 2026-13-03.",
    "2026-12-03T25:00": "There is no such time as 25:00.",
    "tomorrow 25:00": "There is no such time as 25:00: type it like 2:30 pm or 14:30.",
    "tomorrow 13am": "There is no such time as 13am: type it like 2:30 pm or 14:30.",
    "today 9:30am": "Wednesday 18 November 2026, 9:30 am is already past: "
    "type a time to come, such as “tomorrow 2:30 pm”.",
    "today 10:00": "Wednesday 18 November 2026, 10:00 am is already past: "
    "type a time to come, such as “tomorrow 2:30 pm”.",
    "an hour ago": "Wednesday 18 November 2026, 9:00 am is already past: "
    "type a time to come, such as “tomorrow 2:30 pm”.",
    "last Friday 2pm": "Friday 13 November 2026, 2:00 pm is already past: "
    "type a time to come, such as “tomorrow 2:30 pm”.",
    "18/5/28 10am and": when.NEW,
    "19/5/28 10am": "Friday 19 May 2028 is more than 18 months away: check the year.",
    "3 December 2029": "Monday 3 December 2029 is more than 18 months away: check the year.",
    "tomorrow 2pm BST": "London is not on BST then: type the London time without “BST”.",
    # dateparser would find a day in these
    "31 one 31 hrs and december": when.NEW,
    "december friday 24, 2pm": when.NEW,
    "Smith 2 may 3pm": when.NEW,
    "29 14 march, 2pm": when.NEW,
    "hours 3 december 2pm": when.NEW,
    "'27 nov 2pm": when.NEW,
}


@pytest.mark.parametrize(("text", "expected"), PROBLEMS.items(), ids=[p[:20] for p in PROBLEMS])
def test_what_cannot_be_taken_says_what_to_type_instead(text, expected):
    assert read(text) == expected
