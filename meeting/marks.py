"""What is noted on a meeting beside its course: stand-ins, reminders put off, things done."""

from pydantic import AwareDatetime

from meeting.base import Frozen
from meeting.people import Person


class StandIn(Frozen):
    """A further manager who was asked because those before had not answered."""

    person: Person
    at: AwareDatetime


class Snooze(Frozen):
    """Somebody asked to be reminded later."""

    by: str
    at: AwareDatetime
    until: AwareDatetime


class Done(Frozen):
    """Something that the bot cannot see, and that somebody says is so."""

    what: str
    """"conference", "late", or "call:" and the id of who was rung."""
    by: str
    at: AwareDatetime
    words: str = ""
