"""The meeting while it is held: who is there, each agenda item, and what is still missing."""

from datetime import datetime

from meeting.base import Refusal
from meeting.model import Meeting, Phase
from meeting.protocol import PartnershipProtocol
from meeting.protocol_meeting import AgendaItem, ItemKind
from meeting.quorum import absent
from meeting.session import Absence, Attendee, Note, Proceeding, Session


class NotOpen(Refusal):
    """The meeting is not in session. Nothing was recorded."""


class NotConvened(Refusal):
    """The meeting cannot start: its invitations have not been sent."""


class ReasonForGaps(Refusal):
    """Please say why the meeting closes all the same: the reason is kept on the record."""


class NothingSaid(Refusal):
    """There was nothing to record. Type what was said, then press again."""


def start(
    meeting: Meeting, at: datetime, confirmed: tuple[str, ...] = (), unconfirmed: str = ""
) -> Meeting:
    """Opens the meeting; a meeting already open stays as it is."""
    if meeting.phase is Phase.IN_SESSION:
        return meeting
    if meeting.phase is not Phase.CONVENED:
        raise NotConvened
    opened = Session(opened_at=at, confirmed=confirmed, unconfirmed=unconfirmed)
    return meeting.but(phase=Phase.IN_SESSION, session=opened)


def session(meeting: Meeting) -> Session:
    if meeting.phase is not Phase.IN_SESSION or meeting.session is None:
        raise NotOpen
    return meeting.session


def changed(meeting: Meeting, **parts: object) -> Meeting:
    """The meeting after a step of the chair's, which makes cards of earlier steps stale."""
    held = session(meeting)
    return meeting.but(session=held.but(step=held.step + 1, **parts))


def record(meeting: Meeting, item: int, text: str, by: str, at: datetime) -> Meeting:
    """Adds words under an item; earlier words stay."""
    if not text:
        raise NothingSaid
    note = Note(item=item, text=text, by=by, at=at)
    return changed(meeting, notes=(*session(meeting).notes, note))


def go_to(meeting: Meeting, item: int, protocol: PartnershipProtocol) -> Meeting:
    last = max(i.number for i in protocol.agenda)
    return changed(meeting, item=min(max(item, 1), last))


def register(meeting: Meeting, present: tuple[Attendee, ...]) -> Meeting:
    """Who is in the room; somebody already there keeps the time at which they came."""
    since = {a.person: a for a in session(meeting).present}
    there = {a.person: since.get(a.person, a) for a in present}
    return changed(meeting, present=tuple(there.values()), registered=True)


def join(meeting: Meeting, attendee: Attendee) -> Meeting:
    """Somebody says that they are here."""
    held = session(meeting)
    if any(a.person == attendee.person for a in held.present):
        return meeting
    return meeting.but(session=held.but(present=(*held.present, attendee)))


def account(meeting: Meeting, absences: tuple[Absence, ...]) -> Meeting:
    """For each absentee, apology or no-show (NS-44, NS-45)."""
    return changed(meeting, absent=absences)


def proceed(meeting: Meeting, what: str, reason: str, at: datetime) -> Meeting:
    """What the chair does about a meeting below its minimum (parameters, 44)."""
    return changed(meeting, inquorate=Proceeding(what=what, reason=reason, at=at))


def gaps(meeting: Meeting, protocol: PartnershipProtocol) -> tuple[AgendaItem, ...]:
    """The items under which nothing is recorded yet."""
    return tuple(i for i in protocol.agenda if not recorded(meeting, i))


def recorded(meeting: Meeting, item: AgendaItem) -> bool:
    held = meeting.session
    if held is None:
        return False
    match item.kind:
        case ItemKind.REGISTER:
            return held.registered
        case ItemKind.DECISION:
            decided = {d.child for d in held.decisions}
            return all(c.id in decided for c in meeting.request.children)
        case ItemKind.SAFETY:
            return bool(held.safety_plan)
        case ItemKind.ACTIONS:
            return bool(held.actions) or _noted(held, item)
        case ItemKind.REVIEW:
            return held.review_at is not None or _noted(held, item)
        case _:
            return _noted(held, item)


def _noted(held: Session, item: AgendaItem) -> bool:
    return any(n.item == item.number for n in held.notes)


def may_close(meeting: Meeting, protocol: PartnershipProtocol) -> bool:
    quorate = not absent(meeting, protocol) or session(meeting).inquorate is not None
    return quorate and not gaps(meeting, protocol)


def close(meeting: Meeting, protocol: PartnershipProtocol, reason: str, at: datetime) -> Meeting:
    """Ends the meeting; with gaps or below its minimum only with a reason, never refused one."""
    if not may_close(meeting, protocol) and not reason:
        raise ReasonForGaps
    held = session(meeting).but(closed_at=at, gaps_reason=reason)
    return meeting.but(phase=Phase.HELD, session=held)
