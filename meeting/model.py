"""A strategy meeting, from its request to its last action: the nouns."""

from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime

from meeting.base import Frozen
from meeting.marks import Done, Snooze, StandIn
from meeting.people import Adult, Child, Person, Role


class Phase(StrEnum):
    DRAFT = "being requested"
    REQUESTED = "waiting for authorisation"
    RETURNED = "returned with questions"
    DECLINED = "declined"
    AUTHORISED = "authorised, invitations being settled"
    CONVENED = "convened"
    IN_SESSION = "in session"
    HELD = "held, minutes being approved"
    CIRCULATED = "minutes circulated"
    CANCELLED = "cancelled"


class Category(StrEnum):
    PHYSICAL = "physical abuse"
    SEXUAL = "sexual abuse"
    EMOTIONAL = "emotional abuse"
    NEGLECT = "neglect"


class Format(StrEnum):
    TEAMS = "Microsoft Teams"
    IN_PERSON = "in person"
    PHONE = "telephone"


class Request(Frozen):
    """What the social worker asks for."""

    children: tuple[Child, ...] = ()
    adults: tuple[Adult, ...] = ()
    concern: str = ""
    occasion: str = ""
    """After what it is asked for, by the protocol's list."""
    harms: frozenset[str] = frozenset()
    """Further kinds of harm, by the protocol's list."""
    ground: str = ""
    """How the threshold is met, in the requester's words, where the route asks for it."""
    category: Category | None = None
    band: str = ""
    band_reason: str = ""
    """Why this band, where the protocol asks for a reason."""
    features: frozenset[str] = frozenset()
    """What marks the concern, by the protocol's list; the earliest band of any of them holds."""
    identified_at: AwareDatetime | None = None
    """When the concern was identified."""
    referred_at: AwareDatetime | None = None
    """When it was referred; the clock of the band starts at the earlier of the two."""
    route: str = ""
    """By which of the protocol's routes it comes; empty: the first."""
    type: str = ""
    """Meeting or discussion, where the protocol tells them apart; empty: the first."""
    referrer: str = ""
    """The agency that referred; empty when social care raised it itself."""
    agencies: tuple[str, ...] = ()
    """Agencies already known to be involved."""
    facts: frozenset[str] = frozenset()
    """Case facts that bring further invitees, such as "sexual_abuse"."""
    meet_at: AwareDatetime | None = None
    late_reason: str = ""
    """Why the time asked for is past the deadline, where it is."""
    format: Format = Format.TEAMS
    format_reason: str = ""
    """Why not as the protocol prefers, where it asks."""
    join_link: str = ""


class Outcome(StrEnum):
    APPROVED = "approved"
    RETURNED = "returned with questions"
    DECLINED = "declined"


class Authorisation(Frozen):
    outcome: Outcome
    by: Person
    at: AwareDatetime
    words: str = ""
    threshold: str = ""
    """Whether the criteria are met, by the route's list, where it asks for that apart."""


class AnswerKind(StrEnum):
    ATTENDING = "attending"
    DEPUTY = "sending a deputy"
    INFORMATION = "cannot attend, sending written information"


class Answer(Frozen):
    kind: AnswerKind
    by: str
    at: AwareDatetime
    deputy: str = ""
    note: str = ""
    confirmed: tuple[str, ...] = ()
    """Ids of the protocol's confirmations that were ticked."""


class Information(Frozen):
    """What an agency wrote for the meeting."""

    by: str
    at: AwareDatetime
    answers: tuple[tuple[str, str], ...]
    """(question, words) in the order of the protocol's questions."""


class Removal(Frozen):
    by: str
    at: AwareDatetime
    reason: str


class Invitee(Frozen):
    id: str
    agency: str
    person: Person | None = None
    reason: str
    sources: tuple[str, ...] = ()
    required: bool = False
    quorum: bool = False
    asked_at: AwareDatetime | None = None
    removed: Removal | None = None
    answer: Answer | None = None
    information: Information | None = None

    @property
    def owes(self) -> str:
        """What is still awaited of them: "answer", "information" or nothing."""
        if self.removed or self.asked_at is None:
            return ""
        if self.answer is None:
            return "answer"
        waiting = self.answer.kind is AnswerKind.INFORMATION and self.information is None
        return "information" if waiting else ""


class Note(Frozen):
    """Words recorded under an agenda item."""

    item: int
    text: str
    by: str
    at: AwareDatetime


class Attendee(Frozen):
    """Somebody who is in the meeting."""

    person: str
    """Id of a person, or of the invitee whose unnamed deputy this is."""
    name: str
    agency: str
    role: Role = Role.PROFESSIONAL
    title: str = ""
    at: AwareDatetime


