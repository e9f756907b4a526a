"""How times and people are written for people to read."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def clock(at: datetime) -> str:
    """The time of day: "2:30 pm"."""
    local = at.astimezone(LONDON)
    return f"{local.hour % 12 or 12}:{local.minute:02d} {'am' if local.hour < 12 else 'pm'}"


def day(on: date) -> str:
    """The day: "Tuesday 24 November 2026"."""
    return f"{on:%A} {on.day} {on:%B %Y}"


def short_day(on: date) -> str:
    """The day in a list: "24 Nov 2026"."""
    return f"{on.day} {on:%b %Y}"


def spoken(at: datetime) -> str:
    """An instant: "Tuesday 24 November 2026, 2:30 pm", London time."""
    return f"{day(at.astimezone(LONDON).date())}, {clock(at)}"


def with_day(at: datetime) -> str:
    """An instant on a card that stays for days, in a list: "2:30 pm, Tue 24 Nov"."""
    local = at.astimezone(LONDON)
    return f"{clock(at)}, {local:%a} {local.day} {local:%b}"


def moment(at: datetime, now: datetime) -> str:
    """An instant seen from now: the time alone when it is today."""
    same_day = at.astimezone(LONDON).date() == now.astimezone(LONDON).date()
    return clock(at) if same_day else spoken(at)


def listed(words: list[str]) -> str:
    """Several words in a sentence: "police, health and school"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
