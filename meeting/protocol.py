"""The shape of a partnership's protocol: everything that one partnership may vary."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from meeting.base import Frozen
from meeting.calendar import Calendar
from meeting.clocks import Span
from meeting.people import Role


class Entry(Frozen):
    """Something a protocol says, with the requirement it comes from."""

    sources: tuple[str, ...] = ()
    """Requirement ids, such as NS-15."""
    default: bool = False
    """The document is silent; this is the product's own default and is shown as such."""

    @model_validator(mode="after")
    def cites_or_says_default(self) -> Self:
        if bool(self.sources) == self.default:
            raise ValueError("needs sources, or default = true where the document is silent")
        return self


class Agency(Frozen):
    id: str
    title: str


class Band(Entry):
    """An urgency band: within what time the meeting must be held."""

    id: str
    title: str
    rule: str
    """The document's own words."""
    within: Span


class Slot(Entry):
    """An agency without which the meeting is below its minimum; any one person fills it."""

    id: str
    title: str
    agencies: tuple[str, ...]
    roles: tuple[Role, ...] = ()
    """Empty: anybody of the agency."""


class CaseFact(Frozen):
    """Something about the case that decides who is asked."""

    id: str
    title: str


class InviteeRule(Entry):
    agency: str
    reason: str
    required: bool = False
    """Must be asked in every case; otherwise only when a fact holds or the agency is involved."""
    facts: tuple[str, ...] = ()
    """Any one of these brings the invitation."""


class InvolvedRule(Entry):
    """Why an agency is asked that referred, or that works with the family already."""

    reason: str


class Authoriser(Entry):
    roles: tuple[Role, ...]
    """Who may authorise, in the order in which they are asked."""


class ChairRule(Entry):
    roles: tuple[Role, ...]


class Question(Entry):
    id: str
    text: str
    help: str = ""


class ItemKind(StrEnum):
    """How an agenda item is recorded."""

    REGISTER = "register"
    ABSENCES = "absences"
    NOTE = "note"
    SCRIPT = "script"
    DETAILS = "details"
    INFORMATION = "information"
    DECISION = "decision"
    SAFETY = "safety"
    ACTIONS = "actions"
    REVIEW = "review"


class AgendaItem(Entry):
    number: int
    title: str
    kind: ItemKind
    script: str
    """What the chair says or asks for."""


class Choice(Entry):
    id: str
    title: str


class Scale(Entry):
    lowest: int = 0
    highest: int = 10
    low_title: str
    high_title: str


class MinutesRule(Entry):
    draft_within: Span | None = None
    circulate_within: Span
    recipients: str
    """In words, as shown to the chair."""
    link_lasts_days: int = Field(default=14, ge=1)
    """For how long the link to the minutes opens; the product's own rule."""


class Challenge(Entry):
    within: Span
    to: Role
    text: str


class Escalation(Entry):
    text: str
    policy: str


class Reminders(Entry):
    """When to remind, as shares of the time from asking until the deadline."""

    shares: tuple[float, ...]
    warn_chair: tuple[float, ...]
    minutes: tuple[float, ...]


class Link(Frozen):
    title: str
    url: str = ""


class PartnershipProtocol(Frozen):
    name: str
    title: str
    version: str
    document: str
    """What the sources are called on a card, such as "North Somerset guide"."""
    edition: str
    """The edition of Working Together that the document cites."""
    agencies: tuple[Agency, ...]
    facts: tuple[CaseFact, ...]
    bands: tuple[Band, ...]
    quorum: tuple[Slot, ...]
    invitees: tuple[InviteeRule, ...]
    referrer: InvolvedRule
    involved: InvolvedRule
    authoriser: Authoriser
    chair: ChairRule
    questions: tuple[Question, ...]
    agenda: tuple[AgendaItem, ...]
    opinions: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    leads: tuple[Choice, ...]
    scale: Scale | None = None
    minutes: MinutesRule
    challenge: Challenge | None = None
    escalation: Escalation
    reminders: Reminders
    calendar: Calendar = Calendar()
    links: tuple[Link, ...] = ()

    def band(self, band: str) -> Band:
        return next(b for b in self.bands if b.id == band)

    def agency(self, agency: str) -> str:
        """The agency's title, or what was typed where the protocol does not know it."""
        return next((a.title for a in self.agencies if a.id == agency), agency)

    def item(self, number: int) -> AgendaItem:
        return next(i for i in self.agenda if i.number == number)

    def cite(self, entry: Entry) -> str:
        """Where an entry comes from, for a card."""
        if entry.default:
            return "product default; the document is silent"
        return f"{self.document}, {', '.join(entry.sources)}"

    @model_validator(mode="after")
    def names_only_what_it_defines(self) -> Self:
        agencies = {a.id for a in self.agencies}
        facts = {f.id for f in self.facts}
        for rule in self.invitees:
            if rule.agency not in agencies:
                raise ValueError(f"invitees: {rule.agency} is not among the agencies")
            if unknown := set(rule.facts) - facts:
                raise ValueError(f"invitees: {', '.join(sorted(unknown))} is not among the facts")
        for slot in self.quorum:
            if unknown := set(slot.agencies) - agencies:
                raise ValueError(f"quorum: {', '.join(sorted(unknown))} is not among the agencies")
        return self
