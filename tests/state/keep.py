"""Writes down what the present version keeps of two whole meetings, for every later one to read.

Whoever changes how rows are written adds what this makes, and never touches an older file:
`python -m tests.state.keep rows-3.json`, or `others-3.json` for what is kept beside meetings, or
`minutes-2.json` for what is kept of approved minutes.
"""

import asyncio
import json
import sys
from itertools import count
from pathlib import Path

from cards.attendance import AnswerForm, InformationForm
from cards.change import CancelForm, MoveForm
from cards.minutes import ApproveForm, RemarkForm, SendMinutes
from cards.steps import CloseForm
from cards.voice import Challenged, DissentForm, ViewForm
from meeting.delivery import Attempt, Result, Way
from meeting.joining import Joining
from meeting.post import PostKind
from state.backend import Backend
from state.directory import CONVENE
from state.figures import statistics_of
from state.joining import keep_joining
from state.journal import STORE
from state.orders import Order, OrderKind, give
from state.places import Place, PlaceKind
from state.receipts import Receipt, Shown, keep_shown
from state.retention import PURGED, STATISTICS, Gone
from state.wakes import claim, note_change, set_wake
from tests.people import DEV, GRACE, MIRIAM, OWEN, PRIYA, SAM
from tests.room import CHILD, SECOND_CHILD, Room
from tests.walk import complete, convened

KEPT = Path(__file__).with_name("kept")
PLACE = Place(
    service_url="https://teams.example/",
    conversation="19:a@thread.tacv2",
    bot="28:b",
    tenant="t",
    kind=PlaceKind.CHANNEL,
)


async def two_meetings(backend: Backend | None = None) -> Room:
    """One from its request to a challenge, and another that was moved and then called off."""
    room = Room(backend)
    await complete(room, children=(CHILD, SECOND_CHILD))
    for person, opinion in zip((DEV, GRACE), room.protocol.opinions, strict=False):
        await room.does(person, ViewForm, opinion=opinion.id, reason="What we saw.", channel=True)
    await room.does(MIRIAM, CloseForm, channel=True)
    await room.does(MIRIAM, RemarkForm, remark="The school was rung afterwards.")
    await room.does(GRACE, DissentForm, dissent="It was decided too soon.")
    version, people = (await room.meeting()).minutes.version, f"{SAM.id},{DEV.id},{GRACE.id}"
    await room.does(MIRIAM, ApproveForm, version=str(version), recipients=people)
    await room.does(GRACE, Challenged)
    await room.does(DEV, SendMinutes)
    await reached(room)
    other = Room(backend=room.backend)
    other._marks = count(1000)
    await convened(other)
    await other.does(DEV, AnswerForm, kind="INFORMATION")
    question = other.protocol.questions[0].id
    await other.does(DEV, InformationForm, **{f"q_{question}": "Known to us since 2024."})
    await other.does(OWEN, AnswerForm, kind="ATTENDING")
    await other.does(
        SAM, MoveForm, when="Tuesday 24 November 2026, 2:00 pm", reason="The chair is ill."
    )
    await other.does(SAM, CancelForm, reason="It turned out to be another family.")
    return room


async def reached(room: Room) -> None:
    work = room.store.work(CONVENE, room.now)
    await work.rows.set(f"reach:{PRIYA.id}", PLACE.model_dump_json())
    await work.commit()


async def others() -> Room:
    """One row of each kind that is kept beside meetings, and is read again."""
    room, name = Room(), "SM-22222"
    work = room.store.work(CONVENE, room.now)
    receipt = Receipt(
        slot=f"invitation:{DEV.id}", kind=PostKind.INVITATION, to=DEV.id, edition="e1",
        result=Result.ACCEPTED, at=room.now, since=room.now, place=PLACE, message="m1", tries=1,
        attempts=(Attempt(way=Way.MENTION, result=Result.ACCEPTED, at=room.now, reason="Shut."),),
    )  # fmt: skip
    await keep_shown(work, name, Shown().with_receipts(receipt))
    for kind in OrderKind:
        order = Order(by=MIRIAM.id, at=room.now, why="A court has asked.")
        await give(work.rows, kind, name, order)
    joined = Joining(meeting=name, started_at=room.now).joined(DEV.id, room.now)
    await keep_joining(work.rows, "19:meeting", joined.met("stranger"))
    await set_wake(work.rows, name, room.now, by=room.now)
    await work.note(STORE, "was looked after")
    await note_change(work.rows, "SM-55555", by=room.now)
    await work.rows.set("acting:29:u", DEV.id)
    await work.rows.set(f"missed:{DEV.id}", "{}")
    await work.rows.set("press:p1", room.now.isoformat())
    await work.rows.set(f"{PURGED}SM-33333", Gone(at=room.now, head="1:ab").model_dump_json())
    await work.rows.set(f"{STATISTICS}1", await figures())
    await work.commit()
    await claim(room.backend, "SM-44444", "replica", room.now)
    return room


async def figures() -> str:
    room = Room()
    await complete(room, children=(CHILD, SECOND_CHILD))
    return statistics_of(await room.meeting()).model_dump_json(exclude_defaults=True)


async def main(name: str) -> None:
    made = others() if name.startswith("others") else two_meetings()
    rows = await (await made).backend.scan("", "\U0010ffff", 100_000)
    KEPT.mkdir(exist_ok=True)
    kept = {row.key: row.body for row in rows}
    (KEPT / name).write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
