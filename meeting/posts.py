"""Everything the bot owes about a meeting, derived from it and never queued."""

from collections.abc import Iterable
from datetime import datetime

from meeting.model import Meeting, Phase
from meeting.post import Post
from meeting.posts_after import after
from meeting.posts_before import before
from meeting.protocol import PartnershipProtocol


def owed(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    """All posts, those whose time is yet to come among them."""
    if meeting.phase is not Phase.DRAFT:
        yield from before(meeting, protocol)
        yield from after(meeting, protocol)


def posts(meeting: Meeting, protocol: PartnershipProtocol, now: datetime) -> tuple[Post, ...]:
    """What should by now have been shown, earliest first."""
    due = [
        p for p in owed(meeting, protocol) if p.due <= now and (p.until is None or now < p.until)
    ]
    return tuple(sorted(due, key=lambda p: p.due))


def next_due(meeting: Meeting, protocol: PartnershipProtocol, now: datetime) -> datetime | None:
    """The next moment at which `posts` grows; None when it never will."""
    return min((p.due for p in owed(meeting, protocol) if p.due > now), default=None)
