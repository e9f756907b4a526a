"""How soon, and with how much memory, the bot is ready over 1,000, 10,000 and 100,000 meetings.

`python -m benchmarks.startup [--store embedded|postgresql] [--meetings 1000 10000 100000]`. The
meetings are whole (35 rows each, encrypted), of 2,000 people; one in twenty is open. Each size is
opened by a process of its own, which has imported the bot before the clock starts.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg

from benchmarks.meetings import write
from benchmarks.processes import memory_of
from cards.help import MyMeetings, Status
from state.keyring import KeyRing, new_key
from state.opening import open_backend
from tests.crash.poll import Made, made, room_over
from tests.people import DIRECTORY, SAM
from tests.state.server import Server

PEOPLE = 2000
OPEN = 20
"""One in so many is open: it has a wake."""
OF_SAM = 40


def rows_of(template: Made, number: int, ring: KeyRing) -> Iterator[tuple[str, str]]:
    """One meeting of that number, among people of its own choice; the first forty are Sam's."""
    name, closed = f"SM-{number:06}", bool(number % OPEN)
    for key, body in template.rows.items():
        if closed and key.startswith("wake"):
            continue
        for place, person in enumerate(DIRECTORY.people):
            if person.id != SAM.id or number >= OF_SAM:
                other = f"p{(number * 31 + place * 7) % PEOPLE:06}"
                key, body = key.replace(person.id, other), body.replace(person.id, other)
        key, body = key.replace(template.name, name), body.replace(template.name, name)
        if closed:
            body = body.replace('"phase":"convened"', '"phase":"minutes circulated"')
            body = body.replace('"closed":false', '"closed":true')
        yield key, ring.seal(key, body)


def fill_file(file: Path, meetings: int, template: Made, ring: KeyRing) -> None:
    write(file, (row for number in range(meetings) for row in rows_of(template, number, ring)))


def fill_database(url: str, meetings: int, template: Made, ring: KeyRing) -> None:
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        with cursor.copy("COPY convene_rows (key, version, body) FROM STDIN") as copy:
            for number in range(meetings):
                for key, body in rows_of(template, number, ring):
                    copy.write_row((key, 1, body))
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE convene_rows")


async def empty(url: str, file: Path, ring: KeyRing) -> None:
    await (await open_backend(url, file, ring)).close()


async def begin(url: str, file: Path, key: str) -> None:
    """In a process of its own: does what a start does, and says how long each step took."""
    before = memory_of(os.getpid())
    begun = time.perf_counter()
    backend = await open_backend(url, file, KeyRing(key))
    room = room_over(backend)
    opened = time.perf_counter()
    healthy = await backend.healthy()
    due = await room.store.due_wakes(room.now)
    ready = time.perf_counter()
    open_ones = len([name async for name in room.store.waking()])
    swept = time.perf_counter()
    await room.does(SAM, MyMeetings)
    await room.does(SAM, Status, meeting="SM-000000")
    answered = time.perf_counter()
    await backend.close()
    spans = (opened - begun, ready - opened, swept - ready, answered - swept)
    print(
        *(f"{span * 1000:8.1f}" for span in spans),
        f"{memory_of(os.getpid()) - before:8.1f}",
        end="  ",
    )
    print(f"healthy={healthy} due={len(due)} open={open_ones}", flush=True)


def measure(store: str, meetings: int, template: Made) -> None:
    key = new_key("bench")
    ring = KeyRing(key)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        file, url = folder / "convene.sqlite", ""
        if store == "postgresql":
            server = Server()
            stack.callback(server.remove)
            url = server.start().url
        asyncio.run(empty(url, file, ring))
        fill_database(url, meetings, template, ring) if url else fill_file(
            file, meetings, template, ring
        )
        told = json.dumps({"url": url, "file": str(file), "key": key})
        print(f"{store:10} {meetings:7}", end=" ", flush=True)
        subprocess.run([sys.executable, "-m", "benchmarks.startup", "--begin", told], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", nargs="*", default=["embedded", "postgresql"])
    parser.add_argument("--meetings", nargs="*", type=int, default=[1000, 10_000, 100_000])
    parser.add_argument("--begin", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.begin:
        told = json.loads(asked.begin)
        return asyncio.run(begin(told["url"], Path(told["file"]), told["key"]))
    template = asyncio.run(made())
    print("milliseconds: open, ready, find the open ones, two answers; memory gained in MB")
    for store in asked.store:
        for meetings in asked.meetings:
            measure(store, meetings, template)
    return None


if __name__ == "__main__":
    main()
