"""What can go wrong with the embedded store's file and disk, made to happen."""

import resource
import sqlite3
import threading
from contextlib import closing, contextmanager


@contextmanager
def locked(path):
    """Another program writes to the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def disk_that_refuses(path, more=10_000):
    """No file may grow further than the log and a little: refused by the system at COMMIT."""
    log = path.with_name(path.name + "-wal")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + more, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


class Stall:
    """A value that keeps SQLite's thread waiting until the stall has ended."""

    def __init__(self):
        self.over = threading.Event()

    def __conform__(self, protocol):
        self.over.wait()


@contextmanager
def stalled(store):
    """SQLite does not come to what is asked inside; afterwards it does, too late."""
    stall, conn = Stall(), store.file.rows.conn
    conn.execute("SELECT ?", [stall])
    try:
        yield
    finally:
        stall.over.set()
        conn.join()
