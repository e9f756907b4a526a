"""What every agenda item on the chair's card has: its prompts, its notes, its button."""

from collections.abc import Sequence
from typing import NamedTuple

from cards.blocks import Part, buttons, small, submits
from cards.form import Form, Typed
from cards.inputs import ask
from cards.steps import NoteForm
from meeting.facts import holding
from meeting.model import Meeting
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.protocol_meeting import AgendaItem, Prompt
from meeting.saying import clock
from meeting.session import Session


class Item(NamedTuple):
    """The item in hand, and all that its part of the card may show."""

    meeting: Meeting
    held: Session
    protocol: PartnershipProtocol
    item: AgendaItem
    people: Sequence[Person]
    typed: Typed


def record(words: str, form: type[Form], here: Item, **data: str) -> Part:
    """The button that keeps the item; a second press of the same drawing is known by its mark."""
    once = f"{here.meeting.id}:{here.held.step}"
    fixed = {"meeting": here.meeting.id, "item": str(here.item.number), "once": once}
    return buttons(submits(words, form, main=True, **fixed, **data))


def note(here: Item) -> list[Part]:
    return [
        ask("text", "What was said", here.typed, lines=4),
        record("Record, go on", NoteForm, here),
    ]


def noted(here: Item) -> list[Part]:
    notes = [n for n in here.held.notes if n.item == here.item.number]
    words = "note" if len(notes) == 1 else "notes"
    line = f"{len(notes)} {words} recorded, the last at {clock(notes[-1].at)}." if notes else ""
    return [small(line)] if notes else []


def prompts(meeting: Meeting, protocol: PartnershipProtocol, asked: Sequence[Prompt]) -> list[Part]:
    """What the protocol says is asked or settled here, as far as it holds in this case."""
    facts, held = holding(meeting.request, protocol), meeting.session
    outcomes = [d.outcome for d in held.decisions] if held else []
    kind = meeting.request.type
    return [
        small(f"• {f'{p.by}: ' if p.by else ''}{p.text}")
        for p in asked
        if p.holds(facts, outcomes=outcomes, type=kind)
    ]
