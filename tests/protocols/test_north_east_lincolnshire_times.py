"""North East Lincolnshire: by when the meeting is held, and what runs from it."""

from datetime import datetime

import pytest

from meeting.calendar import LONDON
from meeting.explain import deadlines
from meeting.minutes import circulate_by
from meeting.protocol_clocks import ClockName, Event
from meeting.urgency import band_for, deadline, is_late
from records.rules_text import explanation
from tests.north_east_lincolnshire import NEL, draft, in_session


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=LONDON)


MONDAY = at("23T10:00")
TUESDAY = at("24T10:30")


def shows(requirement: str, *values):
    mark = pytest.mark.requirement(requirement)
    return pytest.param(*values, marks=mark, id=f"{requirement} {'+'.join(values[0])}")


@pytest.mark.parametrize(
    ("features", "until"),
    [
        shows("NE-22", ["serious_harm"], "Mon 23 17:00"),
        shows("NE-23", ["penetrative"], "Mon 23 17:00"),
        shows("NE-24", ["immediate_action"], "Tue 24 17:00"),
        shows("NE-25", ["complex"], "Mon 30 17:00"),
        shows("NE-26", ["complex", "immediate_protection"], "Tue 24 17:00"),
    ],
)
def test_a_concern_of_that_kind_is_met_about_in_time(features: list[str], until: str):
    band = band_for(NEL, features, MONDAY)
    meeting = draft(band=band.id, identified_at=MONDAY)
    assert f"{deadline(meeting, NEL).at:%a %d %H:%M}" == until


@pytest.mark.requirement("NE-22")
@pytest.mark.requirement("NE-24")
def test_of_all_bands_that_fit_the_earliest_holds():
    assert band_for(NEL, ["complex", "immediate_action", "serious_harm"], MONDAY).id == "serious"


def test_a_concern_that_is_neither_urgent_nor_complex_has_one_working_day_as_product_default():
    band = band_for(NEL, [], MONDAY)
    assert band.default
    assert str(band.within) == "1 working day"
    assert "product default" in NEL.cite(band)


@pytest.mark.requirement("NE-22")
@pytest.mark.requirement("NE-15")
@pytest.mark.parametrize(
    ("raised", "until"), [("23T16:40", "Mon 23 17:00"), ("23T18:30", "Mon 23 18:30")]
)
def test_near_and_after_the_close_the_discussion_out_of_hours_is_offered(raised: str, until: str):
    limit = deadline(draft(band="serious", identified_at=at(raised)), NEL)
    assert limit.out_of_hours
    assert "out-of-hours route" in limit.note
    assert f"{limit.at:%a %d %H:%M}" == until, "it must not roll to the next day"
    offered = NEL.meeting_type(NEL.out_of_hours.type)
    assert (offered.id, offered.out_of_hours) == ("discussion", True)
    assert offered.formats[0] == "telephone"


def test_the_five_days_need_the_authoriser_s_reason_and_that_nobody_needs_protection_now():
    band = NEL.band("five_days")
    assert band.asks_reason
    assert band.confirm == "No immediate protection is needed"
    assert all(not (b.asks_reason or b.confirm) for b in NEL.bands if b.id != "five_days")


def test_a_late_meeting_is_late_by_the_earlier_of_concern_and_referral():
    meeting = draft(band="one_day", identified_at=MONDAY, referred_at=TUESDAY)
    assert not is_late(meeting, NEL, at("24T17:00"))
    assert is_late(meeting, NEL, at("24T17:01"))


def counted(clock: ClockName, **events: datetime):
    known = {Event(name): when for name, when in events.items()}
    return [d for d in deadlines(NEL, known) if d.clock is clock]


def ends(*found) -> list[str]:
    return [f"{d.due:%a %d %b %H:%M}" for d in found]


@pytest.mark.requirement("NE-239")
def test_the_chair_has_the_minutes_within_24_hours():
    [draft_] = counted(ClockName.MINUTES_DRAFT, met=TUESDAY)
    assert ends(draft_) == ["Wed 25 Nov 10:30"]


@pytest.mark.requirement("NE-92")
@pytest.mark.requirement("NE-241")
def test_the_record_goes_out_by_24_hours_and_the_full_minutes_by_48():
    record, minutes = counted(ClockName.MINUTES_CIRCULATION, met=TUESDAY)
    assert ends(record, minutes) == ["Wed 25 Nov 10:30", "Thu 26 Nov 10:30"]
    assert (record.what, minutes.what) == ("Decision and actions", "Full minutes, approved")
    assert (record.sources, minutes.sources) == (("NE-92",), ("NE-241",))
    papers = [(a.full, a.approved, a.sources[-1]) for a in NEL.minutes.artefacts]
    assert papers == [(False, False, "NE-92"), (True, True, "NE-241")]


@pytest.mark.requirement("NE-92")
def test_the_24_hours_are_alerted_first():
    session = in_session().session.but(closed_at=TUESDAY)
    limit = circulate_by(in_session().but(session=session), NEL)
    assert (limit.at - TUESDAY).total_seconds() == 24 * 3600


@pytest.mark.requirement("NE-205")
@pytest.mark.requirement("NE-242")
def test_the_enquiry_has_15_calendar_days_with_15_working_days_beside_and_24_hours_if_ticked():
    ticked, calendar, working = counted(ClockName.S47_COMPLETION, s47_decided=TUESDAY)
    assert ends(ticked, calendar, working) == [
        "Wed 25 Nov 10:30", "Wed 09 Dec 17:00", "Tue 15 Dec 17:00",
    ]  # fmt: skip
    assert [bool(d.if_ticked) for d in (ticked, calendar, working)] == [True, False, False]
    assert [d.marker for d in (ticked, calendar, working)] == [False, False, True]


@pytest.mark.requirement("NE-203")
@pytest.mark.requirement("NE-244")
def test_a_review_meeting_does_not_put_off_the_conference_and_both_dates_are_shown():
    first, review = TUESDAY, at("30T10:00")
    primary, last = counted(ClockName.ICPC, s47_decided=first, met=review)
    assert ends(primary, last) == ["Tue 15 Dec 17:00", "Mon 21 Dec 17:00"]
    assert (primary.sources, primary.marker) == (("NE-244",), False)
    assert (last.sources, last.marker) == (("NE-203",), True)


@pytest.mark.requirement("NE-243")
def test_the_invite_list_is_due_24_hours_after_the_conference_was_decided():
    assert not counted(ClockName.ICPC_INVITE_LIST, s47_decided=TUESDAY, met=TUESDAY)
    [due] = counted(ClockName.ICPC_INVITE_LIST, icpc_decided=TUESDAY)
    assert ends(due) == ["Wed 25 Nov 10:30"]


def test_the_explanation_tells_the_two_papers_and_the_two_ways_of_counting_apart():
    known = {Event.MET: TUESDAY, Event.S47_DECIDED: TUESDAY}
    told = explanation(NEL, deadlines(NEL, known))
    for line in (
        "Circulate the minutes (Decision and actions): by Wednesday 25 November 2026, 10:30 am",
        "Circulate the minutes (Full minutes, approved): by Thursday 26 November 2026, 10:30 am",
        "(From the meeting that started section 47): by Tuesday 15 December 2026, 5:00 pm",
        "(From the last strategy meeting): shown beside it",
        "(By the calendar, as written): by Wednesday 9 December 2026, 5:00 pm",
        "(Taken as working days): shown beside it Tuesday 15 December 2026, 5:00 pm",
        "(Only if ticked as appropriate): by",
    ):
        assert line in told
