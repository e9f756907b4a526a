"""North East Lincolnshire's protocol, people of its teams, and a meeting held under it."""

from collections.abc import Mapping
from datetime import timedelta
from functools import reduce

from cards.agenda import agenda_card
from cards.arrange import ArrangementsForm, SendForm
from cards.attendance import AnswerForm
from cards.authorise import AuthoriseForm
from cards.invitation import InviteesForm
from cards.request import AdultForm, ChildForm, ConcernForm
from cards.steps import (
    ActionForm,
    CloseForm,
    DecisionForm,
    GoTo,
    NoteForm,
    RegisterForm,
    ReviewForm,
    SafetyForm,
    StartMeeting,
)
from dialogs.contents import DIALOGS
from dialogs.router import Router
from dialogs.turn import Reply
from meeting import agenda, authorisation, invitation
from meeting.model import Meeting
from meeting.people import Child, Person, Role
from meeting.request import Category, Outcome, Request
from meeting.session import Attendee
from state.directory import Directory
from state.protocols import read_protocol
from state.store import Store
from tests import people
from tests.people import DEV, GRACE, OWEN, SAM
from tests.room import ADULT, CHILD, MONDAY, Room, words

NAME = "north_east_lincolnshire"
NEL = read_protocol(NAME)

MIRIAM = people.MIRIAM.but(team="MASH")
"""The team manager who authorises at the front door, and chairs."""
DIRECTORY = Directory(tuple(MIRIAM if p.id == MIRIAM.id else p for p in people.DIRECTORY.people))

MEET = MONDAY + timedelta(hours=6)
"""When the meetings of the tests of the rules are held, on the day of the concern."""
WHO = {"social_care": SAM, "health": GRACE, "police": DEV, "education": OWEN}
NOTHING: Mapping[str, str] = {}
ACTION = {
    "what": "See the child alone",
    "who": GRACE.id,
    "when": "tomorrow 5pm",
    "purpose": "To hear the child's own account",
}
EVERYBODY = (MIRIAM, SAM, GRACE, DEV)


def somebody(role: Role, *, team: str = "", agency: str = "social_care") -> Person:
    """An invented person whom nothing but role, team and agency tells apart."""
    name = f"{role} {team}".strip().title()
    return Person(id=f"p-{role}-{team}-{agency}", name=name, agency=agency, role=role, team=team)


MASH_TM = somebody(Role.TEAM_MANAGER, team="MASH")
CASS_TM = somebody(Role.TEAM_MANAGER, team="CASS")
SERVICE_MANAGER = somebody(Role.SERVICE_MANAGER)
HEAD_OF_SAFEGUARDING = somebody(Role.HEAD_OF_SAFEGUARDING)
DUTY_MANAGER = somebody(Role.DUTY_MANAGER, team="MASH")
CASE_SUPERVISOR = somebody(Role.CASE_SUPERVISOR, team="CASS")
SERGEANT = somebody(Role.DETECTIVE_SERGEANT, agency="police")
INSPECTOR = somebody(Role.DETECTIVE_INSPECTOR, agency="police")
LADO = somebody(Role.LADO, agency="lado")

MANY = (
    MASH_TM, CASS_TM, SERVICE_MANAGER, HEAD_OF_SAFEGUARDING, DUTY_MANAGER, CASE_SUPERVISOR,
    SERGEANT, INSPECTOR, LADO, SAM, DEV, GRACE,
)  # fmt: skip


def nel_room() -> Room:
    """A bot of this partnership, in whose directory Miriam is of MASH."""
    room = Room(protocol=NAME)
    room.store = Store(room.backend, {NAME: NEL}, DIRECTORY)
    room.router = Router(DIALOGS, room.store)
    return room


def draft(**request) -> Meeting:
    asked = {"children": (Child(id="c1", name="Robin Ashgrove"),), "concern": "Bruises."}
    asked |= {"category": Category.PHYSICAL, "band": "one_day"}
    asked |= {"identified_at": MONDAY, "meet_at": MEET, "facts": frozenset({"school"})}
    return Meeting(
        id="SM-TEST3",
        protocol=NEL.name,
        protocol_version=NEL.version,
        begun_at=MONDAY,
        requester=SAM,
        request=Request(**{**asked, **request}),
    )


