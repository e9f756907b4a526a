"""The named clocks of a protocol, counted from what has happened."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from pydantic import AwareDatetime

from meeting import saying
from meeting.base import Frozen
from meeting.calendar import Calendar
from meeting.clocks import ClockKind, Due, due
from meeting.protocol import PartnershipProtocol
from meeting.protocol_clocks import ClockName, ClockRule, Event
from meeting.protocol_entry import Entry
from meeting.protocol_request import Band

Events = Mapping[Event, datetime]
"""What has happened, and when (aware times)."""


class Deadline(Frozen):
    """A named clock's due time under one rule; conflicting rules give one each."""

    clock: ClockName
    due: AwareDatetime
    """In London time; a working-day clock is due when the office closes that day."""
    alert_at: AwareDatetime
    kind: ClockKind
    sources: tuple[str, ...]
    default: bool
    """The figure is the product's own."""
    what: str = ""
    if_ticked: str = ""
    """Runs only once the chair has ticked this."""
    marker: bool = False
    """Shown beside the others, but nobody is alerted by it."""
    note: str
    """How it was counted and how a doubt is settled, for people to read."""
    beyond_known: bool = False


def deadlines(
    protocol: PartnershipProtocol, events: Events, band: Band | None = None
) -> tuple[Deadline, ...]:
    """Every clock that the protocol states and an event has started, in the clocks' own order.

    Rules that conflict stand side by side, the earlier first."""
    found = [d for d in (_meeting(protocol, events, band),) if d]
    for rule in protocol.clocks:
        start = next((events[e] for e in rule.start if e in events), None)
        if start is not None:
            found.append(_counted(rule, start, events, protocol.calendar))
    order = list(ClockName)
    return tuple(sorted(found, key=lambda d: (order.index(d.clock), d.due)))


def first(protocol: PartnershipProtocol, clock: ClockName, events: Events) -> Due | None:
    """The earliest time by which a clock makes something due; None where none is stated.

    What runs only once it is ticked, and mere markers, are not counted."""
    running = [
        due(rule.within, events[start], protocol.calendar)
        for rule in protocol.clocks
        if rule.clock is clock and not rule.if_ticked and not rule.marker
        for start in [next((e for e in rule.start if e in events), None)]
        if start is not None
    ]
    return min(running, key=lambda d: d.at, default=None)


def known(**times: datetime | None) -> dict[Event, datetime]:
    """Events by name, less those that have not happened."""
    return {Event(name): at for name, at in times.items() if at is not None}


def band_starts(protocol: PartnershipProtocol, events: Events) -> datetime | None:
    """The earliest known of the events from which the bands run."""
    return min((events[e] for e in protocol.band_start.start if e in events), default=None)


def _meeting(protocol: PartnershipProtocol, events: Events, band: Band | None) -> Deadline | None:
    start = band_starts(protocol, events)
    if band is None or band.within is None or start is None:
        return None
    counted = due(band.within, start, protocol.calendar)
    notes = (counted.note, protocol.band_start.note, band.note)
    return _deadline(ClockName.MEETING, counted, band, notes)


def _counted(rule: ClockRule, start: datetime, events: Events, calendar: Calendar) -> Deadline:
    counted = due(rule.within, start, calendar)
    ticked = f"Only if ticked: {rule.if_ticked}." if rule.if_ticked else ""
    what = f"{rule.what}." if rule.what else ""
    notes = (what, counted.note, ticked, rule.note, _late(rule.clock, counted, events))
    return _deadline(rule.clock, counted, rule, notes).but(
        sources=(*rule.sources, *rule.asked_by),
        what=rule.what,
        if_ticked=rule.if_ticked,
        marker=rule.marker,
    )


def _late(clock: ClockName, counted: Due, events: Events) -> str:
    said = events.get(Event.DISSENT)
    if clock is not ClockName.CHALLENGE or said is None or said <= counted.at:
        return ""
    return f"The dissent of {saying.spoken(said)} is late; it is accepted and marked so."


def _deadline(clock: ClockName, counted: Due, entry: Entry, notes: Iterable[str]) -> Deadline:
    return Deadline(
        clock=clock,
        due=counted.at,
        alert_at=counted.alert_at,
        kind=counted.kind,
        sources=entry.sources,
        default=entry.default,
        note=" ".join(filter(None, notes)),
        beyond_known=counted.beyond_known,
    )
