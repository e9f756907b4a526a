"""What the record of a meeting says, before it becomes a document."""

from datetime import UTC, datetime

import pytest

from meeting.minutes import NoMinutes
from meeting.model import Answer, AnswerKind, Invitee, Minutes, Move
from meeting.session import Note, Proceeding
from records.record import Record, record_of
from tests.records.example import (
    AMARA,
    CHILDREN,
    DRAFT,
    MEETING,
    NAMES,
    PRESENT,
    PRIYA,
    PROTOCOL,
    REQUEST,
    SESSION,
    TOMASZ,
    london,
)


def the_record(**changes) -> Record:
    return record_of(MEETING.but(**changes), PROTOCOL, NAMES)


def with_session(**changes) -> Record:
    return the_record(session=SESSION.but(**changes))


def said(facts, label: str) -> str:
    [words] = [f.words for f in facts if f.label == label]
    return words


def test_there_is_no_record_before_the_minutes_are_drawn():
    with pytest.raises(NoMinutes):
        the_record(minutes=None)
    with pytest.raises(NoMinutes):
        the_record(session=None)


def test_a_draft_says_so_and_approved_minutes_say_by_whom_and_when():
    draft = record_of(DRAFT, PROTOCOL, NAMES)
    assert (draft.draft, draft.status) == (
        True,
        "DRAFT, version 1. Not yet approved by the chair.",
    )
    approved = the_record()
    assert not approved.draft
    assert approved.status == (
        "Version 2, approved by the chair, Tomasz Wieczorek, on Thursday 26 November 2026, 4:45 pm."
    )


def test_the_head_tells_how_the_meeting_came_about():
    assert [(f.label, f.words) for f in the_record().arranging] == [
        ("Held", "Tuesday 24 November 2026, 2:30 pm to 3:50 pm"),
        ("Format", "Microsoft Teams"),
        ("Chair", "Tomasz Wieczorek, team manager"),
        (
            "Requested by",
            "Amara Osei-Bright, Senior Social Worker, Referral and Assessment, "
            "on Monday 23 November 2026, 4:02 pm",
        ),
        ("Authorised by", "Tomasz Wieczorek, team manager, on Monday 23 November 2026, 4:20 pm"),
        (
            "Protocol",
            "North Somerset guide, version 1. Working Together to Safeguard Children 2023",
        ),
        (
            "Record kept",
            "Strategy meetings are recorded in LCS, on which the children's records are stored "
            "(North Somerset guide, NS-90, NS-94).",
        ),
    ]


def test_times_are_london_times_also_in_summer():
    july = datetime(2026, 7, 24, 13, 30, tzinfo=UTC)
    record = with_session(opened_at=july, closed_at=july)
    assert said(record.arranging, "Held").endswith("July 2026, 2:30 pm to 2:30 pm")


def test_a_meeting_that_ends_after_midnight_names_both_days():
    record = with_session(opened_at=london(24, 23, 30), closed_at=london(25, 0, 45))
    assert said(record.arranging, "Held") == (
        "Tuesday 24 November 2026, 11:30 pm to Wednesday 25 November 2026, 12:45 am"
    )


def test_a_change_of_time_is_told_with_its_reason():
    move = Move(
        by=AMARA.id,
        at=london(23, 18),
        earlier=london(24, 10),
        later=london(24, 14, 30),
        reason="Police on call-out.",
    )
    assert said(the_record(moves=(move,)).arranging, "Time changed") == (
        "From Tuesday 24 November 2026, 10:00 am to Tuesday 24 November 2026, 2:30 pm; "
        "by Amara Osei-Bright, on Monday 23 November 2026, 6:00 pm.\nReason: Police on call-out."
    )


@pytest.mark.requirement("NS-56")
@pytest.mark.requirement("NS-57")
@pytest.mark.requirement("NS-59")
def test_every_detail_of_a_child_is_told():
    child = the_record().children[0]
    assert child.name == "Lily-Mae Farrow"
    assert [(f.label, f.words) for f in child.facts] == [
        ("Date of birth", "3 March 2018 (8 years old at the meeting)"),
        ("Ethnicity", "White British"),
        ("Address", "Flat 2, 14 Invented Row\nNailsea\nBS48 0ZZ"),
        ("NHS number", "999 012 3456"),
        ("Plan, legal status", "Child in need plan since 6 May 2026"),
    ]


@pytest.mark.requirement("NS-58")
def test_an_unborn_baby_is_told_by_the_expected_date_and_the_mothers_number():
    unborn = the_record().children[2]
    assert said(unborn.facts, "Date of birth") == "Unborn, expected: 14 February 2027"
    assert said(unborn.facts, "Mother's NHS number") == "999 077 1"


def test_what_is_missing_is_said_to_be_missing():
    record = the_record()
    assert said(record.children[1].facts, "NHS number") == "Not recorded"
    assert said(record.adults[1].facts, "Address") == "Not recorded"
    assert with_session(safety_plan="", review_at=None).safety_plan == "Not recorded"
    assert with_session(review_at=None).review == "Not recorded"


