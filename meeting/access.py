"""Who may see a meeting, and who may do what in it."""

from collections.abc import Iterator

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
    return frozenset(filter(is_known, _named(meeting)))


def may_see(meeting: Meeting, person: Person) -> bool:
    return is_known(person.id) and person.id in _named(meeting)


def _named(meeting: Meeting) -> Iterator[str]:
    """Each as often as they have to do with it, and whoever was only typed by name as well."""
    for person in (meeting.requester, meeting.authoriser, meeting.chair, meeting.arranger):
        if person:
            yield person.id
    for stand_in in meeting.stand_ins:
        yield stand_in.person.id
    for invitee in meeting.invitees:
        if invitee.removed is None:
            if invitee.person and invitee.asked_at:
                yield invitee.person.id
            if invitee.answer:
                yield invitee.answer.deputy
    for attended in meeting.session.present if meeting.session else ():
        yield attended.person


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
