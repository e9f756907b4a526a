"""What a protocol says of who takes part: quorum, invitations, chair, decision-maker, minutes."""

from enum import StrEnum

from pydantic import Field

from meeting.people import Role
from meeting.protocol_entry import Choice, Conditional, Entry, Id, Rung, Timing, Words


class Slot(Entry):
    """An agency without which the meeting is below its minimum; any one person fills it."""

    id: Id
    title: Words
    agencies: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    """Empty: anybody of the agency."""
    minimum: int = Field(default=1, ge=1)
    """So many different people; the document's plural is in the title."""
    paper_counts: bool = False
    """Written information fills it too; otherwise only presence, by link or telephone as well."""
    types: tuple[str, ...] = ()
    """In meetings of these types only; empty: in all."""


class Inquorate(Entry):
    """What the chair may do about a meeting below its minimum, with a reason."""

    text: Words
    choices: tuple[Choice, ...]


class Presenter(Entry):
    """Somebody who is not of the quorum and whose absence is warned of all the same."""

    agencies: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    text: Words


class InviteeRule(Entry):
    agency: str
    reason: Words
    contact: str = ""
    """Whom of the agency, such as "the school's holiday contact"."""
    required: bool = False
    """Must be asked in every case; otherwise only when a fact holds or the agency is involved."""
    facts: tuple[str, ...] = ()
    """Any one of these brings the invitation."""
    must: bool = False
    """Once a fact holds they must take part, and leaving them out needs a reason."""


class InvolvedRule(Entry):
    """Why an agency is asked that referred, or that works with the family already."""

    reason: Words


class ConfirmedAt(StrEnum):
    ANSWERING = "answering"
    """By an invitee who says that they come."""
    OPENING = "opening"
    """By the chair when the meeting starts."""


class Confirmation(Conditional):
    """A tick that is asked for; leaving it out is recorded with a reason and stops nothing."""

    id: Id
    text: Words
    at: ConfirmedAt
    asks_reason: str = ""
    """What is asked where it is not ticked."""


class ChairException(Conditional):
    """Cases in which somebody else chairs, or the chair is given other guidance."""

    title: Words
    roles: tuple[Role, ...] = ()
    agencies: tuple[str, ...] = ()
    """Anybody of these agencies; with `roles` empty too, the usual chair stays."""
    organiser: str = ""
    """Who sets the meeting up in place of the usual."""
    guidance: str = ""
    """What the chair is given to read."""


class ChairRule(Entry):
    roles: tuple[Role, ...]
    text: str = ""
    exceptions: tuple[ChairException, ...] = ()


class DecisionRule(Entry):
    """Whose decision it is whether a section 47 enquiry is made."""

    text: Words
    roles: tuple[Role, ...] = ()
    """Empty: the chair decides."""
    views_first: bool = False
    """Every agency's view is taken first; a difference from the decision prompts a dissent."""


class MinuteTaker(Conditional):
    """Who takes the minutes; the first in the file whose conditions hold is the one."""

    id: Id
    text: Words
    roles: tuple[Role, ...]
    accountable: tuple[Role, ...] = ()
    """Who sees to it that there are minutes."""


class Absentees(Entry):
    """What is asked of an invitee who cannot come."""

    text: Words
    ways: tuple[Choice, ...] = ()
    """Such as answering the questions in writing, or joining by telephone."""


class Escalation(Entry):
    """What the chair does when an agency stays away or sends nothing."""

    text: Words
    policy: str
    occasions: tuple[Choice, ...] = ()
    rungs: tuple[Rung, ...] = ()
    automatic: bool = False
    """A task opens of itself; otherwise escalating is offered."""
    due: Timing | None = None
    """By when a rung must be climbed; None: no time, tracked until answered."""
