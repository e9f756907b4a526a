"""Where the time of one turn goes: looks into the bot many times a second while it is loaded.

`python -m benchmarks.profile [--seconds 20] [--raw FILE] [--posts] [--write]`. Prints the share of
each part, and the functions in which most time is spent. Needs py-spy, which it installs for
itself, and the right to look into a process of one's own. The raw file (folded stacks) can be
drawn as a flame graph.
"""

import argparse
import asyncio
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.environments import environment
from benchmarks.hosting import ours
from benchmarks.meetings import template
from benchmarks.parts import OTHER, PARTS, part_of
from benchmarks.processes import OURSELVES, pin
from benchmarks.report import put_table
from benchmarks.turn import Measured, measure

PY_SPY = "py-spy==0.4.3"
MEETINGS = 2000
TIMES = 150
"""Looks a second."""
WAITING = ("Condition.wait (threading", "_worker (concurrent", "EpollSelector.select (")
"""Innermost calls of a thread that has nothing to do, though it may look busy from outside."""


class NotAllowed(Exception):
    """py-spy may not look into a process here; its own words say why."""


async def recorded(seconds: float, raw: Path, postman: str) -> Measured:
    """Folded stacks in the file; how fast it was before, when nobody looked."""
    py_spy = str(environment("py-spy", PY_SPY) / "py-spy")
    settled = (await template(shown=True), MEETINGS)
    async with ours(settled, postman=postman, paced=False) as subject:
        await measure(subject, 2.0)
        before = await measure(subject, seconds / 2)
        looking = await asyncio.create_subprocess_exec(
            py_spy, "record", "--pid", str(subject.server.process.pid), "--format", "raw",
            "--rate", str(TIMES), "--duration", str(int(seconds)), "--output", str(raw),
            stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        await measure(subject, seconds + 1)
        if await looking.wait():
            raise NotAllowed
    return before


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


def table(found: dict[str, float], each: float) -> str:
    """`each`: ms of processor time for one turn."""
    rows = [
        f"| {part} | {share:.1%} | {share * each:.2f} |" for part, share in found.items() if share
    ]
    head = ["| part | share | ms |", "| --- | ---: | ---: |"]
    return "\n".join([*head, *rows, f"| **a whole turn** | | **{each:.2f}** |"])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.profile", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--raw", type=Path)
    parser.add_argument("--posts", action="store_true", help="with the cards drawn again for each")
    parser.add_argument("--write", action="store_true", help="the table into docs/performance.md")
    asked = parser.parse_args()
    pin(OURSELVES)
    with tempfile.TemporaryDirectory() as folder:
        raw = asked.raw or Path(folder) / "turn.folded"
        postman = "swept" if asked.posts else "at home"
        measured = asyncio.run(recorded(asked.seconds, raw, postman))
        seen = stacks(raw.read_text())
    found = table(shares(seen), measured.busy)
    print(f"{measured.rate:.0f} turns a second of one core\n\n{found}\n")
    if asked.write:
        put_table("posts" if asked.posts else "shares", found)
    for name, share in own(seen, 40):
        print(f"{share:6.1%}  {name}")


if __name__ == "__main__":
    main()
