"""What the notification of a post may show: its reference, and nothing of the case."""

from meeting.model import Meeting
from meeting.post import CHANNEL, Post, PostKind

DIGEST = "You have several reminders"
MENTION = "Somebody is asked to write to Convene"
SETTLED = "A reminder is settled"
NO_CHANNEL = "A channel cannot be reached"


def summary(post: Post, meeting: Meeting) -> str:
    lost = post.kind is PostKind.CALL and post.about == CHANNEL
    words = SUMMARIES[post.kind].replace("meeting", meeting.kind)
    return f"{NO_CHANNEL if lost else words} ({meeting.id})"


SUMMARIES = {
    PostKind.AUTHORISE: "A request waits for your authorisation",
    PostKind.AUTHORISE_REMINDER: "Reminder: a request waits for your authorisation",
    PostKind.STAND_IN: "Another manager is asked",
    PostKind.AUTHORISED: "Your request was answered",
    PostKind.PROPOSAL: "Please settle who is asked",
    PostKind.CHAIR: "You are asked to chair a meeting",
    PostKind.INVITATION: "You are asked to a meeting",
    PostKind.TALLY: "A meeting is convened",
    PostKind.REMINDER: "Reminder: your answer is awaited",
    PostKind.QUORUM: "Quorum is missing",
    PostKind.MOVED: "A meeting is at another time",
    PostKind.CANCELLED: "A meeting is cancelled",
    PostKind.OVERDUE: "A meeting is overdue",
    PostKind.NOT_STARTED: "A meeting has not been started",
    PostKind.AGENDA: "The agenda is ready",
    PostKind.VOICE: "The meeting has started",
    PostKind.OUTCOME: "The meeting has ended",
    PostKind.DISSENT: "A dissent is recorded",
    PostKind.DISSENT_KEPT: "Your dissent is recorded",
    PostKind.CHALLENGE: "How to challenge the decision",
    PostKind.CHALLENGE_REMINDER: "Reminder: the time for a challenge runs out",
    PostKind.MINUTES_DRAFT: "Draft minutes wait for you",
    PostKind.MINUTES_REMINDER: "Reminder: minutes wait for approval",
    PostKind.MINUTES_OVERDUE: "Minutes are overdue",
    PostKind.MINUTES: "Minutes are ready",
    PostKind.ACTION: "You have an action",
    PostKind.ACTION_REMINDER: "Reminder: an action is due",
    PostKind.ACTION_OVERDUE: "An action is overdue",
    PostKind.CONFERENCE: "A conference may follow",
    PostKind.CONFERENCE_REMINDER: "Reminder: a conference is to be settled",
    PostKind.CONFERENCE_OVERDUE: "A conference is overdue",
    PostKind.REVIEW: "A review is due",
    PostKind.CALL: "Please telephone somebody",
}
