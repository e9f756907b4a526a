"""One SQLite file, held by one process and spoken to in a way that cannot lose, corrupt or hang."""

import fcntl
import json
import logging
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from queue import Empty, Queue
from typing import Any, NamedTuple

from sqlitedict import SqliteDict

from state.backend import CannotOpen

TABLE = "rows"
PAGE, PAGES = 8192, 4000
"""Bytes of a page, as a meeting takes several; and how many wait before the file itself is written,
which holds every commit up."""
HELD = 65_536
"""KB of pages in memory, at the most: with few, each commit reads some from the system again."""
FULL = 2  # what SQLite answers for synchronous=FULL: a commit returns when the disk has it

# Each of its errors comes back to us as an exception; its log would say them again, in 15 lines.
logging.getLogger("sqlitedict").setLevel(logging.CRITICAL)


class Asked(NamedTuple):
    """A statement, with its values."""

    statement: str
    values: Sequence[object] = ()


BEGIN, COMMIT, ROLLBACK = Asked("BEGIN IMMEDIATE"), Asked("COMMIT"), Asked("ROLLBACK")


class NoAnswer(sqlite3.OperationalError):
    """SQLite has not answered in time, or its thread has died."""


class MaybeKept(NoAnswer):
    """SQLite has not answered a COMMIT in time: when the disk comes back, it may be kept."""


class SqliteFile:
    """A SqliteDict of JSON texts, to be used by one thread at a time.

    sqlitedict's own `commit()` and `select()` wait for ever once its thread has died, and one of
    its statements may fail unheard until the next; here each statement waits for its own answer,
    `patience` seconds at most (half of them for a file that somebody else has locked).
    """

    def __init__(self, path: str | Path, patience: float, *, beside: bool = False) -> None:
        """`beside`: next to the process that has the file already; the file must be there."""
        self._path, self._patience = Path(path).resolve(), patience
        self._given_up = False
        self.opened = 0
        """How often a connection was made."""
        if beside and not self._path.exists():
            raise CannotOpen(f"{self._path}: there is no such store")
        self._lock = None if beside else take(self._path)
        try:
            self.rows = self._open()
        except BaseException:
            self._let_go()
            raise

    def ask(self, statement: str, values: Sequence[object] = ()) -> Any:
        """The first column of the answer's one row, or None; raises sqlite3.Error or CannotOpen.

        One row only, because sqlitedict's thread dies when a later row cannot be read.
        """
        return self._ask(self._connection(), Asked(statement, values))[0]

    def change(self, look: Asked, decide: Callable[[Any], Sequence[Asked]]) -> None:
        """Commits the statements that `decide` gives for what `look` finds, all of them or none.

        What may go off together does, since it takes time that threads wait for one another: a
        COMMIT follows on the heels of a statement that is alone, which changes nothing if it fails.
        """
        conn = self._connection()  # this one to the end: half a transaction on each would be torn
        try:
            _, found = self._ask(conn, BEGIN, look)
            wanted = decide(found)
            alone = wanted if len(wanted) == 1 else ()
            for asked in () if alone else wanted:
                self._ask(conn, asked)
            self._commit(conn, *alone)
        except BaseException:
            self._roll_back(conn)
            raise

    def close(self) -> None:
        conn = self.rows.conn
        conn.close(force=True)
        conn.join(self._patience)
        if conn.is_alive():
            raise NoAnswer  # may still be writing, so the lock stays until this process ends
        self._let_go()

    def _let_go(self) -> None:
        if self._lock is not None:
            os.close(self._lock)

    def _open(self) -> SqliteDict:
        try:
            self._look()
            rows = SqliteDict(
                str(self._path),
                tablename=TABLE,
                journal_mode="WAL",
                outer_stack=False,
                encode=json.dumps,
                decode=json.loads,
            )
            self._settle(rows.conn)
            self.opened += 1
        except (sqlite3.Error, OSError) as error:
            raise CannotOpen(f"{self._path}: {error}") from error
        return rows

    def _look(self) -> None:
        """Fails where sqlitedict would fail in a thread of its own, with a trace on the screen."""
        with suppress(FileExistsError):  # closing a file that SQLite has open would undo its locks
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(sqlite3.connect(self._path, timeout=self._patience / 2)) as look:
            look.execute(f"PRAGMA page_size = {PAGE}")  # has an effect on a new file alone
            [mode] = look.execute("PRAGMA journal_mode = WAL").fetchone()
            look.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if mode != "wal":
            raise CannotOpen(f"{self._path}: this disk cannot keep a write-ahead log")

    def _settle(self, conn: Any) -> None:
        wanted = (
            f"PRAGMA busy_timeout = {int(self._patience * 500)}",
            f"PRAGMA wal_autocheckpoint = {PAGES}",
            f"PRAGMA cache_size = {-HELD}",
            "PRAGMA synchronous = FULL",  # sqlitedict has switched it off
        )
        self._ask(conn, *map(Asked, wanted))
        if self._ask(conn, Asked("PRAGMA synchronous")) != [FULL]:
            raise CannotOpen(f"{self._path}: SQLite would not wait for the disk")

    def _connection(self) -> Any:
        """The connection, or a new one in place of one that has died."""
        conn = self.rows.conn
        if conn.is_alive() and self._given_up:
            raise NoAnswer
        if not conn.is_alive():
            self.rows = self._open()
            self._given_up = False
        return self.rows.conn

    def _ask(self, conn: Any, *several: Asked) -> list[Any]:
        """The answer of each. All are over when an error is raised, also those after the one that
        failed, so that none can be taken for a later one's."""
        sent = list[Queue[Any]]()  # held here: sqlitedict has but weak references to them
        for asked in several:
            sent.append(Queue())
            conn.execute(asked.statement, asked.values, sent[-1])
        found = [self._answer(conn, answers) for answers in sent]
        conn.check_raise_error()
        return found

    def _answer(self, conn: Any, answers: "Queue[Any]") -> Any:
        found = None
        try:
            while isinstance(answer := answers.get(timeout=self._patience), tuple):
                found = answer[0]
        except Empty:
            self._give_up(conn)
            raise NoAnswer from None
        return found

    def _commit(self, conn: Any, *alone: Asked) -> None:
        try:
            self._ask(conn, *alone, COMMIT)
        except NoAnswer as silent:
            raise MaybeKept from silent

    def _roll_back(self, conn: Any) -> None:
        if self._given_up:
            return  # and is rolled back when it ends
        try:
            self._ask(conn, ROLLBACK)
        except sqlite3.Error as error:
            # The plain error means that SQLite had rolled back by itself already.
            if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR:
                self._give_up(conn)

    def _give_up(self, conn: Any) -> None:
        """The connection is left to end by itself, and replaced when it has."""
        self._given_up = True
        conn.close(force=True)


def take(path: Path) -> int:
    """Locks a store's file until this process ends, or closes what is returned.

    Two bots over one file would not know of the versions at which the other removed a row."""
    path = path.with_name(path.name + ".lock")
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise CannotOpen(f"{path}: {error.strerror}") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise CannotOpen(f"{path}: another process has this store open") from error
    return lock
