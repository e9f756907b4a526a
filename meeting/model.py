"""A strategy meeting, from its request to its last action: the nouns."""

from enum import StrEnum
from typing import Self

from pydantic import AwareDatetime

from meeting.base import Frozen
from meeting.marks import Done, Snooze, StandIn
from meeting.people import Child, Person
from meeting.request import Authorisation, Request
from meeting.session import Dissent, Session


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
    called: str = "strategy meeting"
    """What its protocol calls a meeting of its type."""
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
    convened_by: str = ""
    """Id of who sent the invitations, and settled with them who chairs."""
    moves: tuple[Move, ...] = ()
    session: Session | None = None
    dissents: tuple[Dissent, ...] = ()
    minutes: Minutes | None = None
    cancelled: Removal | None = None
    stand_ins: tuple[StandIn, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    done: tuple[Done, ...] = ()

    @property
    def named(self) -> str:
        """ "strategy meeting SM-7KQ2M", inside a sentence."""
        return f"{self.called} {self.id}"

    @property
    def heading(self) -> str:
        """ "Strategy meeting SM-7KQ2M", where a sentence or a title begins with it."""
        return self.named[0].upper() + self.named[1:]

    @property
    def kind(self) -> str:
        """ "meeting" or "discussion": for a notification, which says no more than that."""
        return self.called.rpartition(" ")[2]

    @property
    def asked(self) -> tuple[Invitee, ...]:
        """Those who are invited and not taken off again."""
        return tuple([i for i in self.invitees if i.removed is None])

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
