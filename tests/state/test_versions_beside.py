"""What an earlier version kept beside its meetings: receipts, orders, leases, marks and figures."""

import json
from datetime import timedelta

import pytest

from bot.people import People
from meeting.delivery import Result, Way
from meeting.post import CHANNEL, PostKind
from state.backend import Change, Row
from state.directory import CONVENE
from state.figures import Statistics
from state.joining import joining_of
from state.journal import STORE
from state.memory import MemoryBackend
from state.orders import Order, OrderKind, order_key
from state.receipts import shown_of
from state.retention import PURGED, STATISTICS, Gone, purge_marks
from state.verify import verify
from state.wakes import Lease, due_wakes
from tests.people import DEV, GRACE, MIRIAM
from tests.room import MONDAY, Room
from tests.state.keep import KEPT, others, two_meetings
from tests.state.test_versions import FILES as ROWS
from tests.state.test_versions import MINUTES, kind

FILES = sorted(KEPT.glob("others-*.json"))
NAME = "SM-22222"


async def stored(file):
    rows = json.loads(file.read_text("utf-8"))
    backend = MemoryBackend()
    await backend.put([Change(key, 0, body) for key, body in rows.items()])
    return Room(backend=backend)


async def receipts_of(number):
    room = await stored(KEPT / f"others-{number}.json")
    return (await shown_of(room.store.work(CONVENE, MONDAY), NAME)).receipts


async def bodies(number):
    rows = await (await stored(KEPT / f"others-{number}.json")).backend.scan("", "~", 1000)
    return {row.key: row.body for row in rows}


async def test_the_receipts_of_the_first_version_still_say_what_was_shown_to_whom():
    found = await receipts_of(1)
    assert [(r.kind, r.to) for r in found.values()] == [
        (PostKind.TALLY, CHANNEL),
        (PostKind.INVITATION, DEV.id),
        (PostKind.REMINDER, DEV.id),
        (PostKind.AUTHORISE, GRACE.id),
        (PostKind.MINUTES_DRAFT, ""),
    ]
    assert all(r.since == r.at == MONDAY for r in found.values())


async def test_what_the_first_version_had_shown_is_not_taken_for_missed():
    tally, invitation, reminder, asked, draft = (await receipts_of(1)).values()
    assert [r.missed for r in (tally, invitation, draft)] == [False] * 3
    assert [a.way for a in (*tally.attempts, *invitation.attempts)] == [Way.CHANNEL, Way.CHAT]
    assert (tally.message, tally.edition, tally.place.kind) == ("m1", "e1", "channel")
    assert (reminder.result, reminder.tries, reminder.again_at) == (Result.WAITING, 2, MONDAY)
    assert asked.missed
    assert asked.attempts[0].reason == "403"


async def test_receipts_of_the_first_version_are_kept_anew_with_those_of_the_present_one():
    room = await stored(FILES[0])
    work = room.store.work(CONVENE, MONDAY)
    shown = await shown_of(work, NAME)
    assert len(shown.with_receipts(*(await receipts_of(2)).values()).receipts) == 5


async def test_the_receipts_of_the_second_version_are_read():
    [receipt] = (await receipts_of(2)).values()
    assert (receipt.kind, receipt.to, receipt.message) == (PostKind.INVITATION, DEV.id, "m1")
    assert receipt.delivery.in_writing_alone
    assert receipt.attempts[0].reason == "Shut."


@pytest.mark.parametrize("order", OrderKind)
async def test_orders_are_read(order):
    body = (await bodies(2))[order_key(order, NAME)]
    assert Order.model_validate_json(body).by == MIRIAM.id


async def test_wakes_and_leases_are_read():
    room = await stored(FILES[1])
    later = MONDAY + timedelta(hours=1)
    assert await due_wakes(room.backend, later, 10) == [NAME, "SM-44444"]
    lease = Lease.model_validate_json((await bodies(2))["lease:SM-44444"])
    assert (lease.holder, lease.until) == ("replica", MONDAY + timedelta(seconds=90))


async def test_changes_are_read():
    room = await stored(FILES[2])
    assert await due_wakes(room.backend, MONDAY, 10) == ["SM-55555", NAME]


async def test_the_end_of_a_journal_is_read():
    found = await verify((await stored(FILES[2])).backend, {})
    assert found.heads[STORE].startswith("1:")
    assert not [fault for fault in found.faults if fault.startswith(STORE)]


async def test_who_joined_a_teams_meeting_is_read():
    room = await stored(FILES[1])
    joining = await joining_of(room.store.work(CONVENE, MONDAY).rows, NAME)
    assert [j.person for j in joining.people] == [DEV.id]
    assert joining.strangers == ("stranger",)


async def test_marks_of_the_dead_and_figures_are_read():
    held = await bodies(2)
    assert Gone.model_validate_json(held[f"{PURGED}SM-33333"]).head == "1:ab"
    assert Statistics.model_validate_json(held[f"{STATISTICS}1"]).children == 2


async def test_marks_of_answered_presses_are_read_and_forgotten_in_time():
    room = await stored(FILES[1])
    assert await purge_marks(room.store, MONDAY + timedelta(days=29)) == 0
    assert await purge_marks(room.store, MONDAY + timedelta(days=31)) == 1
    assert await room.backend.get("press:p1") is None


async def test_whom_somebody_acts_as_is_read():
    room = await stored(FILES[1])
    assert await room.backend.get("acting:29:u") == Row("acting:29:u", 1, DEV.id)
    assert await People(room.store, local=True).reach(DEV.id) is None


async def test_each_kind_of_row_that_is_kept_now_is_in_the_latest_files():
    """When this fails there is a new kind of row: add it to `keep`, and keep a file of it."""
    now = set[str]()
    for room in (await others(), await two_meetings()):
        now |= {kind(row.key) for row in await room.backend.scan("", "\U0010ffff", 10_000)}
    kept = set[str]()
    for name in (FILES[-1].name, ROWS[-1].name, MINUTES[-1].name):
        kept |= {kind(key) for key in json.loads((KEPT / name).read_text("utf-8"))}
    assert kept == now
