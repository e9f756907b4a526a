"""Whether a journal is still what was written: its chain, and marks that are kept elsewhere."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from state.journal import Entry


class Line(NamedTuple):
    number: int
    """As the row's key says."""
    entry: Entry | None
    """None for a row that cannot be read."""


def chain_faults(lines: Sequence[Line]) -> list[str]:
    """What is missing, moved or changed, each as a sentence; `lines` in the order of their keys."""
    found = [
        f"line {missing} is missing"
        for before, number in pairwise([0, *(line.number for line in lines)])
        for missing in range(before + 1, number)
    ]
    before: Entry | None = None
    for line in lines:
        found += filter(None, [_fault(line, before)])
        before = line.entry if line.entry and line.entry.number == line.number else None
    return found


def _fault(line: Line, before: Entry | None) -> str:
    number, entry = line
    if entry is None:
        return f"line {number} cannot be read: it is not what was kept there"
    if entry.number != number:
        return f"line {entry.number} stands in the place of line {number}"
    if number == 1 and entry.before:
        return "line 1 was not the first"
    if before and before.number == number - 1 and entry.before != before.digest:
        return f"line {before.number} is not what it was when line {number} was written"
    return ""


def mark_fault(lines: Sequence[Line], mark: str, where: str) -> str:
    """Whether the line of a mark is there as it was; empty when it is, or when there is no mark."""
    if not mark:
        return ""
    text, _, digest = mark.partition(":")
    found = next((line.entry for line in lines if str(line.number) == text), None)
    if found is None:
        return f"line {text} is missing, which is known from {where}"
    return "" if found.digest == digest else f"line {text} is not what is known from {where}"
