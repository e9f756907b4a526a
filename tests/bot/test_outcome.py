"""What each failure makes of an attempt, and how the pauses grow."""

import random
from datetime import timedelta

import pytest

from bot.failures import Ambiguous, Gone, Rejected, Throttled, TooBig, Unreachable
from bot.outcome import best, meaning, pause
from meeting.delivery import Result


@pytest.mark.parametrize(
    ("failure", "approves", "result", "after"),
    [
        (Throttled(7), False, Result.WAITING, 7),
        (Throttled(7), True, Result.WAITING, 7),
        (Ambiguous(), False, Result.WAITING, 30),
        (Ambiguous(), True, Result.UNCERTAIN, 0),
        (Unreachable("NoChat"), False, Result.UNREACHABLE, 0),
        (Rejected("BadSyntax"), False, Result.REFUSED, 0),
        (TooBig(), False, Result.REFUSED, 0),
        (Gone(), False, Result.REFUSED, 0),
    ],
)
def test_what_a_failure_means(failure, approves, result, after):
    told = meaning(failure, approves=approves)
    assert (told.result, told.after) == (result, after)


def test_teams_own_word_for_the_reason_is_kept():
    assert meaning(Unreachable("MessageWritesBlocked"), approves=False).reason == (
        "MessageWritesBlocked"
    )


@pytest.mark.parametrize(
    ("after", "tries", "least"), [(2, 1, 2), (2, 2, 4), (2, 5, 32), (2, 50, 120), (3600, 9, 3600)]
)
def test_a_pause_is_never_shorter_than_told_and_grows(after, tries, least):
    chance = random.Random(1)
    waits = [pause(after, tries, chance) for _ in range(100)]
    assert min(waits) >= timedelta(seconds=least)
    assert max(waits) <= timedelta(seconds=least * 1.2)
    assert len(set(waits)) > 1, "not everybody comes back at the same moment"


def test_of_several_ways_the_best_counts():
    assert best({Result.UNREACHABLE, Result.ACCEPTED}) is Result.ACCEPTED
    assert best({Result.REFUSED, Result.WAITING}) is Result.WAITING
    assert best({Result.UNREACHABLE, Result.UNCERTAIN}) is Result.UNCERTAIN
