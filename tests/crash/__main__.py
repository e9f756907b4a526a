"""`make crash`: kills the bot at least 500 times on each durable store, and says what was left.

The last line reads `acknowledged=N found=N torn=0`; it ends with 1 when it does not.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from tests.crash.killing import Sum, kill_embedded, kill_replica
from tests.state.server import Server


def run(name: str, kills: Iterator[Sum], wanted: int) -> Sum:
    total = Sum()
    for shown in islice(kills, wanted):
        total = total.plus(shown)
        for fault in shown.faults:
            print(f"{name}, kill {total.kills}: {fault}", flush=True)
        if total.kills % 50 == 0:
            print(f"{name}: kills={total.kills} {total}", flush=True)
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="on each store")
    parser.add_argument("--seed", type=int, default=20261123)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        total = run("embedded", kill_embedded(Path(folder), chance), asked.kills)
    server = Server()
    try:
        server.start()
        total = total.plus(run("postgresql", kill_replica(server, chance), asked.kills))
    finally:
        server.remove()
    print(f"kills={total.kills}")
    print(total)
    return int(total.torn > 0 or total.found < total.acknowledged)


if __name__ == "__main__":
    sys.exit(main())
