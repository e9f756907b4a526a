"""What is owed of the child protection conference that may follow an enquiry."""

from collections.abc import Iterable
from datetime import datetime

from meeting.explain import first, known
from meeting.model import Meeting
from meeting.post import Post, PostKind
from meeting.protocol import PartnershipProtocol
from meeting.protocol_clocks import ClockName
from meeting.series import series
from meeting.session import Session

SETTLED = "conference"
"""What somebody says who has arranged it, or says why there is none."""

S47 = "s47"
"""The outcome that starts an enquiry: every partnership's file has it under this id."""


def conference(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    """To who convenes and the chair, until one of them says that it is settled."""
    held = meeting.session
    limit = _until(meeting, protocol, held) if held else None
    if held is None or held.closed_at is None or limit is None:
        return
    settled = next((d.at for d in meeting.done if d.what == SETTLED), None)
    clock = next(c for c in protocol.clocks if c.clock is ClockName.ICPC)
    chair = meeting.chair.id if meeting.chair else ""
    for to in dict.fromkeys(filter(None, (meeting.requester.id, chair))):
        told = Post(
            slot=f"conference:{to}",
            kind=PostKind.CONFERENCE,
            to=to,
            due=held.closed_at,
            edition=str(settled),
            why=protocol.cite(clock),
        )
        yield told
        if settled is None:
            kind = PostKind.CONFERENCE_REMINDER
            again = told.but(slot=f"conference.reminder:{to}", kind=kind, edition="", of=told.slot)
            yield from series(again, held.closed_at, limit, protocol.reminders.minutes)
            yield again.but(
                slot=f"conference.overdue:{to}:{int(limit.timestamp())}",
                kind=PostKind.CONFERENCE_OVERDUE,
                due=limit,
                of="",
            )


def _until(meeting: Meeting, protocol: PartnershipProtocol, held: Session) -> datetime | None:
    """By when it must be held; None where none follows, or the protocol has no such clock."""
    if meeting.cancelled or not any(d.outcome == S47 for d in held.decisions):
        return None
    events = known(met=held.closed_at, s47_decided=held.closed_at)
    found = first(protocol, ClockName.ICPC, events)
    return found.at if found else None
