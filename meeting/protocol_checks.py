"""What must agree inside a protocol: names that are used, names given twice, what is silent."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from meeting.protocol_clocks import ClockName

Place = tuple[str | int, ...]
"""Where in the file: ("bands", 1, "within") is the second band's `within`."""


class Fault(NamedTuple):
    place: Place
    reason: str


class Faulty(ValueError):
    """A protocol whose parts do not agree."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"{'.'.join(map(str, f.place))}: {f.reason}" for f in faults))
        self.faults = faults


REFERS_TO = {
    "agency": "agencies",
    "agencies": "agencies",
    "facts": "facts",
    "features": "features",
    "outcomes": "outcomes",
    "again_for": "outcomes",
    "types": "types",
    "type": "types",
    "routes": "routes",
}
"""A field → the heading whose ids it may name."""

NEED_NOT_BE_STATED = {"silent", "edition_note", "glossary", "links", "calendar"} | {
    "features",
    "presenters",
    "principles",
    "tasks",
}
"""Headings that a protocol may be without and say nothing of it."""


def faults(protocol: BaseModel) -> list[Fault]:
    """Everything in which a protocol does not agree with itself, in the order of its headings."""
    ids = {h: {e.id for e in getattr(protocol, h)} for h in set(REFERS_TO.values())}
    found = [f for place, part in parts(protocol) if place for f in _unknown(place, part, ids)]
    return [*found, *_twice(protocol), *_order(protocol), *_silences(protocol)]


def parts(value: Any, place: Place = ()) -> Iterator[tuple[Place, BaseModel]]:
    """Every model inside, the outermost too, each with its place."""
    if isinstance(value, BaseModel):
        yield place, value
        for field in type(value).model_fields:
            yield from parts(getattr(value, field), (*place, field))
    elif isinstance(value, tuple):
        for n, inner in enumerate(value):
            yield from parts(inner, (*place, n))


def _unknown(place: Place, part: BaseModel, ids: dict[str, set[str]]) -> Iterator[Fault]:
    for field in type(part).model_fields:
        if heading := REFERS_TO.get(field):
            named = getattr(part, field)
            for name in [named] if isinstance(named, str) else named:
                if name and name not in ids[heading]:
                    yield Fault((*place, field), f'"{name}" is not among the {heading}')


def _twice(protocol: BaseModel) -> Iterator[Fault]:
    for place, part in parts(protocol):
        for field in type(part).model_fields:
            seen = set[object]()
            entries = getattr(part, field)
            for n, entry in enumerate(entries if isinstance(entries, tuple) else ()):
                key = getattr(entry, "id", None)
                if key is not None and key in seen:
                    yield Fault((*place, field, n, "id"), f'"{key}" stands here a second time')
                seen.add(key)


def _order(protocol: Any) -> Iterator[Fault]:
    for n, item in enumerate(protocol.agenda):
        if item.number != n + 1:
            yield Fault(("agenda", n, "number"), f"must be {n + 1}: items are numbered in order")
    for heading in ("bands", "types", "agenda", "outcomes"):
        if not getattr(protocol, heading):
            yield Fault((heading,), "must have at least one entry")
    rest = [n for n, band in enumerate(protocol.bands) if band.otherwise]
    for n in rest[1:]:
        yield Fault(("bands", n, "otherwise"), "only one band can be that of all other concerns")
    for n, rule in enumerate(protocol.clocks):
        if rule.clock is ClockName.MEETING:
            yield Fault(("clocks", n, "clock"), 'the clock "meeting" is stated by the bands')


def _silences(protocol: Any) -> Iterator[Fault]:
    """What the document does not say is marked, and nothing marked is said."""
    topics = set(type(protocol).model_fields) | set(ClockName)
    for topic in protocol.silent:
        if topic not in topics:
            yield Fault(("silent", topic), "is neither a heading nor a clock")
        elif any(not entry.default for entry in _said(protocol, topic)):
            yield Fault(("silent", topic), "is stated with sources, so it is not silent")
    for topic in sorted(topics - NEED_NOT_BE_STATED - set(protocol.silent)):
        if not _said(protocol, topic) and getattr(protocol, topic, None) in (None, ()):
            reason = "state it, or say under [silent] what the document leaves out"
            yield Fault((topic,), reason)


def _said(protocol: Any, topic: str) -> list[Any]:
    """The entries about a heading or a clock; "meeting" is said by the bands that have a figure."""
    entries = getattr(protocol, topic, None)
    listed = list(entries) if isinstance(entries, tuple) else [entries] if entries else []
    if topic == ClockName.MEETING:
        listed += [band for band in protocol.bands if band.within]
    listed += [rule for rule in protocol.clocks if rule.clock == topic]
    return [entry for entry in listed if hasattr(entry, "default")]
