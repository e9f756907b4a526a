"""A post: one thing the bot shows somebody, and when it is owed."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from pydantic import AwareDatetime

from meeting.base import Frozen

CHANNEL = "channel"
"""The audience of what is shown in the meeting's channel."""


class PostKind(StrEnum):
    AUTHORISE = "authorise"
    AUTHORISE_REMINDER = "authorise.reminder"
    AUTHORISED = "authorised"
    PROPOSAL = "proposal"
    INVITATION = "invitation"
    TALLY = "tally"
    REMINDER = "reminder"
    QUORUM = "quorum"
    MOVED = "moved"
    CANCELLED = "cancelled"
    AGENDA = "agenda"
    VOICE = "voice"
    OUTCOME = "outcome"
    DISSENT = "dissent"
    CHALLENGE = "challenge"
    CHALLENGE_REMINDER = "challenge.reminder"
    MINUTES_DRAFT = "minutes.draft"
    MINUTES_REMINDER = "minutes.reminder"
    MINUTES_OVERDUE = "minutes.overdue"
    MINUTES = "minutes"
    ACTION = "action"
    ACTION_REMINDER = "action.reminder"
    ACTION_OVERDUE = "action.overdue"
    REVIEW = "review"


class Post(Frozen):
    slot: str
    """Names the debt: shown once under this name, however often it is derived."""
    kind: PostKind
    to: str
    """Id of a person, or CHANNEL."""
    due: AwareDatetime
    until: AwareDatetime | None = None
    """From then on it need not be shown any more: a later one has taken its place."""
    edition: str = ""
    """Changes when a card already shown is to be drawn again."""
    about: str = ""
    """Id of the invitee, action or dissent that it is about."""
    why: str = ""
    """The sources, such as NS-15."""


def series(first: Post, start: datetime, end: datetime, shares: Sequence[float]) -> list[Post]:
    """Reminders at those shares of the time from `start` to `end`, each until the next.

    Whoever was out of reach for a while gets the latest that is due, not all of them.
    """
    times = [start + (end - start) * share for share in shares]
    ends = [*times[1:], end]
    return [
        first.but(slot=f"{first.slot}:{n}:{int(end.timestamp())}", due=due, until=until)
        for n, (due, until) in enumerate(zip(times, ends, strict=True), 1)
    ]
