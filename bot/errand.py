"""One post to be brought to somebody now, with all that is known about it."""

import hashlib
import json
from datetime import datetime
from typing import NamedTuple

from cards.blocks import Card
from cards.drawing import Scene, draw
from cards.summary import summary
from meeting.delivery import Delivery, Result
from meeting.post import Post, PostKind
from state.receipts import Receipt, Shown


class Errand(NamedTuple):
    scene: Scene
    shown: Shown
    now: datetime

    @property
    def post(self) -> Post:
        return self.scene.post

    @property
    def held(self) -> Receipt | None:
        """What is known of earlier tries."""
        return tried(self.post, self.shown)

    @property
    def words(self) -> str:
        return summary(self.post, self.scene.meeting)

    @property
    def edition(self) -> str:
        return edition(self.post, self.shown)

    @property
    def is_plain(self) -> bool:
        """Has nothing to be typed, and so can stand in a message with others."""
        return '"Input.' not in json.dumps(self.card())

    def card(self) -> Card:
        return draw(self.scene)


def tried(post: Post, shown: Shown) -> Receipt | None:
    """What came of it so far. What was passed over and is owed again has not been tried: where
    somebody had put it off, Teams was away at the time, and the meeting has been moved since."""
    held = shown.receipts.get(post.slot)
    passed = held and held.result is Result.OVERTAKEN and held.delivery.accepted is None
    return None if passed else held


def edition(post: Post, shown: Shown) -> str:
    """The post's own; the convenor's card changes with how the invitations fare as well."""
    if post.kind is not PostKind.PROPOSAL:
        return post.edition
    fares = [d for d in shown.deliveries if d.kind is PostKind.INVITATION]
    told = "".join(f"{d.slot} {d.result} {_ways(d)};" for d in fares)
    return f"{post.edition}#{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _ways(delivery: Delivery) -> str:
    """Each way and what came of it; when, only where it was taken."""
    taken = delivery.accepted
    tried = [f"{a.way} {a.result}" for a in delivery.attempts]
    return f"{tried} {taken.at if taken else ''}"


def to_be_done(post: Post, shown: Shown, now: datetime) -> bool:
    """Whether it was never shown, has changed since, or is to be tried again by now."""
    held = tried(post, shown)
    if held is None:
        return True
    if held.again_at is not None:
        return held.again_at <= now
    return held.edition != edition(post, shown)
