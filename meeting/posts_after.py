"""What is owed from the meeting's start: agenda, views, outcome, dissent, minutes, actions."""

from collections.abc import Iterable
from datetime import timedelta

from meeting.dissent import challenge_by
from meeting.minutes import circulate_by
from meeting.model import Action, Meeting, Minutes, Phase, Session
from meeting.post import CHANNEL, Post, PostKind, series
from meeting.protocol import PartnershipProtocol
from meeting.quorum import expected

EARLY = timedelta(minutes=30)
"""So long before its time the meeting's agenda is put into the channel."""


def after(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    yield from _agenda(meeting, protocol)
    held = meeting.session
    if held is None or meeting.cancelled:
        return
    edition = meeting.phase.name
    yield Post(slot="voice", kind=PostKind.VOICE, to=CHANNEL, due=held.opened_at, edition=edition)
    yield from _dissents(meeting, protocol, held)
    if held.closed_at:
        yield Post(
            slot="outcome",
            kind=PostKind.OUTCOME,
            to=CHANNEL,
            due=held.closed_at,
            edition=f"{len(meeting.dissents)}",
        )
        for action in held.actions:
            yield from _action(meeting, action, held)
        yield from _review(meeting, held)
    if meeting.minutes:
        yield from _minutes(meeting, protocol, meeting.minutes)


def _agenda(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    """Drawn again at the chair's own steps alone, so that nobody's typing is swept away.

    Nothing can be typed on it before the meeting starts: until then it follows who comes.
    """
    meet_at, held = meeting.request.meet_at, meeting.session
    if meeting.cancelled or not (meeting.convened_at and meet_at):
        return
    opened = held.opened_at if held else meet_at
    chair = meeting.chair.id if meeting.chair else ""
    waiting = "/".join((str(meet_at), chair, *(s.id for s in expected(meeting, protocol))))
    yield Post(
        slot="agenda",
        kind=PostKind.AGENDA,
        to=CHANNEL,
        due=max(meeting.convened_at, min(opened, meet_at - EARLY)),
        edition=f"{meeting.phase.name}:{held.step if held else waiting}",
    )


def _dissents(meeting: Meeting, protocol: PartnershipProtocol, held: Session) -> Iterable[Post]:
    limit = challenge_by(meeting, protocol)
    for n, dissent in enumerate(meeting.dissents):
        about = str(n)
        if meeting.chair:
            slot, to = f"dissent:{n}", meeting.chair.id
            yield Post(slot=slot, kind=PostKind.DISSENT, to=to, due=dissent.at, about=about)
        if limit is None or held.closed_at is None or protocol.challenge is None:
            continue
        challenge = Post(
            slot=f"challenge:{n}",
            kind=PostKind.CHALLENGE,
            to=dissent.by,
            due=max(dissent.at, held.closed_at),
            edition=str(dissent.challenged_at),
            about=about,
            why=protocol.cite(protocol.challenge),
        )
        yield challenge
        if dissent.challenged_at is None and not dissent.late:
            again = challenge.but(
                slot=f"challenge.reminder:{n}", kind=PostKind.CHALLENGE_REMINDER, edition=""
            )
            yield from series(again, challenge.due, limit.at, protocol.reminders.shares)


def _minutes(meeting: Meeting, protocol: PartnershipProtocol, minutes: Minutes) -> Iterable[Post]:
    limit, chair = circulate_by(meeting, protocol), meeting.chair
    if limit is None or chair is None:
        return
    draft = Post(
        slot="minutes.draft",
        kind=PostKind.MINUTES_DRAFT,
        to=chair.id,
        due=minutes.drafted_at,
        edition=f"{minutes.version}:{minutes.approved_at}",
        why=protocol.cite(protocol.minutes),
    )
    yield draft
    if minutes.approved_at is None:
        again = draft.but(slot="minutes.reminder", kind=PostKind.MINUTES_REMINDER, edition="")
        yield from series(again, minutes.drafted_at, limit.at, protocol.reminders.minutes)
        for to in dict.fromkeys((chair.id, meeting.requester.id)):
            slot, kind = f"minutes.overdue:{to}", PostKind.MINUTES_OVERDUE
            yield draft.but(slot=slot, kind=kind, to=to, due=limit.at, edition="")
        return
    copies = [(to, minutes.approved_at) for to in minutes.recipients]
    copies += [(r.person, r.at) for r in minutes.renewals]
    for to, due in copies:
        slot = f"minutes:{minutes.version}:{to}:{int(due.timestamp())}"
        yield draft.but(slot=slot, kind=PostKind.MINUTES, to=to, due=due, edition="")


def _action(meeting: Meeting, action: Action, held: Session) -> Iterable[Post]:
    assert held.closed_at
    chair = meeting.chair.id if meeting.chair else ""
    told = Post(
        slot=f"action:{action.id}",
        kind=PostKind.ACTION,
        to=action.owner,
        due=held.closed_at,
        edition=str(action.done_at),
        about=action.id,
    )
    if action.owner:
        yield told
    if action.done_at is None:
        again = told.but(
            slot=f"action.reminder:{action.id}", kind=PostKind.ACTION_REMINDER, edition=""
        )
        if action.owner and held.closed_at < action.due:
            yield from series(again, held.closed_at, action.due, (0.75,))
        for to in dict.fromkeys(filter(None, (action.owner, chair))):
            slot, kind = f"action.overdue:{action.id}:{to}", PostKind.ACTION_OVERDUE
            yield again.but(slot=slot, kind=kind, to=to, due=action.due)


def _review(meeting: Meeting, held: Session) -> Iterable[Post]:
    """The chair is reminded a day before the review that was agreed (NS-89)."""
    if held.review_at and meeting.chair and meeting.phase is not Phase.CANCELLED:
        due = held.review_at - timedelta(days=1)
        slot = f"review:{int(held.review_at.timestamp())}"
        yield Post(slot=slot, kind=PostKind.REVIEW, to=meeting.chair.id, due=due)
