"""Everything that is measured of the bot, beside its peers, in one run on one machine.

`python -m benchmarks [--only turn send …] [--quick]`. Prints a JSON line for each bench and peer;
a whole run, not `--quick` or `--only`, writes benchmarks/results.md.
"""

import argparse
import asyncio
import logging
from typing import NamedTuple

import structlog

from benchmarks import busy, send, start, turn
from benchmarks.processes import OURSELVES, pin
from benchmarks.report import PAGE, Line, page
from benchmarks.sizes import QUICK, WHOLE, Sizes

BENCHES = {
    "turn": turn.bench,
    "send": send.bench,
    "busy_p99": busy.bench,
    "start": start.bench,
    "memory": start.bench,
}


class Found(NamedTuple):
    lines: list[Line]
    notes: list[str]


async def run(wanted: list[str], sizes: Sizes) -> Found:
    found = Found([], [])
    for bench in dict.fromkeys(BENCHES[name] for name in wanted):
        lines, notes = await bench(sizes)
        for line in lines:
            print(line.told(), flush=True)
        for note in notes:
            print(f"# {note}", flush=True)
        found.lines.extend(lines)
        found.notes.extend(notes)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=BENCHES, default=list(BENCHES))
    parser.add_argument("--quick", action="store_true", help="few rounds, short, rough")
    asked = parser.parse_args()
    sizes = QUICK if asked.quick else WHOLE
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    pin(OURSELVES)
    found = asyncio.run(run(asked.only, sizes))
    if not asked.quick and set(asked.only) == set(BENCHES):
        PAGE.write_text(page(found.lines, found.notes, sizes.rounds), "utf-8")


if __name__ == "__main__":
    main()
