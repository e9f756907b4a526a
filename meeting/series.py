"""Reminders at fitting shares of the time that is left."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from meeting.post import Post
from meeting.quiet import awake

APART = timedelta(minutes=5)
"""Two reminders that would come nearer to one another are one."""


def series(first: Post, start: datetime, end: datetime, shares: Sequence[float]) -> list[Post]:
    """Reminders at those shares of the time from `start` to `end` (aware), each until the next.

    Whoever was out of reach for a while gets the latest that is due, not all of them. A slot is
    named for the share's own time, whatever the night or somebody's wish makes of it."""
    begins, ends = start.astimezone(UTC), end.astimezone(UTC)
    if ends <= begins:
        return []
    found: list[tuple[str, datetime]] = []
    for n, share in enumerate(shares, 1):
        at = begins + (ends - begins) * share
        due = at if first.urgent else awake(at, ends)
        if not found or due - found[-1][1] >= APART:
            found.append((f"{first.slot}:{n}:{int(at.timestamp())}", due))
    untils = [due for _, due in found[1:]] + [ends]
    return [
        first.but(slot=slot, due=due, until=until)
        for (slot, due), until in zip(found, untils, strict=True)
    ]
