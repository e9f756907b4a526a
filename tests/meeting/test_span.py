"""How the time that a protocol allows is written in its file."""

import pytest
from pydantic import BaseModel, ValidationError

from meeting.clocks import ClockKind, Span
from tests.meeting.test_clocks import span

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
