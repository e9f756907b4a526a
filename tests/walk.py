"""The meeting brought as far as a test needs it, by the same forms that cards send."""

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
from tests.people import DEV, GRACE, MIRIAM, OWEN, SAM
from tests.room import ADULT, CHILD, Room

CONCERN = "Bruises seen at school; an explanation that does not fit."


async def requested(
    room: Room, *, band="recent", when="tomorrow 11am", facts="school", children=(CHILD,),
    concern=CONCERN, adult=ADULT, **more,
):  # fmt: skip
    await room.does(
        SAM, ConcernForm, meeting="", category="physical abuse", concern=concern, band=band,
        identified="today 8:30",
    )  # fmt: skip
    for child in children:
        await room.does(SAM, ChildForm, **child, go="children")
    await room.does(SAM, AdultForm, **adult, go="arrangements")
    await room.does(
        SAM, ArrangementsForm, facts=facts, when=when, go="check", format="Microsoft Teams", **more
    )
    return await room.does(SAM, SendForm, authoriser=MIRIAM.id)


async def authorised(room: Room, **more):
    await requested(room, **more)
    return await room.does(MIRIAM, AuthoriseForm, outcome="APPROVED")


async def convened(room: Room, **more):
    await authorised(room, **more)
    meeting = await room.meeting()
    who = {p.agency: p for p in reversed(room.store.directory.people)}
    who |= {"social_care": SAM, "health": GRACE, "police": DEV, "education": OWEN}
    names = {f"who_{i.id}": who[i.agency].id for i in meeting.invitees if i.agency in who}
    return await room.does(SAM, InviteesForm, chair=MIRIAM.id, anyway="yes", **names)


async def answered(room: Room, **more):
    await convened(room, **more)
    for person in (SAM, GRACE, DEV):
        await room.does(person, AnswerForm, kind="ATTENDING")


async def in_session(room: Room, **more):
    await answered(room, **more)
    room.now = (await room.meeting()).request.meet_at
    await room.does(MIRIAM, StartMeeting, channel=True)
    people = ",".join(p.id for p in (MIRIAM, SAM, GRACE, DEV))
    return await room.does(MIRIAM, RegisterForm, item="1", present=people, channel=True)


async def decided(room: Room, **more):
    await in_session(room, **more)
    for child in (await room.meeting()).request.children:
        await room.does(
            MIRIAM, DecisionForm, item="10", child=child.id, outcome="s47", lead="joint",
            reason="The injuries do not fit the explanation.", channel=True,
        )  # fmt: skip


async def complete(room: Room, **more):
    """Every item recorded, the meeting still open."""
    await decided(room, **more)
    await room.does(MIRIAM, AbsencesForm, item="2", apologies="", channel=True)
    for item in (3, 4):
        await room.does(MIRIAM, NoteForm, item=str(item), ticked="true", channel=True)
    for item in (5, 6, 7, 8, 9):
        await room.does(MIRIAM, NoteForm, item=str(item), text=f"Said at {item}.", channel=True)
    await room.does(MIRIAM, SafetyForm, item="11", plan="Stays with the aunt.", channel=True)
    await room.does(
        MIRIAM, ActionForm, item="12", what="Medical", who=GRACE.id, when="tomorrow 5pm",
        channel=True,
    )  # fmt: skip
    await room.does(MIRIAM, ReviewForm, item="13", when="in 7 working days at 10am", channel=True)


async def held(room: Room, **more):
    await complete(room, **more)
    return await room.does(MIRIAM, CloseForm, channel=True)
