"""The meeting itself as cards: item by item, its end, its minutes; and a crowded one."""

from cards.attendance import InformationForm, OpenInformation
from cards.help import Status, Timeline
from cards.minutes import ApproveForm, RemarkForm
from cards.steps import (
    ActionForm,
    CloseForm,
    DecisionForm,
    GoTo,
    NoteForm,
    ProceedForm,
    RegisterForm,
    ReviewForm,
    SafetyForm,
    ShowDetails,
    ShowWritten,
    StartMeeting,
)
from cards.voice import Challenged, DissentForm, HereForm, ViewForm
from state.directory import Directory
from tests import walk
from tests.cards.album import FAMILY, LONG, MARKUP, TYPED, Album
from tests.people import DEV, DIRECTORY, GRACE, MIRIAM, SAM


async def meeting() -> Album:
    """The meeting item by item, its mistakes, its end, its minutes and what comes after."""
    album = Album("meeting")
    await walk.answered(album)
    album.now = (await album.meeting()).request.meet_at
    await album.stop("before")
    await album.does(MIRIAM, StartMeeting)
    await album.does(MIRIAM, RegisterForm, item="1")
    await album.stop("opened")
    await album.does(MIRIAM, RegisterForm, item="1", present=f"{MIRIAM.id},{SAM.id}")
    await album.stop("below the minimum")
    await album.does(MIRIAM, ProceedForm)
    await album.does(MIRIAM, ProceedForm, proceed="proceed", proceed_reason=LONG)
    for item in range(1, 14):
        await album.does(MIRIAM, GoTo, item=str(item))
        await album.stop(f"item {item}")
    await album.does(MIRIAM, NoteForm, item="6")
    await album.does(MIRIAM, DecisionForm, item="10", reason=LONG)
    await album.does(MIRIAM, SafetyForm, item="11", emergency=LONG)
    await album.does(MIRIAM, ActionForm, item="12", what=LONG)
    await album.does(MIRIAM, ReviewForm, item="13", when="soon")
    await album.does(MIRIAM, CloseForm)
    await album.does(DEV, HereForm)
    await album.does(DEV, ViewForm, opinion="s47")
    await album.does(DEV, ViewForm, opinion="s47", safety="2", reason=LONG)
    await album.does(DEV, ShowDetails)
    await album.says(DEV, "I disagree because it is too soon")
    await _record(album, "Grace and the mother")
    await album.stop("complete")
    await album.does(MIRIAM, CloseForm)
    await album.stop("held")
    await _afterwards(album)
    return album


async def _record(album: Album, other: str) -> None:
    for child in (await album.meeting()).request.children:
        await album.does(
            MIRIAM, DecisionForm, item="10", child=child.id, outcome="s47", lead="joint",
            reason=LONG, summary=LONG,
        )  # fmt: skip
    await album.does(MIRIAM, SafetyForm, item="11", plan=LONG)
    await album.does(MIRIAM, ActionForm, item="12", what=LONG, who=GRACE.id, when="tomorrow 5pm")
    await album.does(
        MIRIAM, ActionForm, item="12", what="Visit", other=f"{TYPED} {other}", when="tomorrow 9am"
    )
    await album.does(MIRIAM, ReviewForm, item="13", when="in 7 working days at 10am")
    for item in (2, 3, 4, 5, 6, 7, 8, 9):
        await album.does(MIRIAM, NoteForm, item=str(item), text=LONG)
        await album.does(MIRIAM, GoTo, item=str(item))
        await album.stop(f"item {item} recorded")
    await album.does(MIRIAM, GoTo, item="12")
    await album.stop("actions")
    await album.does(MIRIAM, GoTo, item="10")
    await album.stop("decisions")


async def _afterwards(album: Album) -> None:
    await album.does(DEV, DissentForm)
    await album.does(DEV, DissentForm, dissent=LONG)
    await album.stop("dissented")
    await album.pass_time("next day", hours=23)
    await album.does(DEV, Challenged)
    await album.does(MIRIAM, RemarkForm, remark=LONG)
    await album.pass_time("overdue", days=4)
    await album.does(MIRIAM, ApproveForm, version="2", recipients=f"{MIRIAM.id},{DEV.id}")
    await album.pass_time("circulated", days=30)
    await album.does(MIRIAM, Timeline)


def _family() -> tuple[list[dict[str, str]], dict[str, str]]:
    """Six children and an adult, of whom everything is as long as it may be."""
    words = {k: f"{FAMILY} {MARKUP} {k} ".ljust(500, "x") for k in ("ethnicity", "address", "plan")}
    child = {**words, "born": "2018-05-04", "nhs": f"{FAMILY} 999 000 1234"}
    children = [{**child, "name": f"{FAMILY} {n} {MARKUP} ".ljust(500, "y")} for n in range(6)]
    return children, {"name": f"{FAMILY} {MARKUP}", "relationship": f"{FAMILY} mother"}


async def crowded() -> Album:
    """Six children, every agency, hostile names and the longest words everywhere."""
    hostile = Directory(
        p.model_copy(update={"name": f"{p.name} {MARKUP}"}) for p in DIRECTORY.people
    )
    album = Album("crowded", hostile)
    children, adult = _family()
    await walk.convened(
        album, facts=",".join(f.id for f in album.protocol.facts), children=children, adult=adult,
        concern=f"{FAMILY} {LONG}"[:5000], agencies="youth_justice",
        late_reason=f"{FAMILY} {TYPED} waits", when="friday 10am",
        join_link="https://meet.example/" + "j" * 400,
    )  # fmt: skip
    await album.stop("convened")
    questions = {f"q_{q.id}": LONG for q in album.protocol.questions}
    for invitee in (await album.meeting()).asked:
        if invitee.person and invitee.person.id != MIRIAM.id:
            await album.does(invitee.person, InformationForm, **questions)
    await album.does(GRACE, OpenInformation)
    album.now = (await album.meeting()).request.meet_at
    await album.stop("informed")
    await album.does(MIRIAM, StartMeeting)
    others = "\n".join(f"Visitor {n} {MARKUP}, Visitor, Police" for n in range(8))
    await album.does(MIRIAM, RegisterForm, item="1", present=MIRIAM.id, others=others)
    for item in (1, 2, 8):
        await album.does(MIRIAM, GoTo, item=str(item))
        await album.stop(f"item {item}")
    await album.does(MIRIAM, ShowWritten)
    await album.does(MIRIAM, ShowDetails)
    await _record(album, MARKUP)
    await album.does(MIRIAM, CloseForm, close_reason=LONG)
    await album.stop("held")
    await album.does(MIRIAM, Timeline)
    await album.does(SAM, Status)
    return album
