"""By when the meeting must be held, from the band and the time of the concern."""

from collections.abc import Collection
from datetime import UTC, datetime

from meeting.clocks import ClockKind, Due, due
from meeting.explain import band_starts, known
from meeting.model import Meeting
from meeting.protocol import PartnershipProtocol
from meeting.protocol_request import Band


def deadline(meeting: Meeting, protocol: PartnershipProtocol) -> Due | None:
    """None until the band and its start are known, or where the band has no figure.

    The clock runs from the earlier of concern and referral, and never pauses (NS-14)."""
    request = meeting.request
    if not request.band:
        return None
    within = protocol.band(request.band).within
    events = known(identified=request.identified_at, referred=request.referred_at)
    start = band_starts(protocol, events)
    return due(within, start, protocol.calendar) if within and start else None


def is_late(meeting: Meeting, protocol: PartnershipProtocol, at: datetime) -> bool:
    """Whether a meeting at that time is held after its deadline.

    "Straight away" gives no figure: its time is counted and shown, and nothing is late by it."""
    limit = deadline(meeting, protocol)
    if limit is None or limit.kind is ClockKind.IMMEDIATE:
        return False
    return at.astimezone(UTC) > limit.at.astimezone(UTC)


def band_for(
    protocol: PartnershipProtocol, features: Collection[str], start: datetime
) -> Band | None:
    """The band in which a concern with these features falls, if its clock runs from `start`.

    Of several the one whose time is up first; with no feature that of all other concerns, or
    None where the protocol has none and somebody must choose (parameters, rows 6 and 7)."""
    found = [b for b in protocol.bands if set(b.features) & set(features)]
    found = found or [b for b in protocol.bands if b.otherwise]
    return min(found, key=lambda b: _end(b, start, protocol), default=None)


def settled(
    protocol: PartnershipProtocol, chosen: str, features: Collection[str], start: datetime
) -> Band | None:
    """The band chosen, unless what applies to the concern calls for an earlier one."""
    picked = [b for b in protocol.bands if b.id == chosen]
    by_feature = band_for(protocol, features, start) if features or not picked else None
    both = [*picked, *([by_feature] if by_feature else [])]
    return min(both, key=lambda b: _end(b, start, protocol), default=None)


def _end(band: Band, start: datetime, protocol: PartnershipProtocol) -> tuple[bool, datetime]:
    """Bands without a figure come last."""
    if band.within is None:
        return True, start
    return False, due(band.within, start, protocol.calendar).at
