"""Named clocks, counted from what has happened."""

from datetime import datetime, timedelta

import pytest

from meeting.calendar import LONDON
from meeting.clocks import ClockKind
from meeting.explain import Deadline, deadlines, first, known
from meeting.protocol_clocks import ClockName, ClockRule, Event
from tests.partnerships import BORCHESTER, NORTH_SOMERSET

FRIDAY = datetime(2026, 11, 20, 16, 0, tzinfo=LONDON)
DAY = timedelta(days=1)


def clocks(protocol, name: ClockName, **times: datetime) -> list[Deadline]:
    return [d for d in deadlines(protocol, known(**times)) if d.clock is name]


def due(protocol, name: ClockName, **times: datetime) -> list[str]:
    return [f"{d.due:%a %d %H:%M}" for d in clocks(protocol, name, **times)]


def test_nothing_that_has_not_happened_starts_a_clock():
    assert deadlines(NORTH_SOMERSET, {}, NORTH_SOMERSET.band("critical")) == ()


def test_the_band_s_clock_starts_at_the_earlier_of_concern_and_referral():
    for earlier, later in (("identified", "referred"), ("referred", "identified")):
        events = known(**{earlier: FRIDAY, later: FRIDAY + DAY})
        [meeting] = deadlines(NORTH_SOMERSET, events, NORTH_SOMERSET.band("critical"))
        assert meeting.due == FRIDAY + timedelta(hours=4)


def test_without_a_band_the_meeting_has_no_clock():
    assert deadlines(NORTH_SOMERSET, known(identified=FRIDAY)) == ()


def test_a_band_without_a_figure_has_no_clock():
    band = BORCHESTER.band("one_day").but(within=None)
    assert deadlines(BORCHESTER, known(identified=FRIDAY), band) == ()


def test_a_clock_that_the_protocol_does_not_state_is_left_out():
    everything = known(**{event: FRIDAY for event in Event})
    found = {d.clock for d in deadlines(NORTH_SOMERSET, everything)}
    assert found == {ClockName.MINUTES_CIRCULATION, ClockName.CHALLENGE, ClockName.REVIEW}


def test_rules_that_conflict_stand_side_by_side_the_earlier_first():
    found = clocks(BORCHESTER, ClockName.MINUTES_CIRCULATION, met=FRIDAY)
    assert [(d.what, d.due) for d in found] == [
        ("Decision and actions", FRIDAY + DAY),
        ("Full minutes, approved", FRIDAY + 2 * DAY),
    ]


def test_the_earlier_of_two_conflicting_rules_alerts():
    limit = first(BORCHESTER, ClockName.MINUTES_CIRCULATION, known(met=FRIDAY))
    assert limit
    assert limit.at == FRIDAY + DAY


def test_what_runs_only_when_ticked_and_what_is_a_marker_alert_nobody():
    found = clocks(BORCHESTER, ClockName.S47_COMPLETION, s47_decided=FRIDAY)
    assert [(str(d.kind), bool(d.if_ticked), d.marker) for d in found] == [
        ("elapsed", True, False),
        ("calendar_days", False, False),
        ("working_days", False, True),
    ]
    assert "Only if ticked: 24 hours is appropriate here." in found[0].note
    limit = first(BORCHESTER, ClockName.S47_COMPLETION, known(s47_decided=FRIDAY))
    assert limit
    assert limit.kind is ClockKind.CALENDAR_DAYS


def test_a_later_meeting_does_not_move_the_conference_of_the_one_that_decided():
    decided = due(BORCHESTER, ClockName.ICPC, s47_decided=FRIDAY)
    later = due(BORCHESTER, ClockName.ICPC, s47_decided=FRIDAY, met=FRIDAY + 7 * DAY)
    assert decided == later == ["Fri 11 17:00"]


def test_the_first_event_that_is_known_starts_a_clock():
    assert due(BORCHESTER, ClockName.ICPC, met=FRIDAY + 3 * DAY) == ["Mon 14 17:00"]


@pytest.mark.parametrize(
    ("name", "event", "hours"),
    [
        (ClockName.AMENDMENTS, "minutes_received", 24),
        (ClockName.ICPC_INVITE_LIST, "icpc_decided", 24),
        (ClockName.MINUTES_DRAFT, "met", 24),
        (ClockName.CHALLENGE, "met", 24),
    ],
)
def test_each_chained_clock_runs_from_its_own_event(name: ClockName, event: str, hours: int):
    [found] = clocks(BORCHESTER, name, **{event: FRIDAY})
    assert found.due == FRIDAY + timedelta(hours=hours)
    others = {other: FRIDAY for other in Event if other != event}
    assert not clocks(BORCHESTER, name, **others)


def test_a_figure_of_the_product_s_own_says_so_and_what_asks_for_it():
    [review] = clocks(NORTH_SOMERSET, ClockName.REVIEW, met=FRIDAY)
    assert review.default
    assert review.sources == ("NS-89",)
    assert "suggestion" in review.note


def test_a_dissent_after_the_time_for_a_challenge_is_called_late():
    [in_time] = clocks(NORTH_SOMERSET, ClockName.CHALLENGE, met=FRIDAY, dissent=FRIDAY + DAY)
    [late] = clocks(NORTH_SOMERSET, ClockName.CHALLENGE, met=FRIDAY, dissent=FRIDAY + 2 * DAY)
    assert "late; it is accepted" not in in_time.note
    assert "late; it is accepted" in late.note


def test_a_count_past_the_known_bank_holidays_is_marked():
    rule = ClockRule(
        clock=ClockName.ICPC, within="15 working days", start=(Event.MET,), sources=("BO-15",)
    )
    protocol = BORCHESTER.but(clocks=(rule,))
    [found] = deadlines(protocol, known(met=datetime(2027, 12, 20, 12, tzinfo=LONDON)))
    assert found.beyond_known
    assert "check this" in found.note
