"""What agencies wrote for the meeting, and what each thought of it."""

from meeting.base import Frozen
from meeting.model import Information, Invitee
from meeting.saying import spoken
from meeting.session import View
from records.held import Held
from records.titles import title
from records.words import Fact, Words, fact, stated


class Written(Frozen):
    """What an agency wrote for the meeting."""

    agency: Words
    received: Words
    answers: tuple[Fact, ...]


class Opinion(Frozen):
    """An agency's view whether the threshold is met."""

    agency: Words
    by: Words
    opinion: Words
    safety: str
    reason: Words


def information(held: Held) -> tuple[Written, ...]:
    return tuple(_written(i, i.information, held) for i in held.meeting.invitees if i.information)


def opinions(held: Held) -> tuple[Opinion, ...]:
    return tuple(_opinion(v, held) for v in held.session.views)


def scale(held: Held) -> str:
    """What the ends of the safety scale mean; empty where the protocol has none."""
    used = held.protocol.scale
    if used is None:
        return ""
    return f"Safety from {used.lowest} ({used.low_title}) to {used.highest} ({used.high_title})."


def _written(invitee: Invitee, written: Information, held: Held) -> Written:
    return Written(
        agency=stated(held.protocol.agency(invitee.agency)),
        received=f"From {held.name(written.by)}, received {spoken(written.at)}",
        answers=tuple(fact(question, words) for question, words in written.answers),
    )


def _opinion(view: View, held: Held) -> Opinion:
    return Opinion(
        agency=held.protocol.agency(view.agency),
        by=held.name(view.by),
        opinion=title(held.protocol.opinions, view.opinion),
        safety=_safety(view, held),
        reason=view.reason,
    )


def _safety(view: View, held: Held) -> str:
    used = held.protocol.scale
    if used is None:
        return ""
    return used.cannot if view.safety is None else f"{view.safety} of {used.highest}"
