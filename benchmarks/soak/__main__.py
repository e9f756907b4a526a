"""A simulated month of meetings with everything that can go wrong: what is lost, late, or twice.

python -m benchmarks.soak --meetings 150 --days 14. The last line is
lost=0 late=0 duplicated=N kills=N posts=N; the exit status is 1 when anything is lost or late.
"""

import argparse
import logging
import sys
import time

import structlog

from benchmarks.soak.month import Asked, Told, run


def arguments() -> Asked:
    usual = Asked()
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--meetings", type=int, default=usual.meetings)
    parser.add_argument("--days", type=int, default=usual.days)
    parser.add_argument("--people", type=int, default=0, help="0: as many as fit the meetings")
    parser.add_argument("--replicas", type=int, default=usual.replicas)
    parser.add_argument("--kill", type=float, default=usual.kill, help="chance of death at a call")
    parser.add_argument("--seed", type=int, default=usual.seed)
    return Asked(**vars(parser.parse_args()))


def show(asked: Asked, told: Told, seconds: float) -> None:
    found = told.verdict
    for name in [*found.lost, *found.late][:20]:
        print(name)
    print(
        f"{asked.meetings} meetings in {asked.days} days, {told.outages} outages,"
        f" {asked.replicas} processes, {seconds:.0f} s;"
        f" by e-mail {found.by_email}, by telephone {found.told_by_call},"
        f" overtaken {found.overtaken}, redrawn {told.redrawn}, worst delay {found.worst}"
    )
    print(
        f"lost={len(found.lost)} late={len(found.late)} duplicated={told.duplicated}"
        f" kills={told.kills} posts={found.posts}"
    )


def main() -> int:
    asked = arguments()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    began = time.monotonic()
    told = run(asked)
    show(asked, told, time.monotonic() - began)
    return 1 if told.verdict.lost or told.verdict.late else 0


if __name__ == "__main__":
    sys.exit(main())
