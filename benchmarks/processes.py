"""Starts a server in a process of its own, on a core of its own, and says what it takes."""

import asyncio
import json
import os
import socket
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

PATIENCE = 120.0
TICK = os.sysconf("SC_CLK_TCK")
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
SERVERS, OURSELVES = (CORES[0], CORES[-1]) if len(CORES) > 1 else (None, None)
"""The core of whatever is measured, and that of whoever measures it; None: they share one."""


class DidNotStart(Exception):
    """A server ended before it answered; its last words."""


class Server:
    def __init__(self, process: Process, port: int, begun: float) -> None:
        self.process = process
        self.port = port
        self.begun = begun

    def seconds(self) -> float:
        """Processor time that it has taken so far."""
        return taken_by(self.process.pid)

    def memory(self) -> float:
        return memory_of(self.process.pid)

    async def at_rest(self, quiet: float = 1.0) -> None:
        """Waits until it has had next to nothing to do for a while."""
        before = self.seconds()
        while True:
            await asyncio.sleep(quiet)
            if (now := self.seconds()) - before < 0.05 * quiet:
                return
            before = now


def taken_by(process: int) -> float:
    """Seconds of processor time."""
    stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / TICK


def memory_of(process: int) -> float:
    """What it has in memory, in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if "VmRSS" in line) / 1024


class Watch:
    """Counts the time that a process had of its core, or that nobody had.

    On a quiet machine that is the time on the wall; whatever other programs took is left out."""

    def __init__(self, process: int, core: int | None = SERVERS) -> None:
        self._process = process
        self._core = core
        self._begun = self._now()

    def seconds(self) -> float:
        """One tick at the least: the system counts no finer, and may have counted none yet."""
        return max(self._now() - self._begun, 1 / TICK)

    def _now(self) -> float:
        return time.perf_counter() if self._core is None else self._had() + self._unused()

    def _had(self) -> float:
        return taken_by(self._process)

    def _unused(self) -> float:
        lines = Path("/proc/stat").read_text().splitlines()
        mine = next(line.split() for line in lines if line.startswith(f"cpu{self._core} "))
        return (int(mine[4]) + int(mine[5])) / TICK


def pin(core: int | None) -> None:
    """The calling process keeps to one core, where the system can be told so."""
    if core is not None:
        os.sched_setaffinity(0, {core})


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


@asynccontextmanager
async def server(
    command: Sequence[str],
    *,
    told: Mapping[str, object] | None = None,
    core: int | None = SERVERS,
) -> AsyncIterator[Server]:
    """The command with what it is told, as JSON with a free `port`; once it takes connections."""
    port = free_port()
    given = json.dumps({"port": port, **(told or {})})
    begun = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *command, given, preexec_fn=lambda: pin(core), stdout=DEVNULL, stderr=PIPE,
    )  # fmt: skip
    assert process.stderr
    words = bytearray()
    reading = asyncio.create_task(_read(process.stderr, words))
    try:
        await _listening(process, port, words)
        yield Server(process, port, begun)
    finally:
        if process.returncode is None:
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 30)
        except TimeoutError:
            process.kill()
            await process.wait()
        await reading


def module(name: str) -> list[str]:
    return [sys.executable, "-m", name]


async def _read(stream: asyncio.StreamReader, words: bytearray) -> None:
    """Reads on, so that nobody waits for their complaints to be read; keeps the last of them."""
    while some := await stream.read(65536):
        words += some
        del words[:-2000]


async def _listening(process: Process, port: int, words: bytearray) -> None:
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until and process.returncode is None:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.005)
        else:
            writer.close()
            return
    await asyncio.sleep(0.1)
    raise DidNotStart(words.decode(errors="replace"))
