"""What was recorded after the minutes were approved: told at their end, never mixed in."""

from collections.abc import Iterator
from datetime import datetime

from meeting.base import Frozen
from meeting.model import Meeting, Phase
from meeting.posts_conference import SETTLED
from meeting.saying import spoken
from meeting.session import Dissent
from records.deciding import dissenting, taken_on
from records.held import Held
from records.words import Words

TOLD = {SETTLED: "The conference", "late": "Why the meeting was late"}
"""Of what people say is done, that which belongs into a record."""
OTHERWISE = "Other parts of what is recorded were changed too. The timeline tells when and by whom."


class Added(Frozen):
    """Something recorded after the approval."""

    label: str
    """Names nobody, so that it may stand on the page too."""
    when: str
    """Empty where it is not known."""
    by: Words
    words: Words


def added(approved: Held, now: Meeting) -> tuple[Added, ...]:
    """In the order of time; `approved` is the meeting as it then stood."""
    since = Held(now, approved.protocol, approved.names)
    found = [*_dissents(approved, since), *_actions(approved, since), *_told(approved, since)]
    told = tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))
    before = approved.meeting
    same = _compared(before, before) == _compared(now, before)
    return told if same else (*told, Added(label="Other changes", when="", by="", words=OTHERWISE))


def _dissents(approved: Held, since: Held) -> Iterator[tuple[datetime, Added]]:
    before = approved.meeting.dissents
    for number, dissent in enumerate(since.meeting.dissents):
        earlier = before[number] if number < len(before) else None
        if earlier is None:
            told = dissenting(dissent, since)
            by = _of(dissent, since)
            yield dissent.at, Added(label="Dissent", when=told.when, by=by, words=told.reason)
        if dissent.challenged_at and not (earlier and earlier.challenged_at):
            yield dissent.challenged_at, _challenge(dissent, dissent.challenged_at, since)


def _challenge(dissent: Dissent, at: datetime, since: Held) -> Added:
    words = taken_on(dissent, since)
    return Added(label="Challenge", when=spoken(at), by=_of(dissent, since), words=words)


def _of(dissent: Dissent, since: Held) -> str:
    return f"{dissent.name}, {since.protocol.agency(dissent.agency)}"


def _actions(approved: Held, since: Held) -> Iterator[tuple[datetime, Added]]:
    open_ = {a.id for a in approved.session.actions if a.done_at is None}
    for action in since.session.actions:
        if action.done_at and action.id in open_:
            told = Added(
                label="Action done", when=spoken(action.done_at), by=action.who, words=action.what
            )
            yield action.done_at, told


def _told(approved: Held, since: Held) -> Iterator[tuple[datetime, Added]]:
    for done in since.meeting.done[len(approved.meeting.done) :]:
        if label := TOLD.get(done.what):
            by = since.name(done.by)
            yield done.at, Added(label=label, when=spoken(done.at), by=by, words=done.words)


def _compared(meeting: Meeting, before: Meeting) -> Meeting:
    """Without all that is told one by one since then, and without what no record tells."""
    held, minutes = meeting.session, meeting.minutes
    if held and before.session:
        done = {a.id for a in before.session.actions if a.done_at}
        actions = tuple(a if a.id in done else a.but(done_at=None) for a in held.actions)
        held = held.but(actions=actions)
    pairs = zip(meeting.dissents, before.dissents, strict=False)
    return meeting.but(
        session=held,
        dissents=tuple(d if b.challenged_at else d.but(challenged_at=None) for d, b in pairs),
        minutes=minutes.but(renewals=()) if minutes else None,
        done=meeting.done[: len(before.done)],
        phase=Phase.CIRCULATED,
        snoozes=(),
        stand_ins=(),
    )
