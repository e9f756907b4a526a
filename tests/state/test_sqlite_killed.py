"""A process that writes to the embedded store is killed: what was acknowledged is there."""

import random
import subprocess
import sys
from itertools import groupby
from pathlib import Path

from state.sqlite import SqliteBackend
from tests.state.asking import EVERYTHING

ROOT = Path(__file__).parents[2]
WRITER = Path(__file__).with_name("writer.py")


def killed(path, run, lines):
    """What a writing process had acknowledged when it was killed, `lines` puts at least."""
    command = [sys.executable, WRITER, path, run]
    with subprocess.Popen(command, env={"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE) as child:
        said = [child.stdout.readline() for _ in range(lines)]
        child.kill()
        said += child.stdout.readlines()
    assert child.returncode == -9
    return {line.decode().strip() for line in said if line.endswith(b"\n")}


def after(start, rows):
    return {row.key.removeprefix(start) for row in rows if row.key.startswith(start)}


async def test_a_killed_process_has_kept_all_that_it_acknowledged_and_nothing_by_halves(database):
    chance, acknowledged = random.Random(7), set()
    for run in range(12):
        acknowledged |= killed(database, str(run), chance.randint(0, 400))
        store = SqliteBackend(database)
        rows = await store.scan(*EVERYTHING)
        await store.close()
        found = after("left:", rows)
        assert acknowledged <= found
        assert found == after("right:", rows)
        latest = {row.body for row in rows if row.key.startswith("last:")}
        assert latest == {max(puts, key=number) for _, puts in by_task(found)}


def by_task(puts):
    return groupby(sorted(puts), key=lambda put: put.rpartition(":")[0])


def number(put):
    return int(put.rpartition(":")[2])
