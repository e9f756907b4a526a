"""Every reminder, warning and notice, in a sentence or two each."""

from cards.arrange import meeting_lines
from cards.attendance import AnswerForm, OpenInformation
from cards.blocks import Card, Part, buttons, card, presses, said, small, title, warn
from cards.form import Form
from cards.tally import outstanding, quorum_line
from cards.voice import Challenged
from meeting.dissent import challenge_by
from meeting.minutes import circulate_by
from meeting.model import AnswerKind, Invitee, Meeting
from meeting.post import Post, PostKind
from meeting.protocol import PartnershipProtocol
from meeting.quorum import expected
from meeting.saying import listed, spoken


class ActionDone(Form, to="action.done"):
    meeting: str
    action: str


def notice(heading: str, post: Post, *parts: Part) -> Card:
    """A heading that anybody may read, what is to be done, and on what ground."""
    ground = small(f"Because: {post.why}") if post.why else None
    return card(title(heading), *parts, ground)


def reminder(meeting: Meeting, protocol: PartnershipProtocol, post: Post, invitee: Invitee) -> Card:
    """To an invitee who owes an answer or written information."""
    heading = f"Reminder: your {invitee.owes or 'answer'} for {meeting.named}"
    if invitee.owes == "information":
        write = presses("Write it now", OpenInformation, meeting=meeting.id)
        asked = said("Your agency's written information has not come yet.")
        return notice(heading, post, asked, *meeting_lines(meeting), buttons(write))
    attend, cannot = AnswerKind.ATTENDING.name, AnswerKind.INFORMATION.name
    answers = buttons(
        presses("I will attend", AnswerForm, meeting=meeting.id, kind=attend),
        presses("I cannot: I send information", AnswerForm, meeting=meeting.id, kind=cannot),
    )
    asked = said("You have not answered yet. A deputy can be named on the invitation.")
    return notice(heading, post, asked, *meeting_lines(meeting), answers)


def quorum_warning(meeting: Meeting, protocol: PartnershipProtocol, post: Post) -> Card:
    names = listed([slot.title for slot in expected(meeting, protocol)])
    return notice(
        f"Quorum of {meeting.named}",
        post,
        warn(f"{quorum_line(meeting, protocol)}. Nobody has said that they come for: {names}."),
        said(protocol.escalation.text),
        *meeting_lines(meeting),
        *outstanding(meeting, protocol),
    )


def moved(meeting: Meeting, post: Post) -> Card:
    move = meeting.moves[-1]
    earlier = f"It was to be {spoken(move.earlier)}." if move.earlier else ""
    return notice(
        f"{meeting.heading} is at another time",
        post,
        *meeting_lines(meeting),
        said(earlier) if earlier else None,
        said("Your earlier answer stands: change it on the invitation if you must."),
    )


def cancelled(meeting: Meeting, post: Post) -> Card:
    return notice(
        f"{meeting.heading} is cancelled",
        post,
        said("You need not do anything. The social worker can tell you more."),
    )


def dissent_told(meeting: Meeting, post: Post) -> Card:
    dissent = meeting.dissents[int(post.about)]
    late = " after the time for a challenge" if dissent.late else ""
    return notice(
        f"Dissent in {meeting.named}",
        post,
        said(f"{dissent.name} dissented {spoken(dissent.at)}{late}."),
        said(dissent.reason, "In their words"),
        small("It is kept with the minutes. The agreed next steps are not delayed."),
    )


def challenge(meeting: Meeting, protocol: PartnershipProtocol, post: Post, to: str) -> Card:
    """How a dissent becomes a challenge, with whom and until when (NS-95 to NS-97)."""
    dissent, limit = meeting.dissents[int(post.about)], challenge_by(meeting, protocol)
    rule = protocol.challenge.text if protocol.challenge else ""
    until = f"Until {spoken(limit.at)}." if limit else ""
    again = "Reminder: challenging" if post.kind is PostKind.CHALLENGE_REMINDER else "Challenging"
    heading = f"{again} the decision of {meeting.named}"
    if dissent.challenged_at:
        done = said(f"You took your challenge on, recorded {spoken(dissent.challenged_at)}.")
        return notice(heading, post, done)
    return notice(
        heading,
        post,
        said(rule),
        said(until),
        said(to, "Head of Service") if to else None,
        buttons(presses("I have contacted them", Challenged, meeting=meeting.id)),
    )


def minutes_reminder(meeting: Meeting, protocol: PartnershipProtocol, post: Post) -> Card:
    limit = circulate_by(meeting, protocol)
    until = f" They must be out by {spoken(limit.at)}." if limit else ""
    return notice(
        f"Reminder: minutes of {meeting.named}",
        post,
        said(f"The draft waits for the chair's approval.{until}"),
    )


def minutes_overdue(meeting: Meeting, protocol: PartnershipProtocol, post: Post) -> Card:
    limit = circulate_by(meeting, protocol)
    due = f" They were due by {spoken(limit.at)}." if limit else ""
    late = warn(f"The minutes are late.{due} The time keeps counting.")
    return notice(f"Overdue: minutes of {meeting.named}", post, late)


def action_told(meeting: Meeting, post: Post, *, heading: str) -> Card:
    """To who has an action, or to the chair once it is overdue."""
    held = meeting.session
    found = [a for a in held.actions if a.id == post.about] if held else []
    if not found:
        return notice(heading, post)
    action = found[0]
    if action.done_at:
        return notice(heading, post, said(action.what), said(f"Done {spoken(action.done_at)}."))
    return notice(
        heading,
        post,
        said(action.what, "Action"),
        said(f"{action.who}, by {spoken(action.due)}"),
        buttons(presses("It is done", ActionDone, meeting=meeting.id, action=action.id)),
    )


def review_told(meeting: Meeting, post: Post) -> Card:
    at = meeting.session.review_at if meeting.session else None
    return notice(
        f"Review after {meeting.named}",
        post,
        said(f"You agreed to review the investigation on {spoken(at)}." if at else ""),
    )
