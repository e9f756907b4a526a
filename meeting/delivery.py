"""How a post got to somebody: each way that was tried, and what came of it."""

from collections.abc import Sequence
from enum import StrEnum

from pydantic import AwareDatetime

from meeting.base import Frozen
from meeting.post import PostKind


class Way(StrEnum):
    """The rungs of the ladder, from the first to the last."""

    CHAT = "Teams chat"
    CHANNEL = "channel"
    MENTION = "mention in the channel"
    EMAIL = "e-mail"


class Result(StrEnum):
    ACCEPTED = "accepted"
    """Teams, or the mail server, took it. Nobody can know whether it was read."""
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    """The answer was lost: it may have been shown."""
    WAITING = "waiting"
    """To be tried again."""
    OVERTAKEN = "overtaken"
    """A later one, or the end of its time, came before it could be shown."""


FAILED = {Result.UNREACHABLE, Result.REFUSED, Result.UNCERTAIN}


class Attempt(Frozen):
    way: Way
    result: Result
    at: AwareDatetime
    reason: str = ""


class Delivery(Frozen):
    """What became of one post."""

    slot: str
    kind: PostKind
    to: str
    result: Result
    at: AwareDatetime
    attempts: tuple[Attempt, ...] = ()
    exhausted: bool = False
    """Every way has been tried, and none has taken it yet."""

    @property
    def accepted(self) -> Attempt | None:
        """By which way, and when, it was taken."""
        return next((a for a in self.attempts if a.result is Result.ACCEPTED), None)

    @property
    def failed(self) -> bool:
        """No way took it, and no other is left."""
        return self.accepted is None and (self.exhausted or self.result in FAILED)

    @property
    def in_writing_alone(self) -> bool:
        """It is where the person may not look for hours."""
        took = self.accepted
        return took is not None and took.way in {Way.MENTION, Way.EMAIL}


Deliveries = Sequence[Delivery]
