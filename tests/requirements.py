"""Which test shows which requirement: the table of docs/requirements.md, and the coverage."""

import csv
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "requirements.md"

DOCUMENTS = {
    "NS": "North Somerset, Strategy Meeting Protocol User Guide",
    "WM": "West Midlands, Good Practice Guide: Strategy Meetings",
    "SO": "Somerset, strategy discussion guidance",
    "NE": "North East Lincolnshire, Strategy Meeting Protocol, version 2",
    "GM": "Greater Manchester, seven-minute briefing",
}
HEAD = """# Requirements

Everything that the five partnerships' documents ask for, one sentence each, and the tests that
would fail if it were broken. Made by `make requirements`; do not edit.
"""


class Requirement(NamedTuple):
    id: str
    source: str
    section: str
    kind: str
    requirement: str

    @property
    def document(self) -> str:
        return self.id.split("-")[0]


def read() -> dict[str, Requirement]:
    with (Path(__file__).parent / "requirements.csv").open(encoding="utf-8", newline="") as lines:
        return {row["id"]: Requirement(**row) for row in csv.DictReader(lines)}


REQUIREMENTS = read()
Shown = Mapping[str, list[str]]
"""Requirement id → the tests marked with it, without their parameters."""

SHOWN = pytest.StashKey[Shown]()


def marked(items: Iterable[pytest.Item]) -> Shown:
    found: dict[str, dict[str, None]] = {}
    for item in items:
        for mark in item.iter_markers("requirement"):
            for name in mark.args:
                found.setdefault(str(name), {})[item.nodeid.split("[")[0]] = None
    return {name: sorted(tests) for name, tests in found.items()}


def is_whole(config: pytest.Config) -> bool:
    """Whether every test was collected, so that what is not shown can be told."""
    chosen = config.getoption("keyword") or config.getoption("markexpr")
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not chosen


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    config.stash[SHOWN] = marked(items)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if is_whole(config) and SHOWN in config.stash:
        terminalreporter.section("requirements shown by a test")
        for line in coverage(config.stash[SHOWN]):
            terminalreporter.write_line(line)


def coverage(shown: Shown) -> list[str]:
    """A row for each kind, a column for each document: shown/of."""
    kinds = sorted({r.kind for r in REQUIREMENTS.values()})
    rows = [["", *DOCUMENTS, "all"]]
    for kind in [*kinds, "all"]:
        of = [r for r in REQUIREMENTS.values() if kind in (r.kind, "all")]
        parts = [[r for r in of if r.document == code] for code in DOCUMENTS]
        rows.append([kind, *(_share(part, shown) for part in [*parts, of])])
    return [f"{row[0]:<16}" + "".join(f"{cell:>10}" for cell in row[1:]) for row in rows]


def _share(of: list[Requirement], shown: Shown) -> str:
    return f"{sum(r.id in shown for r in of)}/{len(of)}" if of else ""


def page(shown: Shown) -> str:
    lines = [HEAD, "```", *coverage(shown), "```"]
    for code, title in DOCUMENTS.items():
        lines += ["", f"## {code}: {title}", "", "| | kind | requirement | tests |"]
        lines.append("| --- | --- | --- | --- |")
        lines += [_row(r, shown) for r in REQUIREMENTS.values() if r.document == code]
    return "\n".join([*lines, ""])


def _row(requirement: Requirement, shown: Shown) -> str:
    tests = "<br>".join(f"`{test}`" for test in shown.get(requirement.id, []))
    words = requirement.requirement.replace("|", "\\|")
    return f"| {requirement.id} | {requirement.kind} | {words} | {tests} |"


class Collected:
    """Keeps what pytest collected."""

    shown: Shown

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.shown = marked(session.items)


def main() -> int:
    """Writes docs/requirements.md."""
    seen = Collected()
    if code := pytest.main(["--collect-only", "-qq", "--no-header"], plugins=[seen]):
        return int(code)
    PAGE.write_text(page(seen.shown), "utf-8")
    print("\n".join(coverage(seen.shown)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
