"""When the garbage collector looks for what is no longer used: never long while anybody waits."""

import asyncio
import gc

SOON = 0.2
"""Seconds between two looks at what was made since the last, of a millisecond or two when busy."""
HOUR = 3600.0


def settle() -> None:
    """What was made so far stays to the end, and need not be looked at again; from now on `tidied`
    says when to look at the rest.

    Left to itself the collector goes by how many more objects there are. While as many meetings go
    out of memory as come in that is no measure of what has become unused: it waits, then goes
    through tens of thousands at once, and holds every turn up for up to a tenth of a second."""
    gc.collect()
    gc.freeze()
    gc.disable()


async def tidied(soon: float = SOON, seldom: float = HOUR) -> None:
    """For ever: a turn leaves hardly anything that only the collector finds, and that is found at
    the next look; what was in use then is looked at again once in an hour."""
    loop = asyncio.get_running_loop()
    whole = loop.time() + seldom
    while True:
        await asyncio.sleep(soon)
        if loop.time() < whole:
            gc.collect(0)
        else:
            gc.collect()
            whole = loop.time() + seldom
