"""To whoever is to chair, when somebody else settled it: when, how, and what to do then."""

from collections.abc import Sequence

from cards.arrange import meeting_lines
from cards.blocks import Card, buttons, presses, said, text
from cards.help import Status
from cards.notices import notice
from cards.tally import quorum_line
from meeting.model import Meeting
from meeting.people import Person
from meeting.post import Post
from meeting.protocol import PartnershipProtocol


def chair_card(
    meeting: Meeting, protocol: PartnershipProtocol, post: Post, people: Sequence[Person]
) -> Card:
    by = next((p.described for p in people if p.id == meeting.convened_by), "")
    return notice(
        f"You are asked to chair {meeting.named}",
        post,
        said(f"{by}, sent the invitations and put you down as chair.") if by else None,
        *meeting_lines(meeting),
        said(quorum_line(meeting, protocol), "Quorum"),
        text("At its time the agenda is in the meeting's channel, and you start it there."),
        buttons(presses("Where does it stand?", Status, meeting=meeting.id)),
    )
