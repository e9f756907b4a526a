"""A post: one thing the bot shows somebody, and when it is owed."""

from enum import StrEnum

from pydantic import AwareDatetime

from meeting.base import Frozen

CHANNEL = "channel"
"""The audience of what is shown in the meeting's channel."""


class PostKind(StrEnum):
    AUTHORISE = "authorise"
    AUTHORISE_REMINDER = "authorise.reminder"
    STAND_IN = "stand.in"
    AUTHORISED = "authorised"
    PROPOSAL = "proposal"
    CHAIR = "chair"
    INVITATION = "invitation"
    TALLY = "tally"
    REMINDER = "reminder"
    QUORUM = "quorum"
    MOVED = "moved"
    CANCELLED = "cancelled"
    OVERDUE = "overdue"
    NOT_STARTED = "not.started"
    AGENDA = "agenda"
    VOICE = "voice"
    OUTCOME = "outcome"
    DISSENT = "dissent"
    DISSENT_KEPT = "dissent.kept"
    CHALLENGE = "challenge"
    CHALLENGE_REMINDER = "challenge.reminder"
    MINUTES_DRAFT = "minutes.draft"
    MINUTES_REMINDER = "minutes.reminder"
    MINUTES_OVERDUE = "minutes.overdue"
    MINUTES = "minutes"
    ACTION = "action"
    ACTION_REMINDER = "action.reminder"
    ACTION_OVERDUE = "action.overdue"
    CONFERENCE = "conference"
    CONFERENCE_REMINDER = "conference.reminder"
    CONFERENCE_OVERDUE = "conference.overdue"
    REVIEW = "review"
    CALL = "call"


APPROVALS = {PostKind.AUTHORISE, PostKind.MINUTES_DRAFT}
"""Cards on which something is approved: never shown twice unless somebody asks for it."""


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
    """Changes when a card already shown is to be drawn again; empty for what is shown once."""
    about: str = ""
    """Id of the invitee, action or dissent that it is about."""
    of: str = ""
    """For a reminder: the slot of what it reminds of."""
    urgent: bool = False
    """An emergency clock runs: neither the night nor anybody's wish puts it off."""
    why: str = ""
    """The sources, such as NS-15."""

    @property
    def live(self) -> bool:
        """Stays as it is shown, and is drawn again when the meeting changes."""
        return bool(self.edition)

    @property
    def approves(self) -> bool:
        return self.kind in APPROVALS
