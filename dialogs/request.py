"""A social worker asks for a meeting: the concern first, each answer kept as it is given."""

import secrets
from datetime import datetime

from cards.form import Typed, typed
from cards.readings import shown_back
from cards.request import ConcernForm, OpenRequest, Step, concern_card
from cards.trigger import grounds
from dialogs import when
from dialogs.steps import draft, step_card
from dialogs.turn import Dialog, Reply, Say, Show, Turn
from meeting.access import may_request
from meeting.model import Meeting
from meeting.protocol import PartnershipProtocol
from meeting.protocol_request import Band
from meeting.request import Category
from meeting.urgency import settled
from state.store import Work

dialog = Dialog()

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without what is easily misread aloud: 0 and O, 1 and I."""

CHOOSE_URGENCY = "Please choose how urgent it is: it sets the deadline."

SAY_GROUND = "Please say how the threshold is met: whoever authorises decides by it."

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
    shown = concern_card(None, work.local_protocol, begun, when=time)
    return Show(shown_back(shown, read.ask("Meeting") if time else ()), private=True)


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
    referred = when.read_past(form.referred, turn.at) if form.referred else when.Read()
    band = _band(form, identified.only, referred.only, protocol)
    wrong = {
        "category": form.category not in set(Category) and "Please choose the category of harm.",
        "concern": not form.concern and "Please say in a few words what the concern is.",
        "band": band is None and not _may_be_counted(form, protocol) and CHOOSE_URGENCY,
        "ground": not form.ground and grounds(protocol) and SAY_GROUND,
        "identified": identified.doubt,
        "referred": referred.doubt,
    }
    if said := {field: words for field, words in wrong.items() if words}:
        again = typed(form, **said)
        return Show(concern_card(held, protocol, again, when=form.when), private=True)
    meeting = held or begin(turn, work)
    kind = protocol.meeting_type(form.type)
    request = meeting.request.but(
        category=Category(form.category),
        concern=form.concern,
        band=band.id if band else "",
        features=frozenset(form.features) & {f.id for f in protocol.features},
        **_trigger(form, protocol),
        identified_at=identified.only,
        referred_at=referred.only,
        type=kind.id,
        route=route.id if (route := protocol.route(form.route)) else "",
        meet_at=meeting.request.meet_at or typed_time(form.when, turn.at),
    )
    meeting = meeting.but(request=request, called=kind.name)
    await work.save(meeting, "wrote down the concern and its urgency")
    asks = (*identified.ask("Identified"), *referred.ask("Referred"))
    return Show(shown_back(step_card(form.go, meeting, work), asks), private=True)


def _may_be_counted(form: ConcernForm, protocol: PartnershipProtocol) -> bool:
    """Whether a band follows as soon as the times are known."""
    known = {b.id for b in protocol.bands} | {f.id for f in protocol.features}
    return bool(known & {form.band, *form.features}) or any(b.otherwise for b in protocol.bands)


def _trigger(form: ConcernForm, protocol: PartnershipProtocol) -> dict[str, object]:
    """What was chosen of the protocol's own lists, and how the threshold is said to be met."""
    trigger = protocol.trigger
    occasions = {c.id for c in trigger.occasions} if trigger else set()
    harms = {c.id for c in trigger.harms} if trigger else set()
    return {
        "occasion": form.occasion if form.occasion in occasions else "",
        "harms": frozenset(form.harms) & harms,
        "ground": form.ground,
    }


def _band(
    form: ConcernForm,
    identified: datetime | None,
    referred: datetime | None,
    protocol: PartnershipProtocol,
) -> Band | None:
    """The band by what was chosen and what applies; None while neither says."""
    starts = [at for at in (identified, referred) if at]
    return settled(protocol, form.band, form.features, min(starts)) if starts else None


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
    return when.read(words, at).only if words else None
