"""What a run came to, in lines to be read, and whether anything was wrong."""

from statistics import mean

from tests.fuzz.running import Told

MOST_MEGABYTES = 32.0
"""By which the process may be larger at the end than after its warm-up."""
MOST_OBJECTS = 5_000
LONGEST_STEP = 2.0
"""Seconds for which nothing else could run: more of it is a fault."""
WARM = 0.2
"""The part of a run that is warm-up."""


def growth(figures: list[float] | list[int]) -> float:
    """From just after the warm-up to the end, each the mean of a tenth of the run or so."""
    after = figures[int(len(figures) * WARM) :] if len(figures) > 4 else figures[-1:]
    part = max(1, len(after) // 8)
    return mean(after[-part:]) - mean(after[:part])


def wrong(told: Told) -> list[str]:
    """Everything because of which the run has failed, in a sentence each."""
    found = [f"{n} × {kind}: {words}" for (kind, words), n in _grouped(told).items()]
    if growth(told.memory) > MOST_MEGABYTES or growth(told.objects) > MOST_OBJECTS:
        found.append("memory grew")
    if told.lag > LONGEST_STEP:
        found.append("the event loop was held up")
    return found


def _grouped(told: Told) -> dict[tuple[str, str], int]:
    counted: dict[tuple[str, str], int] = {}
    for fault in told.faults:
        key = (fault.kind, fault.told)
        counted[key] = counted.get(key, 0) + 1
    return counted


def lines(told: Told) -> list[str]:
    """The figures; the last line is what a machine reads."""
    statuses = " ".join(f"{status or 'none'}={n}" for status, n in sorted(told.statuses.items()))
    kinds = ("believed", "dropped", "trouble", "state")
    others = " ".join(f"{kind}={told.count(kind)}" for kind in kinds)
    rate = told.sent / told.seconds if told.seconds else 0.0
    return [
        f"statuses: {statuses}",
        f"calls to Teams: {told.calls}",
        f"hangs={told.hangs} {others}",
        f"longest step of the event loop: {told.lag:.3f} s of its own work",
        f"memory: {told.memory[0]:.0f} MB after the first epoch, {told.memory[-1]:.0f} MB at the"
        f" end; growth after warm-up {growth(told.memory):+.1f} MB,"
        f" {growth(told.objects):+.0f} objects",
        f"seconds={told.seconds:.0f} ({rate:.0f} a second), {told.work:.0f} of them at work",
        f"sent={told.sent} server_errors={told.count('server error')} leaks={told.count('leak')}",
    ]
