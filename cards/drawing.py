"""Draws a post: which card each kind of post is, as the meeting stands now."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from cards import late, notices
from cards.actions import handed_card, not_done
from cards.agenda import agenda_card
from cards.arrange import DiscardDraft
from cards.attendance import invitation_card
from cards.authorise import (
    agreement_lines,
    authorise_card,
    authorised_card,
    escalation_lines,
)
from cards.blocks import Card, Part, buttons, flat, presses, section, small
from cards.chair import chair_card
from cards.delivery import call_card, delivery_lines
from cards.dissent import kept_card
from cards.invitation import proposal_card
from cards.minutes import draft_card, minutes_card
from cards.request import Step
from cards.tally import tally_card
from cards.voice import outcome_card, voice_card
from meeting.authorisation import awaited
from meeting.delivery import Deliveries
from meeting.minutes import link_expires
from meeting.model import Invitee, Meeting
from meeting.people import Person
from meeting.post import Post, PostKind
from meeting.posts_after import HANDED_ON
from meeting.protocol import PartnershipProtocol
from meeting.request import Outcome
from meeting.saying import spoken

Link = Callable[[Meeting, str, datetime], str]
"""(meeting, person, expiry) → an address that shows that person the minutes."""


class Scene(NamedTuple):
    """A post and all that its card may show."""

    post: Post
    meeting: Meeting
    protocol: PartnershipProtocol
    people: Sequence[Person]
    link: Link
    deliveries: Deliveries = ()
    """How each post has got to its person so far."""

    @property
    def invitee(self) -> Invitee:
        return next(i for i in self.meeting.invitees if i.id == self.post.about)


def draw(scene: Scene) -> Card:
    return DRAWN[scene.post.kind](scene)


def _action(heading: str) -> Callable[[Scene], Card]:
    def drawn(s: Scene) -> Card:
        if s.post.edition == HANDED_ON:
            return handed_card(s.meeting, s.post)
        head = f"{heading} {s.meeting.named}"
        told = notices.action_told(s.meeting, s.post, heading=head)
        held = s.meeting.session
        done = held and any(a.id == s.post.about and a.done_at for a in held.actions)
        return with_parts(told, not_done(s.meeting, s.post.about)) if done else told

    return drawn


def with_parts(drawn: Card, *parts: Part) -> Card:
    """The card with something more below."""
    return {**drawn, "body": [*drawn["body"], *flat(parts)]}


def _authorised(scene: Scene) -> Card:
    meeting = scene.meeting
    given = meeting.authorisations[int(scene.post.about)]
    next_step: list[Part] = []
    if given.outcome is Outcome.RETURNED:
        next_step = [
            buttons(
                presses("Change the request", Step, meeting=meeting.id, go="check"),
                presses("Discard it", DiscardDraft, meeting=meeting.id),
            )
        ]
    elif given.outcome is Outcome.DECLINED:
        next_step = escalation_lines(scene.protocol)
    else:
        next_step = _after_approval(scene, int(scene.post.about))
    return authorised_card(meeting, given, *next_step)


def _after_approval(scene: Scene, given: int) -> list[Part]:
    """Whose agreement was still awaited with that answer; otherwise what comes next."""
    then = scene.meeting.but(authorisations=scene.meeting.authorisations[: given + 1])
    if not awaited(then, scene.protocol):
        return [small("The next card proposes who is asked.")]
    return agreement_lines(scene.meeting, scene.protocol)


def _address(s: Scene) -> str:
    return s.link(s.meeting, s.post.to, link_expires(s.meeting, s.protocol, s.post.to))


def secure_link(s: Scene) -> str:
    """An address outside Teams that shows this person what the post is about; empty: none."""
    return _address(s) if s.post.kind in {PostKind.MINUTES, PostKind.MINUTES_DRAFT} else ""


def _minutes(s: Scene) -> Card:
    expires = link_expires(s.meeting, s.protocol, s.post.to)
    return minutes_card(s.meeting, s.protocol, _address(s), spoken(expires))


def _proposal(s: Scene) -> Card:
    """With how the invitations fare, above everything else that can be done on it."""
    drawn = proposal_card(s.meeting, s.protocol, s.people)
    lines = delivery_lines(s.meeting, s.protocol, s.deliveries)
    if not lines:
        return drawn
    fares = section("How the invitations fare", *lines)
    return {**drawn, "body": [*drawn["body"][:2], fares, *drawn["body"][2:]]}


def _conference(s: Scene) -> Card:
    return late.conference(s.meeting, s.protocol, s.post)


def _challenge(s: Scene) -> Card:
    """Whom a challenge goes to is looked up in the directory."""
    rule = s.protocol.challenge
    to = next((p.described for p in s.people if rule and p.role is rule.to), "")
    return notices.challenge(s.meeting, s.protocol, s.post, to)


DRAWN: Mapping[PostKind, Callable[[Scene], Card]] = {
    PostKind.AUTHORISE: lambda s: authorise_card(s.meeting, s.protocol, to=s.post.to),
    PostKind.AUTHORISE_REMINDER: lambda s: late.authorise_reminder(s.meeting, s.protocol, s.post),
    PostKind.STAND_IN: lambda s: late.stand_in(s.meeting, s.post),
    PostKind.AUTHORISED: _authorised,
    PostKind.PROPOSAL: _proposal,
    PostKind.CHAIR: lambda s: chair_card(s.meeting, s.protocol, s.post, s.people),
    PostKind.INVITATION: lambda s: invitation_card(s.meeting, s.protocol, s.invitee, s.people),
    PostKind.TALLY: lambda s: tally_card(s.meeting, s.protocol),
    PostKind.REMINDER: lambda s: notices.reminder(s.meeting, s.protocol, s.post, s.invitee),
    PostKind.QUORUM: lambda s: notices.quorum_warning(s.meeting, s.protocol, s.post),
    PostKind.MOVED: lambda s: notices.moved(s.meeting, s.post),
    PostKind.CANCELLED: lambda s: notices.cancelled(s.meeting, s.post),
    PostKind.OVERDUE: lambda s: late.overdue(s.meeting, s.protocol, s.post),
    PostKind.NOT_STARTED: lambda s: late.not_started(s.meeting, s.post),
    PostKind.AGENDA: lambda s: agenda_card(s.meeting, s.protocol, s.people),
    PostKind.VOICE: lambda s: voice_card(s.meeting, s.protocol),
    PostKind.OUTCOME: lambda s: outcome_card(s.meeting, s.protocol),
    PostKind.DISSENT: lambda s: notices.dissent_told(s.meeting, s.post),
    PostKind.DISSENT_KEPT: lambda s: kept_card(s.meeting, s.protocol, s.post),
    PostKind.CHALLENGE: _challenge,
    PostKind.CHALLENGE_REMINDER: _challenge,
    PostKind.MINUTES_DRAFT: lambda s: draft_card(s.meeting, s.protocol, s.people, _address(s)),
    PostKind.MINUTES_REMINDER: lambda s: notices.minutes_reminder(s.meeting, s.protocol, s.post),
    PostKind.MINUTES_OVERDUE: lambda s: notices.minutes_overdue(s.meeting, s.protocol, s.post),
    PostKind.MINUTES: _minutes,
    PostKind.ACTION: _action("Your action from"),
    PostKind.ACTION_REMINDER: _action("Reminder: action from"),
    PostKind.ACTION_OVERDUE: _action("Overdue: action from"),
    PostKind.CONFERENCE: _conference,
    PostKind.CONFERENCE_REMINDER: _conference,
    PostKind.CONFERENCE_OVERDUE: _conference,
    PostKind.REVIEW: lambda s: notices.review_told(s.meeting, s.post),
    PostKind.CALL: lambda s: call_card(s.meeting, s.protocol, s.post, s.people, s.deliveries),
}
