"""What was measured, as JSON lines while it goes on and as a page at its end."""

import json
import os
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.processes import CORES

PAGE = Path(__file__).parent / "results.md"
EXPLAINED = Path(__file__).parent.parent / "docs" / "performance.md"


class Line(NamedTuple):
    """One figure of ours beside that of a peer."""

    bench: str
    ours: float
    peer: float
    peer_name: str
    unit: str
    goal: str = ""
    reached: bool | None = None

    @property
    def ratio(self) -> float:
        return self.ours / self.peer

    def told(self) -> str:
        return json.dumps(
            {
                "bench": self.bench,
                "ours": _rounded(self.ours),
                "peer": _rounded(self.peer),
                "peer_name": self.peer_name,
                "ratio": _rounded(self.ratio),
            }
        )

    def row(self) -> str:
        met = "" if self.reached is None else ("reached" if self.reached else "not reached")
        cells = [self.bench, self.peer_name, _shown(self.ours), _shown(self.peer), self.unit,
                 _shown(self.ratio), self.goal, met]  # fmt: skip
        return f"| {' | '.join(cells)} |"


def at_least(goal: float, line: Line) -> Line:
    """The line with the goal that ours over the peer is no less than that."""
    return line._replace(goal=f"≥ {goal:g} ×", reached=line.ratio >= goal)


def at_most(goal: float, line: Line) -> Line:
    return line._replace(goal=f"≤ {goal:g} ×", reached=line.ratio <= goal)


def _rounded(number: float) -> float:
    return float(f"{number:.4g}")


def _shown(number: float) -> str:
    return f"{number:,.0f}" if number >= 1000 else f"{number:.3g}"


HEAD = """\
# What the bot takes, beside its peers

Made by `python -m benchmarks`; do not edit. {made}, {machine}. Medians of {rounds} rounds in one \
run; every bench on the same machine, with the same generator, beside its peer. The ratio is ours \
over the peer's. `docs/performance.md` says how it is measured and where the time goes.

| bench | peer | ours | peer's | unit | ratio | goal | |
| --- | --- | ---: | ---: | --- | ---: | --- | --- |
"""


def page(lines: Iterable[Line], notes: Iterable[str], rounds: int) -> str:
    head = HEAD.format(made=f"{datetime.now(UTC):%-d %B %Y}", machine=machine(), rounds=rounds)
    rows = "\n".join(line.row() for line in lines)
    told = "\n".join(f"- {note}" for note in notes)
    return f"{head}{rows}\n\n{told}\n" if told else f"{head}{rows}\n"


def put_table(name: str, table: str, page: Path = EXPLAINED) -> None:
    """Puts it into the page, in the place that is kept there for a table of that name."""
    first, last = f"<!-- {name}: made by the run -->\n", f"<!-- end of {name} -->"
    before, rest = page.read_text("utf-8").split(first)
    after = rest.split(last)[1]
    page.write_text(f"{before}{first}{table}\n{last}{after}", "utf-8")


def machine() -> str:
    cores = len(CORES) or os.cpu_count()  # as many as there were before we kept to one
    return f"{cores} cores ({platform.machine()}), Python {platform.python_version()}"
