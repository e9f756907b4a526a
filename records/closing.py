"""How the record stands: draft or approved, what it lacks, and who has it."""

from datetime import datetime

from meeting.agenda import gaps as unrecorded
from meeting.clocks import Due
from meeting.minutes import circulate_by
from meeting.protocol_clocks import ClockName
from meeting.saying import spoken
from records.held import Held
from records.titles import cite_clock, cited
from records.words import NOT_RECORDED

CONFIDENTIAL = (
    "Confidential. What was shared at this meeting is for the people to whom this record is "
    "circulated. It must not be shared beyond them without the chair's agreement beforehand."
)
"""Where the protocol has no words of its own."""


SEE_END = "More was recorded since: see the end."


def not_approved(at: datetime) -> str:
    """What stands over that which was recorded after the approval."""
    return (
        "This is no part of what the chair approved. It tells what was recorded from then until"
        f" this copy was made, on {spoken(at)}."
    )


def confidential(held: Held) -> str:
    rule = held.protocol.confidentiality
    return cited(held.protocol, rule.text, rule) if rule else CONFIDENTIAL


def status(held: Held) -> str:
    drawn = held.minutes
    if drawn.approved_at is None:
        return f"DRAFT, version {drawn.version}. Not yet approved by the chair."
    chair = held.meeting.chair
    who = f"the chair, {chair.name}," if chair else "the chair"
    return f"Version {drawn.version}, approved by {who} on {spoken(drawn.approved_at)}."


def gaps(held: Held) -> tuple[str, ...]:
    """The agenda items under which nothing is recorded."""
    return tuple(f"{i.number}. {i.title}" for i in unrecorded(held.meeting, held.protocol))


def gaps_reason(held: Held) -> str:
    """Why the meeting was closed all the same; may be given for its minimum alone."""
    return held.session.gaps_reason or (NOT_RECORDED if gaps(held) else "")


def circulation(held: Held) -> tuple[str, ...]:
    """To whom the record went: name and agency."""
    return tuple(_reader(person, held) for person in held.minutes.recipients)


def circulation_rule(held: Held) -> str:
    """To whom and until when; late circulation is said to be late (NS-91)."""
    rule, approved = held.protocol.minutes, held.minutes.approved_at
    limit = circulate_by(held.meeting, held.protocol)
    if approved is None:
        who = f"{rule.recipients} ({held.protocol.cite(rule)})"
        return f"To go to: {who}{_due(limit, held)}."
    late = ", which was too late" if limit and approved > limit.at else ""
    due = f" The minutes were due{_due(limit, held).removeprefix(',')}." if limit else ""
    return f"Approved for circulation on {spoken(approved)}{late}, to the people below.{due}"


def _due(limit: Due | None, held: Held) -> str:
    if limit is None:
        return ""
    return f", by {spoken(limit.at)} ({cite_clock(held.protocol, ClockName.MINUTES_CIRCULATION)})"


def _reader(person: str, held: Held) -> str:
    agency = held.agency(person)
    return f"{held.name(person)}, {agency}" if agency else held.name(person)
