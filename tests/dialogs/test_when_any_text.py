"""Whatever is typed: nothing is raised, nothing naive or on the wrong side of now is returned."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs import when
from meeting.calendar import LONDON

VOCABULARY = """
today tomorrow yesterday Mon Tues Weds Thursday fri Sat sunday next last this week fortnight
month in a an on at by before not or of the for from to until between and half quarter past
noon midnight 2 3 7 10 12 14 24 31 99 0 00 0:00 1:30 2.30 14:00 25:61 1400 0930 2pm 9am 12am
0pm 13am 24th 1st 31st 29 Feb February may march dec Nov 2026 2027 2030 '27 3/12 31/2 3/12/26
29/2 1/1/00 10-12 10-12-26 2026-12-03 2026-12-03T14:00:00Z 2026-02-30 T25:00 +01:00 gmt bst
working days hours minutes hour ago now asap first second january bank holiday christmas eve
am pm a.m. morning evening tonight night o'clock ish couple three twenty five , . - – @ ( ) ?
1.5 weekend 999 day third
"""
WORDS = VOCABULARY.split()
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=5).map("".join),
)
CHANGES = [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
NEAR_A_CHANGE = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(CHANGES),
    st.integers(-2000, 200),
)
ANY_DAY = st.integers(0, 8 * 366 * 1440).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
MOMENTS = st.one_of(ANY_DAY, NEAR_A_CHANGE)


def check(result: when.Read, now: datetime, *, past: bool) -> None:
    assert len(result.readings) <= 2
    for reading in result.readings:
        moment = reading.at.astimezone(UTC)
        assert moment <= now if past else moment > now
        assert reading.at.tzinfo is LONDON
        assert moment.astimezone(LONDON).isoformat() == reading.at.isoformat()


@settings(deadline=None, max_examples=300)
@given(TEXTS, MOMENTS)
def test_any_text_gives_a_time_to_come_or_a_problem(text, now):
    result = when.read(text, now)
    check(result, now, past=False)
    assert (result.problem is None) == bool(result.readings)


@settings(deadline=None, max_examples=300)
@given(TEXTS, MOMENTS)
def test_any_text_gives_a_time_that_has_been_or_a_problem(text, now):
    result = when.read_past(text, now)
    check(result, now, past=True)
    assert (result.problem is None) == bool(result.readings)


@settings(deadline=None, max_examples=300)
@given(TEXTS, MOMENTS)
def test_any_sentence_is_searched_without_harm(text, now):
    result, rest = when.find(text, now)
    check(result, now, past=False)
    assert len(rest) <= len(text)


@settings(deadline=None, max_examples=300)
@given(st.integers(1, 500 * 1440), MOMENTS)
def test_what_is_shown_back_can_be_typed_and_means_the_same(minutes, now):
    meant = (now + timedelta(minutes=minutes)).astimezone(LONDON)
    [reading] = when.read(f"{meant:%Y-%m-%dT%H:%M}:00{meant:%z}"[:-2] + ":00", now).readings
    assert when.read(reading.text, now).readings == (reading,)


@settings(deadline=None, max_examples=300)
@given(st.integers(0, 500 * 1440), MOMENTS)
def test_what_is_shown_back_of_the_past_means_the_same(minutes, now):
    meant = (now - timedelta(minutes=minutes)).astimezone(LONDON)
    [reading] = when.read_past(f"{meant:%Y-%m-%dT%H:%M}:00{meant:%z}"[:-2] + ":00", now).readings
    assert when.read_past(reading.text, now).readings == (reading,)


def test_dateparser_is_not_loaded_until_it_is_needed():
    script = "import sys; import dialogs.when; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
