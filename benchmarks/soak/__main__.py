"""A simulated month of meetings with everything that can go wrong: what is lost, late, or twice.

python -m benchmarks.soak --meetings 150 --days 14. The last line is
lost=0 late=0 duplicated=N kills=N posts=N; the exit status is 1 when anything is lost or late.
"""

import argparse
import asyncio
import logging
import sys
import time
from datetime import timedelta

import structlog

from benchmarks.soak.ledger import Verdict
from benchmarks.soak.lives import MeetingLife
from benchmarks.soak.weather import Killed
from benchmarks.soak.world import START, World
from state.directory import CONVENE
from state.receipts import shown_of
from state.store import Store
from tests.fakes.virtual_time import VirtualLoop

QUIET = timedelta(hours=6)
"""At the end everything works again, so that what is still owed can come."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--meetings", type=int, default=150)
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--people", type=int, default=0, help="0: as many as fit the meetings")
    parser.add_argument("--replicas", type=int, default=2)
    parser.add_argument("--kill", type=float, default=0.0008, help="chance of death at each call")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


async def month(asked: argparse.Namespace) -> tuple[World, Verdict]:
    people = asked.people or max(60, asked.meetings)
    world = World(asked.seed, people, asked.replicas, asked.kill)
    end = START + timedelta(days=asked.days)
    await world.open(end)
    lives = [asyncio.ensure_future(_after(world, n, asked, end)) for n in range(asked.meetings)]
    await asyncio.sleep((end - world.now()).total_seconds())
    for life in lives:
        life.cancel()
    ended = await asyncio.gather(*lives, return_exceptions=True)
    wrong = [e for e in ended if isinstance(e, Exception)]
    if wrong:
        raise wrong[0]
    world.weather.calm = True
    await asyncio.sleep(QUIET.total_seconds())
    await world.close()
    return world, await _verdict(world)


async def _after(world, number, asked, end):
    """Meetings begin all through the month, more of them on some days."""
    span = (end - START).total_seconds() * 0.85
    await asyncio.sleep(world.chance.uniform(0, span))
    await MeetingLife(world, number, end).live()


async def _verdict(world: World) -> Verdict:
    verdict = Verdict()
    store = Store(world.rows, {world.protocol.name: world.protocol}, world.directory)
    for meeting_id in world.ledger.accounts:
        shown = await shown_of(store.work(CONVENE, world.now()), meeting_id)
        world.ledger.judge(meeting_id, shown, world.now(), verdict)
    return verdict


async def _repeated(world: World) -> int:
    """Messages that no receipt knows any more, and e-mails sent twice."""
    store = Store(world.rows, {world.protocol.name: world.protocol}, world.directory)
    known = set()
    for meeting_id in world.ledger.accounts:
        shown = await shown_of(store.work(CONVENE, world.now()), meeting_id)
        known |= {r.message for r in shown.receipts.values() if r.message}
    letters = [letter.name for letter in world.letters]
    return len(world.posts.messages) - len(known) + len(letters) - len(set(letters))


def main() -> int:
    asked = arguments()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    began = time.monotonic()
    loop = VirtualLoop()
    loop.set_exception_handler(_let_the_dead_lie)
    asyncio.set_event_loop(loop)
    world, verdict = loop.run_until_complete(month(asked))
    repeated = loop.run_until_complete(_repeated(world))
    for name in [*verdict.lost, *verdict.late][:20]:
        print(name)
    print(
        f"{asked.meetings} meetings in {asked.days} days, {len(world.weather.outages)} outages,"
        f" {asked.replicas} processes, {time.monotonic() - began:.0f} s;"
        f" by e-mail {verdict.by_email}, by telephone {verdict.told_by_call},"
        f" overtaken {verdict.overtaken}, redrawn {world.posts.redrawn},"
        f" worst delay {verdict.worst}"
    )
    print(
        f"lost={len(verdict.lost)} late={len(verdict.late)} duplicated={repeated}"
        f" kills={world.weather.kills} posts={verdict.posts}"
    )
    return 1 if verdict.lost or verdict.late else 0


def _let_the_dead_lie(loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
    error = context.get("exception")
    group = isinstance(error, BaseExceptionGroup) and error.split(Killed)[1] is None
    if not (isinstance(error, Killed | asyncio.CancelledError) or group):
        loop.default_exception_handler(context)


if __name__ == "__main__":
    sys.exit(main())
