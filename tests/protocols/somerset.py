"""A discussion under Somerset's guidance, brought as far as a test needs it."""

from typing import Any

from cards.arrange import ArrangementsForm, SendForm
from cards.attendance import AnswerForm
from cards.authorise import AuthoriseForm
from cards.invitation import InviteesForm
from cards.request import ChildForm, ConcernForm
from cards.steps import (
    ActionForm,
    CloseForm,
    DecisionForm,
    NoteForm,
    RegisterForm,
    ReviewForm,
    SafetyForm,
    StartMeeting,
)
from dialogs.turn import Reply
from state.protocols import read_protocol
from tests.people import DEV, GRACE, MIRIAM, OWEN, SAM
from tests.room import CHILD, Room, inputs

SOMERSET = read_protocol("somerset")
LINK = "https://meet.example/1"
WHO = {"social_care": SAM, "health": GRACE, "police": DEV, "education": OWEN}

ARRANGED = {
    "facts": "school",
    "when": "tomorrow 11am",
    "format": "Microsoft Teams",
    "join_link": LINK,
}


async def arranged(room: Room, child: dict[str, str] | None = None, **more: str) -> Reply:
    """The request filled in, and shown to be checked."""
    await room.does(
        SAM, ConcernForm, meeting="", category="physical abuse", concern="Bruises seen at school.",
        band="reasonable_cause", identified="today 8:30",
    )  # fmt: skip
    await room.does(SAM, ChildForm, **{**CHILD, **(child or {})}, go="arrangements")
    return await room.does(SAM, ArrangementsForm, **{**ARRANGED, **more}, go="check")


async def requested(room: Room, child: dict[str, str] | None = None, **more: str) -> Reply:
    await arranged(room, child, **more)
    return await room.does(SAM, SendForm, authoriser=MIRIAM.id)


async def convened(room: Room, **more: str) -> Reply:
    """Asked, except for agencies for which the invented staff has nobody."""
    await requested(room, **more)
    await room.does(MIRIAM, AuthoriseForm, outcome="APPROVED")
    invitees = (await room.meeting()).invitees
    names = {f"who_{i.id}": WHO[i.agency].id for i in invitees if i.agency in WHO}
    return await room.does(SAM, InviteesForm, chair=MIRIAM.id, anyway="yes", **names)


async def asked_in_writing(room: Room) -> list[dict[str, Any]]:
    """The questions to an invitee who cannot attend, as their card puts them."""
    await convened(room)
    return list(inputs(await room.does(OWEN, AnswerForm, kind="INFORMATION")).values())


async def in_session(room: Room, **more: str) -> None:
    await convened(room, **more)
    for person in (SAM, GRACE, DEV):
        await room.does(person, AnswerForm, kind="ATTENDING")
    await opened(room)


async def opened(room: Room) -> None:
    """Started at its time, with those who are there gone through."""
    room.now = (await room.meeting()).request.meet_at
    await room.does(MIRIAM, StartMeeting, channel=True)
    there = ",".join(p.id for p in (MIRIAM, SAM, GRACE, DEV))
    await room.does(MIRIAM, RegisterForm, item="1", present=there, channel=True)


async def decided(room: Room, outcome: str = "s47") -> None:
    """From the purpose to the safety plan, the actions still open."""
    for item in ("2", "3"):
        await room.does(MIRIAM, NoteForm, item=item, ticked="true", channel=True)
    for item in ("4", "5", "6"):
        await room.does(MIRIAM, NoteForm, item=item, text=f"Said at {item}.", channel=True)
    [child] = (await room.meeting()).request.children
    await room.does(
        MIRIAM, DecisionForm, item="7", child=child.id, outcome=outcome,
        reason="The injuries do not fit the explanation.", channel=True,
    )  # fmt: skip
    await room.does(MIRIAM, SafetyForm, item="8", plan="Stays with the aunt.", channel=True)


async def acted(room: Room, **more: str) -> Reply:
    asked = {"what": "Medical", "who": GRACE.id, "when": "tomorrow 5pm", **more}
    return await room.does(MIRIAM, ActionForm, item="9", **asked, channel=True)


async def held(room: Room, *, outcome: str = "s47") -> Reply:
    await in_session(room)
    await decided(room, outcome)
    await acted(room)
    await room.does(MIRIAM, ReviewForm, item="10", when="in 7 working days at 10am", channel=True)
    return await room.does(MIRIAM, CloseForm, channel=True)
