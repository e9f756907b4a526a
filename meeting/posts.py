"""Everything the bot owes about a meeting, derived from it and never queued."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from meeting.model import Meeting, Phase
from meeting.post import Post
from meeting.posts_after import after
from meeting.posts_before import before
from meeting.posts_conference import conference
from meeting.posts_late import late
from meeting.protocol import PartnershipProtocol
from meeting.snooze import put_off


def owed(meeting: Meeting, protocol: PartnershipProtocol) -> tuple[Post, ...]:
    """All posts, those whose time is yet to come among them, earliest first."""
    if meeting.phase is Phase.DRAFT:
        return ()
    found = map(_in_real_time, put_off(meeting, _all(meeting, protocol)))
    return tuple(sorted(found, key=lambda p: p.due))


def _in_real_time(post: Post) -> Post:
    """Times of one zone are compared by the clock on the wall, which goes back in autumn."""
    times = [post.due, *filter(None, (post.until,))]
    if not any(isinstance(at.tzinfo, ZoneInfo) for at in times):
        return post
    until = post.until.astimezone(UTC) if post.until else None
    return post.but(due=post.due.astimezone(UTC), until=until)


def _all(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    yield from before(meeting, protocol)
    yield from late(meeting, protocol)
    yield from after(meeting, protocol)
    yield from conference(meeting, protocol)


def due(owed: Sequence[Post], now: datetime) -> tuple[Post, ...]:
    """Those whose time has come and that nothing has overtaken."""
    return tuple(p for p in owed if p.due <= now and (p.until is None or now < p.until))


def overtaken(owed: Sequence[Post], now: datetime) -> tuple[Post, ...]:
    """Those whose time has come and gone."""
    return tuple(p for p in owed if p.due < now and p.until is not None and p.until <= now)


def next_time(owed: Sequence[Post], now: datetime) -> datetime | None:
    """The next moment at which more is due; None when nothing ever will be."""
    return min((p.due for p in owed if p.due > now), default=None)


def posts(meeting: Meeting, protocol: PartnershipProtocol, now: datetime) -> tuple[Post, ...]:
    """What should by now have been shown, earliest first."""
    return due(owed(meeting, protocol), now)


def next_due(meeting: Meeting, protocol: PartnershipProtocol, now: datetime) -> datetime | None:
    """The next moment at which `posts` grows; None when it never will."""
    return next_time(owed(meeting, protocol), now)
