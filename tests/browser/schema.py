"""Holds a card against the published Adaptive Card schema of the version it declares to need."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft6Validator
from jsonschema.exceptions import ValidationError

Json = dict[str, Any]


@cache
def _schema(version: str) -> Draft6Validator:
    text = (files("adaptive_cards") / f"schemas/schema-{version}.json").read_text()
    return Draft6Validator(json.loads(text))


def schema_faults(card: Json, version: str = "1.4") -> list[str]:
    """Each fault as `place: what is wrong`; what Teams alone knows is let pass.

    That is `msteams`, and a search as one types, under which there is a plain list of choices.
    """
    plain = _plain({key: value for key, value in card.items() if key != "msteams"})
    faults = [fault for e in _schema(version).iter_errors(plain) for fault in _plainly(e)]
    return sorted(set(faults))


def _plain(part: Any) -> Any:
    if isinstance(part, list):
        return [_plain(p) for p in part]
    if not isinstance(part, dict):
        return part
    query = part.get("choices.data")
    if isinstance(query, dict) and query.get("type") == "Data.Query" and part.get("choices"):
        rest = {key: value for key, value in part.items() if key != "choices.data"}
        part = {**rest, "style": "compact" if part["style"] == "filtered" else part["style"]}
    return {key: _plain(value) for key, value in part.items()}


def _plainly(error: ValidationError) -> Iterator[str]:
    """The schema says `none of 17 kinds fits`; find the kind that was meant, and its fault."""
    ways: dict[Any, list[ValidationError]] = {}
    for cause in error.context or []:
        ways.setdefault(cause.schema_path[0], []).append(cause)
    meant = [way for way in ways.values() if not any(map(_is_about_type, way))]
    if not ways:
        yield f"{error.json_path}: {error.message}"
    elif not meant and isinstance(error.instance, dict):
        yield f"{error.json_path}: unknown type {error.instance.get('type')!r}"
    else:
        for cause in meant[0] if meant else next(iter(ways.values())):
            yield from _plainly(cause)


def _is_about_type(error: ValidationError) -> bool:
    return list(error.relative_path) == ["type"]
