"""The words about time in a longer sentence, and what is left of it."""

import pytest

from dialogs import when
from tests.dialogs.test_when import WED, at

FOUND = [
    (
        "convene a strategy meeting for tomorrow 2pm, physical abuse",
        "2026-11-19T14:00",
        "convene a strategy meeting, physical abuse",
    ),
    (
        "convene a second strategy meeting on Friday at 10, neglect, it may be urgent",
        "2026-11-20T10:00",
        "convene a second strategy meeting, neglect, it may be urgent",
    ),
    ("3 may attend on Tuesday 2pm", "2026-11-24T14:00", "3 may attend"),
    ("convene on 3 may 2pm", "2027-05-03T14:00", "convene"),
    ("sun burn, convene sat 2pm", "2026-11-21T14:00", "sun burn, convene"),
    ("convene for sat at 2", "2026-11-21T14:00", "convene"),
    (
        "disclosed yesterday at school, meeting tomorrow at 9:30 please",
        "2026-11-19T09:30",
        "disclosed yesterday at school, meeting please",
    ),
    (
        "received today, convene for tomorrow 2pm",
        "2026-11-19T14:00",
        "received today, convene",
    ),
    ("reschedule SM-AB12C to Thursday half 2", "2026-11-19T14:30", "reschedule SM-AB12C"),
    ("move it to 3/12 at 2pm", "2026-12-03T14:00", "move it"),
    (
        "mother aged 24 and 3 children, meeting 24/11 14:30",
        "2026-11-24T14:30",
        "mother aged 24 and 3 children, meeting",
    ),
    ("mum now says no, can we meet at 4", "2026-11-18T16:00", "mum now says no, can we meet"),
    (
        "the child is 7 on Friday 20 November, convene for Thursday 11am",
        "2026-11-19T11:00",
        "the child is 7 on Friday 20 November, convene",
    ),
    (
        "child born 3/12/2019, meeting Friday 3pm",
        "2026-11-20T15:00",
        "child born 3/12/2019, meeting",
    ),
    ("convene 2.30 tomorrow re neglect", "2026-11-19T14:30", "convene re neglect"),
    (
        "strategy meeting tomorrow 2, two children",
        "2026-11-19T14:00",
        "strategy meeting, two children",
    ),
    ("convene for Fri @ 10 - neglect", "2026-11-20T10:00", "convene - neglect"),
    (
        "convene a meeting (tomorrow 2pm) for neglect",
        "2026-11-19T14:00",
        "convene a meeting for neglect",
    ),
    ("in an hour: physical abuse", "2026-11-18T11:00", "physical abuse"),
    ("convene for tomorrow at 7", "2026-11-19T07:00 | 2026-11-19T19:00", "convene"),
    ("2pm", "2026-11-18T14:00", ""),
    ("Tomorrow\n2pm – neglect", "2026-11-19T14:00", "– neglect"),
]


@pytest.mark.parametrize(("text", "expected", "left"), FOUND)
def test_the_time_is_found_in_a_sentence(text, expected, left):
    result, rest = when.find(text, at(WED))
    found = [f"{r.at.replace(tzinfo=None):%Y-%m-%dT%H:%M}" for r in result.readings]
    assert (" | ".join(found), result.problem, rest) == (expected, None, left)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "convene a strategy meeting",
        "The meeting may move",
        "a second meeting may be needed",
        "he sat in the sun",
        "they wed in march",
        "1 in 4 children",
        "ratio 10-12 of children",
        "section 17/47",
        "form 2.30 is missing",
        "2 children, 3 adults",
        "s47",
        "disclosed yesterday at 4pm",
        "mum now says no",
        "£14.30 was taken, 50% of it",
        "after school",
    ],
)
def test_a_sentence_without_a_time_is_left_whole(text):
    assert when.find(text, at(WED)) == (when.Read(), text)


UNCLEAR = [
    (
        "please arrange a strategy meeting tomorrow, sexual abuse",
        "Which time on Thursday 19 November?",
        "please arrange a strategy meeting, sexual abuse",
    ),
    (
        "strategy meeting tomorrow 2 children at risk",
        "Which time on Thursday 19 November?",
        "strategy meeting 2 children at risk",
    ),
    (
        "convene a strategy meeting asap, physical abuse",
        "Type the first time you would offer, such as “today 2:30 pm” or “in an hour”.",
        "convene a strategy meeting, physical abuse",
    ),
    (
        "convene by Friday 2pm",
        "That gives a limit and not a time: type one time, such as “Friday 10 am”.",
        "convene",
    ),
]


@pytest.mark.parametrize(("text", "problem", "left"), UNCLEAR)
def test_a_time_that_is_not_clear_is_asked_about(text, problem, left):
    result, rest = when.find(text, at(WED))
    assert (result.readings, result.problem, rest) == ((), problem, left)
