"""For the chair: the form of who is here, begun with who has joined in Teams; not a record yet."""

from collections.abc import Sequence

from cards.blocks import Card, Part, card, said, small, text, title, warn
from cards.form import Typed
from cards.item import Item
from cards.items_start import who_is_here
from meeting.joining import Joined, Joining
from meeting.model import Meeting
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.protocol_meeting import ItemKind
from meeting.register import expected_people
from meeting.saying import clock
from meeting.session import Session


def joined_card(
    meeting: Meeting,
    held: Session,
    protocol: PartnershipProtocol,
    people: Sequence[Person],
    joining: Joining,
) -> Card:
    expected = expected_people(meeting, people)
    came = {joined.person for joined in joining.people}
    known = {a.person for a in held.present} | came
    ticked = ",".join(key for key, a in expected.items() if a.person in known)
    item = next(i for i in protocol.agenda if i.kind is ItemKind.REGISTER)
    asked = {a.person for a in expected.values()}
    names = {p.id: p.described for p in people}
    here = Item(meeting, held, protocol, item, people, Typed(values={"present": ticked}))
    return card(
        title(f"{meeting.heading}: who is here"),
        text("This is what Teams says. Nothing of it is recorded until you confirm it below."),
        *(said(_line(j, names)) for j in joining.people if j.person in asked),
        *_unasked([j for j in joining.people if j.person not in asked], names),
        *_strangers(len(joining.strangers)),
        small("Whoever rings in or is in the room is not known to Teams: please tick them too."),
        *who_is_here(here),
    )


def _line(joined: Joined, names: dict[str, str]) -> str:
    left = f", left at {clock(joined.left_at)}" if joined.left_at else ""
    return f"{names.get(joined.person, 'Somebody')}: joined in Teams at {clock(joined.at)}{left}"


def _unasked(found: Sequence[Joined], names: dict[str, str]) -> list[Part]:
    """They are not ticked: that somebody joined does not say that they may be there."""
    if not found:
        return []
    return [warn("Not asked to this meeting:"), *(said(_line(j, names)) for j in found)]


def _strangers(count: int) -> list[Part]:
    if not count:
        return []
    who = "1 other person" if count == 1 else f"{count} other people"
    return [warn(f"{who} joined whom I do not know. Please make sure who they are.")]
