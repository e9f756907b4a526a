"""What can go wrong when the bot shows something: a class for each thing to do about it."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.wire import Answered

AFTER_THROTTLED = 2.0
AFTER_COLLISION = 1.0
AFTER_FAULT = 5.0
AFTER_REFUSED_IDENTITY = 60.0
"""The fault is the bot's own identity and not the message, which is therefore kept."""
LONGEST_WAIT = 3600.0
_CODE = re.compile(r'"code"\s*:\s*"(\w{1,64})"')
_SUB_CODE = re.compile(r'subCode\\*"\s*:\s*\\*"(\w{1,64})')


class Failure(Exception):
    """A message was not shown, or nobody knows whether it was."""


class Unreachable(Failure):
    """The person or the conversation cannot be reached here: another way must be used."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Throttled(Failure):
    """Nothing was shown; it is safe to try again after so many seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(after)
        self.after = after


class Ambiguous(Failure):
    """Nobody knows whether it was shown: repeating it may show it twice."""


class Rejected(Failure):
    """Teams will not have this message; repeating it changes nothing."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TooBig(Failure):
    """The message is larger than Teams allows."""


class Gone(Failure):
    """The message to be changed is no longer there, or no longer ours; a new one may be sent."""


def failure(method: str, answer: Answered, now: datetime) -> Failure | None:
    """What an answer of Teams means; None when it is a good one.

    A POST has nothing by which Teams would know it again, so after a server's fault nobody
    can tell whether it was done; PUT and DELETE may be repeated.
    """
    status, code = answer.status, _code(answer)
    if status < 300:
        return None
    if status == 429:
        return Throttled(_wait(answer, now))
    if status == 412:
        return Throttled(AFTER_COLLISION)
    if status == 413 or code == "MessageSizeTooBig":
        return TooBig()
    if status == 401:
        return Throttled(AFTER_REFUSED_IDENTITY)
    if status in (404, 410):
        return Unreachable(code) if method == "POST" else Gone()
    if status == 403 and code != "InvalidBotApiHost":
        return Gone() if method == "PUT" else Unreachable(code)
    if status == 501 or status not in (408, *range(500, 600)):
        return Rejected(code)
    return Ambiguous() if method == "POST" else Throttled(AFTER_FAULT)


def _code(answer: Answered) -> str:
    """Teams' name for the reason, or else the status; never its sentence, which may quote us."""
    text = answer.body[:10_000].decode(errors="replace")
    found = _SUB_CODE.search(text) or _CODE.search(text)
    return found[1] if found else str(answer.status)


def _wait(answer: Answered, now: datetime) -> float:
    """Retry-After, in seconds or as a date, within reason."""
    told = answer.headers.get("Retry-After", "")
    try:
        seconds = float(told) if told.isdigit() else _until(told, now)
    except ValueError:
        return AFTER_THROTTLED
    return min(max(seconds, AFTER_COLLISION), LONGEST_WAIT)


def _until(date: str, now: datetime) -> float:
    at = parsedate_to_datetime(date)
    return (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds()
