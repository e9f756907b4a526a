"""What is ordered about a meeting's record: kept from being purged, or its readers written down."""

from enum import StrEnum

from pydantic import AwareDatetime

from meeting.base import Frozen
from state.rows import Rows


class OrderKind(StrEnum):
    HOLD = "hold"
    """A legal hold: never purged while it stands."""
    RESTRICTED = "restricted"
    """Every reading of the meeting is noted on its timeline."""


WORDS = {
    OrderKind.HOLD: "a legal hold, so that it is not purged",
    OrderKind.RESTRICTED: "a restriction, so that every reading is noted",
}


class Order(Frozen):
    by: str
    at: AwareDatetime
    why: str


def order_key(kind: OrderKind, meeting_id: str) -> str:
    return f"{kind}:{meeting_id}"


def restricted_key(meeting_id: str) -> str:
    return order_key(OrderKind.RESTRICTED, meeting_id)


def noted(kind: OrderKind, *, lifted: bool = False) -> str:
    """What the timeline says of it."""
    return f"{'lifted' if lifted else 'ordered'}: {WORDS[kind]}"


async def give(rows: Rows, kind: OrderKind, meeting_id: str, order: Order) -> None:
    """Wanted at commit."""
    await rows.set(order_key(kind, meeting_id), order.model_dump_json())


async def lift(rows: Rows, kind: OrderKind, meeting_id: str) -> None:
    """Wanted at commit."""
    await rows.set(order_key(kind, meeting_id), None)
