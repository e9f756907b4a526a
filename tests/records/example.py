"""A whole strategy meeting of invented people, from the request to the minutes."""

from meeting.model import Answer, AnswerKind, Information, Invitee, Meeting, Minutes, Phase, Removal
from meeting.people import Person
from meeting.request import Authorisation, Category, Outcome, Request
from state.protocols import read_protocol
from tests.records.held import DISSENTS, SESSION
from tests.records.invented import (
    ADULTS,
    AMARA,
    CHILDREN,
    CLOSED,
    DAFYDD,
    GRAHAM,
    HELEN,
    HOSTILE,
    LONG,
    MOIRA,
    NORA,
    OPENED,
    PRIYA,
    SEUN,
    TOMASZ,
    london,
)

PROTOCOL = read_protocol("north_somerset")
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
