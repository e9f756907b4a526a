"""Who may be in the room, and who of those invited is not."""

from collections.abc import Sequence
from datetime import datetime

from meeting.model import Invitee, Meeting
from meeting.people import OTHER, Person, Role
from meeting.session import Attendee


def expected_people(meeting: Meeting, people: Sequence[Person]) -> dict[str, Attendee]:
    """All who may be in the room, by the id under which they are ticked."""
    at = meeting.begun_at
    chair = [meeting.chair] if meeting.chair else []
    known = {
        p.id: Attendee(person=p.id, name=p.name, agency=p.agency, role=p.role, title=p.title, at=at)
        for p in [*chair, meeting.requester, *(i.person for i in meeting.asked if i.person)]
    }
    deputies = {f"{i.id}:deputy": _deputy(i, people, at) for i in meeting.asked if _sends(i)}
    instead = {a.person for a in deputies.values()}
    there = meeting.session.present if meeting.session else ()
    came = {a.person: a for a in there if a.person not in instead}
    return {**known, **deputies, **came}


def _sends(invitee: Invitee) -> bool:
    return bool(invitee.answer and invitee.answer.deputy)


def _deputy(invitee: Invitee, people: Sequence[Person], at: datetime) -> Attendee:
    deputy = invitee.answer.deputy if invitee.answer else ""
    known = next((p for p in people if p.id == deputy), None)
    instead = f"deputy for {invitee.person.name if invitee.person else ''}"
    return Attendee(
        person=deputy,
        name=known.name if known else deputy.removeprefix(OTHER),
        agency=invitee.agency,
        role=known.role if known else Role.PROFESSIONAL,
        title=f"{known.title}, {instead}" if known and known.title else instead,
        at=at,
    )


def missing_invitees(meeting: Meeting) -> tuple[Invitee, ...]:
    """Those invited who are not in the room, nor their deputy."""
    there = {a.person for a in meeting.session.present} if meeting.session else set()
    return tuple(
        i
        for i in meeting.asked
        if i.person
        and i.person.id not in there
        and not (i.answer and i.answer.deputy and i.answer.deputy in there)
    )
