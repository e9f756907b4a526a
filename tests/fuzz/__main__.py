"""`make fuzz`: at least 100,000 malformed or hostile activities for the bot as it is hosted.

The last line reads `sent=N server_errors=0 leaks=0`; it ends with 1 when anything is wrong.
"""

import argparse
import asyncio
import sys

from tests.fuzz.corpus import Corpus
from tests.fuzz.reducing import culprit, reduced
from tests.fuzz.report import lines, wrong
from tests.fuzz.running import Told, a_range, run
from tests.fuzz.shots import shot
from tests.fuzz.world import World, a_world

SHOWN = 5
"""So many failing activities are reduced."""
LONGEST = 4000


def progress(told: Told) -> None:
    if told.sent % 10_000 == 0:
        faults = f"{len(told.faults)} faults"
        print(f"sent={told.sent} in {told.seconds:.0f} s, {faults}", flush=True)


async def fuzz(seed: int, sent: int) -> int:
    world = await a_world()
    corpus = Corpus(world, seed)
    told = await run(world, corpus, [f"{seed}:{n}" for n in range(sent)], progress)
    found = wrong(told)
    for sentence in found:
        print(sentence)
    await _reduce(world, corpus, told)
    print("\n".join(lines(told)))
    return int(bool(found) or told.sent < sent)


async def _reduce(world: World, corpus: Corpus, told: Told) -> None:
    """The first of each sort."""
    first = {(fault.kind, fault.told): fault for fault in reversed(told.faults)}
    for fault in list(first.values())[::-1][:SHOWN]:
        seed = await culprit(world, corpus, fault)
        if seed is None:
            print(f"{fault.kind}, {fault.told}: only after or beside others, {fault.seeds}")
            continue
        left = await reduced(world, corpus, seed, fault.kind)
        print(f"{fault.kind}, {fault.told}: --one {seed}\n    {left}")


async def one(name: str) -> int:
    """A single shot at a fresh bot, with all that is said about it."""
    world = await a_world()
    corpus = Corpus(world, int(name.split(":")[0]))
    tried = shot(corpus, name)
    print(f"{tried.told}\n{tried.body[:LONGEST].decode('utf-8', 'backslashreplace')}")
    async with a_range(world, corpus) as shooting:
        await shooting.epoch([name])
        for fault in shooting.oracle.faults:
            print(f"{fault.kind}: {fault.told}")
        print(f"status: {[*shooting.oracle.statuses]}")
        return int(bool(shooting.oracle.faults))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--sent", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", metavar="SEED:NUMBER", help="a single shot, and what comes of it")
    asked = parser.parse_args()
    return asyncio.run(one(asked.one) if asked.one else fuzz(asked.seed, asked.sent))


if __name__ == "__main__":
    sys.exit(main())
