"""How each kind of agenda item is recorded on the chair's card."""

from collections.abc import Callable, Mapping

from cards.blocks import Part
from cards.item import Item, note, noted, prompts
from cards.items_end import actions, decision, review, safety, scaling
from cards.items_start import absences, details, information, register, script
from meeting.protocol_meeting import ItemKind

RECORDED: Mapping[ItemKind, Callable[[Item], list[Part]]] = {
    ItemKind.REGISTER: register,
    ItemKind.ABSENCES: absences,
    ItemKind.SCRIPT: script,
    ItemKind.DETAILS: details,
    ItemKind.CHILDREN: details,
    ItemKind.INFORMATION: information,
    ItemKind.NOTE: note,
    ItemKind.SCALING: scaling,
    ItemKind.DECISION: decision,
    ItemKind.SAFETY: safety,
    ItemKind.ACTIONS: actions,
    ItemKind.REVIEW: review,
}


def item_parts(here: Item) -> list[Part]:
    """What is to be asked, what is recorded so far, and the way to record more."""
    asked = prompts(here.meeting, here.protocol, here.item.prompts)
    return [*asked, *noted(here), *RECORDED[here.item.kind](here)]
