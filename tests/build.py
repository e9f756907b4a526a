"""Meetings as the tests of the rules need them; whatever is not named is of no matter."""

from datetime import datetime, timedelta
from functools import reduce

from meeting import (
    agenda,
    attendance,
    authorisation,
    change,
    decisions,
    dissent,
    invitation,
    minutes,
)
from meeting.model import AnswerKind, Meeting
from meeting.people import Adult, Child, Person
from meeting.request import Category, Outcome, Request
from meeting.saying import LONDON
from meeting.session import Action, Attendee, Decision
from state.protocols import read_protocol
from tests.people import DEV, GRACE, MIRIAM, OWEN, SAM

PROTOCOL = read_protocol("north_somerset")

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=LONDON)
"""A Monday."""
MEET = datetime(2026, 11, 23, 15, 0, tzinfo=LONDON)
"""When the meeting is to be held: on the same day, so that no reminder falls into the night."""
END = MEET + timedelta(hours=1)

CHILD = Child(id="c1", name="Robin Ashgrove")
SIBLING = Child(id="c2", name="Wren Ashgrove")
WHO = {"social_care": SAM, "health": GRACE, "police": DEV, "education": OWEN}


def at(share: float, start: datetime = NINE, end: datetime = MEET) -> datetime:
    """The moment at that share of the time between."""
    return start + (end - start) * share


def a_draft(**request) -> Meeting:
    asked = Request(
        **{
            "children": (CHILD,),
            "adults": (Adult(id="a1", name="Jo Ashgrove"),),
            "concern": "Bruises seen at school.",
            "category": Category.PHYSICAL,
            "band": "recent",
            "identified_at": NINE,
            "facts": frozenset({"school"}),
            "meet_at": MEET,
            **request,
        }
    )
    return Meeting(
        id="SM-TEST2",
        protocol=PROTOCOL.name,
        protocol_version=PROTOCOL.version,
        begun_at=NINE,
        requester=SAM,
        request=asked,
    )


def requested(sent_at: datetime = NINE, **request) -> Meeting:
    return authorisation.send(a_draft(**request), PROTOCOL, MIRIAM, sent_at)


def settled(outcome: Outcome, words: str = "Why now?", **request) -> Meeting:
    return authorisation.settle(requested(**request), PROTOCOL, MIRIAM, outcome, words, NINE)


def authorised(**request) -> Meeting:
    return settled(Outcome.APPROVED, "", **request)


def convened(sent_at: datetime = NINE, **request) -> Meeting:
    meeting = authorised(**request)
    for invitee in meeting.invitees:
        meeting = invitation.name(meeting, invitee.id, WHO.get(invitee.agency))
    return invitation.ask_all(meeting, sent_at)


def answered(
    meeting: Meeting, *people: Person, kind: AnswerKind = AnswerKind.ATTENDING, when=NINE
) -> Meeting:
    return reduce(lambda m, p: attendance.answer(m, p, kind, when), people, meeting)


def invitee_of(meeting: Meeting, person: Person):
    return next(i for i in meeting.invitees if i.person and i.person.id == person.id)


def seat(person: Person, when: datetime = MEET) -> Attendee:
    return Attendee(
        person=person.id, name=person.name, agency=person.agency, role=person.role, at=when
    )


def in_session(*people: Person, **request) -> Meeting:
    """Opened, and registered where people are named."""
    meeting = agenda.start(answered(convened(**request), SAM, GRACE, DEV), MEET)
    return agenda.register(meeting, tuple(map(seat, people))) if people else meeting


def a_decision(child: str = "c1", **parts) -> Decision:
    return Decision(
        **{"child": child, "outcome": "s47", "lead": "joint", "reason": "Unexplained.", **parts},
        at=MEET,
    )


def decided(*people: Person, **request) -> Meeting:
    meeting = in_session(*(people or (MIRIAM, SAM, GRACE, DEV)), **request)
    for child in meeting.request.children:
        meeting = decisions.decide(meeting, PROTOCOL, a_decision(child.id))
    return meeting


def an_action(due: datetime, owner: Person | None = GRACE, name: str = "x1") -> Action:
    return Action(
        id=name,
        what="Medical",
        who=owner.name if owner else "The grandmother",
        owner=owner.id if owner else "",
        due=due,
    )


def complete(*actions: Action, review: datetime | None = None) -> Meeting:
    """Every item recorded, not yet closed."""
    meeting = decisions.plan_safety(decided(), "Stays with the aunt.")
    for action in actions or (an_action(END + timedelta(days=1)),):
        meeting = decisions.agree_action(meeting, action)
    meeting = decisions.agree_review(meeting, review or END + timedelta(days=7))
    for item in agenda.gaps(meeting, PROTOCOL):
        meeting = agenda.record(meeting, item.number, "Said.", MIRIAM.id, MEET)
    return meeting


def held(*actions: Action, review: datetime | None = None) -> Meeting:
    """Closed, the minutes drafted."""
    closed = agenda.close(complete(*actions, review=review), PROTOCOL, "", END)
    return minutes.draw(closed, END)


def dissented(meeting: Meeting, person: Person = DEV, when: datetime = END) -> Meeting:
    return dissent.record(meeting, PROTOCOL, person, "He is not safe.", when)


def cancelled(meeting: Meeting, by: Person = SAM, when: datetime = NINE) -> Meeting:
    return change.cancel(meeting, by.id, "The child has moved.", when)


def moved(meeting: Meeting, later: datetime, by: Person = SAM, when: datetime = NINE) -> Meeting:
    return change.move(meeting, later, by.id, "Court.", when)
