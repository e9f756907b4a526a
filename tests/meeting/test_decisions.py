"""Views, decisions and actions: one view for each agency, one decision for each child."""

from datetime import timedelta

import pytest

from meeting import decisions
from meeting.decisions import ActionIncomplete, LeadNeeded, NotPresent, ReasonForDecision
from meeting.session import View
from tests.build import END, MEET, PROTOCOL, a_decision, an_action, held, in_session
from tests.people import DEV, GRACE, MIRIAM, OWEN, SAM


def a_view(agency, opinion="s47", by=DEV):
    return View(agency=agency, by=by.id, opinion=opinion, reason="Injuries.", at=MEET)


def test_an_agencys_later_view_takes_the_place_of_its_earlier_one():
    meeting = in_session(MIRIAM, DEV, GRACE)
    for view in (a_view("police"), a_view("health", by=GRACE), a_view("police", "s17")):
        meeting = decisions.give_view(meeting, view)
    assert [(v.agency, v.opinion) for v in meeting.session.views] == [
        ("health", "s47"),
        ("police", "s17"),
    ]


def test_only_somebody_in_the_room_speaks_for_an_agency():
    meeting = in_session(MIRIAM, DEV)
    assert decisions.attendee_agency(meeting, DEV.id) == "police"
    with pytest.raises(NotPresent):
        decisions.attendee_agency(meeting, OWEN.id)


@pytest.mark.requirement("NS-80")
def test_a_decision_needs_its_reasons():
    with pytest.raises(ReasonForDecision):
        decisions.decide(in_session(), PROTOCOL, a_decision(reason=""))


@pytest.mark.requirement("NS-09")
def test_an_enquiry_needs_a_lead_and_nothing_else_does():
    with pytest.raises(LeadNeeded):
        decisions.decide(in_session(), PROTOCOL, a_decision(lead=""))
    none = decisions.decide(in_session(), PROTOCOL, a_decision(outcome="s17", lead=""))
    assert none.session.decisions[0].outcome == "s17"


def test_a_decision_changed_in_the_meeting_replaces_the_earlier_one():
    meeting = decisions.decide(in_session(), PROTOCOL, a_decision())
    changed = decisions.decide(meeting, PROTOCOL, a_decision(outcome="s17", lead=""))
    assert [d.outcome for d in changed.session.decisions] == ["s17"]


@pytest.mark.requirement("NS-86")
@pytest.mark.parametrize("missing", [{"what": ""}, {"who": ""}])
def test_an_action_says_what_and_who(missing):
    with pytest.raises(ActionIncomplete):
        decisions.agree_action(in_session(), an_action(END).but(**missing))


def test_a_finished_action_keeps_its_first_time_and_leaves_the_others_alone():
    meeting = held(an_action(END), an_action(END, SAM, "x2"))
    done = decisions.finish_action(meeting, "x1", END)
    again = decisions.finish_action(done, "x1", END + timedelta(hours=1))
    assert [a.done_at for a in again.session.actions] == [END, None]
