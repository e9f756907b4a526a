"""How much of everything is measured: in a whole run, in a rough one, and in a test."""

from typing import NamedTuple


class Sizes(NamedTuple):
    rounds: int
    seconds: float
    """For which one server is loaded in one round."""
    meetings: int
    """Convened ones, in the store of the bot that answers."""
    sends: int
    """Messages sent in one round."""
    due: int
    """Posts that the postman works through while turns are timed."""
    steady: float
    """Turns a second while he does."""
    idle: float
    """Seconds for which turns are timed while he has nothing to do."""


WHOLE = Sizes(rounds=7, seconds=3.0, meetings=500, sends=2000, due=10_000, steady=25.0, idle=40.0)
QUICK = Sizes(rounds=3, seconds=1.5, meetings=60, sends=400, due=1_000, steady=25.0, idle=8.0)
TINY = Sizes(rounds=1, seconds=0.2, meetings=4, sends=20, due=16, steady=20.0, idle=0.3)
