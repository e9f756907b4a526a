"""Who may see a meeting, and who may do what in it."""

from meeting.base import Refusal
from meeting.model import Meeting
from meeting.people import Person, Role, is_known


class NotYours(Refusal):
    """You have no meeting of that reference. If you expect one, ask its social worker."""


class NotTheChair(Refusal):
    """Only the chair of this meeting can do that."""


class NotTheConvenor(Refusal):
    """Only the social worker who convenes this meeting, or its chair, can do that."""


class NotTheAuthoriser(Refusal):
    """This request is with another manager. Nothing was recorded."""


class NotInvited(Refusal):
    """Only somebody who is invited to this meeting can do that."""


def involved(meeting: Meeting) -> frozenset[str]:
    """Ids of all who may see the meeting."""
    leads = (meeting.requester, meeting.authoriser, meeting.chair, meeting.arranger)
    people = {p.id for p in leads if p} | {s.person.id for s in meeting.stand_ins}
    for invitee in meeting.asked:
        if invitee.person and invitee.asked_at:
            people.add(invitee.person.id)
        if invitee.answer:
            people.add(invitee.answer.deputy)
    people |= {a.person for a in meeting.session.present} if meeting.session else set()
    return frozenset(filter(is_known, people))


def require_convenor(meeting: Meeting, person: Person) -> None:
    able = (meeting.requester, meeting.chair, meeting.arranger)
    if person.id not in {p.id for p in able if p}:
        raise NotTheConvenor


def require_chair(meeting: Meeting, person: Person) -> None:
    if meeting.chair is None or person.id != meeting.chair.id:
        raise NotTheChair


def require_authoriser(meeting: Meeting, person: Person) -> None:
    asked = [meeting.authoriser, *(s.person for s in meeting.stand_ins)]
    if person.id not in {p.id for p in asked if p}:
        raise NotTheAuthoriser


def may_request(person: Person) -> bool:
    """Social care convenes; others ask social care (NS-61)."""
    return person.role in {
        Role.SOCIAL_WORKER,
        Role.TEAM_MANAGER,
        Role.SERVICE_MANAGER,
        Role.EMERGENCY_DUTY,
        Role.BUSINESS_SUPPORT,
    }
