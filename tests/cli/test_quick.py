"""The quick commands start without the bot."""

import subprocess
import sys

import pytest

import cli
from state.protocol_file import FOLDER

QUICK = [
    ["protocols"],
    ["explain", "--protocol", "north_somerset", "--event", "met=2026-11-20T16:00"],
    ["invite", "--protocol", "north_somerset"],
    ["facts"],
    ["when", "tomorrow 2pm", "--at", "2026-11-23T09:00"],
    ["check", str(FOLDER / "north_somerset.toml")],
]
SLOW = ("botbuilder", "aiohttp", "microsoft_teams", "docxtpl", "typst", "psycopg", "app")
LOADED = (
    "import sys; from convene import main; main(sys.argv[1:]);"
    " print(*sorted(sys.modules), file=sys.stderr)"
)


@pytest.mark.parametrize("arguments", QUICK, ids=lambda a: a[0])
def test_a_quick_command_loads_nothing_of_the_bot(arguments: list[str]):
    assert {a[0] for a in QUICK} == set(cli.WORDS)
    root = FOLDER.parent
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0
    loaded = set(done.stderr.split())
    assert not loaded & set(SLOW)
    if arguments[0] != "when":
        assert "dateparser" not in loaded
