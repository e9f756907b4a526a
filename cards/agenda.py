"""The chair's one card in the channel: where the meeting stands, its gaps, the item in hand.

It is read by everybody in the room, so children are "Child 1" and notes are not shown.
"""

from collections.abc import Sequence

from cards.arrange import meeting_lines
from cards.blocks import (
    Card,
    Part,
    buttons,
    card,
    presses,
    said,
    said_small,
    section,
    small,
    submits,
    text,
    warn,
)
from cards.blocks import title as heading
from cards.form import NOTHING, Typed
from cards.inputs import ask, choose
from cards.item import Item, prompts
from cards.items import item_parts
from cards.sources import sources
from cards.steps import CloseForm, GoTo, OpenActions, ProceedForm, StartMeeting
from cards.tally import quorum_line
from cards.tasks import task_lines
from meeting.agenda import gaps, may_close
from meeting.model import Meeting, Phase
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.protocol_meeting import AgendaItem, ItemKind
from meeting.protocol_people import ConfirmedAt, Slot
from meeting.quorum import absent
from meeting.saying import clock, listed
from meeting.session import Session


def choices(protocol: PartnershipProtocol) -> dict[str, str]:
    """What the chair may do about a meeting below its minimum."""
    return {choice.id: choice.title for choice in protocol.inquorate.choices}


def agenda_card(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    people: Sequence[Person],
    typed: Typed = NOTHING,
) -> Card:
    held = meeting.session
    if held is None:
        return _before(meeting, protocol)
    if meeting.phase is not Phase.IN_SESSION:
        return _after(meeting, protocol, held)
    item, missing = protocol.item(held.item), gaps(meeting, protocol)
    empty = absent(meeting, protocol) if held.registered else ()
    return card(
        heading(f"{meeting.heading}: in session"),
        small(f"Started {clock(held.opened_at)}. The chair records here."),
        *_minimum(protocol, held, empty),
        _gaps(missing),
        section(
            f"Item {item.number} of {len(protocol.agenda)}: {item.title}",
            *_scripts(protocol, item),
            text(item.script),
            small(protocol.cite(item)),
            *item_parts(Item(meeting, held, protocol, item, people, typed)),
        ),
        *_branches(meeting, protocol, item, held),
        task_lines(meeting, protocol, "meeting", "enquiry")
        if item.number >= _decision_item(protocol)
        else None,
        _moves(meeting, held, len(protocol.agenda), missing),
        *(_closing(meeting, protocol, typed) if item == protocol.agenda[-1] else ()),
        _proceeding(meeting, protocol, typed) if empty and not held.inquorate else None,
        *_marked(meeting, protocol, held, missing),
    )


def _before(meeting: Meeting, protocol: PartnershipProtocol) -> Card:
    chair = meeting.chair.name if meeting.chair else "the chair"
    return card(
        heading(f"{meeting.heading}: agenda"),
        said(f"{chair} starts the meeting here. {quorum_line(meeting, protocol)}."),
        *meeting_lines(meeting),
        *(said_small(f"{i.number}. {i.title}") for i in protocol.agenda),
        *_opening(protocol),
        buttons(submits("Start the meeting", StartMeeting, main=True, meeting=meeting.id)),
    )


def _opening(protocol: PartnershipProtocol) -> list[Part]:
    """What the chair confirms; what is not ticked gets a reason and stops nothing."""
    asked = [c for c in protocol.confirmations if c.at is ConfirmedAt.OPENING]
    if not asked:
        return []
    known = {c.id: c.text for c in asked}
    why = next((c.asks_reason for c in asked if c.asks_reason), "Why not, if you do not tick it?")
    return [
        choose("confirmed", "The chair confirms", known, several=True),
        ask("unconfirmed", why),
        small(sources(protocol, asked)),
    ]


def _after(meeting: Meeting, protocol: PartnershipProtocol, held: Session) -> Card:
    ended = clock(held.closed_at) if held.closed_at else ""
    missing = gaps(meeting, protocol)
    return card(
        heading(f"{meeting.heading}: held"),
        said(f"Started {clock(held.opened_at)}, ended {ended}."),
        _gaps(missing),
        *_marked(meeting, protocol, held, missing),
        _put_right(meeting, held),
    )


def _put_right(meeting: Meeting, held: Session) -> Part:
    """The way to put an action right, until the minutes are approved."""
    if not held.actions or meeting.phase is not Phase.HELD:
        return None
    return buttons(presses("Put an action right", OpenActions, meeting=meeting.id))


def _scripts(protocol: PartnershipProtocol, item: AgendaItem) -> list[Part]:
    """What the chair reads out as it stands: opening the meeting, and before the decision."""
    first = item == protocol.agenda[0]
    at = "opening" if first else "closing" if item.kind is ItemKind.DECISION else ""
    return [text(f"“{script.text}”") for script in protocol.scripts if script.at == at]


