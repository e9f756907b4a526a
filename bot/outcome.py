"""What a failure makes of an attempt, and when to try again."""

import random
from datetime import timedelta
from typing import NamedTuple

from bot.failures import Ambiguous, Failure, Rejected, Throttled, Unreachable
from meeting.delivery import Result

AFTER_AMBIGUOUS = 30.0
LONGEST_PAUSE = 120.0
"""Seconds, unless Teams asks for more: somebody may sit in a meeting and wait for the card."""

BEST = (
    Result.ACCEPTED,
    Result.WAITING,
    Result.UNCERTAIN,
    Result.REFUSED,
    Result.UNREACHABLE,
)
"""Of several ways the best counts."""


class Meaning(NamedTuple):
    result: Result
    reason: str
    after: float = 0.0
    """Seconds until it is tried again; 0: it is not."""


def meaning(failure: Failure, *, approves: bool) -> Meaning:
    """A lost answer is asked for again; but of a card for approval, of which two would confuse,
    one that may have been shown is enough until somebody asks for another."""
    reason = type(failure).__name__
    match failure:
        case Throttled():
            return Meaning(Result.WAITING, reason, failure.after)
        case Ambiguous() if approves:
            return Meaning(Result.UNCERTAIN, reason)
        case Ambiguous():
            return Meaning(Result.WAITING, reason, AFTER_AMBIGUOUS)
        case Unreachable():
            return Meaning(Result.UNREACHABLE, failure.code)
        case Rejected():
            return Meaning(Result.REFUSED, failure.code)
    return Meaning(Result.REFUSED, reason)


def best(results: set[Result]) -> Result:
    return next(r for r in BEST if r in results)


def pause(after: float, tries: int, chance: random.Random) -> timedelta:
    """Never less than told; longer each time, and not the same for everybody."""
    most = max(after, LONGEST_PAUSE)
    grown = min(after * 2 ** min(max(tries - 1, 0), 10), most)
    return timedelta(seconds=grown * (1 + 0.2 * chance.random()))
