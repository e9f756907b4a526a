"""Takes an activity apart and puts it together wrongly."""

import copy
import json
import random
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from tests.fuzz.nasty import MOST_ARE_SHORT, NUMBERS, REPEATED, STRINGS

Json = Any
Path = tuple[Any, ...]
DEEPEST = 12
SMALL, LARGE = 30, 2000
"""Nodes: what is larger is not copied, or not changed any further."""


class Known(NamedTuple):
    """What there is to confuse: the ids of every kind, and what Hypothesis has thought of."""

    ids: Sequence[str]
    shapes: Sequence[Json]
    grammar: Sequence[str]


def paths(whole: Json) -> list[Path]:
    """Every node of it, itself first, but for those that lie deeper than anything real."""
    found: list[Path] = [()]
    level: list[tuple[Path, Json]] = [((), whole)] if isinstance(whole, dict | list) else []
    while level:
        path, value = level.pop()
        if len(path) >= DEEPEST:
            continue
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in inner:
            found.append((*path, key))
            if isinstance(part, dict | list):
                level.append((found[-1], part))
    return found


def huge(chance: random.Random) -> str:
    size = chance.choice(MOST_ARE_SHORT[:7] if chance.random() < 0.8 else MOST_ARE_SHORT)
    part = chance.choice(REPEATED)
    return (part * (size // len(part) + 1))[:size] + chance.choice(("", "!", "x", "\u200b"))


def nested(value: Json, chance: random.Random) -> Json:
    for _ in range(chance.choice((1, 2, 5, 20, 39, 60, 120))):
        value = (
            [value] if chance.random() < 0.5 else {chance.choice(("value", "data", "to")): value}
        )
    return value


def retyped(value: Json, chance: random.Random) -> Json:
    others = [
        None, True, 0, "", [], {}, [value], {"value": value}, [[]], [None], {"": None},
        chance.choice(NUMBERS), str(value), [value, value], {"id": value}, {"to": value},
    ]  # fmt: skip
    return chance.choice(others)


def spoilt(text: str, chance: random.Random) -> str:
    """The same words, not quite."""
    at, nasty = chance.randrange(len(text) + 1), chance.choice(STRINGS)
    return chance.choice(
        (text[:at] + nasty + text[at:], text.upper(), text.lower(), text[:at], text[::-1],
         text + text, f" {text} ", text[:at] + nasty, nasty + text)
    )  # fmt: skip


def replaced(value: Json, chance: random.Random, known: Known) -> Json:
    """Something else in the place of one node."""
    ways: list[Callable[[], Json]] = [
        lambda: chance.choice(STRINGS),
        lambda: retyped(value, chance),
        lambda: chance.choice(known.ids),
        lambda: chance.choice(known.ids),
        lambda: copy.deepcopy(chance.choice(known.shapes)),
        lambda: chance.choice(known.grammar),
        lambda: nested(value, chance),
        lambda: huge(chance),
        lambda: spoilt(value, chance) if isinstance(value, str) else chance.choice(NUMBERS),
        lambda: str(value) if isinstance(value, int | float) else chance.choice(NUMBERS),
    ]
    return chance.choice(ways)()


def mutated(activity: Json, chance: random.Random, known: Known, times: int) -> Json:
    """The same activity, changed in so many places."""
    for _ in range(times):
        activity = _once(activity, chance, known)
    return activity


WITHIN = ("value", "text", "entities", "membersAdded", "replyToId")
"""What people and their clients make up; the rest is Teams' own, and is soon turned away."""


def _once(whole: Json, chance: random.Random, known: Known) -> Json:
    found = paths(whole)
    if len(found) > LARGE:
        return whole
    inner = [path for path in found if path and path[0] in WITHIN]
    path = chance.choice(inner if inner and chance.random() < 0.75 else found)
    if not path:
        return replaced(whole, chance, known) if chance.random() < 0.1 else whole
    holder = whole
    for key in path[:-1]:
        holder = holder[key]
    key = path[-1]
    match chance.randrange(8):
        case 0:
            del holder[key]
        case 1 if isinstance(holder, list):
            holder[key:key] = [copy.deepcopy(holder[key])] * _times(holder[key], chance)
        case 1 | 2 if isinstance(holder, dict):
            holder[_other_name(key, chance)] = (
                holder.pop(key) if chance.random() < 0.5 else holder[key]
            )
        case 3 if isinstance(holder, dict):
            holder[chance.choice(STRINGS)] = copy.deepcopy(chance.choice(known.shapes))
        case _:
            holder[key] = replaced(holder[key], chance, known)
    return whole


def _times(value: Json, chance: random.Random) -> int:
    """Often only what is small, or a few such changes would make a body of many megabytes."""
    return chance.choice((1, 2, 300)) if len(paths(value)) < SMALL else 1


def _other_name(key: str, chance: random.Random) -> str:
    names = (
        key.upper(),
        key[:1].upper() + key[1:],
        key + " ",
        key + "\x00",
        f"_{key}",
        "to",
        "once",
    )
    return chance.choice(names)


def spoilt_bytes(activity: Json, chance: random.Random) -> tuple[bytes, str]:
    """The bytes of the activity as no client should send them, and what was done to them."""
    text = json.dumps(activity)
    at = chance.randrange(len(text))
    body = text.encode()
    ways: dict[str, Callable[[], bytes]] = {
        "truncated": lambda: body[:at],
        "one key twice": lambda: _doubled(activity, chance).encode(),
        "utf-16": lambda: text.encode("utf-16"),
        "utf-32": lambda: text.encode("utf-32"),
        "latin-1": lambda: json.dumps(activity, ensure_ascii=False).encode("latin-1", "replace"),
        "cesu": lambda: json.dumps(activity, ensure_ascii=False).encode("utf-8", "surrogatepass"),
        "mark of byte order": lambda: b"\xef\xbb\xbf" + body,
        "a flipped byte": lambda: body[:at] + bytes([chance.randrange(256)]) + body[at + 1 :],
        "bytes put in": lambda: body[:at] + chance.randbytes(9) + body[at:],
        "more after the end": lambda: (
            body + chance.choice((b"x", body, b"\x00", b"]", b" " * 9999))
        ),
        "nothing": lambda: b"",
        "white space": lambda: b" " * chance.choice((1, 5000, 262_144, 262_145)),
        "noise": lambda: chance.randbytes(chance.choice((1, 30, 3000))),
        "too deep": lambda: b'{"a":' * chance.choice((41, 900, 50_000)) + body,
        "many brackets": lambda: b"[" * chance.choice((41, 900, 250_000)),
        "a long number": lambda: b'{"type":' + b"9" * chance.choice((400, 4301, 100_000)) + b"}",
        "not strict": lambda: text.replace('"', "'").encode(),
        "too big": lambda: body[:-1] + b',"x":"' + b"y" * 270_000 + b'"}',
    }
    name = chance.choice(list(ways))
    return ways[name](), name


def _doubled(activity: Json, chance: random.Random) -> str:
    """One of its keys comes a second time, with something else."""
    if not isinstance(activity, dict) or not activity:
        return json.dumps([activity, activity])
    key = chance.choice(list(activity))
    pair = f"{json.dumps(key)}: {json.dumps(chance.choice((*NUMBERS, *STRINGS, {}, [])))}"
    text = json.dumps(activity)
    return f"{{{pair}, {text[1:]}" if chance.random() < 0.5 else f"{text[:-1]}, {pair}}}"
