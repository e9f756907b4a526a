"""One thing somebody did, what comes back of it, and who answers it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from cards.blocks import Card
from cards.form import Form
from meeting.base import Refusal
from meeting.people import Person
from state.store import Work


class Unreadable(Refusal):
    """This card is of an earlier version and cannot be used. Nothing was recorded."""


@dataclass(frozen=True)
class Turn:
    """What somebody did, and when: from here on there is no Teams."""

    person: Person
    at: datetime
    words: str = ""
    """What they typed, when it was not a button."""
    in_channel: bool = False
    waits: bool = False
    """Their Teams waits for the answer and shows it: if it asks twice, it is told the same."""


@dataclass(frozen=True)
class Say:
    """A sentence in answer, where they spoke."""

    words: str
    refused: bool = False
    """Nothing was recorded: what they typed must not be lost."""


@dataclass(frozen=True)
class Show:
    """A card in answer: in place of the form that was sent, or else as a new message."""

    card: Card
    private: bool = False
    """It names people or details: only ever shown in the person's own chat."""
    replaces: bool = True
    """False: leave the card that was pressed as it is."""
    done: str = ""
    """What was recorded, and when: where the form was in a window, it closes with these words."""


@dataclass(frozen=True)
class Quiet:
    """Nothing is said: the meeting's own cards show what happened."""


Reply = Say | Show | Quiet

F = TypeVar("F", bound=Form)
Step = Callable[[Turn, Any, Work], Awaitable[Reply]]


class Dialog:
    """A conversation: which steps it has, each declared by the form that it answers."""

    def __init__(self) -> None:
        self.steps: dict[type[Form], Step] = {}

    def answers(
        self, form: type[F]
    ) -> Callable[
        [Callable[[Turn, F, Work], Awaitable[Reply]]],
        Callable[[Turn, F, Work], Awaitable[Reply]],
    ]:
        def declare(
            step: Callable[[Turn, F, Work], Awaitable[Reply]],
        ) -> Callable[[Turn, F, Work], Awaitable[Reply]]:
            self.steps[form] = step
            return step

        return declare
