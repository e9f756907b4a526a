"""The phrases that were tried on dateparser, most of which it got wrong."""

import pytest

from dialogs import when
from tests.dialogs.test_when import read

# Every phrase of platform.md §5.2, in its order; a day without a time is asked for its time.
OF_THE_PLATFORM_PAGE = {
    "today": "Which time today?",
    "tomorrow": "Which time on Thursday 19 November?",
    "tomorrow 2pm": "2026-11-19T14:00",
    "next Tuesday": "Which time on Tuesday 24 November?",
    "Tuesday": "Which time on Tuesday 24 November?",
    "this Tuesday": "Which time on Tuesday 24 November?",
    "Wednesday": "Which time, and is it Wednesday 18 November or Wednesday 25 November?",
    "next Wednesday": "Which time, and is it Wednesday 25 November or Wednesday 2 December?",
    "Weds": "Which time, and is it Wednesday 18 November or Wednesday 25 November?",
    "Weds 2pm": "2026-11-18T14:00 | 2026-11-25T14:00",
    "Thurs 10:30": "2026-11-19T10:30",
    "Wed 2pm": "2026-11-18T14:00 | 2026-11-25T14:00",
    "Tues at 3": "2026-11-24T15:00",
    "Tues 24 Nov 14:30": "2026-11-24T14:30",
    "Monday week": "Which time on Monday 30 November?",
    "Tuesday week": "Which time on Tuesday 1 December?",
    "a week on Tuesday": "Which time on Tuesday 1 December?",
    "week today": "Which time on Wednesday 25 November?",
    "in a fortnight": "Which time on Wednesday 2 December?",
    "fortnight": "Which time on Wednesday 2 December?",
    "3/12": "Which time on Thursday 3 December?",
    "3/12/26": "Which time on Thursday 3 December?",
    "13/12": "Which time on Sunday 13 December?",
    "12/3/2026": "Thursday 12 March 2026 is already past: "
    "type a time to come, such as “tomorrow 2:30 pm”.",
    "3 Dec": "Which time on Thursday 3 December?",
    "3rd December 2pm": "2026-12-03T14:00",
    "Dec 3rd": "Which time on Thursday 3 December?",
    "Tuesday 24th": "Which time on Tuesday 24 November?",
    "24 November at half 2": "2026-11-24T14:30",
    "first Monday in December": "Which time on Monday 7 December?",
    "2026-12-03 14:00": "2026-12-03T14:00",
    "2026-12-03T14:00:00Z": "2026-12-03T14:00",
    "Christmas Eve": "Which time on Thursday 24 December?",
    "bank holiday Monday": "Which time on Monday 28 December?",
    "2": "2026-11-18T14:00",
    "14:00": "2026-11-18T14:00",
    "2pm": "2026-11-18T14:00",
    "2.30pm": "2026-11-18T14:30",
    "1400": "2026-11-18T14:00",
    "2.30": "2026-11-18T14:30",
    "half 2": "2026-11-18T14:30",
    "half past 2": "2026-11-18T14:30",
    "quarter to 3": "2026-11-18T14:45",
    "half two tomorrow": "2026-11-19T14:30",
    "noon tomorrow": "2026-11-19T12:00",
    "midday Friday": "2026-11-20T12:00",
    "Friday pm": "Which time on Friday 20 November, in the afternoon?",
    "Friday afternoon": "Which time on Friday 20 November, in the afternoon?",
    "next week": "Which day, and at what time? Type it like “Tuesday 2:30 pm”.",
    "end of next week": "Which day, and at what time? Type it like “Tuesday 2:30 pm”.",
    "in 10 days": "Which time on Saturday 28 November?",
    "in 3 working days": "Which time on Monday 23 November?",
    "10-12": "2026-11-19T10:00",
    "10am-12pm": "2026-11-19T10:00",
    "between 10 and 12 on Friday": "2026-11-20T10:00",
    "may": when.NEW,
    "The meeting may move": when.NEW,
    "sat": "Which time on Saturday 21 November?",
    "ASAP": "Type the first time you would offer, such as “today 2:30 pm” or “in an hour”.",
    "not Tuesday": "That gives a limit and not a time: type one time, such as “Friday 10 am”.",
    "any time after 3": "That gives a limit and not a time: type one time, such as “Friday 10 am”.",
    "call me at 4": when.NEW,
    "by Friday": "That gives a limit and not a time: type one time, such as “Friday 10 am”.",
    "before Friday": "That gives a limit and not a time: type one time, such as “Friday 10 am”.",
    "yesterday": "Tuesday 17 November 2026 is already past: "
    "type a time to come, such as “tomorrow 2:30 pm”.",
}


@pytest.mark.parametrize(
    ("text", "expected"), OF_THE_PLATFORM_PAGE.items(), ids=OF_THE_PLATFORM_PAGE
)
def test_a_phrase_of_the_platform_page_is_read(text, expected):
    assert read(text) == expected
