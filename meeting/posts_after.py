"""What is owed from the meeting's start: agenda, views, outcome, dissent, minutes, actions."""

from collections.abc import Iterable
from datetime import timedelta

from meeting.dissent import challenge_by, is_clocked
from meeting.minutes import circulate_by
from meeting.model import Meeting, Minutes, Phase
from meeting.post import CHANNEL, Post, PostKind
from meeting.protocol import PartnershipProtocol
from meeting.quorum import expected
from meeting.series import series
from meeting.session import Action, Session

EARLY = timedelta(minutes=30)
"""So long before its time the meeting's agenda is put into the channel."""

HANDED_ON = "handed on"
"""The edition of an action's card in the chat of who has it no more."""

ACTION_SHARES = (0.75,)
"""Of the time for an action, after which its owner is reminded; the product's own default."""


def after(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    yield from _agenda(meeting, protocol)
    held = meeting.session
    if held is None or meeting.cancelled:
        return
    yield Post(
        slot="voice",
        kind=PostKind.VOICE,
        to=CHANNEL,
        due=held.opened_at,
        edition=meeting.phase.name,
        why=protocol.cite(protocol.views or protocol.opinions[0]),
    )
    yield from _dissents(meeting, protocol, held)
    if held.closed_at:
        yield Post(
            slot="outcome",
            kind=PostKind.OUTCOME,
            to=CHANNEL,
            due=held.closed_at,
            edition=f"{len(meeting.dissents)}",
            why=protocol.cite(protocol.s47_decision or protocol.outcomes[0]),
        )
        for action in held.actions:
            yield from _action(meeting, protocol, action, held)
        yield from _review(meeting, protocol, held)
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
        why=f"{protocol.document}, agenda",
    )


def _dissents(meeting: Meeting, protocol: PartnershipProtocol, held: Session) -> Iterable[Post]:
    limit, rule = challenge_by(meeting, protocol), protocol.challenge
    kept = protocol.cite(rule) if rule else "a dissent is told to the chair at once"
    for n, dissent in enumerate(meeting.dissents):
        about = str(n)
        if meeting.chair:
            yield Post(
                slot=f"dissent:{n}",
                kind=PostKind.DISSENT,
                to=meeting.chair.id,
                due=dissent.at,
                about=about,
                why=kept,
            )
        if not is_clocked(protocol):
            slot, kind = f"dissent.kept:{n}", PostKind.DISSENT_KEPT
            yield Post(slot=slot, kind=kind, to=dissent.by, due=dissent.at, about=about, why=kept)
        if limit is None or held.closed_at is None or rule is None:
            continue
        challenge = Post(
            slot=f"challenge:{n}",
            kind=PostKind.CHALLENGE,
            to=dissent.by,
            due=max(dissent.at, held.closed_at),
            edition=str(dissent.challenged_at),
            about=about,
            why=kept,
        )
        yield challenge
        if dissent.challenged_at is None and not dissent.late:
            again = challenge.but(
                slot=f"challenge.reminder:{n}",
                kind=PostKind.CHALLENGE_REMINDER,
                edition="",
                of=challenge.slot,
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
        kind = PostKind.MINUTES_REMINDER
        again = draft.but(slot="minutes.reminder", kind=kind, edition="", of=draft.slot)
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


def _action(
    meeting: Meeting, protocol: PartnershipProtocol, action: Action, held: Session
) -> Iterable[Post]:
    assert held.closed_at
    since = action.corrected_at
    mark = f":{int(since.timestamp())}" if since and since > held.closed_at else ""
    chair = meeting.chair.id if meeting.chair else ""
    told = Post(
        slot=_action_slot(action, len(action.earlier_owners)),
        kind=PostKind.ACTION,
        to=action.owner,
        due=since if since and action.earlier_owners else held.closed_at,
        edition=f"{action.done_at}{mark}",
        about=action.id,
        why=protocol.cite(protocol.actions),
    )
    for n, owner in enumerate(action.earlier_owners):
        slot = _action_slot(action, n)
        yield told.but(slot=slot, to=owner, due=held.closed_at, edition=HANDED_ON)
    if action.owner:
        yield told
    if action.done_at is None:
        slot, kind = f"action.reminder:{action.id}{mark}", PostKind.ACTION_REMINDER
        again = told.but(slot=slot, kind=kind, edition="", of=told.slot)
        if action.owner and held.closed_at < action.due:
            yield from series(again, held.closed_at, action.due, ACTION_SHARES)
        for to in dict.fromkeys(filter(None, (action.owner, chair))):
            slot, kind = f"action.overdue:{action.id}:{to}{mark}", PostKind.ACTION_OVERDUE
            yield again.but(slot=slot, kind=kind, to=to, due=action.due, of="")


def _action_slot(action: Action, owners: int) -> str:
    """Of each who has it in turn: whoever gets it from another is told anew."""
    return f"action:{action.id}:{owners}" if owners else f"action:{action.id}"


def _review(meeting: Meeting, protocol: PartnershipProtocol, held: Session) -> Iterable[Post]:
    """The chair is reminded a day before the review that was agreed (NS-89)."""
    if held.review_at and meeting.chair and meeting.phase is not Phase.CANCELLED:
        due = held.review_at - timedelta(days=1)
        yield Post(
            slot=f"review:{int(held.review_at.timestamp())}",
            kind=PostKind.REVIEW,
            to=meeting.chair.id,
            due=due,
            why=protocol.cite(protocol.review) if protocol.review else "as the meeting agreed",
        )
