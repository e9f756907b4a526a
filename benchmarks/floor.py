"""What one turn costs at the very least: each step that cannot be left out, done once and bare.

`python -m benchmarks.floor [--write]`. The rows are those that an answer reads and writes; a commit
is shared by as many turns as are under way at once. `--write` puts the table into
docs/performance.md.
"""

import argparse
import asyncio
import json
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from benchmarks.hosting import bare
from benchmarks.meetings import an_answer, desk_of_one
from benchmarks.processes import OURSELVES, pin
from benchmarks.report import put_table
from benchmarks.turn import TOGETHER, measure
from bot.heard import heard
from cards.attendance import AnswerForm, information_card
from meeting.attendance import answer, invited
from meeting.model import AnswerKind
from state.backend import Change, Row
from state.keyring import KeyRing, new_key
from state.meeting_rows import parse
from tests.build import NINE, PROTOCOL, convened
from tests.fakes.ordered import OrderedBackend
from tests.fakes.tokens import signing_key
from tests.people import GRACE

TIMES = 400
WRITE = "INSERT INTO rows (key, value) VALUES (?, ?)"


class Watched(OrderedBackend):
    """Remembers what was read together, and what was last written."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[Row] = []
        self.written: Sequence[Change] = ()

    async def get_many(self, keys: Sequence[str]) -> list[Row]:
        found = await super().get_many(keys)
        self.read += found
        return found

    async def put(self, changes: Sequence[Change]) -> None:
        await super().put(changes)
        self.written = changes


class Turn(NamedTuple):
    """What an answer posts, reads and writes."""

    body: bytes
    read: list[Row]
    written: list[tuple[str, str]]


async def a_turn() -> Turn:
    rows = Watched()
    desk = await desk_of_one(shown=True, backend=rows)
    activity = an_answer(convened().id, GRACE, 1)
    rows.read.clear()
    data = activity["value"]["action"]["data"]
    await desk.does(GRACE, AnswerForm, meeting=data["meeting"], kind=data["kind"])
    written = [(change.key, change.body) for change in rows.written if change.body]
    return Turn(json.dumps(activity).encode(), rows.read, written)


def steps(turn: Turn, ring: KeyRing) -> dict[str, Callable[[], object]]:
    """Each step of a turn as bare as it can be."""
    key, signed = signing_key("key-1"), b"x" * 400
    signature, public = key.sign(signed, PKCS1v15(), SHA256()), key.public_key()
    sealed = [(row.key, ring.seal(row.key, row.body)) for row in turn.read]
    body = next(row.body for row in turn.read if row.key.startswith("meeting:"))
    kept = parse(body)
    changed = answer(kept.meeting, GRACE, AnswerKind.INFORMATION, NINE)

    def drawn() -> str:
        return json.dumps(information_card(changed, PROTOCOL, invited(changed, GRACE)))

    return {
        "signature checked (RS256, 2,048 bits)": lambda: public.verify(
            signature, signed, PKCS1v15(), SHA256()
        ),
        "activity read (JSON, into its shape)": lambda: heard(json.loads(turn.body)),
        f"rows opened ({len(sealed)})": lambda: [ring.open(*row) for row in sealed],
        f"meeting parsed ({len(body):,} bytes)": lambda: parse(body),
        "rule applied": lambda: answer(kept.meeting, GRACE, AnswerKind.INFORMATION, NINE),
        "card drawn and written": drawn,
        "meeting written": kept.model_dump_json,
        f"rows sealed ({len(turn.written)})": lambda: [ring.seal(*row) for row in turn.written],
    }


def timed(step: Callable[[], object], times: int) -> float:
    """Processor time of one, in ms."""
    step()
    begun = time.process_time()
    for _ in range(times):
        step()
    return (time.process_time() - begun) / times * 1000


def committed(turn: Turn, ring: KeyRing, times: int) -> float:
    """One turn's share of a commit, in ms: the rows of all who are under way, in one go."""
    sealed = [(key, ring.seal(key, body)) for key, body in turn.written]
    numbers = count()

    def commit() -> None:
        rows.execute("BEGIN IMMEDIATE")
        for _ in range(TOGETHER):
            number = next(numbers)
            rows.executemany(WRITE, [(f"{key}{number}", body) for key, body in sealed])
        rows.execute("COMMIT")

    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "rows.sqlite", isolation_level=None)) as rows,
    ):
        rows.execute("PRAGMA journal_mode = WAL")
        rows.execute("PRAGMA synchronous = FULL")
        rows.execute("CREATE TABLE rows (key TEXT PRIMARY KEY, value TEXT)")
        return timed(commit, max(1, times // TOGETHER)) / TOGETHER


async def floor(times: int) -> dict[str, float]:
    """Milliseconds of processor time by step."""
    turn, ring = await a_turn(), KeyRing(new_key("bench"))
    found = {name: timed(step, times) for name, step in steps(turn, ring).items()}
    found["share of a commit to disk"] = committed(turn, ring, times)
    async with bare() as subject:
        await measure(subject, times / 1000)
        found["HTTP (aiohttp, with an answer that is ready made)"] = (
            await measure(subject, times / 200)
        ).busy
    return found


def table(found: dict[str, float]) -> str:
    rows = [f"| {name} | {ms:.3f} |" for name, ms in found.items()]
    total = sum(found.values())
    last = f"| **all of it**: {1000 / total:,.0f} turns a second of one core | **{total:.2f}** |"
    return "\n".join(["| step | ms |", "| --- | ---: |", *rows, last])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.floor", description=__doc__)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    pin(OURSELVES)
    found = table(asyncio.run(floor(TIMES)))
    print(found)
    if asked.write:
        put_table("floor", found)


if __name__ == "__main__":
    main()
