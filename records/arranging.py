"""How the meeting came about: who asked, who authorised, how soon it had to be, when it was."""

from meeting.authorisation import approvals
from meeting.calendar import LONDON, elapsed
from meeting.clocks import Due
from meeting.counting import length
from meeting.model import Meeting, Move
from meeting.protocol_request import Band
from meeting.request import Authorisation
from meeting.saying import clock, spoken
from meeting.urgency import deadline
from records.held import Held
from records.titles import cited
from records.words import Fact, capital, fact


def arranging(held: Held) -> tuple[Fact, ...]:
    meeting = held.meeting
    chair = meeting.chair.described if meeting.chair else ""
    return (
        fact("Held", _held(held)),
        fact("Format", capital(meeting.request.format)),
        fact("Chair", chair),
        fact("Requested by", _requested(meeting)),
        fact("Authorised by", _authorised(meeting)),
        *(fact("Time changed", _moved(move, held)) for move in meeting.moves),
        fact("Protocol", _protocol(held)),
        *_kept(held),
    )


def concern(held: Held) -> tuple[Fact, ...]:
    request = held.meeting.request
    referrer = held.protocol.agency(request.referrer) if request.referrer else ""
    identified = spoken(request.identified_at) if request.identified_at else ""
    return (
        fact("Concern", request.concern),
        fact("Category", capital(request.category or "")),
        fact("Referred by", referrer or "Nobody: social care raised it itself"),
        fact("Concern identified", identified),
        *((fact("Referred", spoken(request.referred_at)),) if request.referred_at else ()),
        *_timing(held),
    )


def _held(held: Held) -> str:
    opened, closed = held.session.opened_at, held.session.closed_at
    if closed is None:
        return f"{spoken(opened)}; not closed"
    same_day = opened.astimezone(LONDON).date() == closed.astimezone(LONDON).date()
    return f"{spoken(opened)} to {clock(closed) if same_day else spoken(closed)}"


def _requested(meeting: Meeting) -> str:
    asked = meeting.requested_at
    return f"{meeting.requester.described}{f', on {spoken(asked)}' if asked else ''}"


def _authorised(meeting: Meeting) -> str:
    """Everybody who agreed, on the routes that ask several (NE-14)."""
    return "\n".join(map(_approval, approvals(meeting)))


def _approval(given: Authorisation) -> str:
    lines = [f"{given.by.described}, on {spoken(given.at)}", given.words, given.confirmed]
    return "\n".join(filter(None, lines))


def _moved(move: Move, held: Held) -> str:
    times = f"to {spoken(move.later)}"
    if move.earlier:
        times = f"from {spoken(move.earlier)} {times}"
    who = f"{held.name(move.by)}, on {spoken(move.at)}"
    return f"{capital(times)}; by {who}.\nReason: {move.reason}"


def _protocol(held: Held) -> str:
    protocol = held.protocol
    return f"{protocol.document}, version {held.meeting.protocol_version}. {protocol.edition}"


def _kept(held: Held) -> tuple[Fact, ...]:
    """Where the record belongs for good, as the protocol says (NS-90)."""
    rule = held.protocol.record
    return (fact("Record kept", cited(held.protocol, rule.text, rule)),) if rule else ()


def _timing(held: Held) -> tuple[Fact, ...]:
    request, protocol = held.meeting.request, held.protocol
    if not request.band:
        return (fact("Urgency band", ""),)
    band = protocol.band(request.band)
    reason = f"\nReason: {request.band_reason}" if request.band_reason else ""
    return (
        fact("Urgency band", f"{band.title}{reason}"),
        fact("Rule", f"{band.rule} ({protocol.cite(band)})"),
        *_deadline(band, held),
    )


def _deadline(band: Band, held: Held) -> tuple[Fact, ...]:
    limit = deadline(held.meeting, held.protocol)
    if limit is None:
        return (fact("Deadline", "" if band.within else capital(band.time)),)
    return (
        fact("Deadline", f"{spoken(limit.at)}\n{limit.note}"),
        fact("Held in time", _in_time(limit, held)),
    )


def _in_time(limit: Due, held: Held) -> str:
    opened = held.session.opened_at
    if opened <= limit.at:
        return "Yes"
    reason = held.meeting.request.late_reason or "no reason is recorded"
    return f"No: {length(elapsed(limit.at, opened))} after the deadline.\nReason: {reason}"
