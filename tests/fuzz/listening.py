"""Hears every line that would be written to a log, and how long the event loop is held up."""

import asyncio
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from tests.fuzz.oracles import Oracle

TICK = 0.005


class _Lines(logging.Handler):
    def __init__(self, oracle: Oracle) -> None:
        super().__init__(level=logging.INFO)
        self._oracle = oracle

    def emit(self, record: logging.LogRecord) -> None:
        said = {"event": record.getMessage(), "logger": record.name, "error": record.exc_text}
        if record.exc_info and record.exc_info[1]:
            said["error"] = f"{said['error']} {record.exc_info[1]!r}"
            said["kind"] = type(record.exc_info[1]).__name__
        self._oracle.line(said, trouble=record.levelno >= logging.ERROR)


@contextmanager
def listening(oracle: Oracle) -> Iterator[None]:
    """Nothing is printed meanwhile."""
    root, lines = logging.getLogger(), _Lines(oracle)
    level, before = root.level, root.handlers[:]
    processors = structlog.get_config()["processors"]
    kept = processors.copy()
    processors[:] = [oracle.logged]
    root.handlers[:] = [lines]
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        processors[:] = kept
        root.handlers[:] = before
        root.setLevel(level)


class Lag:
    """The longest time for which nothing else could run, in seconds of this process's own work."""

    def __init__(self) -> None:
        self.worst = 0.0
        self.counts = True
        """Not while the tool itself is at work."""

    async def watch(self) -> None:
        """Until cancelled. Time that other processes took is not counted."""
        while True:
            before, counted = time.thread_time(), self.counts
            await asyncio.sleep(TICK)
            if counted and self.counts:
                self.worst = max(self.worst, time.thread_time() - before)
