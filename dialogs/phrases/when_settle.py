"""Makes one moment, or two to choose from, of the phrases that somebody typed together."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from itertools import product

from dialogs.phrases.when_sides import Unclear, ahead, ask_for_time, on_the_right_side
from dialogs.phrases.when_words import WEEKDAYS, Asked, Found, Part
from meeting import saying
from meeting.calendar import DAY, LONDON

LIKELY = range(8, 19)
"""The hours in which "at 3" is taken to be."""


def moments(founds: Sequence[Found], asked: Asked) -> list[tuple[datetime, str]]:
    """One or two moments in London time, each with a note; raises Unclear."""
    for found in founds:
        if found.problem:
            raise Unclear(found.problem)
    note = " ".join(dict.fromkeys(found.note for found in founds if found.note))
    if told := [at for found in founds for at in found.moments]:
        return [(at, note) for at in on_the_right_side(told, asked)]
    days = agreed_days(founds)
    clocks = next((found.clocks for found in founds if found.clocks), ())
    parts = [found.part for found in founds if found.part]
    if not clocks:
        raise ask_for_time(days, parts, asked)
    zone = next((found.zone for found in founds if found.zone), "")
    wanted = fitting(clocks, parts)
    if days or asked.past:
        places = placed(days, wanted, parts, zone, asked)
        return [(at, note) for at in places]
    return with_no_day(wanted, zone, note, asked)


def with_no_day(
    clocks: Sequence[time], zone: str, note: str, asked: Asked
) -> list[tuple[datetime, str]]:
    """Today, or tomorrow with a word about it when that time of today is past."""
    if today := soon([asked.today], likely(clocks), zone, asked):
        return [(at, note) for at in today]
    tomorrow = at_times([asked.today + DAY], likely(clocks), zone)
    said = f"{note} That time is past today, so this is tomorrow.".strip()
    evening = soon([asked.today], by_night(clocks), zone, asked)
    on_the_right_side([*evening, *tomorrow], asked)  # refuses more than two
    return [*((at, note) for at in evening), *((at, said) for at in tomorrow)]


def placed(
    days: Sequence[date], clocks: Sequence[time], parts: Sequence[Part], zone: str, asked: Asked
) -> list[datetime]:
    """The likely hours first; the others only when those are on the wrong side of now."""
    given = days or [asked.today]
    usual = at_times(given, likely(clocks), zone, parts)
    found = [at for at in usual if ahead(at, asked)]
    if not found and days:
        found = soon(given, clocks if parts else by_night(clocks), zone, asked, parts)
    return on_the_right_side(found or usual, asked)


def soon(
    days: Sequence[date],
    clocks: Sequence[time],
    zone: str,
    asked: Asked,
    parts: Sequence[Part] = (),
) -> list[datetime]:
    return [at for at in at_times(days, clocks, zone, parts) if ahead(at, asked)]


def by_night(clocks: Sequence[time]) -> list[time]:
    """What an hour means when its likely meaning is over: 8 in the evening, but not 10."""
    return [clock for clock in clocks if clock.hour < 22]


def agreed_days(founds: Sequence[Found]) -> list[date]:
    """The days on which all phrases agree; a weekday beside a date must be that date's."""
    dated = [found.days for found in founds if found.days and found.weekday is None]
    named = [found for found in founds if found.weekday is not None]
    first, *others = dated or [found.days for found in named] or [()]
    days = [day for day in first if all(day in other for other in others)]
    fit = [day for day in days if all(day.weekday() == found.weekday for found in named)]
    if days and not fit:
        other = next(f.weekday for f in named if f.weekday != days[0].weekday())
        name = WEEKDAYS[other or 0].title()
        raise Unclear(f"{saying.day(days[0])} is not a {name}: type the one you mean.")
    if first and not fit:
        raise Unclear("Those are two different days: type one.")
    return fit


def fitting(clocks: Sequence[time], parts: Sequence[Part]) -> list[time]:
    """The times that lie in the part of the day that was named."""
    fit = [clock for clock in clocks if all(holds(part, clock) for part in parts)]
    if not fit:
        said = f"{clocks[0].hour}:{clocks[0].minute:02}"
        raise Unclear(f"{said} is not {parts[0].name}: type the time with am or pm.")
    return fit


def holds(part: Part, clock: time) -> bool:
    return part.first <= clock.hour < part.last or (part.past_midnight and clock.hour < 6)


def likely(clocks: Sequence[time]) -> Sequence[time]:
    usual = [clock for clock in clocks if clock.hour in LIKELY]
    return usual if len(clocks) > 1 and usual else clocks


def at_times(
    days: Iterable[date], clocks: Sequence[time], zone: str, parts: Sequence[Part] = ()
) -> list[datetime]:
    """Each day at each time; a time that comes twice as the clocks go back, twice."""
    found = []
    for day, clock in product(days, clocks):
        late = any(part.past_midnight for part in parts) and clock.hour < 6
        found += real_times(day + DAY if late else day, clock, zone)
    return found


def real_times(day: date, clock: time, zone: str) -> list[datetime]:
    walls = [datetime.combine(day, clock, LONDON).replace(fold=fold) for fold in (0, 1)]
    first, second = (wall.astimezone(UTC).astimezone(LONDON) for wall in walls)
    if first.replace(tzinfo=None) != walls[0].replace(tzinfo=None):
        raise Unclear(
            f"{saying.clock(walls[0])} does not exist on {saying.day(day)}, when the clocks"
            f" go forward: type {saying.clock(first)} or another time."
        )
    both = [first] if first.utcoffset() == second.utcoffset() else [first, second]
    kept = [at for at in both if zone in ("", at.tzname())]
    if not kept:
        raise Unclear(f"London is not on {zone} then: type the London time without “{zone}”.")
    return kept
