"""Reads the parts of what Teams posts, each only in the shape that Teams gives it.

Functions rather than models, since every turn comes through here: they take a third of the time.
"""

from typing import Any

LONGEST_ID = 1024
Part = dict[str, Any]


class Malformed(Exception):
    """An activity does not have the shape that Teams gives it."""


def part(whole: Part, name: str) -> Part:
    """An object within; empty where there is none."""
    found = whole.get(name)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise Malformed
    return found


def parts(whole: Part, name: str) -> list[Any]:
    """A list within; empty where there is none."""
    found = whole.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        raise Malformed
    return found


def ids(whole: Part, name: str) -> tuple[str, ...]:
    """The ids of those in a list."""
    found = parts(whole, name)
    if not found:
        return ()
    if not all(isinstance(one, dict) for one in found):
        raise Malformed
    return tuple(an_id(one, "id") for one in found)


def words(whole: Part, name: str) -> str | None:
    """Text of any length."""
    found = whole.get(name)
    if found is None or isinstance(found, str):
        return found
    raise Malformed


def flag(whole: Part, name: str) -> bool:
    """False where nothing is said."""
    found = whole.get(name)
    if found is None or isinstance(found, bool):
        return bool(found)
    raise Malformed


def an_id(whole: Part, name: str) -> str:
    """Empty where there is none. It becomes part of a row's key, which is printable text."""
    found = whole.get(name, "")
    if isinstance(found, str) and len(found) <= LONGEST_ID and found.isprintable():
        return found
    raise Malformed


def id_of(whole: Part, name: str) -> str:
    """The id of an object within; empty where there is none."""
    return "" if whole.get(name) is None else an_id(part(whole, name), "id")


def any_id(whole: Part, name: str) -> str:
    """As `an_id`, where Teams may also say null."""
    return "" if whole.get(name) is None else an_id(whole, name)


def sure_id(whole: Part, name: str) -> str:
    """As `an_id`, where there must be one."""
    if found := an_id(whole, name):
        return found
    raise Malformed
