"""The words of an e-mail: that something waits and how to come to it, and nothing of the case."""

import hashlib

from bot.mail import Letter
from cards.summary import summary
from meeting.model import Meeting
from meeting.people import Person
from meeting.post import Post
from meeting.saying import spoken


def letter(post: Post, meeting: Meeting, to: Person, link: str) -> Letter:
    """`link`: an address that shows this person what waits; empty where there is none."""
    about = summary(post, meeting)
    parts = [
        f"{about}.",
        _when(meeting),
        f"Open it here; the link is yours alone and runs out:\n{link}" if link else "",
        "To read it and to answer: open Microsoft Teams and write to Convene, any word will do.",
        _otherwise(meeting, to),
        "Details are never sent by e-mail. Nobody reads answers to this message.",
    ]
    body = "\n\n".join(filter(None, parts))
    return Letter(to=to.email, subject=about, body=body, name=letter_name(meeting.id, post.slot))


def letter_name(meeting_id: str, slot: str) -> str:
    """The same for the same debt, so that a mail server can know a letter sent twice."""
    return hashlib.sha256(f"{meeting_id} {slot}".encode()).hexdigest()[:32]


def _when(meeting: Meeting) -> str:
    held = meeting.request.meet_at
    if held is None or meeting.convened_at is None or meeting.cancelled:
        return ""
    return f"{meeting.kind.capitalize()} {meeting.id}: {spoken(held)}."


def _otherwise(meeting: Meeting, to: Person) -> str:
    """Whom to ring; whoever convenes is not told to ring themselves."""
    leads = [p for p in (meeting.requester, meeting.chair) if p and p.id != to.id]
    if not leads:
        return ""
    who = leads[0]
    number = f" on {who.phone}" if who.phone else ""
    return f"If you cannot use Teams, ring {who.described}{number}."
