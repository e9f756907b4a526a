"""Who may open which version of the minutes, and under what name."""

from meeting.base import Refusal
from meeting.minutes import may_read
from meeting.model import Meeting, Minutes
from web.links import BadLink, Grant


class NewerVersion(Refusal):
    """There is a newer version of these minutes. Open the link that was sent to you last."""


def require_reader(meeting: Meeting, grant: Grant, *, kept: bool) -> None:
    """Raises BadLink for whoever may not read them, NewerVersion for a link to an old version.

    `kept`: that version was approved, and its chair may read it for ever."""
    minutes = meeting.minutes
    if minutes is None or not may_read(meeting, grant.person) or grant.version > minutes.version:
        raise BadLink
    chairs = meeting.chair is not None and meeting.chair.id == grant.person
    if grant.version < minutes.version and not (kept and chairs):
        raise NewerVersion


def file_name(meeting: Meeting, minutes: Minutes, kind: str) -> str:
    """Neutral; a draft says so, because it may have the same version as what is approved."""
    draft = "" if minutes.approved_at else "-draft"
    return f"{meeting.id}-minutes-v{minutes.version}{draft}.{kind}"
