"""Copies the embedded store into one file, and puts such a copy in its place again."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from state.sqlite_file import TABLE, take

ASIDE = ".before-restore"


class BadCopy(Exception):
    """The copy cannot be made or used; the message says why."""


def back_up(store: Path, copy: Path) -> int:
    """Copies the store as of one moment, while a bot goes on using it; returns how many rows.

    The rows stay encrypted. The copy appears under its name only once it is whole and checked.
    """
    if not store.exists():
        raise BadCopy(f"{store}: there is no such store")
    if copy.exists():
        raise BadCopy(f"{copy} is there already; a backup is never written over")
    return _copied(store, copy)


@contextmanager
def restoring(copy: Path, store: Path) -> Iterator[Path]:
    """Yields the copy beside the store; it takes the store's place when nothing is wrong with it.

    What was there stays beside it. Raises CannotOpen while a bot has the store.
    """
    lock = take(store)
    fresh, aside = (store.with_name(store.name + end) for end in (".restoring", ASIDE))
    try:
        if aside.exists():
            raise BadCopy(f"{aside} is there from the last time; move it away first")
        check(copy)
        fresh.unlink(missing_ok=True)
        _copied(copy, fresh)
        yield fresh
        _put_aside(store, aside)
        os.replace(fresh, store)
        _settle(store.parent)
    finally:
        fresh.unlink(missing_ok=True)
        os.close(lock)


def check(copy: Path) -> int:
    """How many rows there are; raises BadCopy for a file that is damaged or something else."""
    try:
        with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as reader:
            [found] = reader.execute("PRAGMA integrity_check(1)").fetchone()
            [rows] = reader.execute(f"SELECT count(*) FROM {TABLE}").fetchone()
    except sqlite3.Error as wrong:
        raise BadCopy(f"{copy}: {wrong}") from wrong
    if found != "ok":
        raise BadCopy(f"{copy}: {found}")
    return int(rows)


def _copied(source: Path, target: Path) -> int:
    """All at once, which keeps no writer waiting: a copy in parts would begin again at each write.

    Only its owner may read it."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(source)) as rows, closing(sqlite3.connect(part)) as copy:
            rows.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        found = check(part)
        _settle(part)
        os.replace(part, target)
    except (sqlite3.Error, OSError) as wrong:
        raise BadCopy(f"{target}: {wrong}") from wrong
    finally:
        part.unlink(missing_ok=True)
    _settle(target.parent)
    return found


def _put_aside(store: Path, aside: Path) -> None:
    """The old file keeps its place too until the new one takes it, so that there is always one.

    Its log must not be left behind: it would be played into the new file."""
    if store.exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(store)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        os.link(store, aside)
    for end in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.replace(f"{store}{end}", f"{aside}{end}")


def _settle(path: Path) -> None:
    """Waits until the disk has it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
