"""Who the record says was there, who was not, and whether the minimum was met."""

import pytest

from meeting.model import Answer, AnswerKind, Invitee
from meeting.session import Proceeding
from tests.records.example import MEETING, REQUEST
from tests.records.held import PRESENT, SESSION
from tests.records.invented import CHILDREN, PRIYA, london
from tests.records.recorded import said, the_record, with_session


@pytest.mark.requirement("NS-40")
def test_everybody_present_is_told_with_role_and_agency():
    present = [(p.name, p.role, p.agency, p.since) for p in the_record().present]
    assert present[0] == ("Tomasz Wieczorek", "Team manager", "Children's Social Care", "2:30 pm")
    assert present[2] == (
        "Priya Raghunathan",
        "Detective Sergeant, in place of Dafydd Prosser",
        "Police",
        "2:31 pm",
    )
    assert len(present) == 5


@pytest.mark.requirement("NS-44")
@pytest.mark.requirement("NS-45")
@pytest.mark.requirement("NS-46")
def test_absentees_are_told_with_apologies_or_none_and_what_they_wrote():
    assert [(a.name, a.apologies, a.information) for a in the_record().absent] == [
        ("Moira Blackwood", "Apologies", "Received Tuesday 24 November 2026, 10:41 am"),
        ("Seun Adeyemi", "No show", "Not received"),
    ]


def test_an_absentee_of_whom_nothing_was_said_is_told_so():
    assert with_session(absent=()).absent[0].apologies == "Not accounted for"


def test_an_agency_that_was_never_asked_is_told_so():
    invitees = (*MEETING.invitees, Invitee(id="i9", agency="sarc", reason="A rule"))
    absent = the_record(invitees=invitees).absent[-1]
    assert (absent.name, absent.apologies) == ("Nobody named", "Was not asked")


def test_a_deputy_who_is_not_in_the_directory_is_told_by_name():
    sent = Answer(kind=AnswerKind.DEPUTY, by="p-seun", at=london(24, 9), deputy="other:Jo Ito")
    invitees = tuple(i.but(answer=sent) if i.id == "i6" else i for i in MEETING.invitees)
    jo = PRESENT[4].but(person="other:Jo Ito", name="Jo Ito", agency="housing", title="")
    minutes = MEETING.minutes.but(recipients=("other:Jo Ito", "other:Al Poe"))
    record = the_record(
        invitees=invitees, session=SESSION.but(present=(*PRESENT, jo)), minutes=minutes
    )
    assert record.present[-1].role == "Professional, in place of Seun Adeyemi"
    assert [a.name for a in record.absent] == ["Moira Blackwood"]
    assert record.circulation == ("Jo Ito, Housing association or provider", "Al Poe")


@pytest.mark.parametrize("name", ["", " ", "\u202e"])
def test_a_child_without_a_name_still_has_a_heading(name):
    record = the_record(request=REQUEST.but(children=(CHILDREN[0].but(name=name),)))
    assert (record.children[0].name, record.decisions[0].child) == ("Not recorded",) * 2


def test_a_deputy_who_came_for_an_unnamed_person_fills_the_invitation():
    unnamed = PRESENT[2].model_copy(update={"person": "i2", "name": "A. Constable"})
    record = with_session(present=(*PRESENT[:2], unnamed, *PRESENT[3:]))
    assert [a.name for a in record.absent] == ["Moira Blackwood", "Seun Adeyemi"]
    assert record.present[2].role == "Detective Sergeant, in place of Dafydd Prosser"


def test_who_was_taken_off_the_list_is_told_with_the_reason():
    [removed] = the_record().removed
    assert removed.label == "Alcohol and substance misuse service"
    assert removed.words == (
        "Nora Quayle: taken off by Amara Osei-Bright on Tuesday 24 November 2026, 8:55 am.\n"
        "Reason: Case closed to the service in 2024."
    )


def test_a_quorate_meeting_is_told_so():
    assert the_record().quorum == (
        "Quorate: Local Authority social worker, Health and Police were present."
    )


@pytest.mark.requirement("NS-21")
def test_a_meeting_below_its_minimum_tells_who_was_missing_and_what_the_chair_did():
    present = tuple(a for a in PRESENT if a.person != PRIYA.id)
    chosen = Proceeding(what="proceed", reason="The child is at risk now.", at=london(24, 14, 40))
    record = with_session(present=present, inquorate=chosen)
    assert record.quorum == (
        "Below the minimum. Nobody was present for: Police (North Somerset guide, NS-21, NS-22).\n"
        "The chair's choice, Tuesday 24 November 2026, 2:40 pm: Proceed, and record why.\n"
        "Reason: The child is at risk now."
    )
    assert said(record.outcome, "Minimum attendance") == "Not met: Police"
    silent = with_session(present=present)
    assert silent.quorum.endswith("What the chair did about it is not recorded.")
