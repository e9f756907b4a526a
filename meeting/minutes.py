"""The minutes: drawn when the meeting ends, approved by the chair, circulated in time."""

from datetime import datetime, timedelta

from meeting.base import Refusal
from meeting.clocks import Due
from meeting.explain import first, known
from meeting.model import Meeting, Minutes, Phase, Renewal
from meeting.protocol import PartnershipProtocol
from meeting.protocol_after import Recipients
from meeting.protocol_clocks import ClockName


class NoMinutes(Refusal):
    """There are no minutes of this meeting for you."""


def circulate_by(meeting: Meeting, protocol: PartnershipProtocol) -> Due | None:
    """Until when participants must have the record (NS-91); the earliest where rules conflict."""
    ended = meeting.session.closed_at if meeting.session else None
    return first(protocol, ClockName.MINUTES_CIRCULATION, known(met=ended))


def draw(meeting: Meeting, at: datetime) -> Meeting:
    """The draft is there as soon as the meeting ends."""
    return meeting.but(minutes=Minutes(drafted_at=at))


def remark(meeting: Meeting, text: str) -> Meeting:
    """The chair adds to the draft; a new version."""
    drawn = _minutes(meeting)
    words = f"{drawn.remarks}\n{text}".strip()
    return meeting.but(minutes=drawn.but(version=drawn.version + 1, remarks=words))


def participants(meeting: Meeting, protocol: PartnershipProtocol) -> tuple[str, ...]:
    """Ids of those to whom the record may go, by the protocol's list; never the family."""
    held = meeting.session
    there = [a.person for a in held.present] if held else []
    chair = [meeting.chair.id] if meeting.chair else []
    asked = [i for i in meeting.asked if i.person and i.asked_at]
    more = {
        Recipients.ABSENT: [i.person.id for i in asked if i.person],
        Recipients.WRITERS: [i.information.by for i in asked if i.information],
    }
    others = [person for group in protocol.minutes.to for person in more.get(group, [])]
    return tuple(dict.fromkeys([*chair, meeting.requester.id, *there, *others]))


def approve(meeting: Meeting, recipients: tuple[str, ...], at: datetime) -> Meeting:
    """The chair approves; from here the minutes go to the recipients. Twice changes nothing."""
    drawn = _minutes(meeting)
    if drawn.approved_at:
        return meeting
    return meeting.but(
        phase=Phase.CIRCULATED, minutes=drawn.but(approved_at=at, recipients=recipients)
    )


def may_read(meeting: Meeting, person: str) -> bool:
    """A draft is the chair's alone; approved minutes are also theirs to whom they went."""
    drawn = meeting.minutes
    if drawn is None:
        return False
    chairs = meeting.chair is not None and meeting.chair.id == person
    return chairs or (drawn.approved_at is not None and person in drawn.recipients)


def renew(meeting: Meeting, person: str, at: datetime) -> Meeting:
    """Whoever may read the approved minutes, and whose link has run out, gets another."""
    drawn = _minutes(meeting)
    if drawn.approved_at is None or not may_read(meeting, person):
        raise NoMinutes
    renewal = Renewal(person=person, at=at)
    return meeting.but(minutes=drawn.but(renewals=(*drawn.renewals, renewal)))


def link_expires(meeting: Meeting, protocol: PartnershipProtocol, person: str) -> datetime:
    """Until when that person's link to the minutes, or to the draft, opens."""
    drawn = _minutes(meeting)
    sent = [r.at for r in drawn.renewals if r.person == person]
    since = sent[-1] if sent else drawn.approved_at or drawn.drafted_at
    return since + timedelta(days=protocol.minutes.link_lasts_days)


def _minutes(meeting: Meeting) -> Minutes:
    if meeting.minutes is None:
        raise NoMinutes
    return meeting.minutes
