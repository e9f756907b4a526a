"""The rules of the house hold, and breaking one of them is noticed."""

from pathlib import Path

import pytest

from tests.architecture import faults, tracked

ROOT = Path(__file__).parents[1]

HEAD = '"""Says what it is for."""\n\n'
LONG_FUNCTION = HEAD + "def long():\n" + "    pass\n" * 40

BROKEN = {
    "meeting/rule.py: meeting may not import state": "from state.store import Work\n",
    "cards/card.py: cards may not import dialogs": "import dialogs.turn\n",
    "state/rows.py: state may not import app": "from app import main\n",
    "web/page.py: web may not import tests": "from tests.build import a_meeting\n",
    "bot/adapter.py: imports .policy by a relative name": "from .policy import check\n",
    "keeping/task.py: keeping may not import dialogs": "from dialogs.turn import Turn\n",
    "meeting/rule.py: meeting may not use aiohttp": "import aiohttp\n",
    "dialogs/turn.py: dialogs may not use botbuilder": "from botbuilder.core import TurnContext\n",
    "records/minutes.py: records may not use sqlitedict": "import sqlitedict\n",
    "meeting/rule.py: reads the clock: imports time.monotonic": "from time import monotonic\n",
    "state/rows.py: reads the clock: imports time": "import time\n",
    "cards/card.py: reads the clock: datetime.now, line 5": (
        "from datetime import datetime\n\nAT = datetime.now(None)\n"
    ),
    "web/page.py: reads the clock: dt.date.today, line 5": (
        "import datetime as dt\n\nread = dt.date.today\n"
    ),
    "cards/page.py: names a registry or a machine's path, line 3": 'AT = "/' + 'work/main"\n',
    "docs/host.md: names a registry or a machine's path, line 1": "see https://registry.npmjs"
    + ".org/\n",
}


def planted(root: Path, path: str, text: str) -> list[str]:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)
    return faults(root, [str(p.relative_to(root)) for p in root.rglob("*.*")])


def test_the_house_is_in_order():
    found = faults(ROOT, tracked(ROOT))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_rule_is_noticed(tmp_path: Path, fault: str):
    path = fault.split(":")[0]
    head = HEAD if path.endswith(".py") else ""
    assert planted(tmp_path, path, head + BROKEN[fault]) == [fault]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("X = 1\n", "does not open with one line saying what it is for"),
        ('"""One that goes\non for two."""\n', "does not open with one line saying what it is for"),
        (HEAD + "X = 1\n" * 249, "is 251 lines long"),
        (LONG_FUNCTION, "long is 41 lines long"),
    ],
)
def test_a_file_that_is_dumb_or_long_is_noticed(tmp_path: Path, text: str, fault: str):
    assert planted(tmp_path, "dialogs/turn.py", text) == [f"dialogs/turn.py: {fault}"]


def test_modules_that_import_each_other_are_noticed(tmp_path: Path):
    planted(tmp_path, "meeting/one.py", HEAD + "from meeting import two\n")
    [fault] = planted(tmp_path, "meeting/two.py", HEAD + "from meeting.one import X\n")
    assert fault.startswith("import cycle: meeting.")


def test_what_is_allowed_is_let_be(tmp_path: Path):
    allowed = "from datetime import UTC, date, datetime, time\n\nimport pydantic\n"
    used = "\nNOON = time(12)\nDAY = date(2026, 11, 24)\nAT = datetime.combine(DAY, NOON, UTC)\n"
    assert planted(tmp_path, "meeting/rule.py", HEAD + allowed + used) == []
    clock = "import time\n\nimport botbuilder.core\n\nimport dialogs\nimport web\n"
    assert planted(tmp_path, "bot/clock.py", HEAD + clock) == []
