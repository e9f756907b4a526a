"""Which band a concern falls into, and by when it must be met."""

from datetime import datetime, timedelta

import pytest

from meeting.calendar import LONDON
from meeting.clocks import Span
from meeting.urgency import band_for, deadline, is_late
from tests.build import NINE, a_draft
from tests.partnerships import BORCHESTER, NORTH_SOMERSET

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=LONDON)

BANDS = [
    ({"emergency_protection"}, "critical"),
    ({"recent_abuse"}, "recent"),
    ({"chronic_neglect"}, "chronic"),
    ({"historical_abuse"}, "chronic"),
    ({"recent_abuse", "historical_abuse"}, "recent"),
    ({"chronic_neglect", "recent_abuse", "emergency_protection"}, "critical"),
]


@pytest.mark.requirement("NS-14")
@pytest.mark.requirement("NS-15")
@pytest.mark.requirement("NS-16")
@pytest.mark.requirement("NS-17")
@pytest.mark.requirement("NS-18")
@pytest.mark.parametrize(("features", "band"), BANDS)
def test_the_earliest_band_of_any_feature_holds(features: set[str], band: str):
    assert band_for(NORTH_SOMERSET, features, MONDAY).id == band


@pytest.mark.parametrize(
    ("start", "band"),
    [
        (datetime(2026, 11, 20, 16, 0, tzinfo=LONDON), "slow"),
        (datetime(2026, 11, 23, 9, 0, tzinfo=LONDON), "recent"),
    ],
    ids=["33 hours over a weekend are up first", "33 hours from Monday are up last"],
)
def test_hours_and_working_days_are_compared_by_when_they_are_up(start: datetime, band: str):
    critical = NORTH_SOMERSET.band("critical")
    slow = critical.but(id="slow", within=Span.model_validate("33 hours"))
    protocol = NORTH_SOMERSET.but(bands=(NORTH_SOMERSET.band("recent"), slow))
    assert band_for(protocol, {"recent_abuse", "emergency_protection"}, start).id == band


def test_a_concern_with_no_feature_falls_into_the_band_of_all_others():
    band = band_for(BORCHESTER, (), MONDAY)
    assert (band.id, band.default) == ("other", True)


def test_where_there_is_no_such_band_somebody_must_choose():
    assert band_for(NORTH_SOMERSET, (), MONDAY) is None


def test_a_band_without_a_figure_comes_after_every_other():
    bands = (BORCHESTER.bands[0].but(within=None), BORCHESTER.bands[1])
    protocol = BORCHESTER.but(bands=bands)
    assert band_for(protocol, {"immediate", "complex"}, MONDAY).id == "five_days"


def test_the_deadline_runs_from_the_earlier_of_concern_and_referral():
    before = NINE - timedelta(hours=3)
    meeting = a_draft(band="critical", identified_at=NINE, referred_at=before)
    assert deadline(meeting, NORTH_SOMERSET).at == NINE + timedelta(hours=1)
    meeting = a_draft(band="critical", identified_at=before, referred_at=NINE)
    assert deadline(meeting, NORTH_SOMERSET).at == NINE + timedelta(hours=1)


def test_a_request_without_a_band_or_a_time_has_no_deadline_yet():
    assert deadline(a_draft(band=""), NORTH_SOMERSET) is None
    assert deadline(a_draft(identified_at=None), NORTH_SOMERSET) is None


def test_a_band_without_a_figure_has_no_deadline_and_is_never_late():
    bands = tuple(b.but(within=None) for b in NORTH_SOMERSET.bands)
    protocol = NORTH_SOMERSET.but(bands=bands)
    assert deadline(a_draft(), protocol) is None
    assert not is_late(a_draft(), protocol, NINE + timedelta(days=90))


def test_a_meeting_is_late_after_its_deadline_alone():
    meeting = a_draft(band="critical")
    assert not is_late(meeting, NORTH_SOMERSET, NINE + timedelta(hours=4))
    assert is_late(meeting, NORTH_SOMERSET, NINE + timedelta(hours=4, seconds=1))
