"""What has been shown of what a meeting owes: where, which edition, and how it went."""

from enum import StrEnum

from pydantic import AwareDatetime, Field

from meeting.base import Frozen
from state.places import Place
from state.store import Work


class Result(StrEnum):
    ACCEPTED = "accepted"
    """Teams took it. Nobody can know whether it was read."""
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"
    """The answer was lost: it may have been shown."""
    WAITING = "waiting"
    """To be tried again."""


class Receipt(Frozen):
    slot: str
    place: Place
    message: str = ""
    edition: str = ""
    at: AwareDatetime
    result: Result
    tries: int = 1
    again_at: AwareDatetime | None = None
    reason: str = ""

    @property
    def settled(self) -> bool:
        return self.result is not Result.WAITING


class Shown(Frozen):
    """All receipts of one meeting, by slot."""

    receipts: dict[str, Receipt] = Field(default_factory=dict)

    def with_receipt(self, receipt: Receipt) -> "Shown":
        return Shown(receipts={**self.receipts, receipt.slot: receipt})


async def shown_of(work: Work, meeting_id: str) -> Shown:
    body = await work.rows.get(f"shown:{meeting_id}")
    return Shown.model_validate_json(body) if body else Shown()


async def keep_shown(work: Work, meeting_id: str, shown: Shown) -> None:
    await work.rows.set(f"shown:{meeting_id}", shown.model_dump_json())
