"""What Hypothesis thinks of: shapes of JSON, and the grammar of what is typed into forms."""

from functools import cache
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.nasty import STRINGS

words = st.one_of(st.sampled_from(STRINGS), st.text(max_size=30))
leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), words, st.text(min_size=30, max_size=300)
)
json_shapes = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=5), st.dictionaries(words, inner, max_size=5)),
    max_leaves=25,
)

_number = st.one_of(st.integers(-1, 70), st.integers(1900, 2200), st.integers(0, 10**9)).map(str)
_DAYS = (
    "monday tue wed. thurs friday weekend today tomorrow yesterday tonight now easter midday"
    " 29/2/2027 2026-13-45 0000-00-00 9999-12-31 24/11 11/24/26 31st 1st 25:61 2pm 14:30 1.30am"
    " noon midnight 2-3pm half quarter"
)
_JOINTS = (
    "at on in by of the next last this coming after before until and or to past from now"
    " o'clock am pm working days hours minutes weeks fortnight ago - , . / : ( ) ?"
)
_day = st.sampled_from(_DAYS.split())
_joint = st.sampled_from(_JOINTS.split())
times = st.lists(st.one_of(_number, _day, _joint), min_size=1, max_size=9).map(" ".join)
days = st.one_of(
    st.dates().map(str),
    st.tuples(_number, _number, _number).map("-".join),
    st.tuples(_number, _number, _number).map("/".join),
    words,
)
lists = st.lists(st.one_of(words, st.sampled_from(["c1", "a1", "i1", "x1"])), max_size=8).map(
    ",".join
)
grammar = st.one_of(times, days, lists, words)


def drawn(strategy: st.SearchStrategy[Any], count: int, number: int = 0) -> list[Any]:
    """So many examples, the same ones for the same number."""
    found: list[Any] = []

    @seed(number)
    @settings(
        max_examples=count, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(strategy)
    def keep(example: Any) -> None:
        found.append(example)

    keep()
    return found


@cache
def pool(number: int, count: int) -> tuple[list[Any], list[str]]:
    """Shapes of JSON, and contents of fields, to choose from."""
    return drawn(json_shapes, count, number), drawn(grammar, count, number)
