"""A whole strategy meeting of invented people, with words that try to be markup."""

from datetime import date, datetime, timedelta

from meeting.calendar import LONDON
from meeting.model import Answer, AnswerKind, Information, Invitee, Meeting, Minutes, Phase, Removal
from meeting.people import Adult, Child, Person, Role
from meeting.request import Authorisation, Category, Outcome, Request
from meeting.session import Absence, Action, Attendee, Decision, Dissent, Note, Session, View
from state.protocols import read_protocol

PROTOCOL = read_protocol("north_somerset")


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

REQUEST = Request(
    children=CHILDREN,
    adults=ADULTS,
    concern=(
        "Bruise to the left upper arm seen at school on Monday, said by the child to have "
        f"been made by an adult.\n\n{HOSTILE[0]}"
    ),
    category=Category.PHYSICAL,
    band="recent",
    identified_at=london(23, 15, 10),
    referrer="education",
    facts=frozenset({"school", "unborn", "housing", "substance_misuse"}),
    meet_at=OPENED,
)


def _asked(n: int, person: Person, reason: str, **more: object) -> Invitee:
    return Invitee(
        id=f"i{n}",
        agency=person.agency,
        person=person,
        reason=reason,
        asked_at=london(23, 17, 5),
    ).but(**more)


INVITEES = (
    _asked(1, AMARA, "A Local Authority social worker must be present"),
    _asked(
        2,
        DAFYDD,
        "A Police representative must be present",
        answer=Answer(kind=AnswerKind.DEPUTY, by=DAFYDD.id, at=london(24, 9, 2), deputy=PRIYA.id),
    ),
    _asked(3, HELEN, "A health practitioner must be present"),
    _asked(4, GRAHAM, "Referring agency"),
    _asked(
        5,
        MOIRA,
        "Health service of the mother of an unborn baby",
        answer=Answer(kind=AnswerKind.INFORMATION, by=MOIRA.id, at=london(24, 10, 41)),
        information=Information(
            by=MOIRA.id,
            at=london(24, 10, 41),
            answers=(
                (PROTOCOL.questions[0].text, f"Booked at 11 weeks.\n{HOSTILE[1]}"),
                (PROTOCOL.questions[1].text, LONG * 3),
                (PROTOCOL.questions[2].text, ""),
                (PROTOCOL.questions[3].text, "Home visit tomorrow, jointly if wanted."),
            ),
        ),
    ),
    _asked(6, SEUN, "The family's housing association or provider"),
    _asked(
        7,
        NORA,
        "Alcohol or substance misuse service that an adult of the household receives",
        removed=Removal(
            by=AMARA.id, at=london(24, 8, 55), reason="Case closed to the service in 2024."
        ),
    ),
)


def _came(person: Person, minute: int) -> Attendee:
    return Attendee(
        person=person.id,
        name=person.name,
        agency=person.agency,
        role=person.role,
        title=person.title,
        at=london(24, 14, minute),
    )


PRESENT = tuple(
    _came(person, minute)
    for person, minute in ((TOMASZ, 30), (AMARA, 30), (PRIYA, 31), (HELEN, 33), (GRAHAM, 42))
)

NOTES = (
    (1, 34, "Introductions made. GT joined late, from a lesson."),
    (2, 36, "Apologies from midwifery, who wrote. Nothing from housing."),
    (3, 37, "Read out by the chair."),
    (4, 38, "Read out by the chair."),
    (5, 41, "Details agreed. Second child's NHS number to be found by Health."),
    (6, 44, f"{HOSTILE[2]}\n\n{LONG}"),
    (6, 47, "Q from police: who saw the bruise first? A: the class teacher, 8:50 am."),
    (7, 50, LONG * 6),
    (8, 55, f"Police: three call-outs since June. {HOSTILE[3]}"),
    (8, 58, "School: attendance 81 %. Child said “I don’t want to go home today” 😟 on Monday."),
)

