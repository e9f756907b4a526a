"""What a protocol says of the time after a meeting: minutes, challenge, conference, review."""

from enum import StrEnum

from pydantic import Field

from meeting.people import Role
from meeting.protocol_entry import Choice, Entry, Id, Rung, Words


class Recipients(StrEnum):
    ATTENDEES = "attendees"
    ABSENT = "invited and not there"
    WRITERS = "written contributors"


class Artefact(Entry):
    """One of the papers that go out, where there is more than one."""

    id: Id
    title: Words
    full: bool
    """The full minutes; otherwise decision and actions alone."""
    approved: bool
    """Goes out only after the chair approved it."""


class Amending(Entry):
    """How somebody asks for a change of the minutes."""

    text: Words


class MinutesRule(Entry):
    recipients: Words
    """In words, as shown to the chair."""
    to: tuple[Recipients, ...] = (Recipients.ATTENDEES,)
    """Who is ticked beforehand on the list that the chair confirms; never the family."""
    drafted_by: str = ""
    """Who writes the draft, as the document says; empty: not stated."""
    approved_by_chair: bool = True
    artefacts: tuple[Artefact, ...] = ()
    """Empty: the approved minutes alone."""
    amending: Amending | None = None
    link_lasts_days: int = Field(default=14, ge=1)
    """For how long the link to the minutes opens; the product's own rule."""


class RecordRule(Entry):
    """Where the record is kept for good, and what it must hold."""

    text: Words
    system: str = ""
    """The authority's own case system, such as "LCS"; empty: not stated."""
    holds: tuple[Choice, ...] = ()


class OwnNotes(Entry):
    """What each agency keeps for itself."""

    text: Words


class Challenge(Entry):
    """How the decision is challenged; its time is the clock "challenge"."""

    to: Role
    text: Words
    rungs: tuple[Rung, ...] = ()


class Conference(Entry):
    """The initial child protection conference that follows."""

    text: Words
    notify: str = ""
    """Who is told, and what."""
    invite_list: str = ""
    """Who draws it up, and for whom."""


class Enquiry(Entry):
    """The section 47 enquiry itself: how long, and with what."""

    text: Words


class Review(Entry):
    """A further meeting on the same concern."""

    text: Words
    midpoint: bool = False
    """At the middle of the enquiry; with no end agreed, the clock "review" suggests a day."""
    must_choose: bool = False
    """After an s47 decision without one on a conference: a date, or none with a reason."""
    triggers: str = ""
    """What the chair records of what would bring it; empty: nothing."""
    same_chair: bool = False
    """The same chair, record and agenda; another chair needs a reason."""
    conditions: tuple[Choice, ...] = ()
    """When it must be fixed."""


class OutOfHours(Entry):
    """What is done while the office is closed."""

    text: Words
    type: str = ""
    """The type of meeting that is then offered; empty: the usual one."""
    handover: tuple[Choice, ...] = ()
    """What is passed on to the emergency duty team."""


class Reminders(Entry):
    """When to remind, as shares of the time from asking until the deadline."""

    shares: tuple[float, ...]
    warn_chair: tuple[float, ...]
    minutes: tuple[float, ...]