def _branches(
    meeting: Meeting, protocol: PartnershipProtocol, item: AgendaItem, held: Session
) -> list[Part]:
    """The checklists that a decision opens, from the decision on."""
    decided = {d.outcome for d in held.decisions}
    open_ = [b for b in protocol.branches if decided & set(b.outcomes)]
    return [
        section(branch.title, *prompts(meeting, protocol, branch.prompts))
        for branch in open_
        if item.number >= _decision_item(protocol)
    ]


def _decision_item(protocol: PartnershipProtocol) -> int:
    return next(i.number for i in protocol.agenda if i.kind is ItemKind.DECISION)


def _minimum(protocol: PartnershipProtocol, held: Session, empty: Sequence[Slot]) -> list[Part]:
    """Whether the meeting is quorate, once the chair has gone through who is there (NS-22)."""
    if not held.registered:
        return []
    if not empty:
        return [text("Quorate: every agency of the minimum is here.", colour="Good")]
    names = listed([slot.title for slot in empty])
    head = [
        warn(f"Below the statutory minimum: {names} missing."),
        small(sources(protocol, empty)),
    ]
    if held.inquorate:
        done = choices(protocol).get(held.inquorate.what, held.inquorate.what)
        return [*head, said(f"{done}: recorded {clock(held.inquorate.at)}.")]
    return [*head, text("What you do about it is recorded below the agenda item.")]


def _proceeding(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed) -> Part:
    """What the protocol asks of the chair of a meeting below its minimum (NS-100 to NS-102)."""
    escalation = protocol.escalation
    return section(
        "Below the minimum: what do you do about it?",
        text(escalation.text),
        small(f"{protocol.inquorate.text} ({protocol.cite(protocol.inquorate)})"),
        small(f"If that fails: {escalation.policy} ({protocol.cite(escalation)})"),
        choose("proceed", "The chair decides to", choices(protocol), typed, style="expanded"),
        ask("proceed_reason", "Whom did you ring, and why do you decide so?", typed, lines=2),
        buttons(submits("Record", ProceedForm, meeting=meeting.id, once=mark(meeting))),
    )


def mark(meeting: Meeting) -> str:
    """Of the chair's step in which a card is drawn."""
    return f"{meeting.id}:{meeting.session.step if meeting.session else 0}"


def _gaps(missing: Sequence[AgendaItem]) -> Part:
    word = "item" if len(missing) == 1 else "items"
    if missing:
        return text(f"Gaps: {word} {listed([str(i.number) for i in missing])}", strong=True)
    return text("Every item is recorded.", strong=True, colour="Good")


def _marked(
    meeting: Meeting, protocol: PartnershipProtocol, held: Session, missing: Sequence[AgendaItem]
) -> list[Part]:
    """The whole agenda: what is recorded, and which item is in hand."""
    gap = {i.number for i in missing}
    here = held.item if meeting.phase is Phase.IN_SESSION else 0
    return [
        small(f"{'○' if n in gap else '✓'} {n}. {i.title}{' ◀' if n == here else ''}")
        for n, i in enumerate(protocol.agenda, 1)
    ]


def _moves(meeting: Meeting, held: Session, last: int, missing: Sequence[AgendaItem]) -> Part:
    here = held.item
    back = presses("Back", GoTo, meeting=meeting.id, item=str(here - 1)) if here > 1 else None
    on = presses("Skip for now", GoTo, meeting=meeting.id, item=str(here + 1))
    first = next((str(g.number) for g in missing if g.number not in {here, here + 1}), "")
    gap = presses(f"To gap {first}", GoTo, meeting=meeting.id, item=first) if first else None
    return buttons(back, on if here < last else None, gap)


def _closing(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed) -> list[Part]:
    """Closing is never barred, but gaps need a reason."""
    free = may_close(meeting, protocol)
    why = () if free else (ask("close_reason", "Why close it all the same?", typed, lines=2),)
    return [
        section(
            "Close the meeting",
            *(warn(words) for words in _lacking(meeting, protocol)),
            *why,
            buttons(submits("Close the meeting", CloseForm, meeting=meeting.id)),
        )
    ]


def _lacking(meeting: Meeting, protocol: PartnershipProtocol) -> list[str]:
    """What stands in the way of closing without a reason."""
    held = meeting.session
    found = []
    if gaps(meeting, protocol):
        found.append("Not every item is recorded.")
    if absent(meeting, protocol) and held and not held.inquorate:
        found.append("Below the minimum, and what you do about it is not recorded.")
    return found
