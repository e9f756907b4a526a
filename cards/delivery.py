"""Who could be reached and how: for the convenor, failures first; and what to do about them."""

import re
from collections.abc import Sequence

from cards.blocks import Card, Part, buttons, card, presses, said, small, text, title, warn
from cards.form import Form
from meeting.delivery import Attempt, Deliveries, Delivery, Result
from meeting.model import Meeting
from meeting.people import Person
from meeting.post import APPROVALS, CHANNEL, Post, PostKind
from meeting.protocol import PartnershipProtocol
from meeting.saying import clock, listed


class SendAgain(Form, to="delivery.again"):
    meeting: str
    person: str


class Called(Form, to="delivery.called"):
    meeting: str
    person: str


UNREAD = re.compile(r"[^\w .,'’-]")
"""Marks that have no place in a name: a mention stands in words that are read as markdown."""

WHAT = {
    PostKind.AUTHORISE: "the request for authorisation",
    PostKind.AUTHORISE_REMINDER: "a reminder of the request",
    PostKind.INVITATION: "the invitation",
    PostKind.REMINDER: "a reminder",
    PostKind.QUORUM: "the warning of a missing quorum",
    PostKind.MOVED: "the change of time",
    PostKind.CANCELLED: "that the meeting is cancelled",
    PostKind.MINUTES_DRAFT: "the draft minutes",
    PostKind.MINUTES: "the minutes",
    PostKind.ACTION: "an action",
    PostKind.CALL: "that somebody must be rung",
    PostKind.CHAIR: "that they chair the meeting",
    PostKind.DISSENT_KEPT: "that their dissent is recorded",
}


def delivery_lines(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    deliveries: Deliveries,
    *,
    owing: bool = False,
) -> list[Part]:
    """For each invitee *sent, accepted, answered*, each with its time; failures on top.

    `owing`: only those of whom something is still awaited."""
    sent = {d.slot: d for d in deliveries if d.kind is PostKind.INVITATION}
    lines: list[tuple[int, Part]] = []
    for invitee in meeting.asked:
        if invitee.person is None or invitee.asked_at is None or (owing and not invitee.owes):
            continue
        who = f"{protocol.agency(invitee.agency)}, {invitee.person.name}"
        found = sent.get(f"invitation:{invitee.id}")
        if invitee.answer:
            answered = f"{who}: answered at {clock(invitee.answer.at)}"
            lines.append((2, said(f"{answered}; {_how(found)}" if found else answered)))
        elif found and found.failed:
            lines.append((0, warn(f"{who}: not reached; {_how(found)}")))
        else:
            asked = f"sent at {clock(invitee.asked_at)}"
            lines.append((1, said(f"{who}: {_how(found) if found else asked}; no answer yet")))
    return [line for _, line in sorted(lines, key=lambda entry: entry[0])]


def _how(found: Delivery) -> str:
    """Each way that was tried: "Teams chat unreachable, e-mail accepted at 10:42 am"."""
    tried = [_tried(a) for a in found.attempts]
    return ", ".join(tried) if tried else str(found.result)


def _tried(attempt: Attempt) -> str:
    if attempt.result is Result.UNCERTAIN:
        return f"{attempt.way} sent but not confirmed"
    at = f" at {clock(attempt.at)}" if attempt.result is Result.ACCEPTED else ""
    return f"{attempt.way} {attempt.result}{at}"


def call_card(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    post: Post,
    people: Sequence[Person],
    deliveries: Deliveries,
) -> Card:
    """To the one who telephones: whom, on which number, about what."""
    if post.about == CHANNEL:
        return _channel_card(meeting, post)
    heading = title(f"{meeting.heading}: please telephone")
    found = next((p for p in people if p.id == post.about), None)
    who = found.described if found else "somebody who is no longer in the directory"
    if post.edition == "settled":
        return card(heading, said(f"{who}, has been reached or rung. Nothing more to do."))
    slots = set(post.edition.split(","))
    lost = [d for d in deliveries if d.slot in slots]
    what = listed(list(dict.fromkeys(WHAT.get(d.kind, "a message") for d in lost)))
    return card(
        heading,
        warn(f"{who}, may not know of it."),
        said((found.phone if found else "") or "not in the directory", "Telephone"),
        said(what[0].upper() + what[1:] if what else "", "About"),
        *(said(_how(d)) for d in lost),
        _unsure(lost),
        buttons(
            presses("I have rung them", Called, meeting=meeting.id, person=post.about),
            presses("Send it again", SendAgain, meeting=meeting.id, person=post.about),
        ),
        small(f"Because: {post.why}"),
    )


def _unsure(lost: Sequence[Delivery]) -> Part:
    if any(d.result is Result.UNCERTAIN and d.kind in APPROVALS for d in lost):
        return text("It may have been shown: an approval is not sent twice unless you ask for it.")
    return None


def _channel_card(meeting: Meeting, post: Post) -> Card:
    heading = title(f"Channel of {meeting.named}")
    if post.edition == "settled":
        return card(heading, said("The meeting's channel is within reach again."))
    return card(
        heading,
        warn("The meeting's channel cannot be reached, so nobody sees the tally or the agenda."),
        text("Ask the administrator to add Convene to the team of the meeting's channel."),
    )


def mention_card(meeting: Meeting, person: Person) -> Card:
    """In the channel, for somebody of whom the bot has no chat; seen by everybody there."""
    name = UNREAD.sub("", person.name)
    mark = f"<at>{name}</at>"
    drawn = card(
        title(meeting.heading),
        text(
            f"{mark}, something of this meeting waits for you alone. Write to me in a chat of our"
            " own, any word will do, and you will see it."
        ),
    )
    mentioned = {"id": person.id, "name": name}
    entity = {"type": "mention", "text": mark, "mentioned": mentioned}
    return {**drawn, "msteams": {"entities": [entity]}}


def digest_card(cards: Sequence[Card]) -> Card:
    """Several reminders to one person, in one message."""
    drawn = card(title(f"You have {len(cards)} reminders"))
    parts = [
        {"type": "Container", "style": "emphasis", "spacing": "Medium", "items": c["body"]}
        for c in cards
    ]
    return {**drawn, "body": [*drawn["body"], *parts]}
