"""`make replicas`: three bots over one PostgreSQL, one of them killed, the database stopped.

Prints what was acknowledged and what was found; it ends with 1 when the two are not equal.
"""

import asyncio
import json
import random
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp

from cards.form import TO
from cards.said import InformationSaid
from state.keyring import KeyRing, new_key
from state.opening import open_backend
from state.wakes import LEASE
from tests.crash.poll import PEOPLE, Made, look, made, token_of
from tests.fakes.activities import an_execute
from tests.fakes.connector import FakeConnector, Sent
from tests.room import words
from tests.state.server import Server

MEETINGS = tuple(f"SM-{n}" for n in range(30_001, 30_004))
EACH = 25
"""How often each of the four people writes to each meeting."""
AT_ONCE = 8
SPEED = 30.0
ROOT = Path(__file__).parents[2]


class Bots:
    """The processes of the bot, by their number; the address of one that runs is known."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._told = json.dumps(told)
        self._running: dict[int, tuple[Process, str]] = {}

    @property
    def addresses(self) -> list[str]:
        return [address for _, address in self._running.values()]

    async def start(self, number: int) -> None:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.crash.replica", self._told, cwd=ROOT, stdout=PIPE
        )
        assert process.stdout
        address = (await process.stdout.readline()).decode().strip()
        self._running[number] = process, address

    async def kill(self, number: int) -> None:
        process, _ = self._running.pop(number)
        process.send_signal(signal.SIGKILL)
        await process.wait()

    async def end(self) -> None:
        for number in list(self._running):
            await self.kill(number)


class Load:
    """Everybody writes to every meeting, through whichever bot answers."""

    def __init__(self, bots: Bots, teams: FakeConnector, chance: random.Random) -> None:
        self._bots, self._teams, self._chance = bots, teams, chance
        self.acknowledged: set[str] = set()
        self.repeated = 0
        self.seconds: list[float] = []
        self._left = [(p, m, n) for n in range(EACH) for p in PEOPLE for m in MEETINGS]
        self._all = len(self._left)
        self._left.reverse()
        self._news = asyncio.Event()

    async def at(self, part: float) -> None:
        """Waits until so much of the load has been acknowledged, of 1."""
        while len(self.acknowledged) < part * self._all:
            self._news.clear()
            await self._news.wait()

    async def run(self, http: aiohttp.ClientSession) -> None:
        async def one() -> None:
            while self._left:
                person, meeting, number = self._left.pop()
                await self._say(http, person, meeting, token_of(person, meeting, number))

        await asyncio.gather(*(one() for _ in range(AT_ONCE)))

    async def _say(
        self, http: aiohttp.ClientSession, person: Any, meeting: str, token: str
    ) -> None:
        """Delivered until it is acknowledged, as Teams would, and each time to any of the bots."""
        activity = self._activity(person, meeting, token)
        begun = time.perf_counter()
        while not await self._delivered(http, activity):
            self.repeated += 1
            await asyncio.sleep(0.02)
        self.seconds.append(time.perf_counter() - begun)
        self.acknowledged.add(token)
        self._news.set()

    def _activity(self, person: Any, meeting: str, token: str) -> dict[str, Any]:
        data = {TO: InformationSaid.to, "meeting": meeting, "words": token, "agree": "yes"}
        mri = f"29:{person.id}"
        return an_execute(
            "", data, id=token, service_url=self._teams.url, user=mri, called=person.name,
            conversation=self._teams.chat_of(mri),
            **{"from": {"id": mri, "name": person.name, "aadObjectId": person.id}},
        )  # fmt: skip

    async def _delivered(self, http: aiohttp.ClientSession, activity: dict[str, Any]) -> bool:
        address = self._chance.choice(self._bots.addresses)
        try:
            async with http.post(f"{address}/api/messages", json=activity) as answer:
                body = await answer.json() if answer.status == 200 else {}
        except (aiohttp.ClientError, TimeoutError):
            return False
        return str(body.get("value", "")).startswith("Recorded")


async def main() -> int:
    key, chance, template = new_key("replicas"), random.Random(20261123), await made()
    async with AsyncExitStack() as stack:
        server = Server().start()
        stack.callback(server.remove)
        teams = await stack.enter_async_context(FakeConnector())
        await begin(server, key, template)
        told = {"url": server.url, "key": key, "begun": time.time(), "speed": SPEED}
        bots = Bots(told)
        stack.push_async_callback(bots.end)
        await asyncio.gather(*(bots.start(number) for number in range(3)))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        load = Load(bots, teams, chance)
        running = asyncio.create_task(load.run(http))
        await trouble(load, bots, server)
        await running
        await asyncio.sleep(2 * LEASE.total_seconds() / SPEED)
        return await judge(server, key, load, teams)


async def begin(server: Server, key: str, template: Made) -> None:
    backend = await open_backend(server.url, Path(), KeyRing(key))
    for name in MEETINGS:
        await template.begin(backend, name)
    await backend.close()


async def trouble(load: Load, bots: Bots, server: Server) -> None:
    """What goes wrong, and when."""
    await load.at(0.25)
    print("one of three bots is killed", flush=True)
    await bots.kill(1)
    await load.at(0.5)
    print("the database is stopped", flush=True)
    await asyncio.to_thread(server.stop)
    await asyncio.sleep(1)
    print("the database is started", flush=True)
    await asyncio.to_thread(server.start)
    await load.at(0.75)
    print("the third bot is started again", flush=True)
    await bots.start(1)


async def judge(server: Server, key: str, load: Load, teams: FakeConnector) -> int:
    backend = await open_backend(server.url, Path(), KeyRing(key))
    found = await look(backend, MEETINGS, load.acknowledged)
    await backend.close()
    posts = Counter(shown(call) for call in teams.sent if call.method == "POST")
    twice = [f"shown twice: {where}, {what}" for (where, what), n in posts.items() if n > 1]
    lost = [f"{token} is lost" for token in found.lost]
    for fault in (*found.torn, *lost, *twice):
        print(fault)
    waits = sorted(load.seconds)
    half, most = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    print(f"turns={len(waits)} p50={half * 1000:.0f}ms p99={most * 1000:.0f}ms")
    print(f"delivered again={load.repeated} posts={len(posts)} shown twice={len(twice)}")
    kept = len(load.acknowledged) - len(lost)
    print(f"acknowledged={len(load.acknowledged)} found={kept} torn={len(found.torn)}")
    # A process that is killed may have sent a post whose receipt it could not keep any more.
    return int(bool(lost or found.torn or len(twice) > 1))


def shown(call: Sent) -> tuple[str, str]:
    """Where a message was shown, and the heading of its card."""
    cards = [words(a["content"]) for a in call.body.get("attachments", ())]
    return call.conversation, "".join(card.split("\n")[0] for card in cards)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