def convened(**request) -> Meeting:
    manager = CASS_TM if request.get("route") == "open_case" else MIRIAM
    meeting = authorisation.send(draft(**request), NEL, manager, MONDAY)
    met = "" if request.get("route") == "open_case" else "met"
    meeting = authorisation.settle(meeting, NEL, manager, Outcome.APPROVED, "", MONDAY, met)
    names = {i.id: WHO.get(i.agency) for i in meeting.invitees}
    meeting = reduce(lambda m, i: invitation.name(m, i, names[i]), names, meeting)
    return invitation.ask_all(meeting, MONDAY)


def seat(person: Person) -> Attendee:
    who = {"person": person.id, "name": person.name, "agency": person.agency}
    return Attendee(**who, role=person.role, at=MEET)


def in_session(*people: Person, **request) -> Meeting:
    """Started; and registered where people are named."""
    meeting = agenda.start(convened(**request), MEET)
    return agenda.register(meeting, tuple(map(seat, people))) if people else meeting


def on_card(item: int, meeting: Meeting | None = None) -> str:
    """What the chair reads when the meeting is at that item."""
    held = agenda.go_to(meeting or in_session(*EVERYBODY), item, NEL)
    return words(agenda_card(held, NEL, DIRECTORY.people))


async def drafted(room: Room, *, children=(CHILD,), concern=NOTHING, **more) -> Reply:
    """Up to the step at which the request is checked; gives that step's card."""
    said = {"concern": "Bruises seen at school.", "band": "one_day", "identified": "today 8:30"}
    said |= {"category": "physical abuse", "ground": "The MASH analysis shows likely harm."}
    said |= concern
    await room.does(SAM, ConcernForm, meeting="", **said)
    for child in children:
        await room.does(SAM, ChildForm, **child, go="children")
    await room.does(SAM, AdultForm, **ADULT, go="arrangements")
    held = {"when": "tomorrow 11am", "format": "Microsoft Teams", "facts": "school", **more}
    return await room.does(SAM, ArrangementsForm, **held, go="check")


async def asked_for(room: Room, **more) -> Reply:
    await drafted(room, **more)
    return await room.does(SAM, SendForm, authoriser=MIRIAM.id)


async def convene(room: Room, **more) -> None:
    await asked_for(room, **more)
    await room.does(MIRIAM, AuthoriseForm, outcome="APPROVED", threshold="met")
    named = {i.id: WHO[i.agency].id for i in (await room.meeting()).invitees if i.agency in WHO}
    who = {f"who_{invitee}": person for invitee, person in named.items()}
    await room.does(SAM, InviteesForm, chair=MIRIAM.id, anyway="yes", **who)


async def opened(room: Room, **more) -> None:
    """Requested, authorised, convened, answered, and registered in the room."""
    await convene(room, **more)
    for person in (SAM, GRACE, DEV):
        await room.does(person, AnswerForm, kind="ATTENDING")
    room.now = (await room.meeting()).request.meet_at
    await room.does(MIRIAM, StartMeeting, channel=True)
    present = ",".join(p.id for p in EVERYBODY)
    await room.does(MIRIAM, RegisterForm, item="1", present=present, channel=True)


async def decide(room: Room, child: str, outcome: str, reason="Unexplained.", **more) -> Reply:
    await room.does(MIRIAM, GoTo, item=10, channel=True)
    form = {"item": "10", "child": child, "outcome": outcome, "reason": reason, **more}
    return await room.does(MIRIAM, DecisionForm, channel=True, **form)


async def worked_through(room: Room, **more) -> None:
    """Every item recorded, the meeting still open."""
    await opened(room, **more)
    for item in (2, 4, 5, 6, 7, 8, 9):
        await room.does(MIRIAM, NoteForm, item=str(item), text=f"Said at {item}.", channel=True)
    await room.does(MIRIAM, NoteForm, item="3", ticked="true", channel=True)
    for child in (await room.meeting()).request.children:
        await decide(room, child.id, "s47", lead="joint")
    await room.does(MIRIAM, SafetyForm, item="11", plan="Stays with the aunt.", channel=True)
    await room.does(MIRIAM, ActionForm, item="12", channel=True, **ACTION)
    await room.does(MIRIAM, ReviewForm, item="13", when="in 7 working days at 10am", channel=True)


async def held(room: Room, **more) -> None:
    await worked_through(room, **more)
    await room.does(MIRIAM, CloseForm, channel=True)
