"""What each meeting owes as last reckoned, so that an unchanged one is not reckoned anew."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from meeting.model import Meeting
from meeting.post import Post
from meeting.posts import owed
from meeting.protocol import PartnershipProtocol
from state.meeting_rows import contents

MOST = 500
"""Meetings; the longest unvisited is forgotten."""


class _Held(NamedTuple):
    digest: bytes
    protocol: PartnershipProtocol
    owed: Sequence[Post]


class Reckoned:
    """Holds slots, ids and times alone, and nothing of what a meeting is about."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, _Held] = OrderedDict()

    def owed(
        self, meeting: Meeting, protocol: PartnershipProtocol, body: str | None
    ) -> Sequence[Post]:
        """`body`: the meeting as it is kept, by which a change is known."""
        digest = hashlib.blake2b(contents(body or "").encode(), digest_size=16).digest()
        held = self._held.get(meeting.id)
        if held is None or held.digest != digest or held.protocol is not protocol:
            held = self._held[meeting.id] = _Held(digest, protocol, owed(meeting, protocol))
        self._held.move_to_end(meeting.id)
        if len(self._held) > MOST:
            self._held.popitem(last=False)
        return held.owed
