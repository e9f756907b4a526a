"""Everybody who may have to do with a meeting, and the meeting in each of its phases."""

from cards.request import ConcernForm
from meeting.marks import StandIn
from meeting.model import Answer, AnswerKind, Meeting, Removal
from meeting.people import Person, Role
from meeting.session import Attendee
from state.directory import CONVENE
from tests.people import DEV, DORA, GRACE, HUGO, MIRIAM, OWEN, PRIYA, SAM, THEO, named
from tests.room import Room
from tests.walk import CONCERN, authorised, convened, decided, held, requested

REQUESTER, AUTHORISER, STAND_IN, ARRANGER = "requester", "authoriser", "stand-in", "arranger"
CHAIR, INVITEE, SENDER, DEPUTY = "chair", "invitee", "sender of a deputy", "deputy"
FORMER_CHAIR, FORMER_DEPUTY, REMOVED = "former chair", "former deputy", "removed invitee"
COLLEAGUE, STRANGER, GUEST, TENANT = "colleague", "stranger", "guest", "other tenant"

PEOPLE: dict[str, Person] = {
    REQUESTER: SAM,
    AUTHORISER: MIRIAM,
    STAND_IN: named("lena"),
    ARRANGER: named("bea"),
    CHAIR: THEO,
    INVITEE: DEV,
    SENDER: GRACE,
    DEPUTY: named("hal"),
    FORMER_CHAIR: HUGO,
    FORMER_DEPUTY: PRIYA,
    REMOVED: OWEN,
    COLLEAGUE: named("cleo"),
    STRANGER: DORA,
    GUEST: Person(id="00000000-guest", name="A Guest", agency="", role=Role.PROFESSIONAL),
    TENANT: THEO.but(id="b0000000-0000-4000-8000-00000000000f"),
}
"""One person for each. Whoever is of another tenant has the chair's name, agency and role."""

EARLY = {REQUESTER, AUTHORISER, STAND_IN}
CONVENING = EARLY | {ARRANGER, CHAIR}
ALL = CONVENING | {INVITEE, SENDER, DEPUTY}
INSIDE: dict[str, set[str]] = {
    "draft": {REQUESTER},
    "requested": EARLY,
    "authorised": CONVENING,
    "convened": ALL,
    "session": ALL,
    "held": ALL,
    "circulated": ALL,
}
"""Who may see the meeting at all, by its phase."""


async def draft(room: Room) -> None:
    await room.does(
        SAM, ConcernForm, meeting="", category="physical abuse", concern=CONCERN, band="recent",
        identified="today 8:30", go="children",
    )  # fmt: skip


async def circulated(room: Room) -> None:
    await held(room)
    meeting = await room.meeting()
    drawn, people = meeting.minutes, (SAM.id, DEV.id, named("hal").id)
    done = drawn.but(approved_at=room.now, recipients=people)
    await save(room, meeting.but(phase=type(meeting.phase).CIRCULATED, minutes=done))


WALKS = {
    "draft": draft,
    "requested": requested,
    "authorised": authorised,
    "convened": convened,
    "session": decided,
    "held": held,
    "circulated": circulated,
}


async def meeting_in(phase: str) -> Room:
    """A room whose meeting is in that phase, with everybody in their role there."""
    room = Room()
    await WALKS[phase](room)
    meeting = await room.meeting()
    if REQUESTER in INSIDE[phase] != {REQUESTER}:
        meeting = meeting.but(stand_ins=(StandIn(person=PEOPLE[STAND_IN], at=room.now),))
    if CHAIR in INSIDE[phase]:
        await save(room, meeting.but(chair=HUGO, arranger=None))
        meeting = meeting.but(chair=THEO, arranger=PEOPLE[ARRANGER])
    if INVITEE in INSIDE[phase]:
        await save(room, answered(meeting, room, deputies={DEV: PRIYA}))
        meeting = without(answered(meeting, room, deputies={GRACE: PEOPLE[DEPUTY]}), OWEN, room)
    await save(room, seated(meeting, room))
    return room


async def save(room: Room, meeting: Meeting) -> None:
    work = room.store.work(CONVENE, room.now)
    await work.save(meeting, "was brought so far by a test")
    await work.commit()


def answered(meeting: Meeting, room: Room, deputies: dict[Person, Person]) -> Meeting:
    for person in (DEV, GRACE):
        deputy = deputies.get(person)
        kind = AnswerKind.DEPUTY if deputy else AnswerKind.ATTENDING
        answer = Answer(kind=kind, by=person.id, at=room.now, deputy=deputy.id if deputy else "")
        meeting = meeting.with_invitee(meeting.invitee(person.id).but(answer=answer))
    return meeting


def without(meeting: Meeting, person: Person, room: Room) -> Meeting:
    gone = Removal(by=SAM.id, at=room.now, reason="They know nothing of the family.")
    return meeting.with_invitee(meeting.invitee(person.id).but(removed=gone))


def seated(meeting: Meeting, room: Room) -> Meeting:
    """In the room: whoever asks, the chair, the police and the deputy of health."""
    if meeting.session is None:
        return meeting
    there = tuple(
        Attendee(person=p.id, name=p.name, agency=p.agency, role=p.role, at=room.now)
        for p in (SAM, THEO, DEV, PEOPLE[DEPUTY])
    )
    return meeting.but(session=meeting.session.but(present=there))