class Absence(Frozen):
    invitee: str
    apologies: bool
    """False: a no-show (NS-45)."""


class View(Frozen):
    """An agency's opinion whether the threshold is met, and why."""

    agency: str
    by: str
    opinion: str
    reason: str
    safety: int | None = None
    """On the protocol's scale; None: cannot scale."""
    at: AwareDatetime


class Decision(Frozen):
    """What the chair decided for one child."""

    child: str
    outcome: str
    lead: str = ""
    reason: str
    at: AwareDatetime


class Action(Frozen):
    id: str
    what: str
    who: str
    due: AwareDatetime
    owner: str = ""
    """Id of the person, where `who` is somebody of the directory."""
    purpose: str = ""
    contingency: str = ""
    review: str = ""
    """How and when its completion is reviewed."""
    done_at: AwareDatetime | None = None


class Dissent(Frozen):
    by: str
    name: str
    agency: str
    reason: str
    at: AwareDatetime
    late: bool = False
    challenged_at: AwareDatetime | None = None


class Proceeding(Frozen):
    """What the chair chose to do about something missing."""

    what: str
    reason: str
    at: AwareDatetime


class Session(Frozen):
    """The meeting while it is held, and what was recorded in it."""

    opened_at: AwareDatetime
    confirmed: tuple[str, ...] = ()
    """What the chair confirmed at the opening."""
    unconfirmed: str = ""
    """Why something of it was not confirmed."""
    step: int = 0
    """Counts the chair's steps: a card drawn for an earlier one is stale."""
    item: int = 1
    notes: tuple[Note, ...] = ()
    present: tuple[Attendee, ...] = ()
    registered: bool = False
    """The chair has gone through who is there; before, only those are known who said so."""
    absent: tuple[Absence, ...] = ()
    views: tuple[View, ...] = ()
    decisions: tuple[Decision, ...] = ()
    safety_plan: str = ""
    actions: tuple[Action, ...] = ()
    review_at: AwareDatetime | None = None
    inquorate: Proceeding | None = None
    closed_at: AwareDatetime | None = None
    gaps_reason: str = ""


class Renewal(Frozen):
    """Somebody asked for a new link to the minutes."""

    person: str
    at: AwareDatetime


class Minutes(Frozen):
    version: int = 1
    drafted_at: AwareDatetime
    remarks: str = ""
    """The chair's additions to the draft."""
    approved_at: AwareDatetime | None = None
    recipients: tuple[str, ...] = ()
    """Ids of the people to whom they went."""
    renewals: tuple[Renewal, ...] = ()


class Move(Frozen):
    """A change of the meeting's time."""

    by: str
    at: AwareDatetime
    earlier: AwareDatetime | None
    later: AwareDatetime
    reason: str


class Meeting(Frozen):
    schema_version: int = 1
    id: str
    protocol: str
    protocol_version: str
    phase: Phase = Phase.DRAFT
    begun_at: AwareDatetime
    requester: Person
    request: Request = Request()
    requested_at: AwareDatetime | None = None
    authoriser: Person | None = None
    authorisations: tuple[Authorisation, ...] = ()
    chair: Person | None = None
    arranger: Person | None = None
    """Who sets the meeting up where the protocol names somebody besides the requester."""
    invitees: tuple[Invitee, ...] = ()
    convened_at: AwareDatetime | None = None
    moves: tuple[Move, ...] = ()
    session: Session | None = None
    dissents: tuple[Dissent, ...] = ()
    minutes: Minutes | None = None
    cancelled: Removal | None = None
    stand_ins: tuple[StandIn, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    done: tuple[Done, ...] = ()

    @property
    def asked(self) -> tuple[Invitee, ...]:
        """Those who are invited and not taken off again."""
        return tuple(i for i in self.invitees if i.removed is None)

    def invitee(self, person: str) -> Invitee | None:
        """The live invitation of that person, if there is one."""
        return next((i for i in self.asked if i.person and i.person.id == person), None)

    def with_invitee(self, invitee: Invitee) -> Self:
        """The meeting with that invitation in place of its earlier state."""
        changed = (invitee if i.id == invitee.id else i for i in self.invitees)
        return self.but(invitees=tuple(changed))

    def child(self, child: str) -> Child:
        return next(c for c in self.request.children if c.id == child)

    def label(self, child: str) -> str:
        """What a child is called where everybody in the room can read: "Child 1"."""
        order = [c.id for c in self.request.children]
        return f"Child {order.index(child) + 1}"
