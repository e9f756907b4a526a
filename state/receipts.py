"""What has been shown of what a meeting owes: where, which edition, and how it went."""

import json
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any

from pydantic import AwareDatetime, Field, ValidationError

from meeting.base import Frozen
from meeting.delivery import Attempt, Delivery, Result, Way
from meeting.post import CHANNEL, PostKind
from state.places import Place, PlaceKind
from state.store import Work
from state.wakes import note_change


class Receipt(Frozen):
    slot: str
    kind: PostKind
    to: str
    """Id of a person, or CHANNEL."""
    of: str = ""
    """For a reminder: the slot of what it reminds of."""
    edition: str = ""
    result: Result
    at: AwareDatetime
    """When that was so."""
    since: AwareDatetime
    """When this was first tried."""
    attempts: tuple[Attempt, ...] = ()
    """The last of each way, in the order of the ways."""
    place: Place | None = None
    message: str = ""
    """The id of the message in Teams; empty where there is none that could be changed."""
    shared: bool = False
    """Shown in one message with other reminders."""
    exhausted: bool = False
    """Every way has been tried, and none has taken it yet."""
    tries: int = 0
    again_at: AwareDatetime | None = None
    """When to try again, for what waits or is still owed in the person's own chat."""

    @property
    def delivery(self) -> Delivery:
        return Delivery(
            slot=self.slot,
            kind=self.kind,
            to=self.to,
            result=self.result,
            at=self.at,
            attempts=self.attempts,
            exhausted=self.exhausted,
        )

    @property
    def in_chat(self) -> bool:
        """It stands where it belongs: in the person's own chat, or in the channel."""
        took = self.delivery.accepted
        return took is not None and took.way in {Way.CHAT, Way.CHANNEL}

    @property
    def missed(self) -> bool:
        """It did not get there, and nothing has come in its place since."""
        reminded = bool(self.of) and self.delivery.accepted is not None
        return not self.in_chat and not reminded and self.result is not Result.OVERTAKEN

    def tried(self, attempt: Attempt) -> "Receipt":
        """With a further attempt, in the place of an earlier one by the same way."""
        others = [a for a in self.attempts if a.way is not attempt.way]
        order = list(Way)
        attempts = sorted([*others, attempt], key=lambda a: order.index(a.way))
        return self.but(attempts=tuple(attempts), result=attempt.result, at=attempt.at)

    def is_redrawn(self, before: "Receipt") -> bool:
        """Whether it says no more than that the same message has other contents now."""
        alike = {name: getattr(before, name) for name in ("edition", "again_at", "tries")}
        return bool(before.message) and self.again_at is None and self.but(**alike) == before


class Shown(Frozen):
    """All receipts of one meeting, by slot."""

    receipts: dict[str, Receipt] = Field(default_factory=dict)

    def with_receipts(self, *receipts: Receipt) -> "Shown":
        return Shown(receipts=self.receipts | {r.slot: r for r in receipts})

    @cached_property
    def deliveries(self) -> tuple[Delivery, ...]:
        return tuple(r.delivery for r in self.receipts.values())


async def shown_of(work: Work, meeting_id: str) -> Shown:
    body = await work.rows.get(f"shown:{meeting_id}")
    return read_shown(body) if body else Shown()


def read_shown(body: str) -> Shown:
    """Of the present version or the first."""
    try:
        return Shown.model_validate_json(body)
    except ValidationError:
        found = json.loads(body)["receipts"].values()
    return Shown().with_receipts(*(Receipt.model_validate(_upgraded(first)) for first in found))


def _upgraded(first: dict[str, Any]) -> dict[str, Any]:
    """The first version knew one way only; what was shown, and to whom, it said in the slot."""
    kind, *parts = first["slot"].split(":")
    personal = first["place"]["kind"] == PlaceKind.PERSONAL
    people = [part for part in parts if not part.isdigit() and part != "again"]
    attempt = {name: first[name] for name in ("result", "at", "reason")}
    told = {name: value for name, value in first.items() if name != "reason"}
    return told | {
        "kind": kind,
        "to": (people or [""])[-1] if personal else CHANNEL,
        "since": first["at"],
        "attempts": [attempt | {"way": Way.CHAT if personal else Way.CHANNEL}],
    }


async def keep_shown(work: Work, meeting_id: str, shown: Shown) -> None:
    body = shown.model_dump_json(exclude_defaults=True)
    await work.rows.set(f"shown:{meeting_id}", body)


async def show_again(work: Work, meeting_id: str, wanted: Callable[[Receipt], bool]) -> bool:
    """What is wanted is shown once more in the first way; True when there is any of it."""
    shown = await shown_of(work, meeting_id)
    found = [r for r in shown.receipts.values() if wanted(r)]
    if not found:
        return False
    waiting = [_waiting(r, work.at) for r in found]
    await keep_shown(work, meeting_id, shown.with_receipts(*waiting))
    await note_change(work.rows, meeting_id)
    return True


def _waiting(receipt: Receipt, now: datetime) -> Receipt:
    """Nobody is written to twice: what a mail server took once stays taken."""
    taken = tuple(a for a in receipt.attempts if a.result is Result.ACCEPTED)
    begun = receipt.but(result=Result.WAITING, attempts=taken)
    return begun.but(since=now, again_at=now, tries=0)
