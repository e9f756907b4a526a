"""A strategy meeting under any protocol, walked item by item through the forms of the cards."""

from functools import partial

from cards.agenda import agenda_card
from cards.arrange import ArrangementsForm, SendForm
from cards.attendance import AnswerForm
from cards.authorise import AuthoriseForm
from cards.invitation import InviteesForm
from cards.request import AdultForm, ChildForm, ConcernForm
from cards.steps import (
    AbsencesForm,
    ActionForm,
    CloseForm,
    DecisionForm,
    NoteForm,
    RegisterForm,
    ReviewForm,
    SafetyForm,
    StartMeeting,
)
from meeting.model import Meeting, Phase
from meeting.people import Child
from meeting.protocol import PartnershipProtocol
from meeting.protocol_meeting import ItemKind
from meeting.request import Request
from meeting.session import Session
from tests.people import DEV, DIRECTORY, GRACE, MIRIAM, OWEN, SAM
from tests.room import ADULT, CHILD, MONDAY, Room, words

CONCERN = "Bruises seen at school; an explanation that does not fit."
EVERYBODY = (MIRIAM, SAM, GRACE, DEV)
PEOPLE = {"social_care": SAM, "health": GRACE, "police": DEV, "education": OWEN}

ACTION = {
    "what": "Medical",
    "who": GRACE.id,
    "when": "tomorrow 5pm",
    "purpose": "To date the bruises.",
    "contingency": "The on-call paediatrician.",
    "review": "By the chair, the day after.",
}


def usual(protocol: PartnershipProtocol) -> str:
    """The band of a concern without any feature."""
    return next(b.id for b in protocol.bands if b.otherwise)


async def requested(
    room: Room, *, category="physical abuse", band="", when="tomorrow 11am", **more
):
    await room.does(
        SAM, ConcernForm, meeting="", category=category, concern=CONCERN,
        band=band or usual(room.protocol), identified="today 8:30",
    )  # fmt: skip
    await room.does(SAM, ChildForm, **CHILD, go="children")
    await room.does(SAM, AdultForm, **ADULT, go="arrangements")
    await room.does(SAM, ArrangementsForm, when=when, go="check", **more)
    return await room.does(SAM, SendForm, authoriser=MIRIAM.id)


async def authorised(room: Room, **more):
    await requested(room, **more)
    return await room.does(MIRIAM, AuthoriseForm, outcome="APPROVED")


async def convened(room: Room, **more):
    await authorised(room, **more)
    invitees = (await room.meeting()).invitees
    named = {f"who_{i.id}": PEOPLE[i.agency].id for i in invitees if i.agency in PEOPLE}
    return await room.does(SAM, InviteesForm, chair=MIRIAM.id, anyway="yes", **named)


async def opened(room: Room, *present, **more):
    """In session, with those people registered; all four of the usual minimum unless told."""
    await convened(room, **more)
    for person in (SAM, GRACE, DEV):
        await room.does(person, AnswerForm, kind="ATTENDING")
    room.now = (await room.meeting()).request.meet_at
    await room.does(MIRIAM, StartMeeting, channel=True)
    here = ",".join(p.id for p in (present or EVERYBODY))
    return await room.does(MIRIAM, RegisterForm, item="1", present=here, channel=True)


async def recorded(room: Room, *, outcome="s47", but=(), **more):
    """Every item of the protocol's agenda recorded, except those numbered in `but`."""
    await opened(room, **more)
    lead = next((lead.id for lead in room.protocol.leads), "")
    for item in room.protocol.agenda:
        if item.number not in but:
            await _record(room, item.kind, str(item.number), outcome, lead)


async def _record(room: Room, kind: ItemKind, item: str, outcome: str, lead: str):
    chair = partial(room.does, MIRIAM, item=item, channel=True)
    match kind:
        case ItemKind.REGISTER:
            pass
        case ItemKind.ABSENCES:
            await chair(AbsencesForm, apologies="")
        case ItemKind.SCRIPT:
            await chair(NoteForm, ticked="true")
        case ItemKind.DECISION:
            reason = "The injuries do not fit the explanation."
            for child in (await room.meeting()).request.children:
                await chair(DecisionForm, child=child.id, outcome=outcome, lead=lead, reason=reason)
        case ItemKind.SAFETY:
            await chair(SafetyForm, plan="Stays with the aunt.")
        case ItemKind.ACTIONS:
            await chair(ActionForm, **ACTION)
        case ItemKind.REVIEW:
            await chair(ReviewForm, when="in 7 working days at 10am")
        case _:
            await chair(NoteForm, text=f"Said at {item}.")


async def held(room: Room, **more):
    await recorded(room, **more)
    return await room.does(MIRIAM, CloseForm, channel=True)


def in_session(protocol: PartnershipProtocol, item: int = 1, **session) -> Meeting:
    """A meeting at that item of the agenda, as bare as can be."""
    return Meeting(
        id="SM-TEST3",
        protocol=protocol.name,
        protocol_version=protocol.version,
        phase=Phase.IN_SESSION,
        begun_at=MONDAY,
        requester=SAM,
        chair=MIRIAM,
        request=Request(children=(Child(id="c1", name="Robin Ashgrove"),), meet_at=MONDAY),
        session=Session(opened_at=MONDAY, item=item, **session),
    )


def chair_reads(protocol: PartnershipProtocol, item: int) -> str:
    """All that stands on the chair's card while that item is in hand."""
    return words(agenda_card(in_session(protocol, item), protocol, DIRECTORY.people))
