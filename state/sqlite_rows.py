"""Rows with versions in one SQLite file: how they are written down, read and compared."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain

from pydantic_core import to_json

from state.backend import Change, Conflict, Row, advance
from state.sqlite_file import Asked, SqliteFile

# A value is the JSON of [version, body]; `file.ask` wants answers of one row, hence one JSON text.
FOUND = "(SELECT group_concat(',[' || json_quote(key) || ',' || value || ']', '') FROM ({}))"
MARK = "(SELECT data_version FROM pragma_data_version)"
GET_MANY = f"SELECT {MARK} || ifnull({FOUND}, '')".format(
    "SELECT * FROM rows WHERE key IN (SELECT value FROM json_each(?))"
)
SCAN = f"SELECT {MARK} || ifnull({FOUND}, '')".format(
    "SELECT * FROM rows WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"
)
KEYS = """
    SELECT json_group_array(key) FROM
    (SELECT key FROM rows WHERE key >= ? AND key < ? ORDER BY key LIMIT ?)
"""
VERSIONS = f"""
    SELECT json_array({MARK}, json_group_object(key, CAST(substr(value, 2, 20) AS INTEGER)))
    FROM rows WHERE key IN (SELECT value FROM json_each(?))
"""  # the beginning of a value is its version; to read it as JSON takes four times as long
WRITE = """
    INSERT INTO rows (key, value) VALUES {}
    ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""
REMOVE = "DELETE FROM rows WHERE key IN (SELECT value FROM json_each(?))"

AT_ONCE = 400  # rows in one statement; some builds of SQLite take no more than 999 values
PROBE = ("", " " * 20_000)  # a key that no put may use; several pages, to notice a full disk
REMEMBERED = 100_000  # removed rows whose last version is kept

Mark = tuple[int, int]
"""Moves when another connection has changed the file, and with a connection of our own."""
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
        mark, rows = self._rows(GET_MANY, [json.dumps(list(keys))])
        return rows, (self._file.opened, mark)

    def scan(self, first: str, last: str, limit: int) -> list[Row]:
        return self._rows(SCAN, [first, last, limit])[1]

    def keys(self, first: str, last: str, limit: int) -> list[str]:
        return sorted(json.loads(self._file.ask(KEYS, [first, last, limit])))

    def commit(self, puts: Sequence[Sequence[Change]]) -> tuple[list[Outcome], Mark]:
        """All that can be kept of the puts, in one commit; for each its versions or its Conflict.

        A put finds the rows as the puts before it leave them.
        """
        keys = {change.key for changes in puts for change in changes}
        removed = {key: self._removed[key] for key in keys & self._removed.keys()}
        commit = _Commit(puts, removed)
        self._file.change(Asked(VERSIONS, [json.dumps(list(keys))]), commit.decide)
        self._remember(commit.gone)
        return commit.outcomes, (self._file.opened, commit.mark)

    def probe(self) -> None:
        """Writes a row and removes it again, in one commit."""
        asked = [*_writing([PROBE]), *_removing([PROBE[0]])]
        self._file.change(Asked("SELECT 1"), lambda _: asked)

    def _rows(self, statement: str, values: Sequence[object]) -> tuple[int, list[Row]]:
        mark, *found = json.loads(f"[{self._file.ask(statement, values)}]")
        # Sorted, because SQLite does not promise to join them in the order in which it finds them.
        return mark, sorted(Row(key, *value) for key, value in found)

    def _remember(self, gone: dict[str, int]) -> None:
        for key, last in gone.items():
            self._removed.pop(key, None)  # so that it comes last, and is forgotten last
            self._removed[key] = last
        while len(self._removed) > REMEMBERED:
            del self._removed[next(iter(self._removed))]


class _Commit:
    """What becomes of several puts at once, as soon as the versions in the file are known."""

    def __init__(self, puts: Sequence[Sequence[Change]], removed: dict[str, int]) -> None:
        self._puts = puts
        self._at = removed
        self._bodies: dict[str, str | None] = {}
        self.outcomes: list[Outcome] = []
        self.mark: int

    @property
    def gone(self) -> dict[str, int]:
        """The removed rows, with their last versions."""
        return {key: self._at[key] for key, body in self._bodies.items() if body is None}

    def decide(self, found: str) -> list[Asked]:
        """The statements by which is kept what can be."""
        self.mark, versions = json.loads(found)
        self._at |= versions
        for changes in self._puts:
            self._put(changes)
        kept = [(k, _value(self._at[k], b)) for k, b in self._bodies.items() if b is not None]
        return [*_writing(kept), *_removing(list(self.gone))]

    def _put(self, changes: Sequence[Change]) -> None:
        try:
            advance(self._at, changes)
        except Conflict as conflict:
            self.outcomes.append(conflict)
        else:
            self.outcomes.append([abs(self._at[change.key]) for change in changes])
            self._bodies |= {change.key: change.body for change in changes}


def _value(version: int, body: str) -> str:
    return to_json((version, body)).decode()


def _writing(pairs: Sequence[tuple[str, str]]) -> Iterator[Asked]:
    for start in range(0, len(pairs), AT_ONCE):
        some = pairs[start : start + AT_ONCE]
        yield Asked(WRITE.format(", ".join(["(?, ?)"] * len(some))), list(chain(*some)))


def _removing(keys: list[str]) -> Iterator[Asked]:
    if keys:
        yield Asked(REMOVE, [json.dumps(keys)])