@pytest.mark.requirement("NS-16")
def test_the_band_is_told_with_its_rule_its_source_and_its_deadline():
    facts = the_record().concern
    assert said(facts, "Category") == "Physical abuse"
    assert said(facts, "Urgency band") == "Recent incident of alleged abuse"
    assert said(facts, "Rule").endswith("within 1 working day (North Somerset guide, NS-14, NS-16)")
    assert said(facts, "Deadline").startswith("Tuesday 24 November 2026, 5:00 pm\nDay 0 is Monday")
    assert said(facts, "Held in time") == "Yes"


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            "Interpreter not free.",
            "No: 1 h 5 min after the deadline.\nReason: Interpreter not free.",
        ),
        ("", "No: 1 h 5 min after the deadline.\nReason: no reason is recorded"),
    ],
)
def test_a_late_meeting_is_told_to_be_late_by_how_much_and_why(reason, told):
    record = the_record(
        request=REQUEST.but(late_reason=reason),
        session=SESSION.but(opened_at=london(24, 18, 5), closed_at=london(24, 19)),
    )
    assert said(record.concern, "Held in time") == told
    assert said(record.outcome, "Held in time") == "No: see “Concern and timescale”"


def test_a_band_without_a_figure_says_that_there_is_none():
    bands = tuple(b.but(within=None) for b in PROTOCOL.bands)
    record = record_of(MEETING, PROTOCOL.but(bands=bands), NAMES)
    assert said(record.concern, "Deadline") == "No figure is given"
    assert said(record.outcome, "Held in time") == "No deadline: see “Concern and timescale”"


def test_the_band_and_the_referral_are_told_as_they_were_given():
    request = REQUEST.but(band_reason="Complex, no danger now.", referred_at=london(23, 15, 30))
    facts = the_record(request=request).concern
    assert said(facts, "Urgency band").endswith("abuse\nReason: Complex, no danger now.")
    assert said(facts, "Referred") == "Monday 23 November 2026, 3:30 pm"


def test_a_request_without_a_band_still_has_a_record():
    record = the_record(request=REQUEST.but(band=""))
    assert said(record.concern, "Urgency band") == "Not recorded"
    assert said(record.outcome, "Held in time") == "Not recorded"


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


@pytest.mark.requirement("NS-94")
def test_dissent_stands_in_the_dissenters_own_words():
    early, late = the_record().dissents
    assert early.reason == MEETING.dissents[0].reason
    assert (early.name, early.agency) == ("Graham Tetteh", "School or nursery")
    assert early.when == "Tuesday 24 November 2026, 3:31 pm"
    assert early.challenge == (
        "Taken to the head of service on Wednesday 25 November 2026, 9:15 am."
    )
    assert late.when.endswith("Late: recorded after the time for a challenge had ended")
    assert late.challenge == "No challenge to the head of service is recorded."
    assert said(the_record().outcome, "Dissent") == "School or nursery; Health"


@pytest.mark.requirement("NS-96")
def test_until_when_the_decision_may_be_challenged_is_told():
    assert "until Wednesday 25 November 2026, 3:50 pm (North" in the_record().challenge_rule
    silent = record_of(MEETING, PROTOCOL.but(challenge=None), NAMES)
    assert silent.challenge_rule == ""
    assert silent.dissents[0].challenge == ""


def test_gaps_stand_with_the_reason_for_closing():
    record = the_record()
    assert record.gaps == ("9. Analysis of the information shared",)
    assert record.gaps_reason == SESSION.gaps_reason
    assert with_session(gaps_reason="").gaps_reason == "Not recorded"


@pytest.mark.requirement("NS-91")
@pytest.mark.parametrize(
    ("approved", "told"),
    [
        (london(26, 16, 45), "on Thursday 26 November 2026, 4:45 pm, to the people below."),
        (london(27, 17, 1), "on Friday 27 November 2026, 5:01 pm, which was too late, to the"),
    ],
)
def test_circulation_names_the_readers_and_says_when_it_was_late(approved, told):
    minutes = MEETING.minutes.but(approved_at=approved)
    record = the_record(minutes=minutes)
    assert told in record.circulation_rule
    assert "due by Friday 27 November 2026, 5:00 pm (North Somerset guide, NS-91)" in (
        record.circulation_rule
    )
    assert record.circulation[0] == "Tomasz Wieczorek, Children's Social Care"
    assert len(record.circulation) == len(minutes.recipients)


def test_a_draft_has_gone_to_nobody_yet():
    draft = record_of(DRAFT, PROTOCOL, NAMES)
    assert draft.circulation == ()
    assert draft.circulation_rule.startswith(
        "To go to: Meeting participants (North Somerset guide, NS-91, NS-53), by Friday 27"
    )


def test_a_reader_whom_only_the_directory_knows_is_named_by_it():
    minutes = Minutes(drafted_at=london(24, 16), approved_at=london(25, 9), recipients=("p-x", "?"))
    record = record_of(MEETING.but(minutes=minutes), PROTOCOL, {"p-x": "Xenia Lund"})
    assert record.circulation == ("Xenia Lund", "?")


@pytest.mark.requirement("NS-53")
def test_the_confidentiality_line_is_the_protocols_own_where_it_has_one():
    assert the_record().confidential == (
        "Information shared at the meeting is confidential and not to be shared beyond its "
        "participants without prior agreement of the Chair (North Somerset guide, NS-52, NS-53)."
    )
    silent = record_of(MEETING, PROTOCOL.but(confidentiality=None), NAMES)
    assert silent.confidential.startswith("Confidential. What was shared at this meeting is for")
