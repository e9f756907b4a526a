"""“Remind me at 3”: a reminder put off, on the record, and never past what it reminds of."""

import re

from cards.snooze import RemindMe
from dialogs import when
from dialogs.status import which
from dialogs.turn import Dialog, Reply, Say, Turn
from meeting import snooze
from meeting.model import Meeting
from meeting.posts import owed
from meeting.saying import clock, spoken
from meeting.snooze import NothingToRemind
from state.store import Work

dialog = Dialog()

ASKED = re.compile(
    r"^.*?\b(?:remind me|snooze)\b(?: about (?:it|this|that))?(?: again)?\s*(?:until|till)?\s*",
    re.IGNORECASE,
)

REFERENCE = re.compile(r"\b(?:(?:about|for|of)\s+)?SM-[0-9A-Z]{5}\b", re.IGNORECASE)

WHEN = "When shall I remind you? Type, for example: remind me at 3"


@dialog.answers(RemindMe)
async def remind_later(turn: Turn, form: RemindMe, work: Work) -> Reply:
    meeting = await which(
        form.meeting, work, RemindMe, lambda m: _reminds(m, turn, work), words=form.words
    )
    if not isinstance(meeting, Meeting):
        return meeting
    if not _reminds(meeting, turn, work):
        raise NothingToRemind
    rest = REFERENCE.sub(" ", ASKED.sub("", form.words))
    read = when.read(rest, turn.at) if rest.strip(" ?.!") else when.Read()
    until = read.only
    if until is None:
        return Say(read.doubt or WHEN)
    posts = owed(meeting, work.protocol(meeting))
    changed = snooze.snooze(meeting, posts, turn.person.id, until, turn.at)
    await work.save(changed, f"asked to be reminded at {spoken(until)}")
    return Say(
        f"Recorded at {clock(turn.at)}: I remind you at {spoken(until)} ({meeting.id}), if it is"
        " still owed then."
    )


def _reminds(meeting: Meeting, turn: Turn, work: Work) -> bool:
    """Whether there is anything of which this person will be reminded."""
    posts = owed(meeting, work.protocol(meeting))
    mine = [p for p in posts if p.of and p.to == turn.person.id]
    return any(p.until is not None and p.until > turn.at for p in mine)
