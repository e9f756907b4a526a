"""The clocks that a protocol names: what starts each one, and how long it runs."""

from enum import StrEnum

from meeting.clocks import Span
from meeting.protocol_entry import Entry, RequirementId


class Event(StrEnum):
    """What can start a clock."""

    IDENTIFIED = "identified"
    """The concern was identified."""
    REFERRED = "referred"
    """It was referred to social care."""
    MET = "met"
    """The (latest) meeting ended."""
    S47_DECIDED = "s47_decided"
    """The meeting that decided to start section 47 enquiries ended."""
    MINUTES_RECEIVED = "minutes_received"
    """Somebody received the minutes: a clock for each person."""
    ICPC_DECIDED = "icpc_decided"
    """It was decided to hold an initial child protection conference."""
    DISSENT = "dissent"
    """Somebody disagreed with the decision."""


class ClockName(StrEnum):
    MEETING = "meeting"
    MINUTES_DRAFT = "minutes_draft"
    MINUTES_CIRCULATION = "minutes_circulation"
    AMENDMENTS = "amendments"
    CHALLENGE = "challenge"
    ICPC = "icpc"
    S47_COMPLETION = "s47_completion"
    ICPC_INVITE_LIST = "icpc_invite_list"
    REVIEW = "review"


class ClockRule(Entry):
    """A clock; several of the same name are conflicting rules, tracked side by side."""

    clock: ClockName
    """Any but "meeting", which the bands state."""
    within: Span
    start: tuple[Event, ...]
    """The first of these that is known starts it."""
    rule: str = ""
    """The document's own words, or what this one is for."""
    what: str = ""
    """What is owed, where two clocks of one name owe different things."""
    asked_by: tuple[RequirementId, ...] = ()
    """With default = true: what asks for it without giving a time."""
    if_ticked: str = ""
    """Runs only once the chair has ticked this, such as "24 hours is appropriate here"."""
    marker: bool = False
    """Shown beside the others, but nobody is alerted by it."""


class BandStart(Entry):
    """From when the bands' clocks run: from the earliest of these events that is known."""

    start: tuple[Event, ...]
    text: str
