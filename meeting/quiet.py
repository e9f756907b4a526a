"""The night, in which nobody is reminded unless an emergency clock runs."""

from datetime import datetime, time

from meeting.calendar import DAY, LONDON, moment
from meeting.clocks import ClockKind
from meeting.model import Meeting
from meeting.protocol import PartnershipProtocol

NIGHT_FROM = time(20)
NIGHT_UNTIL = time(7)
"""London time. The product's own default: no document says when a reminder may come."""

EMERGENCY = {ClockKind.ELAPSED, ClockKind.IMMEDIATE}


def is_emergency(meeting: Meeting, protocol: PartnershipProtocol) -> bool:
    """Whether the meeting must be held within hours, which run through the night."""
    bands = {b.id: b for b in protocol.bands}
    band = bands.get(meeting.request.band)
    return band is not None and band.within is not None and band.within.kind in EMERGENCY


def awake(at: datetime, before: datetime) -> datetime:
    """The moment itself by day; the next morning by night, unless that is too late."""
    local = at.astimezone(LONDON)
    if NIGHT_UNTIL <= local.time() < NIGHT_FROM:
        return at
    day = local.date() if local.time() < NIGHT_UNTIL else local.date() + DAY
    morning = moment(day, NIGHT_UNTIL)
    return morning if morning < before else at
