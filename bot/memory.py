"""When the garbage collector looks for what is no longer used: never long while anybody waits."""

import asyncio
import gc

EACH, OLDER = 20_000, 5
"""New objects after which the youngest are looked through, which takes about a millisecond; and how
often that is done before those that outlived it are, which takes a few."""
NEVER = 1_000_000_000
HOUR = 3600.0


def settle() -> None:
    """What was made so far stays to the end, and need not be looked at again.

    Left to itself the collector goes through all meetings that are held in memory each few seconds,
    and holds every turn up for a tenth of a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(EACH, OLDER, NEVER)
    gc.enable()


async def tidied(every: float = HOUR) -> None:
    """For ever: a turn leaves nothing that only the collector finds, so that seldom is enough."""
    while True:
        await asyncio.sleep(every)
        gc.collect()