SESSION = Session(
    opened_at=OPENED,
    item=13,
    registered=True,
    notes=tuple(
        Note(item=item, text=text, by=TOMASZ.id, at=london(24, 14, minute))
        for item, minute, text in NOTES
    ),
    present=PRESENT,
    absent=(Absence(invitee="i5", apologies=True), Absence(invitee="i6", apologies=False)),
    views=(
        View(
            agency="police",
            by=PRIYA.id,
            opinion="s47",
            reason="Injury without an explanation that fits.",
            safety=3,
            at=london(24, 15, 10),
        ),
        View(
            agency="health",
            by=HELEN.id,
            opinion="s47",
            reason=f"Pattern over six months.\n{LONG}",
            safety=4,
            at=london(24, 15, 11),
        ),
        View(
            agency="education",
            by=GRAHAM.id,
            opinion="s17",
            reason="Mother works with us; support first.",
            at=london(24, 15, 12),
        ),
    ),
    decisions=(
        Decision(
            child="c1",
            outcome="s47",
            lead="joint",
            reason=f"Reasonable cause to suspect significant harm.\n{LONG}",
            at=london(24, 15, 20),
        ),
        Decision(
            child="c2",
            outcome="s47",
            lead="single",
            reason="Same household, not yet mobile.",
            at=london(24, 15, 22),
        ),
        Decision(
            child="c3",
            outcome="s17",
            reason="Pre-birth assessment; reconsidered at the review.",
            at=london(24, 15, 24),
        ),
    ),
    safety_plan=(
        "Both children stay with their maternal grandmother tonight.\n"
        "Police visit her at 6 pm.\n"
        "Mr Holloway does not visit; EDT told."
    ),
    actions=(
        Action(
            id="x1",
            what="See both children alone, at school and at their grandmother's",
            who="Amara Osei-Bright",
            owner=AMARA.id,
            due=london(25, 12),
        ),
        Action(
            id="x2",
            what="Paediatric examination, with consent of their mother",
            who="Helen O’Rourke",
            owner=HELEN.id,
            due=london(25, 10),
        ),
        Action(id="x3", what="Interview of Mr Holloway", who="DS Raghunathan", due=london(27, 17)),
    ),
    review_at=london(24, 14) + timedelta(days=9),
    closed_at=CLOSED,
    gaps_reason="Analysis was given with the decision. Paediatrician had to leave.",
)

DISSENTS = (
    Dissent(
        by=GRAHAM.id,
        name=GRAHAM.name,
        agency="education",
        reason=f"Section 47 is not proportionate:\nsupport was working. {HOSTILE[1]}",
        at=london(24, 15, 31),
        challenged_at=london(25, 9, 15),
    ),
    Dissent(
        by=HELEN.id,
        name=HELEN.name,
        agency="health",
        reason="The unborn baby should be within section 47 too.",
        at=london(26, 11, 5),
        late=True,
    ),
)

MEETING = Meeting(
    id="SM-7KQ2M",
    protocol="north_somerset",
    protocol_version="1",
    phase=Phase.CIRCULATED,
    begun_at=london(23, 15, 40),
    requester=AMARA,
    request=REQUEST,
    requested_at=london(23, 16, 2),
    authoriser=TOMASZ,
    authorisations=(Authorisation(outcome=Outcome.APPROVED, by=TOMASZ, at=london(23, 16, 20)),),
    chair=TOMASZ,
    invitees=INVITEES,
    convened_at=london(23, 17, 5),
    session=SESSION,
    dissents=DISSENTS,
    minutes=Minutes(
        version=2,
        drafted_at=CLOSED,
        remarks="Correction: school attendance is 84 %, not 81 %.",
        approved_at=london(26, 16, 45),
        recipients=(TOMASZ.id, AMARA.id, PRIYA.id, HELEN.id, GRAHAM.id),
    ),
)

DRAFT = MEETING.but(
    phase=Phase.HELD,
    minutes=Minutes(version=1, drafted_at=CLOSED),
)
