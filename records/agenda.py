"""What was recorded under each agenda item, in the order of the agenda."""

from meeting.base import Frozen
from meeting.protocol_meeting import AgendaItem, ItemKind
from meeting.saying import clock
from meeting.session import Note
from records.held import Held
from records.words import Words

SECTIONS = {
    ItemKind.REGISTER: "Who was present",
    ItemKind.ABSENCES: "Invited and not present",
    ItemKind.DETAILS: "Children” and “Adults",
    ItemKind.INFORMATION: "Written information from agencies",
    ItemKind.DECISION: "Decisions",
    ItemKind.SCALING: "Views of the agencies",
    ItemKind.CHILDREN: "Children",
    ItemKind.SAFETY: "Safety plan",
    ItemKind.ACTIONS: "Actions",
    ItemKind.REVIEW: "Review",
}
"""Under which heading of the document the rest of an item's record stands."""


class Said(Frozen):
    """Words recorded under an agenda item."""

    when: str
    by: Words
    """Who recorded them; empty for the chair."""
    text: Words


class Item(Frozen):
    number: int
    title: str
    script: str
    """What the chair read out, where the item is a script."""
    notes: tuple[Said, ...]
    see: str
    """Where more of the item's record stands."""
    missing: bool
    """Nothing is recorded, here or elsewhere."""


def agenda(held: Held) -> tuple[Item, ...]:
    return tuple(_item(item, held) for item in held.protocol.agenda)


def _item(item: AgendaItem, held: Held) -> Item:
    notes = tuple(_said(n, held) for n in held.session.notes if n.item == item.number)
    section = SECTIONS.get(item.kind) if _has_details(item, held) else None
    return Item(
        number=item.number,
        title=item.title,
        script=f"Script: “{item.script}”" if item.kind is ItemKind.SCRIPT and notes else "",
        notes=notes,
        see=f"See “{section}”." if section else "",
        missing=not notes and section is None,
    )


def _said(note: Note, held: Held) -> Said:
    chair = held.meeting.chair
    by = "" if chair and note.by == chair.id else held.name(note.by)
    return Said(when=clock(note.at), by=by, text=note.text)


def _has_details(item: AgendaItem, held: Held) -> bool:
    """Whether something under the item's own heading was recorded, in the meeting or before."""
    meeting, session = held.meeting, held.session
    match item.kind:
        case ItemKind.REGISTER:
            return bool(session.present)
        case ItemKind.ABSENCES:
            return bool(session.absent)
        case ItemKind.DETAILS | ItemKind.CHILDREN:
            return bool(meeting.request.children)
        case ItemKind.INFORMATION:
            return any(i.information for i in meeting.invitees)
        case ItemKind.SCALING:
            return bool(session.views)
        case ItemKind.DECISION:
            return bool(session.decisions)
        case ItemKind.SAFETY:
            return bool(session.safety_plan)
        case ItemKind.ACTIONS:
            return bool(session.actions)
        case ItemKind.REVIEW:
            return session.review_at is not None
        case _:
            return False
