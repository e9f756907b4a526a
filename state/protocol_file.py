"""A protocol file laid over the file that it extends, and on which line each field stands."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from meeting.protocol_checks import Fault, Place
from state.protocol_lines import field_at, line_of

FOLDER = Path(__file__).parent.parent / "protocols"

JOINED = ("agencies", "facts", "glossary")
"""Lists to which a file adds, its entry in place of one with the same id; others it replaces."""


class Wrong(NamedTuple):
    """One thing that is wrong in a file, and where."""

    file: str
    line: int
    """0 where the file itself cannot be read."""
    field: str
    reason: str

    def __str__(self) -> str:
        line = f", line {self.line}" if self.line else ""
        return f"{self.file}{line}: {f'{self.field}: ' if self.field else ''}{self.reason}"


class BadProtocol(Exception):
    """A protocol file cannot be used: says in which file, on which line, which field and why."""

    def __init__(self, *wrongs: Wrong) -> None:
        super().__init__("\n".join(map(str, wrongs)))
        self.wrongs = wrongs


class File(NamedTuple):
    path: Path
    text: str
    stated: dict[str, Any]


class Layered(NamedTuple):
    """What a file and those that it extends say together."""

    files: tuple[File, ...]
    """The file itself first, then what it extends."""
    merged: dict[str, Any]
    origins: Mapping[str, list[tuple[File, int]]]
    """For each joined list: from which file each entry comes, and which one it is there."""

    def told(self, fault: Fault) -> Wrong:
        """In which of the files it is, and on which line of it."""
        file, place = self._home(fault.place)
        return Wrong(file.path.name, line_of(file.text, place), _said(place), fault.reason)

    def _home(self, place: Place) -> tuple[File, Place]:
        heading = place[0] if place else ""
        if heading in self.origins and len(place) > 1 and isinstance(place[1], int):
            file, n = self.origins[str(heading)][place[1]]
            return file, (heading, n, *place[2:])
        home = next((f for f in self.files if heading in f.stated), self.files[0])
        return home, place


def layered(path: Path) -> Layered:
    """Raises BadProtocol where a file is not there or is not TOML."""
    files = [_read(path)]
    while base := files[-1].stated.pop("extends", None):
        here, line = files[-1].path, line_of(files[-1].text, ("extends",))
        near = _beside(here, f"{base}.toml")
        if not near.is_file() or any(file.path == near for file in files):
            raise BadProtocol(Wrong(here.name, line, "extends", f"there is no {near.name} for it"))
        files.append(_read(near))
    merged: dict[str, Any] = {}
    for file in reversed(files):
        silent = _still_silent(merged.get("silent", {}), file.stated)
        merged |= file.stated
        if silent:
            merged["silent"] = silent
    origins = {heading: _joined(heading, files) for heading in JOINED if heading in merged}
    for heading, entries in origins.items():
        merged[heading] = [file.stated[heading][n] for file, n in entries]
    return Layered(tuple(files), merged, origins)


def _still_silent(before: Any, stated: dict[str, Any]) -> Any:
    """What stays unsaid once a nearer file is laid over: what it states itself is said."""
    clocks = [c for c in stated.get("clocks", []) if isinstance(c, dict)]
    said = {str(clock.get("clock")) for clock in clocks}
    if "bands" in stated:
        said.add("meeting")
    here = stated.get("silent", {})
    if not (isinstance(before, dict) and isinstance(here, dict)):
        return here
    return {k: v for k, v in before.items() if k not in said and k not in stated} | here


def _joined(heading: str, files: list[File]) -> list[tuple[File, int]]:
    """The entries of the furthest file first; a nearer one takes the place of its namesake.

    Two of one name in the same file are both kept, so that they are noticed."""
    kept: dict[object, tuple[File, int]] = {}
    for file in reversed(files):
        entries = file.stated.get(heading, [])
        here = set[object]()
        for n, entry in enumerate(entries if isinstance(entries, list) else []):
            key = entry.get("id", entry.get("term")) if isinstance(entry, dict) else None
            kept[(file.path, n) if key is None or key in here else key] = (file, n)
            here.add(key)
    return list(kept.values())


def _beside(path: Path, name: str) -> Path:
    near = path.parent / name
    return near if near.is_file() else FOLDER / name


def _read(path: Path) -> File:
    try:
        text = path.read_text("utf-8")
        return File(path, text, tomllib.loads(text))
    except OSError as wrong:
        raise BadProtocol(Wrong(path.name, 0, "", "there is no such file")) from wrong
    except UnicodeDecodeError as wrong:
        raise BadProtocol(Wrong(path.name, 0, "", "is not text in UTF-8")) from wrong
    except tomllib.TOMLDecodeError as wrong:
        reason, _, where = str(wrong).partition(" (at ")
        found = re.match(r"line (\d+)", where)
        line = int(found[1]) if found else len(text.splitlines())
        field = field_at(text, line)
        raise BadProtocol(Wrong(path.name, line, field, f"is not TOML: {reason}")) from wrong


def _said(place: Place) -> str:
    """Entries are counted from one, as a person would: bands.2.within."""
    return ".".join(str(p + 1) if isinstance(p, int) else p for p in place)
