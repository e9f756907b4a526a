"""On which line of a TOML file each of its fields stands, as far as a person needs to know."""

import re
from collections.abc import Iterator

from meeting.protocol_checks import Place

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
KEY = re.compile(r"^\s*([\w\-.\"']+)\s*=")
INNER_KEY = re.compile(r"(?<=[{,])\s*([\w\-]+)\s*=")
WORDS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'")
LONG_WORDS = re.compile(r"\"\"\"|'''")


def line_of(text: str, place: Place) -> int:
    """Counted from 1; of what is missing, the line of the table in which it should stand."""
    lines = dict(_lines(text))
    return next((lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in lines), 1)


def field_at(text: str, line: int) -> str:
    """The key on a line of a file that cannot be read; nothing where there is none."""
    found = KEY.match((text.splitlines() + [""] * line)[line - 1])
    return found[1] if found else ""


def _lines(text: str) -> Iterator[tuple[Place, int]]:
    table: Place = ()
    counts: dict[Place, int] = {}
    inside: Place = ()
    depth, entry, long = 0, -1, False
    for number, line in enumerate(text.splitlines(), 1):
        if long or LONG_WORDS.search(line):
            if not long and (key := KEY.match(line)):
                yield (*table, *_names(key[1])), number
            long ^= len(LONG_WORDS.findall(line)) % 2 == 1
            continue
        bare = WORDS.sub('""', line).split("#")[0]
        if depth:
            if "{" in bare:
                entry += 1
                yield (*inside, entry), number
            for inner in INNER_KEY.finditer(bare):
                yield (*inside, max(entry, 0), inner[1]), number
        elif header := HEADER.match(line):
            table = _table(header, counts)
            yield table, number
        elif key := KEY.match(line):
            inside, entry = (*table, *_names(key[1])), -1
            yield inside, number
        depth += bare.count("[") - bare.count("]") if depth or KEY.match(bare) else 0


def _table(header: re.Match[str], counts: dict[Place, int]) -> Place:
    """ "[[agenda.prompts]]" after two [[agenda]] is ("agenda", 1, "prompts", 0)."""
    place: Place = ()
    names = _names(header[2])
    for n, name in enumerate(names, 1):
        place = (*place, name)
        if header[1] == "[[" and n == len(names):
            counts[place] = counts.get(place, -1) + 1
            # Tables inside an earlier entry are counted anew in this one.
            for inner in [p for p in counts if p[: len(place)] == place and p != place]:
                del counts[inner]
        if place in counts:
            place = (*place, counts[place])
    return place


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in dotted.split("."))
