"""Who may open which version of the minutes."""

from meeting.base import Refusal
from meeting.model import Meeting, Minutes
from web.links import BadLink, Grant


class NewerVersion(Refusal):
    """There is a newer version of these minutes. Open the link that was sent to you last."""


def may_read(meeting: Meeting, person: str) -> bool:
    """A draft is the chair's alone; approved minutes are for those to whom they went."""
    minutes = meeting.minutes
    if minutes is None:
        return False
    chairs = meeting.chair is not None and meeting.chair.id == person
    return chairs or (minutes.approved_at is not None and person in minutes.recipients)


def minutes_for(meeting: Meeting, grant: Grant) -> Minutes:
    """Raises BadLink for whoever may not read them, NewerVersion for a link to an old version."""
    minutes = meeting.minutes
    if minutes is None or not may_read(meeting, grant.person) or grant.version > minutes.version:
        raise BadLink
    if grant.version < minutes.version:
        raise NewerVersion
    return minutes


def file_name(meeting: Meeting, minutes: Minutes, kind: str) -> str:
    """Neutral; a draft says so, because it may have the same version as what is approved."""
    draft = "" if minutes.approved_at else "-draft"
    return f"{meeting.id}-minutes-v{minutes.version}{draft}.{kind}"
