"""The record of a strategy meeting as a document tells it: every word ready to be printed."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from meeting.base import Frozen
from meeting.model import Meeting
from meeting.protocol import PartnershipProtocol
from records import (
    afterwards,
    agenda,
    arranging,
    attendance,
    closing,
    deciding,
    outcome,
    people,
    views,
)
from records.held import Held
from records.words import Fact, Words, capital, stated


class Record(Frozen):
    """What both documents print, in the order in which they print it."""

    title: str
    """What the protocol calls the meeting, and that these are its minutes."""
    reference: str
    """Neutral: the one thing that may stand in a header or a file name."""
    partnership: str
    version: int
    draft: bool
    status: str
    confidential: Words
    outcome: tuple[Fact, ...]
    arranging: tuple[Fact, ...]
    children: tuple[people.Subject, ...]
    adults: tuple[people.Subject, ...]
    concern: tuple[Fact, ...]
    present: tuple[attendance.Present, ...]
    absent: tuple[attendance.Absent, ...]
    removed: tuple[Fact, ...]
    quorum: Words
    agenda: tuple[agenda.Item, ...]
    information: tuple[views.Written, ...]
    scale: str
    opinions: tuple[views.Opinion, ...]
    decisions: tuple[deciding.Decided, ...]
    safety_plan: Words
    actions: tuple[deciding.Agreed, ...]
    review: str
    dissents: tuple[deciding.Dissenting, ...]
    challenge_rule: Words
    gaps: tuple[str, ...]
    gaps_reason: Words
    remarks: Words
    circulation: tuple[Words, ...]
    circulation_rule: Words
    added: tuple[afterwards.Added, ...] = ()
    added_note: str = ""
    """That what was recorded afterwards was not approved, and until when it is told."""


def record_of(meeting: Meeting, protocol: PartnershipProtocol, names: Mapping[str, str]) -> Record:
    """Raises NoMinutes while the meeting has not ended. `names`: person id to name."""
    held = Held(meeting, protocol, names)
    return Record(
        title=f"{capital(meeting.called)} minutes",
        reference=meeting.id,
        partnership=protocol.title,
        version=held.minutes.version,
        draft=held.minutes.approved_at is None,
        status=closing.status(held),
        confidential=closing.confidential(held),
        outcome=outcome.outcome(held),
        arranging=arranging.arranging(held),
        children=people.children(held),
        adults=people.adults(held),
        concern=arranging.concern(held),
        present=attendance.present(held),
        absent=attendance.absent(held),
        removed=attendance.removed(held),
        quorum=attendance.quorum(held),
        agenda=agenda.agenda(held),
        information=views.information(held),
        scale=views.scale(held),
        opinions=views.opinions(held),
        decisions=deciding.decisions(held),
        safety_plan=stated(held.session.safety_plan),
        actions=deciding.actions(held),
        review=deciding.review(held),
        dissents=deciding.dissents(held),
        challenge_rule=deciding.challenge_rule(held),
        gaps=closing.gaps(held),
        gaps_reason=closing.gaps_reason(held),
        remarks=held.minutes.remarks,
        circulation=closing.circulation(held),
        circulation_rule=closing.circulation_rule(held),
    )


def with_notes(record: Record, notes: Iterable[str]) -> Record:
    """With sentences behind the one that says how the record stands."""
    return record.but(status=" ".join((record.status, *notes)))


def with_added(record: Record, added: tuple[afterwards.Added, ...], at: datetime) -> Record:
    """The approved record with what came after it, as of then, at its end; its head says so."""
    if not added:
        return record
    told = with_notes(record, (closing.SEE_END,))
    return told.but(added=added, added_note=closing.not_approved(at))
