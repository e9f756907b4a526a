"""Where the time of one turn goes, or of one post: looks into the loaded bot many times a second.

`python -m benchmarks.profile [--seconds 20] [--raw FILE] [--posts] [--write]`. Prints the share of
each part, and the functions in which most time is spent. Needs py-spy, which it installs for
itself, and the right to look into a process of one's own. The raw file (folded stacks) can be
drawn as a flame graph.
"""

import argparse
import asyncio
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.busy import taken as posts_taken
from benchmarks.environments import environment
from benchmarks.hosting import Subject, ours
from benchmarks.meetings import template
from benchmarks.parts import OTHER, PARTS, part_of
from benchmarks.processes import OURSELVES, Watch, pin
from benchmarks.report import put_table
from benchmarks.turn import measure

PY_SPY = "py-spy==0.4.3"
MEETINGS = 500
DUE = 2000
"""Meetings of which everything is due, each with several posts."""
TIMES = 150
"""Looks a second."""
WAITING = ("Condition.wait (threading", "_worker (concurrent", "EpollSelector.select (")
"""Innermost calls of a thread that has nothing to do, though it may look busy from outside."""


class NotAllowed(Exception):
    """py-spy may not look into a process here; its own words say why."""


class Speed(NamedTuple):
    rate: float
    """A second of one core."""
    each: float
    """ms of processor time."""


async def of_turns(seconds: float, raw: Path) -> Speed:
    """Folded stacks in the file; how fast it was before, when nobody looked."""
    settled = (await template(shown=True), MEETINGS)
    async with ours(settled, postman="at home") as subject:
        await measure(subject, 2.0)
        before = await measure(subject, seconds / 2)
        async with _looked_into(subject, seconds, raw):
            await measure(subject, seconds + 1)
    return Speed(before.rate, before.busy)


async def of_posts(seconds: float, raw: Path) -> Speed:
    """The same, of a postman who works through more than he can bring in that time."""
    settled = (await template(shown=True), 1)
    due = (await template(shown=False), DUE)
    async with ours(settled, due, postman="swept", paced=False) as subject:
        before = await _brought(subject, seconds / 2)
        async with _looked_into(subject, seconds, raw):
            await asyncio.sleep(seconds + 1)
    return before


async def _brought(subject: Subject, seconds: float) -> Speed:
    assert subject.sink
    watch, taken = Watch(subject.server.process.pid), subject.server.seconds()
    posts = await posts_taken(subject.sink.port)
    await asyncio.sleep(seconds)
    posts = await posts_taken(subject.sink.port) - posts
    return Speed(posts / watch.seconds(), (subject.server.seconds() - taken) / posts * 1000)


@asynccontextmanager
async def _looked_into(subject: Subject, seconds: float, raw: Path) -> AsyncIterator[None]:
    """Raises NotAllowed."""
    looking = await asyncio.create_subprocess_exec(
        str(environment("py-spy", PY_SPY) / "py-spy"),
        "record", "--pid", str(subject.server.process.pid), "--format", "raw",
        "--rate", str(TIMES), "--duration", str(int(seconds)), "--output", str(raw),
        stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    yield
    if await looking.wait():
        raise NotAllowed


def stacks(raw: str) -> list[tuple[list[str], int]]:
    """Each stack at work from the outermost call, and how often it was seen."""
    found = []
    for line in raw.splitlines():
        text, _, seen = line.rpartition(" ")
        calls = text.split(";")
        if not calls[-1].startswith(WAITING):
            found.append((calls, int(seen)))
    return found


def shares(seen: list[tuple[list[str], int]]) -> dict[str, float]:
    total = sum(count for _, count in seen)
    counts = Counter[str]()
    for calls, count in seen:
        counts[part_of(calls)] += count
    return {part: counts[part] / total for part in (*PARTS, OTHER)}


def own(seen: list[tuple[list[str], int]], most: int) -> list[tuple[str, float]]:
    """The functions in which most time is spent, without what they call."""
    total = sum(count for _, count in seen)
    counts = Counter[str]()
    for calls, count in seen:
        counts[calls[-1].rpartition(":")[0]] += count
    return [(name, count / total) for name, count in counts.most_common(most)]


def table(found: dict[str, float], each: float, what: str) -> str:
    """`each`: ms of processor time for one of `what`."""
    rows = [
        f"| {part} | {share:.1%} | {share * each:.2f} |" for part, share in found.items() if share
    ]
    head = ["| part | share | ms |", "| --- | ---: | ---: |"]
    return "\n".join([*head, *rows, f"| **a whole {what}** | | **{each:.2f}** |"])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.profile", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--raw", type=Path)
    parser.add_argument("--posts", action="store_true", help="of a post, not of a turn")
    parser.add_argument("--write", action="store_true", help="the table into docs/performance.md")
    asked = parser.parse_args()
    pin(OURSELVES)
    with tempfile.TemporaryDirectory() as folder:
        raw = asked.raw or Path(folder) / "turn.folded"
        recorded = of_posts if asked.posts else of_turns
        speed = asyncio.run(recorded(asked.seconds, raw))
        seen = stacks(raw.read_text())
    what = "post" if asked.posts else "turn"
    found = table(shares(seen), speed.each, what)
    print(f"{speed.rate:.0f} {what}s a second of one core\n\n{found}\n")
    if asked.write:
        put_table("posts" if asked.posts else "shares", found)
    for name, share in own(seen, 40):
        print(f"{share:6.1%}  {name}")


if __name__ == "__main__":
    main()
