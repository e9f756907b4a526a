"""What every entry of a partnership's protocol has: where it comes from, and when it holds."""

from collections.abc import Collection
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from meeting.base import Frozen
from meeting.clocks import Span
from meeting.people import Role
from meeting.request import Category

RequirementId = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,7}-[0-9]{1,4}$")]
"""The number of a requirement, such as NS-15: letters, a dash, figures."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""A short name inside the file: small letters, figures and underscores."""

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Entry(Frozen):
    """Something a protocol says, with the requirement it comes from."""

    sources: tuple[RequirementId, ...] = ()
    """Requirement ids, such as NS-15."""
    default: bool = False
    """The document is silent; this is the product's own default and is shown as such."""
    note: str = ""
    """How a doubt or contradiction of the document is settled; shown beside the rule."""
    settles: tuple[int, ...] = ()
    """Numbers of the doubts, in docs/ambiguities.md, that this entry settles."""

    @model_validator(mode="after")
    def _cites_or_says_default(self) -> Self:
        if bool(self.sources) == self.default:
            raise ValueError("needs sources, or default = true where the document is silent")
        return self


class Conditional(Entry):
    """An entry that holds in some cases only; with no condition named, in all."""

    facts: tuple[str, ...] = ()
    """Any one of these facts of the case brings it."""
    outcomes: tuple[str, ...] = ()
    """Any one of these decisions brings it."""
    types: tuple[str, ...] = ()
    """In meetings of these types only."""
    from_age: int | None = Field(default=None, ge=0, le=18)
    """For each child of that age or older only."""

    def holds(
        self, facts: Collection[str] = (), *, outcomes: Collection[str] = (), type: str = ""
    ) -> bool:
        """Whether every condition named has come about; the children's ages are not looked at."""
        return (
            (not self.facts or bool(set(self.facts) & set(facts)))
            and (not self.outcomes or bool(set(self.outcomes) & set(outcomes)))
            and (not self.types or not type or type in self.types)
        )


class Agency(Frozen):
    id: Id
    title: Words


class CaseFact(Frozen):
    """Something about the case that decides who is asked, who minutes and what is considered."""

    id: Id
    title: Words
    when_unborn: bool = False
    """Holds of itself where an unborn baby is considered."""
    when_category: tuple[Category, ...] = ()
    """Holds of itself where the concern is of one of these kinds."""
    from_age: int | None = Field(default=None, ge=0, le=18)
    """Asked only where a child is that old, or where a date of birth is not known."""


class Choice(Entry):
    """One of several that can be chosen, ticked or considered."""

    id: Id
    title: Words
    asks: str = ""
    """What must be answered besides when it is chosen; empty: nothing."""


class Said(Entry):
    """A sentence that the document says, shown where it matters."""

    text: Words


class Timing(Entry):
    """A time allowed that is stated apart from the rule whose time it is."""

    within: Span


class Rung(Entry):
    """One step of a ladder: who is spoken to when the step before did not settle it."""

    title: Words
    roles: tuple[Role, ...] = ()
    """In the directory; empty: it is done by telephone, outside the bot."""
    agency: str = ""
    """Whose ladder it is, where each agency has its own."""


class Term(Frozen):
    """A word of the document that the bot prints as it stands, with what it means here."""

    term: Words
    meaning: Words


class Link(Frozen):
    title: Words
    url: str = ""
    """Empty: the document is named, and the host adds where it lies."""
    categories: tuple[Category, ...] = ()
    """Offered where the concern is of one of these kinds; empty: always."""
    facts: tuple[str, ...] = ()
    """Offered where one of these facts holds; empty: always."""
