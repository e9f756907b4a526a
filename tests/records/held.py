"""What was said, decided and disputed at the example meeting."""

from datetime import timedelta

from meeting.people import Person
from meeting.session import Absence, Action, Attendee, Decision, Dissent, Note, Session, View
from tests.records.invented import (
    AMARA,
    CLOSED,
    GRAHAM,
    HELEN,
    HOSTILE,
    LONG,
    OPENED,
    PRIYA,
    TOMASZ,
    london,
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
