"""What is told once a time has passed, and what follows a meeting: lateness, the conference."""

from cards.arrange import meeting_lines
from cards.blocks import Card, Part, buttons, card, presses, said, small, submits, text, warn
from cards.form import NOTHING, Form, Typed
from cards.help import Status
from cards.inputs import ask
from cards.notices import notice
from meeting.explain import first, known
from meeting.marks import Done
from meeting.model import Meeting, Phase
from meeting.post import Post, PostKind
from meeting.posts_conference import SETTLED
from meeting.protocol import PartnershipProtocol
from meeting.protocol_clocks import ClockName
from meeting.saying import spoken
from meeting.urgency import deadline

HEADS = {
    PostKind.CONFERENCE: "Child protection conference",
    PostKind.CONFERENCE_REMINDER: "Reminder: child protection conference",
    PostKind.CONFERENCE_OVERDUE: "Overdue: child protection conference",
}


class LateReason(Form, to="late.reason"):
    meeting: str
    reason: str = ""


class ConferenceSettled(Form, to="conference.settled"):
    meeting: str
    words: str = ""


class ShowRequest(Form, to="authorise.show", window=True):
    meeting: str


def stand_in(meeting: Meeting, post: Post) -> Card:
    """To the requester: who is asked as well, because nobody has answered."""
    asked = next(s for s in meeting.stand_ins if s.person.id == post.about)
    first_asked = meeting.authoriser.name if meeting.authoriser else "the manager"
    return notice(
        f"{meeting.heading}: another manager is asked",
        post,
        said(f"{first_asked} has not answered. {asked.person.described} is asked as well."),
        said("Whoever answers first decides."),
    )


def authorise_reminder(meeting: Meeting, protocol: PartnershipProtocol, post: Post) -> Card:
    limit = deadline(meeting, protocol)
    until = f" It must be held by {spoken(limit.at)}." if limit else ""
    return notice(
        f"Reminder: {meeting.named} waits for authorisation",
        post,
        said(f"{meeting.requester.described} still waits for your word.{until}"),
        buttons(presses("Show me the request", ShowRequest, meeting=meeting.id)),
    )


def overdue(
    meeting: Meeting, protocol: PartnershipProtocol, post: Post, typed: Typed = NOTHING
) -> Card:
    """The deadline has passed: lateness is recorded with its reason, and keeps counting."""
    limit, held = deadline(meeting, protocol), meeting.session
    due = f" It was to be held by {spoken(limit.at)}." if limit else ""
    reason = _last(meeting, "late")
    told: list[Part] = [
        said(f"It was held late: {spoken(held.opened_at)}.")
        if held
        else warn(f"The meeting is late.{due} The time keeps counting until it is held.")
    ]
    if reason:
        told.append(said(reason.words, f"Reason, recorded {spoken(reason.at)}"))
    elif post.edition:
        told.append(ask("reason", "Why is it late? The reason is kept on the record.", typed))
        told.append(buttons(submits("Record the reason", LateReason, meeting=meeting.id)))
    return notice(f"Overdue: {meeting.named}", post, *meeting_lines(meeting), *told)


def not_started(meeting: Meeting, post: Post) -> Card:
    return notice(
        f"{meeting.heading} has not been started",
        post,
        *meeting_lines(meeting),
        text("The chair starts it in the channel. Or type “reschedule” or “cancel the meeting”."),
        buttons(presses("Where does it stand?", Status, meeting=meeting.id)),
    )


def conference(
    meeting: Meeting, protocol: PartnershipProtocol, post: Post, typed: Typed = NOTHING
) -> Card:
    """By when a child protection conference must be held, until somebody says it is settled."""
    held = meeting.session
    ended = held.closed_at if held else None
    limit = first(protocol, ClockName.ICPC, known(met=ended, s47_decided=ended))
    rule, settled = protocol.conference, _last(meeting, SETTLED)
    asked: list[Part] = [
        ask("words", "When is it held, or why is there none?", typed),
        buttons(submits("It is settled", ConferenceSettled, meeting=meeting.id)),
    ]
    recorded: list[Part] = [
        said(settled.words, f"Settled, recorded {spoken(settled.at)}") if settled else None
    ]
    by = spoken(limit.at) if limit else ""
    late = warn(f"It was to be held by {by}, and nobody has said that it is settled.")
    overdue = post.kind is PostKind.CONFERENCE_OVERDUE and not settled
    return notice(
        f"{HEADS[post.kind]} after {meeting.named}",
        post,
        (late if overdue else said(f"To be held by {by}.")) if by else None,
        small(limit.note) if limit else None,
        text(rule.text) if rule else None,
        *(recorded if settled else asked),
    )


def _last(meeting: Meeting, what: str) -> Done | None:
    return next((d for d in reversed(meeting.done) if d.what == what), None)


def settled_card(meeting: Meeting) -> Card:
    """In the place of a reminder whose matter is done with."""
    over = " It is cancelled." if meeting.phase is Phase.CANCELLED else ""
    return card(
        small(f"{meeting.heading}: this reminder is settled.{over}"),
    )
