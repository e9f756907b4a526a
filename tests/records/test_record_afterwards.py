"""What the record says of dissent, of gaps, and of who is to read it."""

import pytest

from meeting.model import Minutes
from records.record import record_of
from tests.records.example import DRAFT, MEETING, PROTOCOL
from tests.records.held import SESSION
from tests.records.invented import NAMES, london
from tests.records.recorded import said, the_record, with_session


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
