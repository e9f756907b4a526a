"""What is owed while a manager is asked, and once one agrees: who is asked, and who chairs."""

from collections.abc import Iterable

from meeting.authorisation import agreed, awaited
from meeting.model import Meeting, Phase
from meeting.post import Post, PostKind
from meeting.protocol import PartnershipProtocol
from meeting.quiet import is_emergency
from meeting.request import Outcome
from meeting.series import series
from meeting.standing_in import answer_by, asked


def authorising(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    yield from _asked(meeting, protocol)
    yield from _stand_ins(meeting, protocol)
    why = protocol.cite(protocol.authoriser)
    for n, given in enumerate(meeting.authorisations):
        yield Post(
            slot=f"authorised:{n + 1}",
            kind=PostKind.AUTHORISED,
            to=meeting.requester.id,
            due=given.at,
            about=str(n),
            why=why,
        )


def _asked(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    """Everybody whom this round's request is with, each reminded until they need not answer."""
    waiting = meeting.phase is Phase.REQUESTED
    by = answer_by(meeting, protocol) if waiting else None
    done = [p.id for p in agreed(meeting)] if waiting else []
    stage = ":".join((str(meeting.phase), str(meeting.request.meet_at), *done))
    for asking in asked(meeting):
        card = Post(
            slot=f"authorise:{_round(meeting)}:{asking.person.id}",
            kind=PostKind.AUTHORISE,
            to=asking.person.id,
            due=asking.at,
            edition=stage if waiting else "settled",
            urgent=is_emergency(meeting, protocol),
            why=protocol.cite(protocol.authoriser),
        )
        yield card
        if by and asking.person.id not in done:
            kind = PostKind.AUTHORISE_REMINDER
            again = card.but(slot=f"{card.slot}:again", kind=kind, edition="", of=card.slot)
            yield from series(again, asking.at, by, protocol.reminders.shares)


def _round(meeting: Meeting) -> int:
    """How often the request has been sent: each refusal ends a round."""
    sent = meeting.requested_at
    ended = [a for a in meeting.authorisations if a.outcome is not Outcome.APPROVED]
    again = not ended or (sent is not None and sent > ended[-1].at)
    return len(ended) + again


def _stand_ins(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    """The requester hears of everybody who is asked because another has not answered.

    Where all must agree all are asked from the first, and the requester was told so on sending."""
    route = protocol.route(meeting.request.route)
    if route and route.jointly:
        return
    for asking in asked(meeting)[1:]:
        yield Post(
            slot=f"stand.in:{_round(meeting)}:{asking.person.id}",
            kind=PostKind.STAND_IN,
            to=meeting.requester.id,
            due=asking.at,
            about=asking.person.id,
            why=protocol.cite(protocol.roll_over),
        )


def proposing(meeting: Meeting, protocol: PartnershipProtocol, edition: str) -> Iterable[Post]:
    """Who is to be asked, for the convenor to settle."""
    approved = [a for a in meeting.authorisations if a.outcome is Outcome.APPROVED]
    if approved and not awaited(meeting, protocol):
        sources = dict.fromkeys(s for i in meeting.invitees for s in i.sources)
        proposal = Post(
            slot="proposal",
            kind=PostKind.PROPOSAL,
            to=meeting.requester.id,
            due=approved[-1].at,
            edition=edition,
            why=f"{protocol.document}, {', '.join(sources)}" if sources else "",
        )
        yield proposal
        yield from _chairing(meeting, protocol)
        if meeting.arranger:
            yield proposal.but(slot="proposal:arranger", to=meeting.arranger.id)


def _chairing(meeting: Meeting, protocol: PartnershipProtocol) -> Iterable[Post]:
    """Whom somebody else made the chair is told, once the invitations are out."""
    chair, by, held = meeting.chair, meeting.convened_by, meeting.session
    if chair and by and by != chair.id and meeting.convened_at and not meeting.cancelled:
        yield Post(
            slot=f"chair:{chair.id}",
            kind=PostKind.CHAIR,
            to=chair.id,
            due=meeting.convened_at,
            until=held.opened_at if held else None,
            urgent=is_emergency(meeting, protocol),
            why=protocol.cite(protocol.chair),
        )
