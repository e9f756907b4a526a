"""What the record says of each agenda item: information, views, decisions, actions, review."""

import pytest

from meeting.session import Note
from records.record import record_of
from tests.records.example import MEETING, PROTOCOL
from tests.records.held import SESSION
from tests.records.invented import AMARA, CHILDREN, NAMES, TOMASZ, london
from tests.records.recorded import said, the_record, with_session


def test_every_agenda_item_stands_in_order_with_what_was_recorded():
    agenda = the_record().agenda
    assert [(i.number, i.title) for i in agenda] == [(i.number, i.title) for i in PROTOCOL.agenda]
    assert [(n.when, n.text) for n in agenda[2].notes] == [("2:37 pm", "Read out by the chair.")]
    assert [i.number for i in agenda if i.script] == [3, 4]
    assert agenda[3].script.startswith("Script: “Information shared at this meeting is confid")
    assert [len(i.notes) for i in agenda] == [1, 1, 1, 1, 1, 2, 1, 2, 0, 0, 0, 0, 0]
    assert [i.number for i in agenda if i.missing] == [9]
    assert agenda[9].see == "See “Decisions”."


def test_an_item_says_that_nothing_is_recorded_when_its_section_is_empty_too():
    record = with_session(decisions=(), actions=(), review_at=None, safety_plan="", notes=())
    assert [i.number for i in record.agenda if i.missing] == [3, 4, 6, 7, 9, 10, 11, 12, 13]


def test_a_note_names_its_writer_unless_that_is_the_chair():
    notes = tuple(
        Note(item=3, text="Said.", by=who, at=london(24, 14, 40)) for who in (TOMASZ.id, AMARA.id)
    )
    assert [n.by for n in with_session(notes=notes).agenda[2].notes] == ["", "Amara Osei-Bright"]


@pytest.mark.requirement("NS-72")
def test_written_information_stands_with_its_questions_and_who_sent_it():
    [written] = the_record().information
    assert written.agency == "Midwifery"
    assert written.received == ("From Moira Blackwood, received Tuesday 24 November 2026, 10:41 am")
    assert [a.label for a in written.answers] == [q.text for q in PROTOCOL.questions]
    assert written.answers[2].words == "Not recorded"


def test_each_agencys_view_is_told_with_its_title_and_safety():
    views = the_record().opinions
    assert [(v.agency, v.by, v.opinion, v.safety) for v in views] == [
        ("Police", "Priya Raghunathan", "Section 47 enquiry", "3 of 10"),
        ("Health", "Helen O’Rourke", "Section 47 enquiry", "4 of 10"),
        ("School or nursery", "Graham Tetteh", "Section 17 assessment", "cannot scale"),
    ]
    assert the_record().scale == "Safety from 0 (unsafe) to 10 (safe)."


def test_a_protocol_without_a_scale_asks_for_none():
    record = record_of(MEETING, PROTOCOL.but(scale=None), NAMES)
    assert {v.safety for v in record.opinions} == {""}
    assert record.scale == ""


@pytest.mark.requirement("NS-80")
def test_the_decision_for_each_child_is_told_with_lead_and_reason():
    first, _, last = the_record().decisions
    assert (first.child, first.outcome) == ("Lily-Mae Farrow", "Section 47 enquiry required")
    assert first.lead == "Joint: Police and Children's Social Care"
    assert said(first.facts, "Reason").startswith("Reasonable cause to suspect")
    assert said(first.facts, "Recorded") == "Tuesday 24 November 2026, 3:20 pm"
    assert (last.lead, [f.label for f in last.facts]) == ("", ["Decision", "Reason", "Recorded"])


def test_a_child_for_whom_nothing_was_decided_is_not_left_out():
    record = with_session(decisions=SESSION.decisions[1:])
    assert [d.child for d in record.decisions] == [c.name for c in CHILDREN]
    assert record.decisions[0].outcome == "No decision is recorded for this child"


@pytest.mark.requirement("NS-86")
@pytest.mark.requirement("NS-87")
def test_an_action_tells_who_and_by_when():
    action = the_record().actions[2]
    assert (action.what, action.who, action.due) == (
        "Interview of Mr Holloway",
        "DS Raghunathan",
        "Friday 27 November 2026, 5:00 pm",
    )


@pytest.mark.requirement("NS-89")
def test_the_review_is_told():
    assert the_record().review == "Thursday 3 December 2026, 2:00 pm"
