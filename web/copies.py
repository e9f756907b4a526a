"""The copy of the minutes that a link gives: as they were approved, with what came after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from meeting.access import NotYours
from meeting.minutes import NoMinutes
from meeting.model import Meeting, Minutes
from meeting.protocol import PartnershipProtocol
from records.afterwards import Added, added
from records.held import Held, names_in
from records.record import Record, record_of, with_added, with_notes
from state.approved import Approved, approved
from state.store import Work
from web.links import BadLink, Grant
from web.readers import require_reader

OTHER_EDITION = "The protocol's own words in this copy are of a later edition than the approval."
SUPERSEDED = "A later version has been drawn since."


@dataclass(frozen=True)
class Copy:
    meeting: Meeting
    """As it stood when that version was approved; a draft, as it stands."""
    protocol: PartnershipProtocol
    names: Mapping[str, str]
    added: tuple[Added, ...] = ()
    notes: tuple[str, ...] = ()
    """What must be said of the copy itself."""

    @property
    def minutes(self) -> Minutes:
        if self.meeting.minutes is None:
            raise NoMinutes
        return self.meeting.minutes

    def record(self, at: datetime) -> Record:
        record = record_of(self.meeting, self.protocol, self.names)
        return with_added(with_notes(record, self.notes), self.added, at)


async def opened(work: Work, grant: Grant) -> tuple[Meeting, Approved | None]:
    """The meeting as it stands, and what of it was approved under that version.

    Raises BadLink or NewerVersion for whoever may not read it."""
    try:
        meeting = await work.meeting(grant.meeting)
    except NotYours as unknown:
        raise BadLink from unknown
    kept = await approved(work, grant.meeting, grant.version)
    require_reader(meeting, grant, kept=kept is not None)
    return meeting, kept


async def copy_for(work: Work, grant: Grant) -> Copy:
    now, kept = await opened(work, grant)
    if kept is None:
        names = {p.id: p.name for p in work.directory.people} | names_in(now)
        return Copy(now, work.protocol(now), names)
    stood, rules = kept.stood(), kept.rules()
    held = Held(stood, rules or work.protocol(stood), kept.names)
    later = now.minutes is not None and now.minutes.version > grant.version
    notes = [] if rules else [OTHER_EDITION]
    notes += [SUPERSEDED] if later else []
    return Copy(stood, held.protocol, kept.names, added(held, now), tuple(notes))
