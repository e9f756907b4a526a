"""Who has joined a Teams meeting, by its conversation: kept until it is confirmed, or for a day."""

from datetime import datetime, timedelta

from meeting.joining import Joining
from state.rows import Rows

PREFIX = "joining:"
KEPT = timedelta(days=1)
MOST = 200
"""Teams meetings of which it is known at the same time; the oldest are forgotten first."""


async def joining_in(rows: Rows, conversation: str) -> Joining | None:
    body = await rows.get(f"{PREFIX}{conversation}")
    return Joining.model_validate_json(body) if body else None


async def keep_joining(rows: Rows, conversation: str, joining: Joining) -> None:
    await rows.set(f"{PREFIX}{conversation}", joining.model_dump_json(exclude_defaults=True))


async def joining_of(rows: Rows, meeting: str) -> Joining | None:
    """The latest that is known of a strategy meeting."""
    found = [j for _, j in await _all(rows) if j.meeting == meeting]
    return max(found, key=lambda j: j.started_at, default=None)


async def forget_joining(rows: Rows, meeting: str) -> None:
    """Wanted at commit, once somebody has confirmed who is there."""
    for key, joining in await _all(rows):
        if joining.meeting == meeting:
            await rows.set(key, None)


async def forget_old_joinings(rows: Rows, now: datetime) -> None:
    """Wanted at commit: what nobody confirmed within a day, and what is too much to keep."""
    found = sorted(await _all(rows), key=lambda pair: pair[1].started_at, reverse=True)
    for place, (key, joining) in enumerate(found):
        if place >= MOST - 1 or joining.started_at < now - KEPT:
            await rows.set(key, None)


async def _all(rows: Rows) -> list[tuple[str, Joining]]:
    kept = await rows.scan(PREFIX, 2 * MOST)
    return [(row.key, Joining.model_validate_json(row.body)) for row in kept]
