"""Who was there, who was asked and did not come, and whether the meeting had its minimum."""

from meeting.base import Frozen
from meeting.model import Invitee
from meeting.people import Role
from meeting.quorum import absent as missing
from meeting.quorum import slots
from meeting.saying import clock, listed, spoken
from meeting.session import Attendee
from records.held import Held
from records.titles import title
from records.words import Fact, Words, capital, fact


class Present(Frozen):
    name: Words
    role: Words
    agency: Words
    since: str
    """The time at which they came."""


class Absent(Frozen):
    """Somebody who was asked and was not there."""

    name: Words
    role: Words
    agency: Words
    apologies: str
    """Apologies, no show, not accounted for, or not even asked (NS-44, NS-45)."""
    information: str
    """Whether what the meeting needed of them was received (NS-46)."""


def present(held: Held) -> tuple[Present, ...]:
    return tuple(_present(a, held) for a in held.session.present)


def absent(held: Held) -> tuple[Absent, ...]:
    return tuple(_absent(i, held) for i in held.meeting.asked if not _came(i, held))


def removed(held: Held) -> tuple[Fact, ...]:
    """Who was taken off the list of invitees again, and why."""
    return tuple(
        fact(
            held.protocol.agency(i.agency),
            f"{i.person.name if i.person else 'Nobody named'}: taken off by "
            f"{held.name(i.removed.by)} on {spoken(i.removed.at)}.\nReason: {i.removed.reason}",
        )
        for i in held.meeting.invitees
        if i.removed
    )


def quorum(held: Held) -> str:
    """Whether each place of the minimum was filled, and what the chair did if not."""
    empty = missing(held.meeting, held.protocol)
    if not empty:
        kind = held.meeting.request.type
        filled = listed([s.title for s in slots(held.protocol, kind)])
        return f"Quorate: {filled} were present."
    rules = [f"{s.title} ({held.protocol.cite(s)})" for s in empty]
    return f"Below the minimum. Nobody was present for: {listed(rules)}.\n{_proceeding(held)}"


def _proceeding(held: Held) -> str:
    chosen = held.session.inquorate
    if chosen is None:
        return "What the chair did about it is not recorded."
    what = title(held.protocol.inquorate.choices, chosen.what)
    return f"The chair's choice, {spoken(chosen.at)}: {what}.\nReason: {chosen.reason}"


def _present(attendee: Attendee, held: Held) -> Present:
    role = attendee.title or _role(attendee.role)
    principal = _principal(attendee, held)
    return Present(
        name=attendee.name,
        role=f"{role}, in place of {principal}" if principal else role,
        agency=held.protocol.agency(attendee.agency),
        since=clock(attendee.at),
    )


def _role(role: Role) -> str:
    return capital(role.value)


def _principal(attendee: Attendee, held: Held) -> str:
    """The name of the person for whom somebody came as a deputy."""
    for invitee in held.meeting.asked:
        deputy = invitee.answer.deputy if invitee.answer else ""
        if attendee.person in (deputy, invitee.id) and invitee.person:
            return invitee.person.name
    return ""


def _came(invitee: Invitee, held: Held) -> bool:
    """They themselves, or their deputy."""
    there = {a.person for a in held.session.present}
    own = {invitee.id, invitee.person.id if invitee.person else ""}
    deputy = invitee.answer.deputy if invitee.answer else ""
    return bool(there & (own | {deputy}) - {""})


def _absent(invitee: Invitee, held: Held) -> Absent:
    given = {a.invitee: a.apologies for a in held.session.absent}
    said = {True: "Apologies", False: "No show", None: "Not accounted for"}[given.get(invitee.id)]
    if invitee.asked_at is None:
        said = "Was not asked"
    written = invitee.information
    return Absent(
        name=invitee.person.name if invitee.person else "Nobody named",
        role=(invitee.person.title or _role(invitee.person.role)) if invitee.person else "",
        agency=held.protocol.agency(invitee.agency),
        apologies=said,
        information=f"Received {spoken(written.at)}" if written else "Not received",
    )
