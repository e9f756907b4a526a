"""Dissent: whose, when, with which words, and the challenge's clock."""

from datetime import timedelta

import pytest

from meeting import dissent, minutes
from meeting.decisions import NotPresent
from meeting.dissent import NothingDecided, ReasonForDissent
from tests.build import (
    END,
    MEET,
    PROTOCOL,
    convened,
    decided,
    dissented,
    held,
    in_session,
)
from tests.people import DEV, DORA, GRACE, MIRIAM, OWEN

LIMIT = END + timedelta(hours=24)


@pytest.mark.requirement("NS-94")
@pytest.mark.parametrize("meeting", [decided(), held()], ids=["in session", "held"])
def test_a_dissent_is_entered_in_its_own_words_with_name_agency_and_time(meeting):
    [entered] = dissented(meeting).dissents
    assert (entered.by, entered.name, entered.agency) == (DEV.id, DEV.name, "police")
    assert (entered.reason, entered.at) == ("He is not safe.", END)


def test_a_dissent_is_taken_after_the_minutes_are_out():
    out = minutes.approve(held(), (DEV.id,), END)
    assert len(dissented(out).dissents) == 1


@pytest.mark.parametrize(
    ("meeting", "person", "reason", "refused"),
    [
        (convened(), DEV, "No.", NothingDecided),
        (in_session(MIRIAM, DEV), DEV, "No.", NothingDecided),
        (decided(), OWEN, "No.", NotPresent),
        (decided(), DORA, "No.", NotPresent),
        (decided(), DEV, "", ReasonForDissent),
    ],
    ids=["not begun", "nothing decided", "not there", "not invited", "no words"],
)
def test_a_dissent_is_refused_only_for_want_of_a_decision_presence_or_words(
    meeting, person, reason, refused
):
    with pytest.raises(refused):
        dissent.record(meeting, PROTOCOL, person, reason, MEET)


def test_the_same_words_of_the_same_person_count_once():
    once = dissented(held())
    assert dissented(once) == once
    assert len(dissented(once, GRACE).dissents) == 2


@pytest.mark.requirement("NS-96")
@pytest.mark.parametrize(
    ("when", "late"),
    [(MEET, False), (END, False), (LIMIT, False), (LIMIT + timedelta(seconds=1), True)],
)
def test_a_dissent_after_24_hours_is_kept_and_marked_late(when, late):
    assert dissented(held(), when=when).dissents[0].late is late


def test_the_clock_of_the_challenge_starts_when_the_meeting_ends():
    assert dissent.challenge_by(decided(), PROTOCOL) is None
    assert dissent.challenge_by(held(), PROTOCOL).at == LIMIT


def test_a_challenge_taken_on_is_kept_once_and_is_its_authors_alone():
    meeting = dissented(dissented(held()), GRACE)
    once = dissent.challenged(meeting, DEV.id, END)
    assert [d.challenged_at for d in once.dissents] == [END, None]
    assert dissent.challenged(once, DEV.id, LIMIT) == once
