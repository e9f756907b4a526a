"""The meeting while it is held, and everything recorded in it."""

from pydantic import AwareDatetime

from meeting.base import Frozen
from meeting.people import Role


class Note(Frozen):
    """Words recorded under an agenda item."""

    item: int
    text: str
    by: str
    at: AwareDatetime


class Attendee(Frozen):
    """Somebody who is in the meeting."""

    person: str
    """Id of a person, or of the invitee whose unnamed deputy this is."""
    name: str
    agency: str
    role: Role = Role.PROFESSIONAL
    title: str = ""
    at: AwareDatetime


class Absence(Frozen):
    invitee: str
    apologies: bool
    """False: a no-show (NS-45)."""


class View(Frozen):
    """An agency's opinion whether the threshold is met, and why."""

    agency: str
    by: str
    opinion: str
    reason: str
    safety: int | None = None
    """On the protocol's scale; None: cannot scale."""
    at: AwareDatetime


class Decision(Frozen):
    """What the chair decided for one child."""

    child: str
    outcome: str
    lead: str = ""
    reason: str
    at: AwareDatetime


class Action(Frozen):
    id: str
    what: str
    who: str
    due: AwareDatetime
    owner: str = ""
    """Id of the person, where `who` is somebody of the directory."""
    purpose: str = ""
    contingency: str = ""
    review: str = ""
    """How and when its completion is reviewed."""
    done_at: AwareDatetime | None = None
    corrected_at: AwareDatetime | None = None
    """When it was last put right; the earlier wording stands on the timeline."""
    earlier_owners: tuple[str, ...] = ()
    """Ids of those who were told of it and have it no more."""


class Dissent(Frozen):
    by: str
    name: str
    agency: str
    reason: str
    at: AwareDatetime
    late: bool = False
    challenged_at: AwareDatetime | None = None


class Proceeding(Frozen):
    """What the chair chose to do about something missing."""

    what: str
    reason: str
    at: AwareDatetime


class Session(Frozen):
    """The meeting while it is held, and what was recorded in it."""

    opened_at: AwareDatetime
    confirmed: tuple[str, ...] = ()
    """What the chair confirmed at the opening."""
    unconfirmed: str = ""
    """Why something of it was not confirmed."""
    step: int = 0
    """Counts the chair's steps: a card drawn for an earlier one is stale."""
    item: int = 1
    notes: tuple[Note, ...] = ()
    present: tuple[Attendee, ...] = ()
    registered: bool = False
    """The chair has gone through who is there; before, only those are known who said so."""
    absent: tuple[Absence, ...] = ()
    views: tuple[View, ...] = ()
    decisions: tuple[Decision, ...] = ()
    safety_plan: str = ""
    actions: tuple[Action, ...] = ()
    review_at: AwareDatetime | None = None
    inquorate: Proceeding | None = None
    closed_at: AwareDatetime | None = None
    gaps_reason: str = ""
