"""What is owed once a time has passed: not held by the deadline, or not started when it should."""

from collections.abc import Iterable
from datetime import timedelta

from meeting.model import Meeting, Phase
from meeting.post import Post, PostKind
from meeting.protocol import PartnershipProtocol
from meeting.urgency import deadline

GRACE = timedelta(minutes=10)
"""So long after its time a meeting is taken for not started."""

NOT_ASKED = {Phase.DRAFT, Phase.RETURNED, Phase.DECLINED, Phase.CANCELLED}


def late(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    yield from _overdue(meeting, protocol)
    yield from _not_started(meeting)


def _overdue(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    """To who convenes and who answers for it; the time keeps counting until it is held."""
    if meeting.phase in NOT_ASKED:
        return
    limit, held = deadline(meeting, protocol), meeting.session
    if limit is None or (held and held.opened_at <= limit.at):
        return
    reason = next((d.at for d in reversed(meeting.done) if d.what == "late"), None)
    manager = meeting.chair or meeting.authoriser
    for to in dict.fromkeys((meeting.requester.id, manager.id if manager else "")):
        if to:
            yield Post(
                slot=f"overdue:{to}",
                kind=PostKind.OVERDUE,
                to=to,
                due=max(limit.at, meeting.requested_at or limit.at),
                edition=f"{held.opened_at if held else ''}:{reason}",
                why=protocol.cite(protocol.band(meeting.request.band)),
            )


def _not_started(meeting: Meeting) -> Iterable[Post]:
    """To the chair, who starts, moves or cancels it, and to who convenes."""
    meet_at, since = meeting.request.meet_at, meeting.convened_at
    if meet_at is None or since is None or meeting.phase is not Phase.CONVENED:
        return
    chair = meeting.chair.id if meeting.chair else ""
    for to in dict.fromkeys((chair, meeting.requester.id)):
        if to:
            yield Post(
                slot=f"not.started:{int(meet_at.timestamp())}:{to}",
                kind=PostKind.NOT_STARTED,
                to=to,
                due=max(meet_at, since) + GRACE,
                why="its time has come and nobody has started it",
            )
