"""Who takes part in the fuzzed meetings: five offices of invented people, and outsiders."""

from typing import NamedTuple

from meeting.people import Person, Role
from state.directory import Directory

TENANT_ELSEWHERE = "99999999-9999-4999-8999-999999999999"


class Cast(NamedTuple):
    """The people of one office; none of them has to do with another office's meetings."""

    asker: Person
    manager: Person
    police: Person
    health: Person
    school: Person
    deputy: Person
    """Of health; comes in the place of somebody."""
    removed: Person
    """Asked to every meeting of the office, and taken off again."""


ROLES = {
    "asker": ("social_care", Role.SOCIAL_WORKER, "Una"),
    "manager": ("social_care", Role.TEAM_MANAGER, "Vera"),
    "police": ("police", Role.PROFESSIONAL, "Piers"),
    "health": ("health", Role.PROFESSIONAL, "Hazel"),
    "school": ("education", Role.PROFESSIONAL, "Edwin"),
    "deputy": ("health", Role.PROFESSIONAL, "Dilys"),
    "removed": ("domestic_abuse", Role.PROFESSIONAL, "Rhona"),
}
OFFICES = ("North", "South", "East", "West", "Dale")


def _somebody(part: str, office: int) -> Person:
    agency, role, first = ROLES[part]
    place = list(ROLES).index(part)
    return Person(
        id=f"c{office}000000-0000-4000-8000-{place:012d}",
        name=f"{first} {OFFICES[office]}",
        agency=agency,
        role=role,
        email=f"{first}.{OFFICES[office]}@office.example".lower(),
    )


CASTS = tuple(
    Cast(**{part: _somebody(part, office) for part in ROLES}) for office in range(len(OFFICES))
)
COLLEAGUE = Person(
    id="cc000000-0000-4000-8000-000000000001", name="Cora Lane", agency="social_care",
    role=Role.SOCIAL_WORKER,
)  # fmt: skip
"""Of the staff, and asked to no meeting."""
HEAD = Person(
    id="cc000000-0000-4000-8000-000000000002", name="Ingram Vale", agency="social_care",
    role=Role.HEAD_OF_SERVICE,
)  # fmt: skip
GUEST = Person(id="cc000000-0000-4000-8000-00000000000a", name="A Guest", agency="")
"""Known to Teams, and not to the directory."""
ELSEWHERE = CASTS[0].manager.but(id="cc000000-0000-4000-8000-00000000000b")
"""A manager by the same name, of another tenant."""

STAFF = Directory([*(person for cast in CASTS for person in cast), COLLEAGUE, HEAD])
EVERYBODY = (*STAFF.people, GUEST, ELSEWHERE)


def mri(person: Person) -> str:
    return f"29:{person.id}"


def chat_of(person: Person) -> str:
    """Their own chat with the bot."""
    return f"a:chat-of-{person.id}"


CHATS = {chat_of(person): person.id for person in EVERYBODY}
"""Every personal chat, and whose it is: Teams alone says who writes where."""
