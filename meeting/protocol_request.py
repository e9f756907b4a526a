"""What a protocol says of getting to a meeting: trigger, urgency, request and authorisation."""

from pydantic import Field, field_validator

from meeting.clocks import Span
from meeting.people import Role
from meeting.protocol_entry import Choice, Conditional, Entry, Id, Rung, Said, Words
from meeting.request import Format


class Trigger(Entry):
    """When a meeting must be held at all."""

    text: Words
    occasions: tuple[Choice, ...] = ()
    """After what it can be asked for: a referral, new information, an assessment."""
    harms: tuple[Choice, ...] = ()
    """Kinds of harm that the request can name."""
    help: tuple[Said, ...] = ()
    """On what significant harm is."""


class MeetingType(Entry):
    """Meeting or discussion, where a protocol tells them apart. The first is the usual one."""

    id: Id
    title: Words
    name: Words = "strategy meeting"
    """What cards, notices, e-mails and minutes call it: the document's own word."""
    text: str = ""
    formats: tuple[Format, ...] = ()
    """Empty: any that the protocol allows."""
    out_of_hours: bool = False
    """This one is used while the office is closed."""


class FormatRule(Entry):
    """How a meeting may be held. The first is the usual one."""

    format: Format
    text: str = ""
    asks_reason: str = ""
    """What is asked when it is chosen in place of the preferred; may be left unanswered."""


class Feature(Entry):
    """A mark of the concern that puts it into a band."""

    id: Id
    title: Words


class Band(Entry):
    """An urgency band: within what time the meeting must be held."""

    id: Id
    title: Words
    rule: Words
    """The document's own words."""
    within: Span | None = None
    """None: the document gives no figure, and says so; no clock runs until the host sets one."""
    features: tuple[str, ...] = ()
    """Any one of these puts a concern here; the earliest band of all that are chosen holds."""
    otherwise: bool = False
    """The band of a concern that has none of the features."""
    asks_reason: str = ""
    """What the authoriser must answer before this band may be used; empty: nothing."""
    confirm: str = ""
    """What the authoriser must tick before this band may be used; empty: nothing."""

    @property
    def time(self) -> str:
        """ "4 hours", or that there is no figure."""
        return str(self.within) if self.within else "no figure is given"


class Authoriser(Entry):
    roles: tuple[Role, ...]
    """Who may authorise, in the order in which they are asked, where no route says otherwise."""


class AuthoriserStep(Entry):
    """Somebody who may authorise by a route; those after the first are deputies."""

    title: Words
    roles: tuple[Role, ...] = Field(min_length=1)
    teams: tuple[str, ...] = ()
    """Of these teams only; empty: of any."""
    asks_note: str = ""
    """What a deputy must answer, such as "Why is the MASH Team Manager unavailable?"."""


class Threshold(Entry):
    """Who decides, before authorisation, whether the criteria are met (a field of its own)."""

    roles: tuple[Role, ...]
    text: Words
    choices: tuple[Choice, ...]


class Route(Entry):
    """A way in which a meeting is asked for and agreed. The first is the usual one."""

    id: Id
    title: Words
    text: str = ""
    types: tuple[str, ...] = ()
    """For these types of meeting only; empty: for any."""
    requesters: tuple[Role, ...] = ()
    """Who may ask by it; empty: any of social care."""
    states: str = ""
    """What the request must say by this route, as a question."""
    needs: tuple[Choice, ...] = ()
    """What must be given with it, such as contact details or the chair's name."""
    threshold: Threshold | None = None
    steps: tuple[AuthoriserStep, ...]
    jointly: bool = False
    """All of the steps must agree, and each is recorded; otherwise the first who answers."""


class RollOver(Entry):
    """When the next authoriser is asked because one does not answer."""

    share: float = Field(gt=0, lt=1)
    """Of the time from the request until the meeting's deadline."""


class Arranging(Entry):
    """Who sets the meeting up once it is authorised."""

    text: Words
    roles: tuple[Role, ...]


class Task(Conditional):
    """Something that must be done outside the meeting: the bot asks for it and keeps the answer."""

    id: Id
    title: Words
    stage: str
    """At which step it is shown: one of STAGES."""
    by: str = ""
    """Who does it, as the document names them."""
    roles: tuple[Role, ...] = ()
    """Who of the directory is asked; empty: whoever convenes."""
    routes: tuple[str, ...] = ()
    """By these routes only; empty: by any."""
    within: Span | None = None
    """Counted from the step; None: by the step's own end."""
    system: str = ""
    """Done in the authority's own case system, such as "LCS"; the bot never says that it was."""

    @field_validator("stage")
    @classmethod
    def _known(cls, stage: str) -> str:
        if stage not in STAGES:
            raise ValueError(f"must be one of {', '.join(STAGES)}")
        return stage


STAGES = ("request", "ready", "meeting", "after", "enquiry", "conference", "out_of_hours")
"""Asking; before the meeting (readiness); in it; after it; in an s47 enquiry; for a conference."""


class Disagreement(Entry):
    """A partner disagrees with whether there should be a meeting: asked first, which way."""

    id: Id
    title: Words
    text: Words
    goes_ahead: bool = False
    """The meeting is held all the same."""
    rungs: tuple[Rung, ...] = ()
    records: str = ""
    """What each agency is asked to record."""
    policy: str = ""
