"""Every card in every interesting state, drawn from real meetings: its name → what it is."""

import asyncio
from functools import cache

from cards.arrange import ArrangementsForm, SendForm
from cards.attendance import AnswerForm, DeputyForm, InformationForm, OpenInformation
from cards.authorise import AuthoriseForm
from cards.change import Cancel, CancelForm, MoveForm, Reschedule
from cards.help import Help, MyMeetings, Status, Timeline, WhoOwes
from cards.invitation import AddInvitee, InviteesForm, RemoveInvitee
from cards.request import ChildForm, ConcernForm, OpenRequest, Step
from cards.restriction import Restrict, RestrictForm
from tests import walk
from tests.cards.album import LONG, MARKUP, Album, Drawn
from tests.cards.delivering import conferring, delivering
from tests.cards.meetings import crowded, meeting
from tests.cards.righting import agreeing, discussing, righting
from tests.people import DEV, GRACE, MIRIAM, OWEN, PRIYA, SAM


async def asking() -> Album:
    """The request step by step, with each step's mistakes."""
    album = Album("request")
    await album.does(SAM, OpenRequest)
    await album.does(SAM, ConcernForm, meeting="", concern="Half a sentence")
    await album.does(SAM, OpenRequest, words="convene a meeting tomorrow 2pm, neglect")
    await walk.requested(album)
    album.id = ""
    await album.does(
        SAM, ConcernForm, meeting="", category="neglect", concern="Cold.", band="chronic",
        identified="today 8:30",
    )  # fmt: skip
    await album.does(SAM, ChildForm, go="adults")
    await album.does(SAM, ChildForm, name="", born="2030-01-01", go="adults")
    await album.does(SAM, Step, go="concern")
    await album.does(SAM, Step, go="check")
    await album.does(SAM, ArrangementsForm, when="", join_link="http://x", go="check")
    await album.does(SAM, ArrangementsForm, when="tuesday 7", go="check")
    await album.does(SAM, ArrangementsForm, when="in three weeks at 10am", go="check")
    await album.does(SAM, SendForm, authoriser="")
    await album.says(SAM, "cancel")
    return album


async def refusing() -> Album:
    """Returned, declined, cancelled, moved: whatever does not go straight on."""
    album = Album("detour")
    await walk.requested(album)
    await album.stop("waiting")
    began = album.now
    await album.pass_time("still waiting", days=3)
    album.now = began
    await album.does(MIRIAM, AuthoriseForm, outcome="RETURNED")
    await album.does(MIRIAM, AuthoriseForm, outcome="RETURNED", words=LONG)
    await album.stop("returned")
    await walk.requested(album)
    await album.does(MIRIAM, AuthoriseForm, outcome="DECLINED", words="Known already.")
    await album.stop("declined")
    await walk.authorised(album)
    await album.stop("authorised")
    await album.does(SAM, InviteesForm, who_i1=SAM.id)
    await walk.convened(album)
    await album.does(SAM, AddInvitee, add=PRIYA.id)
    await album.does(SAM, RemoveInvitee, remove="i4")
    await album.does(SAM, RemoveInvitee, remove="i4", remove_reason=LONG)
    await album.does(SAM, AddInvitee, add=PRIYA.id, add_reason=LONG[:500])
    await album.says(SAM, "reschedule to wednesday 10am")
    await album.does(SAM, Reschedule)
    await album.does(SAM, MoveForm, when="weds 10am", reason="Court.")
    await album.does(SAM, MoveForm, when="weds 7", reason="")
    await album.does(SAM, MoveForm, when="Wednesday 25 November 2026, 10:00 am", reason="Court.")
    await album.stop("moved")
    await album.does(SAM, Cancel)
    await album.does(SAM, CancelForm)
    await album.does(SAM, CancelForm, reason=LONG)
    await album.stop("cancelled")
    return album


async def answering() -> Album:
    """The poll, with every kind of answer, its reminders and the quorum warning."""
    album = Album("poll")
    await walk.convened(album)
    await album.stop("convened")
    await album.does(SAM, AnswerForm, kind="ATTENDING")
    await album.does(DEV, DeputyForm, deputy="")
    await album.does(DEV, DeputyForm, deputy=PRIYA.id)
    await album.does(GRACE, AnswerForm, kind="INFORMATION")
    await album.stop("answered")
    await album.does(GRACE, InformationForm, q_known="")
    await album.says(GRACE, "We know the family well and have seen them often this year.")
    await album.pass_time("reminded", hours=25)
    await album.does(OWEN, DeputyForm, other=f"A {MARKUP}")
    await album.does(GRACE, InformationForm, q_known="Seen twice.", q_harm="Likely.")
    await album.does(GRACE, OpenInformation)
    await album.says(OWEN, "can I come by phone?")
    for form in (Status, WhoOwes, Timeline, MyMeetings, Help):
        await album.does(SAM, form)
    await album.says(SAM, "qwertz")
    for reason in ("", MARKUP):
        await album.does(MIRIAM, RestrictForm, reason=reason)
    await album.does(MIRIAM, Restrict)
    await album.stop("all answered")
    await album.pass_time("nobody starts it", days=3)
    return album


@cache
def catalogue() -> dict[str, Drawn]:
    """All of them; the same every time but for the reference of the meeting."""

    async def all_albums() -> dict[str, Drawn]:
        found: dict[str, Drawn] = {}
        for walked in (asking, refusing, answering, meeting, crowded, delivering, conferring):
            found |= (await walked()).cards
        for walked in (agreeing, righting, discussing):
            found |= (await walked()).cards
        return found

    return asyncio.run(all_albums())
