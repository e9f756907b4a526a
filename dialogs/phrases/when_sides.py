"""Whether a moment is past or to come, and the sentences for one on the wrong side of now."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from dialogs.phrases.when_weeks import months_away
from dialogs.phrases.when_words import Asked, Part
from meeting import saying
from meeting.calendar import LONDON

HORIZON = 18
"""Months; a date further off has a mistyped year."""


class Unclear(Exception):
    """What was typed gives no moment to offer; the sentence says what to type instead."""


class WrongSide(Unclear):
    """It is past where the future was asked for, or the other way round."""


def ask_for_time(days: Sequence[date], parts: Sequence[Part], asked: Asked) -> Unclear:
    if not days:
        return Unclear("Which day, and at what time? Type it like “Tuesday 2:30 pm”.")
    right = [day for day in days if (day <= asked.today if asked.past else day >= asked.today)]
    if not right:
        return wrong_side(saying.day(days[0]), asked)
    if any(too_far(day, asked) for day in right):
        return mistyped_year(saying.day(right[0]))
    part = f", {parts[0].name}" if parts else ""
    if len(right) > 1:
        return Unclear(
            f"Which time{part}, and is it {near_day(right[0], asked)}"
            f" or {near_day(right[1], asked)}?"
        )
    if right[0] == asked.today:
        return Unclear(f"Which time today{part}?")
    return Unclear(f"Which time on {near_day(right[0], asked)}{part}?")


def near_day(day: date, asked: Asked) -> str:
    """Without the year when it is this one."""
    return saying.day(day).removesuffix(f" {asked.today.year}")


def on_the_right_side(found: Sequence[datetime], asked: Asked) -> list[datetime]:
    # Keyed by UTC: inside one zone the two times of a clock change night count as equal.
    right = list({at.astimezone(UTC): at for at in found if ahead(at, asked)}.values())
    if not right:
        raise wrong_side(saying.spoken(found[0]), asked)
    if any(too_far(at.astimezone(LONDON).date(), asked) for at in right):
        raise mistyped_year(saying.day(right[0].date()))
    if len(right) > 2:
        raise Unclear("That can be read in several ways: type the date, and am or pm.")
    return right


def ahead(at: datetime, asked: Asked) -> bool:
    """Whether a moment is on the side of now that was asked for."""
    here, there = asked.now.astimezone(UTC), at.astimezone(UTC)
    return there <= here if asked.past else there > here


def too_far(day: date, asked: Asked) -> bool:
    if asked.past:
        return day < months_away(asked.today, -HORIZON)
    return day > months_away(asked.today, HORIZON)


def wrong_side(said: str, asked: Asked) -> WrongSide:
    if asked.past:
        return WrongSide(f"{said} has not come yet: type when it was, such as “yesterday 4 pm”.")
    return WrongSide(f"{said} is already past: type a time to come, such as “tomorrow 2:30 pm”.")


def mistyped_year(said: str) -> Unclear:
    return Unclear(f"{said} is more than 18 months away: check the year.")
