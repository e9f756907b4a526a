"""The invented family and professionals of the example, its days, and hostile words."""

from datetime import date, datetime

from meeting.calendar import LONDON
from meeting.people import Adult, Child, Person, Role


def london(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026; the 24th is a Tuesday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


OPENED = london(24, 14, 30)
CLOSED = london(24, 15, 50)
HOSTILE = (
    "<b>not bold</b> & </w:t> {{ reference }} {% for x in y %} {_{ kept }_} {_% also %_}",
    "#set text(red) *not strong* _not slanted_ $x^2$ @nobody ~ // no comment [x] \\ `code`",
    "-- \"straight\" 'quotes' https://example.org C:\\notes\\new <w:p/> &lt; &#8216;",
    "Überprüft – £12.50 ≥ ½ • “curly” café Łukasz Σ",
)
"""None of it may be read as anything but words."""
LONG = (
    "Health visitor records show four missed appointments between March and September, each "
    "followed by a telephone call within two days and an explanation that was accepted at the "
    "time. Taken singly none gave rise to concern; read together with the police log of the "
    "same months they show that every missed appointment followed a call-out to the address. "
)
AMARA = Person(
    id="p-amara",
    name="Amara Osei-Bright",
    agency="social_care",
    role=Role.SOCIAL_WORKER,
    title="Senior Social Worker, Referral and Assessment",
)
TOMASZ = Person(
    id="p-tomasz",
    name="Tomasz Wieczorek",
    agency="social_care",
    role=Role.TEAM_MANAGER,
)
PRIYA = Person(id="p-priya", name="Priya Raghunathan", agency="police", title="Detective Sergeant")
DAFYDD = Person(id="p-dafydd", name="Dafydd Prosser", agency="police", title="Detective Inspector")
HELEN = Person(
    id="p-helen",
    name="Helen O’Rourke",
    agency="health",
    title="Named Nurse for Safeguarding Children",
)
GRAHAM = Person(
    id="p-graham", name="Graham Tetteh", agency="education", title="Designated Safeguarding Lead"
)
MOIRA = Person(id="p-moira", name="Moira Blackwood", agency="midwifery", title="Lead Midwife")
SEUN = Person(id="p-seun", name="Seun Adeyemi", agency="housing", title="Tenancy Manager")
NORA = Person(id="p-nora", name="Nora Quayle", agency="substance_misuse", title="Team Leader")
NAMES = {PRIYA.id: PRIYA.name}
"""The deputy is known to the directory alone, until she is in the room."""
CHILDREN = (
    Child(
        id="c1",
        name="Lily-Mae Farrow",
        born=date(2018, 3, 3),
        ethnicity="White British",
        address="Flat 2, 14 Invented Row\nNailsea\nBS48 0ZZ",
        nhs="999 012 3456",
        plan="Child in need plan since 6 May 2026",
    ),
    Child(
        id="c2",
        name="Jayden Farrow-Nkemelu",
        born=date(2026, 1, 9),
        ethnicity="Mixed: White and Black African",
        address="Flat 2, 14 Invented Row, Nailsea",
    ),
    Child(
        id="c3", name="Baby of Kerry Farrow", born=date(2027, 2, 14), unborn=True, nhs="999 077 1"
    ),
)
ADULTS = (
    Adult(
        id="a1",
        name="Kerry Farrow",
        relationship="Mother of all three children",
        born=date(1996, 7, 21),
        ethnicity="White British",
        address="Flat 2, 14 Invented Row, Nailsea",
        nhs="999 077 1",
    ),
    Adult(id="a2", name="Dean {{ partner }} Holloway", relationship="Mother's partner"),
)
