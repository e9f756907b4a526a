"""What is owed until the meeting is held: invitations, tally, reminders, warnings, changes."""

from collections.abc import Iterable
from datetime import datetime

from meeting.attendance import ANSWERABLE, owing
from meeting.model import Invitee, Meeting, Phase
from meeting.people import is_known
from meeting.post import CHANNEL, Post, PostKind
from meeting.posts_authorise import authorising, proposing
from meeting.protocol import PartnershipProtocol
from meeting.quiet import is_emergency
from meeting.quorum import expected
from meeting.series import series

TOLD = "whoever knew of the meeting is told when it changes"


def before(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    yield from authorising(meeting, protocol)
    yield from proposing(meeting, protocol, f"{meeting.phase.name}|{_state(meeting)}")
    yield from _invitations(meeting, protocol)
    yield from _tally(meeting, protocol)
    if meeting.cancelled:
        yield from _cancellation(meeting)
    elif meeting.convened_at:
        yield from _moves(meeting)
        yield from _reminders(meeting, protocol)
        yield from _quorum_warnings(meeting, protocol)


def _invitations(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    urgent = is_emergency(meeting, protocol)
    for invitee in meeting.invitees:
        if invitee.person is None or invitee.asked_at is None:
            continue
        invitation = Post(
            slot=f"invitation:{invitee.id}",
            kind=PostKind.INVITATION,
            to=invitee.person.id,
            due=invitee.asked_at,
            edition=f"{_stage(meeting)}|{_state(meeting, invitee)}",
            about=invitee.id,
            urgent=urgent,
            why=", ".join(invitee.sources) or invitee.reason,
        )
        yield invitation
        deputy = _deputy(invitee)
        if deputy and deputy != invitee.person.id and invitee.answer:
            slot = f"{invitation.slot}:{deputy}"
            yield invitation.but(slot=slot, to=deputy, due=invitee.answer.at)


def _tally(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    if meeting.convened_at:
        yield Post(
            slot="tally",
            kind=PostKind.TALLY,
            to=CHANNEL,
            due=meeting.convened_at,
            edition=f"{meeting.phase.name}|{_state(meeting)}",
            why="; ".join(protocol.cite(slot) for slot in protocol.quorum),
        )


def _cancellation(meeting: Meeting) -> Iterable[Post]:
    gone, kind = meeting.cancelled, PostKind.CANCELLED
    assert gone
    for to in _told(meeting, gone.by, gone.at):
        yield Post(slot=f"cancelled:{to}", kind=kind, to=to, due=gone.at, why=TOLD)


def _moves(meeting: Meeting) -> Iterable[Post]:
    if not meeting.moves:
        return
    n, move = len(meeting.moves), meeting.moves[-1]
    for to in _told(meeting, move.by, move.at):
        yield Post(slot=f"moved:{n}:{to}", kind=PostKind.MOVED, to=to, due=move.at, why=TOLD)


def _reminders(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    """To those alone who still owe an answer or information, up to the meeting's time."""
    meet_at = meeting.request.meet_at
    if meeting.phase is not Phase.CONVENED or meet_at is None:
        return
    urgent = is_emergency(meeting, protocol)
    for invitee in owing(meeting):
        asked = _since(meeting, invitee)
        if invitee.person and asked and asked < meet_at:
            to, card = invitee.person.id, f"invitation:{invitee.id}"
            deputy = _deputy(invitee)
            if deputy and deputy != to:
                to, card = deputy, f"{card}:{deputy}"
            reminder = Post(
                slot=f"reminder:{invitee.id}",
                kind=PostKind.REMINDER,
                to=to,
                due=asked,
                about=invitee.id,
                of=card,
                urgent=urgent,
                why=protocol.cite(protocol.reminders),
            )
            yield from series(reminder, asked, meet_at, protocol.reminders.shares)


def _quorum_warnings(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    """To the chair, while an agency of the quorum has not said that it comes."""
    meet_at, start = meeting.request.meet_at, meeting.convened_at
    if meeting.phase is not Phase.CONVENED or not (meet_at and start and meeting.chair):
        return
    empty = expected(meeting, protocol)
    if empty and start < meet_at:
        warning = Post(
            slot="quorum",
            kind=PostKind.QUORUM,
            to=meeting.chair.id,
            due=start,
            of="tally",
            urgent=is_emergency(meeting, protocol),
            why="; ".join(protocol.cite(slot) for slot in empty),
        )
        yield from series(warning, start, meet_at, protocol.reminders.warn_chair)


def _since(meeting: Meeting, invitee: Invitee) -> datetime | None:
    """From when an invitee's reminders are counted: the last change of the meeting's time."""
    moved = meeting.moves[-1].at if meeting.moves else None
    return max(filter(None, (invitee.asked_at, moved)), default=None)


def _told(meeting: Meeting, by: str, at: datetime) -> list[str]:
    """Ids of those who must hear of a change: whoever knew of the meeting, but for its author."""
    knew = [i for i in meeting.asked if i.person and i.asked_at and i.asked_at <= at]
    asked = [to for i in knew for to in (i.person.id if i.person else "", _deputy(i))]
    leads = [meeting.requester.id, meeting.chair.id if meeting.chair else ""]
    return [to for to in dict.fromkeys([*asked, *leads]) if to and to != by]


def _deputy(invitee: Invitee) -> str:
    """Id of the deputy, where it is somebody whom the bot can reach."""
    deputy = invitee.answer.deputy if invitee.answer else ""
    return deputy if is_known(deputy) else ""


def _stage(meeting: Meeting) -> str:
    """What an invitation tells of the meeting's course: it can be answered, or why it cannot."""
    return "open" if meeting.phase in ANSWERABLE else str(bool(meeting.cancelled))


def _state(meeting: Meeting, *invitees: Invitee) -> str:
    """What the cards of invitations and tally show, in short."""
    parts = [str(meeting.request.meet_at), meeting.request.join_link]
    for i in invitees or meeting.invitees:
        person = i.person.id if i.person else ""
        answered = str(i.answer.at) if i.answer else ""
        informed = str(i.information.at) if i.information else ""
        parts.append("/".join((i.id, person, answered, informed, str(bool(i.removed)))))
    return f"{meeting.chair.id if meeting.chair else ''}|" + "|".join(parts)
