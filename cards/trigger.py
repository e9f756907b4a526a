"""What the protocol says of the threshold, and what it wants said of it in the request."""

from cards.blocks import Part, small
from cards.form import Typed
from cards.inputs import ask, choose
from meeting.model import Meeting
from meeting.protocol import PartnershipProtocol
from meeting.protocol_entry import Choice


def grounds(protocol: PartnershipProtocol) -> list[str]:
    """What a request must say, by route; empty where no route asks for anything."""
    return [route.states for route in protocol.routes if route.states]


def trigger_parts(protocol: PartnershipProtocol, typed: Typed) -> list[Part]:
    """When a meeting is held at all, what harm is, and the questions that go with it."""
    trigger, asked = protocol.trigger, grounds(protocol)
    ground = [
        *(small(words) for words in asked if len(asked) > 1),
        *(ask("ground", _question(asked), typed, lines=3) if asked else []),
    ]
    if trigger is None:
        return [*ground]
    return [
        *ground,
        _choice("occasion", "After what is it asked for?", trigger.occasions, typed),
        _choice("harms", "Which harm is suspected?", trigger.harms, typed, several=True),
        small(f"{trigger.text} ({protocol.cite(trigger)})"),
        *(small(f"{said.text} ({protocol.cite(said)})") for said in trigger.help),
    ]


def _question(asked: list[str]) -> str:
    return asked[0] if len(asked) == 1 else "How is the threshold met?"


def _choice(
    field: str, label: str, choices: tuple[Choice, ...], typed: Typed, *, several: bool = False
) -> Part:
    known = {choice.id: choice.title for choice in choices}
    return choose(field, label, known, typed, several=several) if known else None


def trigger_lines(meeting: Meeting, protocol: PartnershipProtocol) -> list[str]:
    """What the request says of all that, for whoever authorises it."""
    request, trigger = meeting.request, protocol.trigger
    known = {c.id: c.title for c in (*trigger.occasions, *trigger.harms)} if trigger else {}
    chosen = [known[c] for c in (request.occasion, *sorted(request.harms)) if c in known]
    return [*chosen, *([request.ground] if request.ground else [])]
