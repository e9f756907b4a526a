"""What there is to do about one meeting just now, from what is owed and what has been shown."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from bot.errand import to_be_done
from meeting.delivery import Result
from meeting.model import Meeting
from meeting.post import Post, PostKind
from meeting.posts import due, next_time, overtaken
from meeting.posts_calls import calls
from meeting.protocol import PartnershipProtocol
from meeting.standing_in import next_asking
from state.receipts import Receipt, Shown


class Plan:
    def __init__(
        self,
        meeting: Meeting,
        protocol: PartnershipProtocol,
        owed: Sequence[Post],
        shown: Shown,
        now: datetime,
    ) -> None:
        self._meeting = meeting
        self._protocol = protocol
        self._owed = owed
        self._receipts = shown.receipts
        self._shown = shown
        self._now = now

    @cached_property
    def _due(self) -> Sequence[Post]:
        return due(self._owed, self._now)

    def posts(self) -> list[Post]:
        """What is to be brought to somebody, earliest first, the convenor's own card last."""
        found = [p for p in self._due if to_be_done(p, self._shown, self._now)]
        ready = [p for p in found if not self._early(p) and not self._late(p)]
        return sorted(ready, key=lambda p: p.kind is PostKind.PROPOSAL)

    def own_card(self) -> list[Post]:
        """The convenor's, which shows how the others fare."""
        own = [p for p in self._due if p.kind is PostKind.PROPOSAL]
        return [p for p in own if to_be_done(p, self._shown, self._now)]

    def calls(self) -> list[Post]:
        """The last rung: whom somebody must telephone, as things stand after all else."""
        owed = {p.slot: p for p in self._due}
        found = calls(self._meeting, owed, self._shown.deliveries)
        return [p for p in found if to_be_done(p, self._shown, self._now)]

    def passed_over(self) -> list[Receipt]:
        """Reminders whose time went by, or came before what they remind of; said once of each."""
        gone = [*overtaken(self._owed, self._now), *filter(self._late, self._due)]
        return [_overtaken(p, self._now) for p in gone if self._unsaid(p)]

    def done_with(self) -> list[Receipt]:
        """Reminders that stand in somebody's chat although their matter is settled."""
        live = {p.of for p in self._owed if p.of}
        stands = [r for r in self._receipts.values() if r.of and r.message and r.edition == ""]
        return [r for r in stands if r.of not in live]

    def next_wake(self) -> datetime | None:
        """When there will be more to do; None when there never will."""
        wanted = {p.slot for p in self._due}
        again = [
            r.again_at
            for r in self._receipts.values()
            if r.again_at and (r.slot in wanted or r.kind is PostKind.CALL)
        ]
        more = next_time(self._owed, self._now)
        asked = next_asking(self._meeting, self._protocol, self._now)
        return min((t for t in (*again, more, asked) if t), default=None)

    def _card_of(self, post: Post) -> tuple[bool, Receipt | None]:
        """Whether a reminder is of a card in the same hands, and what became of that."""
        if not post.of:
            return False, None
        same = any(p.slot == post.of and p.to == post.to for p in self._owed)
        return same, self._receipts.get(post.of) if same else None

    def _early(self, post: Post) -> bool:
        """What it reminds of has not been shown yet."""
        same, card = self._card_of(post)
        return same and card is None

    def _late(self, post: Post) -> bool:
        """What it reminds of was itself shown only after the reminder's own time."""
        _, card = self._card_of(post)
        took = card.delivery.accepted if card else None
        return took is not None and took.at > post.due

    def _unsaid(self, post: Post) -> bool:
        held = self._receipts.get(post.slot)
        return held is None or (held.result is Result.WAITING and held.delivery.accepted is None)


def _overtaken(post: Post, now: datetime) -> Receipt:
    return Receipt(
        slot=post.slot,
        kind=post.kind,
        to=post.to,
        of=post.of,
        result=Result.OVERTAKEN,
        at=now,
        since=now,
    )
