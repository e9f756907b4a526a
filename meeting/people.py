"""The people of a meeting: professionals who take part, children and adults it is about."""

from datetime import date
from enum import StrEnum

from meeting.base import Frozen

OTHER = "other:"
"""Stands before the name of somebody who is not in the directory, in the place of an id."""


class Role(StrEnum):
    SOCIAL_WORKER = "social worker"
    TEAM_MANAGER = "team manager"
    SERVICE_MANAGER = "service manager"
    HEAD_OF_SERVICE = "head of service"
    HEAD_OF_SAFEGUARDING = "head of safeguarding"
    DUTY_MANAGER = "duty manager"
    CASE_SUPERVISOR = "case supervisor"
    DETECTIVE_SERGEANT = "detective sergeant"
    DETECTIVE_INSPECTOR = "detective inspector"
    BUSINESS_SUPPORT = "business support"
    EMERGENCY_DUTY = "emergency duty team"
    LADO = "designated officer (LADO)"
    PROFESSIONAL = "professional"
    """Somebody of a partner agency."""


class Person(Frozen):
    """A professional, as the partnership's directory knows them."""

    id: str
    """The Entra object id."""
    name: str
    agency: str
    """An agency of the protocol, such as "police"."""
    role: Role = Role.PROFESSIONAL
    team: str = ""
    """Within the agency, where a protocol tells teams apart, such as "MASH"."""
    title: str = ""
    email: str = ""
    phone: str = ""

    @property
    def described(self) -> str:
        return f"{self.name}, {self.title or self.role.value}"


def is_known(person: str) -> bool:
    """Whether it is the id of somebody whom the bot can reach and let in."""
    return bool(person) and not person.startswith(OTHER)


class Child(Frozen):
    """A child or unborn baby being considered (NS-56 to NS-59)."""

    id: str
    name: str
    born: date | None = None
    """Date of birth; for an unborn baby the expected date."""
    unborn: bool = False
    ethnicity: str = ""
    address: str = ""
    nhs: str = ""
    """The child's NHS number; for an unborn baby the mother's (NS-58)."""
    plan: str = ""
    """Current plan or legal status (NS-59)."""

    def age(self, on: date) -> int | None:
        """Whole years on that day; None when unborn or not known."""
        if self.unborn or self.born is None:
            return None
        return on.year - self.born.year - ((on.month, on.day) < (self.born.month, self.born.day))


class Adult(Frozen):
    """A parent, carer or other adult being considered."""

    id: str
    name: str
    relationship: str = ""
    born: date | None = None
    ethnicity: str = ""
    address: str = ""
    nhs: str = ""
