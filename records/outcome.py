"""What a reader in a hurry, or an inspector, must see first."""

from meeting.quorum import absent
from meeting.saying import listed
from meeting.urgency import deadline, is_late
from records.deciding import review
from records.held import Held
from records.words import NOT_RECORDED, Fact, fact


def outcome(held: Held) -> tuple[Fact, ...]:
    """What stands at the head of the document, below the decision for each child."""
    return (
        fact("Actions agreed", f"{len(held.session.actions)}"),
        fact("Review", review(held)),
        fact("Minimum attendance", _minimum(held)),
        fact("Held in time", _in_time(held)),
        fact("Dissent", _dissent(held)),
    )


def _minimum(held: Held) -> str:
    empty = absent(held.meeting, held.protocol)
    return f"Not met: {listed([s.title for s in empty])}" if empty else "Met"


def _in_time(held: Held) -> str:
    if not held.meeting.request.band:
        return NOT_RECORDED
    if deadline(held.meeting, held.protocol) is None:
        return "No deadline: see “Concern and timescale”"
    late = is_late(held.meeting, held.protocol, held.session.opened_at)
    return "No: see “Concern and timescale”" if late else "Yes"


def _dissent(held: Held) -> str:
    agencies = dict.fromkeys(held.protocol.agency(d.agency) for d in held.meeting.dissents)
    return "; ".join(agencies) or "None recorded"
