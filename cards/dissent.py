"""To who disagreed, where the protocol gives no time for a challenge: that it is on the record."""

from cards.blocks import Card, said, small, text
from cards.notices import notice
from meeting.model import Meeting
from meeting.post import Post
from meeting.protocol import PartnershipProtocol
from meeting.saying import spoken


def kept_card(meeting: Meeting, protocol: PartnershipProtocol, post: Post) -> Card:
    dissent, rule = meeting.dissents[int(post.about)], protocol.challenge
    return notice(
        f"Your dissent in {meeting.named}",
        post,
        said(f"Recorded {spoken(dissent.at)}. It is kept with the minutes, as you wrote it."),
        said(dissent.reason, "In your words"),
        text(rule.text) if rule else None,
        small("No time is given for a challenge. The agreed next steps are not delayed."),
    )
