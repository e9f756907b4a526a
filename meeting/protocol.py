"""The shape of a partnership's protocol: everything that one partnership may vary."""

from typing import Self

from pydantic import Field, model_validator

from meeting.base import Frozen
from meeting.calendar import Calendar
from meeting.protocol_after import (
    Challenge,
    Conference,
    Enquiry,
    MinutesRule,
    OutOfHours,
    OwnNotes,
    RecordRule,
    Reminders,
    Review,
)
from meeting.protocol_checks import Faulty, faults
from meeting.protocol_clocks import BandStart, ClockRule
from meeting.protocol_entry import Agency, CaseFact, Choice, Entry, Id, Link, Said, Term, Words
from meeting.protocol_meeting import (
    ActionRule,
    AgendaItem,
    Branch,
    ChildrenRule,
    Confidentiality,
    Consideration,
    FamilyInformation,
    Harm,
    Medical,
    PlanField,
    Question,
    Scale,
    Script,
    ViewRule,
)
from meeting.protocol_people import (
    Absentees,
    ChairRule,
    Confirmation,
    DecisionRule,
    Escalation,
    Inquorate,
    InviteeRule,
    InvolvedRule,
    MinuteTaker,
    Presenter,
    Slot,
)
from meeting.protocol_request import (
    Arranging,
    Authoriser,
    Band,
    Disagreement,
    Feature,
    FormatRule,
    MeetingType,
    RollOver,
    Route,
    Task,
    Trigger,
)


class PartnershipProtocol(Frozen):
    """One file of protocols/ laid over the file that it extends.

    Whatever may be left out must, where the document is silent, be named under `silent`.
    """

    name: Id
    """The file's name without ".toml"."""
    title: Words
    version: Words
    """Of this file; a meeting keeps the version under which it was convened."""
    document: Words
    """What the sources are called on a card, such as "North Somerset guide"."""
    edition: Words
    """The edition of Working Together that the document cites."""
    edition_note: str = ""
    """Shown to the partnership's administrator, such as that a later edition is in force."""
    silent: dict[str, str] = Field(default_factory=dict)
    """Heading or clock → what the document does not say about it."""

    agencies: tuple[Agency, ...]
    facts: tuple[CaseFact, ...]
    glossary: tuple[Term, ...] = ()
    links: tuple[Link, ...] = ()
    calendar: Calendar = Calendar()
    reminders: Reminders

    trigger: Trigger | None = None
    types: tuple[MeetingType, ...]
    formats: tuple[FormatRule, ...] = ()
    features: tuple[Feature, ...] = ()
    bands: tuple[Band, ...]
    band_start: BandStart
    clocks: tuple[ClockRule, ...] = ()
    routes: tuple[Route, ...] = ()
    authoriser: Authoriser
    roll_over: RollOver
    disagreements: tuple[Disagreement, ...] = ()
    arranging: Arranging | None = None
    tasks: tuple[Task, ...] = ()

    quorum: tuple[Slot, ...]
    inquorate: Inquorate
    presenters: tuple[Presenter, ...] = ()
    invitees: tuple[InviteeRule, ...]
    referrer: InvolvedRule
    involved: InvolvedRule
    absentees: Absentees | None = None
    confirmations: tuple[Confirmation, ...] = ()
    chair: ChairRule
    s47_decision: DecisionRule | None = None
    minute_takers: tuple[MinuteTaker, ...] = ()
    escalation: Escalation

    questions: tuple[Question, ...]
    agenda: tuple[AgendaItem, ...]
    branches: tuple[Branch, ...] = ()
    scripts: tuple[Script, ...] = ()
    scale: Scale | None = None
    views: ViewRule | None = None
    opinions: tuple[Choice, ...]
    harm: Harm
    outcomes: tuple[Choice, ...]
    leads: tuple[Choice, ...] = ()
    plan: tuple[PlanField, ...] = ()
    actions: ActionRule
    children: ChildrenRule | None = None
    family: FamilyInformation | None = None
    confidentiality: Confidentiality | None = None
    considerations: tuple[Consideration, ...] = ()
    medical: Medical | None = None
    principles: tuple[Said, ...] = ()

    minutes: MinutesRule
    record: RecordRule | None = None
    own_notes: OwnNotes | None = None
    challenge: Challenge | None = None
    enquiry: Enquiry | None = None
    conference: Conference | None = None
    review: Review | None = None
    out_of_hours: OutOfHours | None = None

    def band(self, band: str) -> Band:
        return next(b for b in self.bands if b.id == band)

    def agency(self, agency: str) -> str:
        """The agency's title, or what was typed where the protocol does not know it."""
        return next((a.title for a in self.agencies if a.id == agency), agency)

    def item(self, number: int) -> AgendaItem:
        return next(i for i in self.agenda if i.number == number)

    def route(self, route: str) -> Route | None:
        """The route of that id, or the first; None where the protocol names none."""
        return next((r for r in self.routes if r.id == route), next(iter(self.routes), None))

    def meeting_type(self, type: str) -> MeetingType:
        """The type of that id, or the usual one."""
        return next((t for t in self.types if t.id == type), self.types[0])

    def cite(self, entry: Entry) -> str:
        """Where an entry comes from, for a card."""
        if entry.default:
            return "product default; the document is silent"
        return f"{self.document}, {', '.join(entry.sources)}"

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if found := faults(self):
            raise Faulty(found)
        return self
