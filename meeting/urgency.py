"""By when the meeting must be held, from the band and the time of the concern."""

from datetime import datetime

from meeting.clocks import Due, due
from meeting.model import Meeting
from meeting.protocol import PartnershipProtocol


def deadline(meeting: Meeting, protocol: PartnershipProtocol) -> Due | None:
    """The band's clock runs from when the concern was identified (NS-14); None until known."""
    request = meeting.request
    if not request.band or request.identified_at is None:
        return None
    return due(protocol.band(request.band).within, request.identified_at, protocol.calendar)


def is_late(meeting: Meeting, protocol: PartnershipProtocol, at: datetime) -> bool:
    """Whether a meeting at that time is held after its deadline."""
    limit = deadline(meeting, protocol)
    return limit is not None and at > limit.at
