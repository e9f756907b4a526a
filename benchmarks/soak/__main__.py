"""A simulated month of meetings with everything that can go wrong: what is lost, late, or twice.

python -m benchmarks.soak --meetings 10000 --days 30 --processes 2. The last line is
lost=0 late=0 duplicated=N kills=N posts=N; the exit status is 1 when anything is lost or late, or
when something that Teams delivered twice was done twice.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context

from benchmarks.soak.month import Asked, Told, run


def arguments() -> tuple[Asked, int]:
    usual = Asked()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--meetings", type=int, default=usual.meetings)
    parser.add_argument("--days", type=int, default=usual.days)
    parser.add_argument("--people", type=int, default=0, help="0: as many as fit the meetings")
    parser.add_argument("--replicas", type=int, default=usual.replicas)
    parser.add_argument("--kill", type=float, default=0, help="chance of death at a call; 0: fits")
    parser.add_argument("--seed", type=int, default=usual.seed)
    parser.add_argument("--processes", type=int, default=1, help="worlds of their own, summed")
    given = vars(parser.parse_args())
    processes = given.pop("processes")
    return Asked(**given), processes


def shares(asked: Asked, processes: int) -> list[Asked]:
    """The meetings shared out to so many worlds, each with a seed of its own."""
    each, rest = divmod(asked.meetings, processes)
    return [
        asked._replace(meetings=each + (n < rest), seed=asked.seed + n) for n in range(processes)
    ]


def worlds(asked: Asked, processes: int) -> list[Told]:
    if processes == 1:
        return [run(asked)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return list(pool.map(run, shares(asked, processes)))


def show(asked: Asked, told: Sequence[Told], seconds: float) -> None:
    found = [t.verdict for t in told]
    wrong = [name for v in found for name in (*v.lost, *v.late, *v.done_twice)]
    evidence = [line for v in found for line in v.evidence]
    for name in (*wrong[:20], *evidence[:100]):
        print(name)
    print(
        f"{asked.meetings} meetings in {asked.days} days,"
        f" {sum(t.outages for t in told)} outages, {asked.replicas} processes of the bot"
        f" in {len(told)} world(s), {seconds:.0f} s"
    )
    weather = sum((t.weather for t in told), Counter())
    print(", ".join(f"{what} {times}" for what, times in sorted(weather.items())))
    print(
        f"by e-mail {sum(v.by_email for v in found)},"
        f" by telephone {sum(v.told_by_call for v in found)},"
        f" overtaken {sum(v.overtaken for v in found)}, redrawn {sum(t.redrawn for t in told)},"
        f" done twice {sum(len(v.done_twice) for v in found)}"
    )
    print(
        f"worst delay {_whole(max(v.worst for v in found))},"
        f" beyond outages {_whole(max(v.worst_fair for v in found))}"
    )
    print(
        f"lost={sum(len(v.lost) for v in found)} late={sum(len(v.late) for v in found)}"
        f" duplicated={sum(t.duplicated for t in told)} kills={sum(t.kills for t in told)}"
        f" posts={sum(v.posts for v in found)}"
    )


def _whole(span: timedelta) -> timedelta:
    return timedelta(seconds=round(span.total_seconds()))


def main() -> int:
    asked, processes = arguments()
    began = time.monotonic()
    told = worlds(asked, processes)
    show(asked, told, time.monotonic() - began)
    return any(t.verdict.lost or t.verdict.late or t.verdict.done_twice for t in told)


if __name__ == "__main__":
    sys.exit(main())
