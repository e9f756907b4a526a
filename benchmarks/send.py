"""Messages sent per second: by our own wire beside botbuilder's `continue_conversation`.

The same card to the same sink, as many under way at once, each from a process of its own on one
core. Ours checks the address and shows a token each time, over kept connections.
"""

import asyncio
import json
from statistics import median
from typing import Any

from benchmarks.hosting import the_sink
from benchmarks.meetings import shown
from benchmarks.processes import SERVERS, module, pin
from benchmarks.report import Line, at_least
from benchmarks.sizes import Sizes

TOGETHER = 16
UNIT = "sends a second of one core"
GOAL = 20.0
STOCK_SHARE = 10
"""The peer sends fewer: the rate is what counts, and it is slow."""


async def sent(who: str, sink: str, card: dict[str, Any], sends: int) -> float:
    """How many a second."""
    told = {"who": who, "sink": sink, "card": card, "sends": sends, "together": TOGETHER}
    process = await asyncio.create_subprocess_exec(
        *module("benchmarks.sender"), json.dumps(told),
        stdout=asyncio.subprocess.PIPE, preexec_fn=lambda: pin(SERVERS),
    )  # fmt: skip
    said, _ = await process.communicate()
    return float(json.loads(said.splitlines()[-1])["rate"])


async def bench(sizes: Sizes) -> tuple[list[Line], list[str]]:
    mine, stock = list[float](), list[float]()
    card = max(await shown(), key=lambda card: len(json.dumps(card)))
    async with the_sink() as sink:
        address = f"http://127.0.0.1:{sink.port}/"
        for _ in range(sizes.rounds):
            mine.append(await sent("ours", address, card, sizes.sends))
            stock.append(await sent("botbuilder", address, card, sizes.sends // STOCK_SHARE))
    line = Line("send", median(mine), median(stock), "botbuilder", UNIT)
    size = len(json.dumps(card))
    return [at_least(GOAL, line)], [
        f"send: the card is the longest of a meeting just convened, {size:,} bytes"
    ]
