"""Makes a failing activity as small as it can be while it still fails on its own."""

import json
import re
from typing import Any

from tests.fuzz.claims import claim
from tests.fuzz.corpus import Corpus
from tests.fuzz.mutate import paths
from tests.fuzz.oracles import Fault
from tests.fuzz.running import a_range
from tests.fuzz.shots import Shot, shot, written
from tests.fuzz.world import World

MOST_TRIES = 120
LONGEST = 600
"""Characters of an activity that are shown."""


async def failing(world: World, corpus: Corpus, tried: Shot) -> frozenset[str]:
    """The kinds of fault that one shot makes, with no other before it."""
    async with a_range(world, corpus) as shooting:
        await shooting.epoch([tried])
        return frozenset(fault.kind for fault in shooting.oracle.faults)


async def culprit(world: World, corpus: Corpus, fault: Fault) -> str | None:
    """The seed of a shot that makes such a fault by itself."""
    for seed in fault.seeds:
        if fault.kind in await failing(world, corpus, shot(corpus, seed)):
            return seed
    return None


async def reduced(world: World, corpus: Corpus, seed: str, kind: str) -> str:
    """What is left of the shot, as text."""
    tried = shot(corpus, seed)
    body, left = _activity(tried), MOST_TRIES
    smaller = body is not None
    while smaller and left > 0:
        smaller = False
        for path in reversed(paths(body)[1:]):
            left -= 1
            less = _without(body, path)
            if left > 0 and kind in await failing(world, corpus, with_body(tried, less)):
                body, smaller = less, True
                break
    text = tried.body.decode("utf-8", "backslashreplace") if body is None else json.dumps(body)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)} characters)"


def _activity(tried: Shot) -> Any:
    try:
        return json.loads(tried.body)
    except ValueError:
        return None


def _without(body: Any, path: tuple[Any, ...]) -> Any:
    copied = json.loads(json.dumps(body))
    holder = copied
    for key in path[:-1]:
        holder = holder[key]
    del holder[path[-1]]
    return copied


def with_body(tried: Shot, activity: Any) -> Shot:
    """The same headers and another activity."""
    body = written(activity)
    length = f"Content-Length: {len(body)}".encode()
    head = re.sub(rb"Content-Length: \d+", length, tried.head)
    return tried._replace(body=body, head=head, claim=claim(body))
