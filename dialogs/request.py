"""A social worker asks for a meeting: the concern first, each answer kept as it is given."""

import secrets
from datetime import datetime

from cards.form import Typed, typed
from cards.request import ConcernForm, OpenRequest, Step, concern_card
from dialogs import when
from dialogs.steps import draft, step_card
from dialogs.turn import Dialog, Reply, Say, Show, Turn
from meeting.access import may_request
from meeting.model import Category, Meeting
from state.store import Work

dialog = Dialog()

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without what is easily misread aloud: 0 and O, 1 and I."""

ASK_SOCIAL_CARE = (
    "Strategy meetings are convened by Children's Social Care. If you are worried about a child,"
    " ring them now; type “help” for what I can do for you."
)


@dialog.answers(OpenRequest)
async def open_request(turn: Turn, form: OpenRequest, work: Work) -> Reply:
    if not may_request(turn.person):
        return Say(ASK_SOCIAL_CARE)
    read, rest = when.find(form.words, turn.at)
    named = (c.value for c in Category if c.value.split()[0] in rest.lower())
    begun = Typed(values={"category": next(named, ""), "once": secrets.token_hex(8)})
    time = read.readings[0].text if len(read.readings) == 1 else ""
    return Show(concern_card(None, work.local_protocol, begun, when=time), private=True)


@dialog.answers(Step)
async def show_step(turn: Turn, form: Step, work: Work) -> Reply:
    return Show(step_card(form.go, await draft(form.meeting, work), work), private=True)


@dialog.answers(ConcernForm)
async def keep_concern(turn: Turn, form: ConcernForm, work: Work) -> Reply:
    if not may_request(turn.person):
        return Say(ASK_SOCIAL_CARE)
    held = await draft(form.meeting, work) if form.meeting else None
    protocol = work.protocol(held) if held else work.local_protocol
    identified = when.read_past(form.identified, turn.at)
    wrong = {
        "category": form.category not in set(Category) and "Please choose the category of harm.",
        "concern": not form.concern and "Please say in a few words what the concern is.",
        "band": form.band not in {b.id for b in protocol.bands}
        and "Please choose how urgent it is: it sets the deadline.",
        "identified": identified.problem,
    }
    if said := {field: words for field, words in wrong.items() if words}:
        again = typed(form, **said)
        return Show(concern_card(held, protocol, again, when=form.when), private=True)
    meeting = held or begin(turn, work)
    request = meeting.request.but(
        category=Category(form.category),
        concern=form.concern,
        band=form.band,
        identified_at=identified.readings[0].at,
        meet_at=meeting.request.meet_at or typed_time(form.when, turn.at),
    )
    meeting = meeting.but(request=request)
    await work.save(meeting, "wrote down the concern and its urgency")
    return Show(step_card(form.go, meeting, work), private=True)


def begin(turn: Turn, work: Work) -> Meeting:
    """A new request under the local protocol, with a reference that says nothing."""
    protocol = work.local_protocol
    return Meeting(
        id=f"SM-{''.join(secrets.choice(ALPHABET) for _ in range(5))}",
        protocol=protocol.name,
        protocol_version=protocol.version,
        begun_at=turn.at,
        requester=turn.person,
    )


def typed_time(words: str, at: datetime) -> datetime | None:
    """A time typed with the first words, where it can be read in one way alone."""
    read = when.read(words, at) if words else None
    return read.readings[0].at if read and len(read.readings) == 1 else None
