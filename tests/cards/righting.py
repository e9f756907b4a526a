"""Cards of a request that two must agree to or that needs a reason, and of actions put right."""

from cards.actions import CorrectAction, OpenAction
from cards.arrange import SendForm
from cards.authorise import AuthoriseForm
from cards.minutes import ApproveForm
from cards.notices import ActionDone
from cards.steps import OpenActions
from cards.voice import DissentForm
from state.directory import Directory
from state.protocols import read_protocol
from tests import by_protocol, walk
from tests.cards.album import LONG, TYPED, Album
from tests.north_east_lincolnshire import DIRECTORY, MIRIAM, NEL, SERGEANT, drafted
from tests.people import DEV, GRACE, SAM

PHONE = {"type": "discussion", "route": "phone"}
WROTE = f"{TYPED} **a** [b](c)"
"""In a field of one line, which shows no more of it at a phone's width."""


def _album(label: str, protocol, *people) -> Album:
    album = Album(label, Directory((*DIRECTORY.people, *people)))
    album.protocol, album.store.protocols = protocol, {protocol.name: protocol}
    return album


async def agreeing() -> Album:
    """Agreed by one and then the other; declined by one; with nobody to ask; and with a reason."""
    album = _album("both agree", NEL, SERGEANT)
    for outcome in ("APPROVED", "DECLINED"):
        await drafted(album, concern=PHONE)
        await album.does(SAM, SendForm, authoriser=MIRIAM.id)
        await album.stop("asked")
        await album.does(MIRIAM, AuthoriseForm, outcome="APPROVED")
        await album.does(MIRIAM, AuthoriseForm, outcome="APPROVED")
        await album.stop("one agrees")
        await album.does(SERGEANT, AuthoriseForm, outcome=outcome, words=LONG)
        await album.stop(f"{outcome.lower()} by the other")
    complicated = {"band": "", "features": "complex"}
    await drafted(album, concern=complicated)
    await album.does(SAM, SendForm, authoriser=MIRIAM.id)
    await album.stop("a reason is needed")
    await album.does(MIRIAM, AuthoriseForm, outcome="APPROVED", threshold="met")
    given = {"threshold": "met", "band_reason": LONG, "confirmed": "true"}
    await album.does(MIRIAM, AuthoriseForm, outcome="APPROVED", **given)
    await album.stop("with its reason")
    nobody = _album("nobody to ask", NEL)
    await drafted(nobody, concern=PHONE)
    album.cards |= nobody.cards
    return album


async def righting() -> Album:
    """An action put right before the minutes are approved, handed on, done, and not done."""
    album = Album("actions")
    await walk.held(album)
    await album.stop("held")
    await album.does(MIRIAM, OpenActions)
    await album.does(MIRIAM, OpenAction, action="x1")
    right = {"action": "x1", "what": LONG, "who": DEV.id, "when": "friday 3pm"}
    await album.does(MIRIAM, CorrectAction, **{**right, "when": "soon"})
    album.later(minutes=1)
    await album.does(MIRIAM, CorrectAction, **right)
    await album.stop("handed on")
    await album.does(MIRIAM, CorrectAction, **{**right, "who": "", "other": WROTE})
    await album.does(MIRIAM, OpenAction, action="x1")
    await album.does(MIRIAM, CorrectAction, **{**right, "who": GRACE.id})
    await album.does(GRACE, ActionDone, action="x1")
    await album.stop("done")
    await album.does(MIRIAM, ApproveForm, version="4", recipients=MIRIAM.id)
    await album.stop("approved")
    return album


async def discussing() -> Album:
    """A discussion under a protocol that has no time for a challenge: the dissenter's own card."""
    album = _album("discussion", read_protocol("greater_manchester"))
    await by_protocol.held(album)
    await album.does(DEV, DissentForm, dissent=LONG)
    await album.stop("held")
    return album
