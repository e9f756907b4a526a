"""Rows with versions in one SQLite file: how they are written down, read and compared."""

import json
from collections.abc import Sequence
from itertools import chain

from pydantic_core import to_json

from state.backend import Change, Conflict, Row, advance
from state.sqlite_file import Ask, SqliteFile

# A value is the JSON of [version, body]; `file.ask` wants answers of one row, hence one JSON text.
ROWS = "SELECT group_concat('[' || json_quote(key) || ',' || value || ']') FROM ({})"
GET_MANY = ROWS.format("SELECT * FROM rows WHERE key IN (SELECT value FROM json_each(?))")
SCAN = ROWS.format("SELECT * FROM rows WHERE key >= ? AND key < ? ORDER BY key LIMIT ?")
KEYS = """
    SELECT json_group_array(key) FROM
    (SELECT key FROM rows WHERE key >= ? AND key < ? ORDER BY key LIMIT ?)
"""
VERSIONS = """
    SELECT json_group_object(key, json_extract(value, '$[0]')) FROM rows
    WHERE key IN (SELECT value FROM json_each(?))
"""
WRITE = """
    INSERT INTO rows (key, value) VALUES {}
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""
REMOVE = "DELETE FROM rows WHERE key IN (SELECT value FROM json_each(?))"

AT_ONCE = 400  # rows in one statement; some builds of SQLite take no more than 999 values
PROBE = {"": " " * 20_000}  # a key that no put may use; several pages, to notice a full disk
REMEMBERED = 100_000  # removed rows whose last version is kept

Mark = tuple[int, int]
Outcome = list[int] | Exception
"""Of a put: the versions at which its rows now stand (of a removed one its last), or a failure."""


class SqliteRows:
    """To be used by one thread at a time; raises sqlite3.Error or CannotOpen.

    The last versions of removed rows are kept in memory: nobody who holds an old version can
    outlive this process, which alone has the file.
    """

    def __init__(self, file: SqliteFile) -> None:
        self._file = file
        self._removed: dict[str, int] = {}

    def get_many(self, keys: Sequence[str]) -> tuple[list[Row], Mark]:
        """The rows, and where the file stood before they were read."""
        mark = self._mark(self._file.ask)
        return self._rows(GET_MANY, [json.dumps(list(keys))]), mark

    def scan(self, first: str, last: str, limit: int) -> list[Row]:
        return self._rows(SCAN, [first, last, limit])

    def keys(self, first: str, last: str, limit: int) -> list[str]:
        return sorted(json.loads(self._file.ask(KEYS, [first, last, limit])))

    def commit(self, puts: Sequence[Sequence[Change]]) -> tuple[list[Outcome], Mark]:
        """All that can be kept of the puts, in one commit; for each its versions or its Conflict.

        A put finds the rows as the puts before it leave them.
        """
        keys = {change.key for changes in puts for change in changes}
        with self._file.transaction() as ask:
            mark = self._mark(ask)
            at = {key: self._removed[key] for key in keys & self._removed.keys()}
            at |= json.loads(ask(VERSIONS, [json.dumps(list(keys))]))
            outcomes, bodies = _decide(puts, at)
            kept = {key: body for key, body in bodies.items() if body is not None}
            gone = [key for key in bodies if key not in kept]
            _write(ask, {key: _value(at[key], body) for key, body in kept.items()})
            if gone:
                ask(REMOVE, [json.dumps(gone)])
        self._remember({key: at[key] for key in gone})
        return outcomes, mark

    def probe(self) -> None:
        """Writes a row and removes it again, in one commit."""
        with self._file.transaction() as ask:
            _write(ask, PROBE)
            ask(REMOVE, [json.dumps(list(PROBE))])

    def _mark(self, ask: Ask) -> Mark:
        """Moves when another connection has changed the file, and with a connection of our own."""
        return self._file.opened, ask("PRAGMA data_version")

    def _rows(self, statement: str, values: Sequence[object]) -> list[Row]:
        found = json.loads(f"[{self._file.ask(statement, values) or ''}]")
        # Sorted, because SQLite does not promise to join them in the order in which it finds them.
        return sorted(Row(key, *value) for key, value in found)

    def _remember(self, gone: dict[str, int]) -> None:
        for key, last in gone.items():
            self._removed.pop(key, None)  # so that it comes last, and is forgotten last
            self._removed[key] = last
        while len(self._removed) > REMEMBERED:
            del self._removed[next(iter(self._removed))]


def _value(version: int, body: str) -> str:
    return to_json((version, body)).decode()


def _decide(
    puts: Sequence[Sequence[Change]], at: dict[str, int]
) -> tuple[list[Outcome], dict[str, str | None]]:
    """What becomes of each put, and the bodies to be kept; moves `at` on with each put that is."""
    outcomes: list[Outcome] = []
    bodies: dict[str, str | None] = {}
    for changes in puts:
        try:
            advance(at, changes)
        except Conflict as conflict:
            outcomes.append(conflict)
        else:
            outcomes.append([abs(at[change.key]) for change in changes])
            bodies |= {change.key: change.body for change in changes}
    return outcomes, bodies


def _write(ask: Ask, values: dict[str, str]) -> None:
    pairs = list(values.items())
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        ask(WRITE.format(", ".join(["(?, ?)"] * len(some))), list(chain(*some)))
