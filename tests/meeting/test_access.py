"""Who may see a meeting, and who may do what in it."""

import pytest

from meeting import access, attendance, invitation
from meeting.access import NotTheAuthoriser, NotTheChair, NotTheConvenor, involved
from meeting.model import AnswerKind
from meeting.roles import may_authorise
from tests.build import (
    NINE,
    PROTOCOL,
    a_draft,
    authorised,
    convened,
    in_session,
    invitee_of,
    requested,
    seat,
)
from tests.people import DEV, DORA, GRACE, HUGO, MIRIAM, OWEN, PRIYA, SAM, THEO


@pytest.mark.parametrize(
    ("meeting", "people"),
    [
        (a_draft(), {SAM}),
        (requested(), {SAM, MIRIAM}),
        (authorised(), {SAM, MIRIAM}),
        (convened(), {SAM, MIRIAM, GRACE, DEV, OWEN}),
        (convened().but(chair=THEO), {SAM, MIRIAM, THEO, GRACE, DEV, OWEN}),
        (in_session(MIRIAM, SAM, HUGO), {SAM, MIRIAM, GRACE, DEV, OWEN, HUGO}),
    ],
    ids=["draft", "requested", "authorised", "convened", "another chair", "in session"],
)
def test_a_meeting_is_seen_by_those_who_have_a_part_in_it(meeting, people):
    assert involved(meeting) == {p.id for p in people}
    for person in (SAM, MIRIAM, THEO, GRACE, DEV, OWEN, DORA, PRIYA, HUGO):
        assert (person.id in involved(meeting)) is (person in people)


def test_a_person_named_but_not_asked_yet_sees_nothing():
    meeting = authorised()
    named = invitation.name(meeting, meeting.invitees[2].id, DEV)
    assert DEV.id not in involved(named)


def test_a_deputy_sees_the_meeting_and_sees_it_no_more_when_the_answer_changes():
    deputy = attendance.answer(convened(), DEV, AnswerKind.DEPUTY, NINE, PRIYA.id)
    assert PRIYA.id in involved(deputy)
    changed = attendance.answer(deputy, DEV, AnswerKind.ATTENDING, NINE)
    assert PRIYA.id not in involved(changed)


def test_who_is_taken_off_sees_the_meeting_no_more():
    meeting = convened()
    off = invitation.remove(meeting, invitee_of(meeting, OWEN).id, SAM.id, "Not needed.", NINE)
    assert OWEN.id not in involved(off)


def test_a_name_that_was_typed_lets_nobody_in():
    deputy = attendance.answer(convened(), DEV, AnswerKind.DEPUTY, NINE, "other:DC Lowe\tCID")
    other = in_session(MIRIAM)
    there = other.session.but(present=(seat(MIRIAM), seat(SAM).but(person="other:A\u00a0Visitor")))
    for meeting in (deputy, other.but(session=there)):
        assert all(person.isprintable() for person in involved(meeting))
        assert not any(person.startswith("other:") for person in involved(meeting))


@pytest.mark.parametrize(("person", "may"), [(SAM, True), (MIRIAM, True), (DEV, False)])
def test_the_requester_and_the_chair_convene(person, may):
    if may:
        access.require_convenor(convened(), person)
    else:
        with pytest.raises(NotTheConvenor):
            access.require_convenor(convened(), person)


@pytest.mark.parametrize("person", [SAM, THEO, DEV])
def test_only_the_chair_chairs(person):
    access.require_chair(convened(), MIRIAM)
    with pytest.raises(NotTheChair):
        access.require_chair(convened(), person)


def test_nobody_chairs_a_meeting_that_has_no_chair_yet():
    with pytest.raises(NotTheChair):
        access.require_chair(requested(), MIRIAM)


@pytest.mark.parametrize("person", [SAM, THEO, DEV])
def test_only_the_manager_who_was_asked_authorises(person):
    access.require_authoriser(requested(), MIRIAM)
    with pytest.raises(NotTheAuthoriser):
        access.require_authoriser(requested(), person)


@pytest.mark.requirement("NS-61")
@pytest.mark.parametrize(
    ("person", "may"), [(SAM, True), (MIRIAM, True), (DEV, False), (GRACE, False), (OWEN, False)]
)
def test_social_care_requests_and_partners_ask_social_care(person, may):
    assert access.may_request(person) is may


@pytest.mark.parametrize(
    ("person", "requester", "may"),
    [
        (MIRIAM, SAM, True),
        (HUGO, SAM, True),
        (MIRIAM, MIRIAM, False),
        (SAM, MIRIAM, False),
        (DEV, SAM, False),
    ],
)
def test_a_manager_authorises_and_never_their_own_request(person, requester, may):
    assert may_authorise(PROTOCOL, "", person, requester.id) is may
