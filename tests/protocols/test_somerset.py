"""Somerset's guidance: what its file cites, settles and leaves open, its documents and clocks."""

from datetime import datetime, timedelta

import pytest

from cards.help import help_card
from cards.request import concern_card
from meeting.calendar import LONDON
from meeting.clocks import Span
from meeting.explain import deadlines, known
from meeting.protocol_checks import parts
from meeting.protocol_clocks import ClockName
from meeting.protocol_entry import Entry
from meeting.urgency import band_for
from tests.protocols.somerset import SOMERSET
from tests.requirements import REQUIREMENTS
from tests.room import words

FRIDAY = datetime(2026, 11, 27, 15, 0, tzinfo=LONDON)
DAY = timedelta(days=1)
ENTRIES = [part for place, part in parts(SOMERSET) if place and isinstance(part, Entry)]


def due(clock: ClockName, **times: datetime) -> list[datetime]:
    return [d.due for d in deadlines(SOMERSET, known(**times)) if d.clock is clock]


def test_every_requirement_of_the_guidance_is_cited_and_no_other():
    cited = {source for entry in ENTRIES for source in entry.sources}
    cited |= {source for clock in SOMERSET.clocks for source in clock.asked_by}
    assert cited == {r for r in REQUIREMENTS if r.startswith("SO-")}


def test_every_doubt_of_the_guidance_is_settled_where_it_stands():
    settled = {number for entry in ENTRIES for number in entry.settles}
    assert set(range(50, 60)) | {69, 70, 71, 72, 73, 75, 77, 78, 79, 80, 82} <= settled


@pytest.mark.parametrize(
    "silence",
    ["s47_decision", "confidentiality", "medical", "challenge", "enquiry", "branches", "scripts",
     "leads", "views", "minutes_draft", "s47_completion"],
)  # fmt: skip
def test_what_the_guidance_does_not_say_is_not_made_up(silence: str):
    assert silence in SOMERSET.silent
    assert not getattr(SOMERSET, silence, ())
    assert silence not in {c.clock for c in SOMERSET.clocks}


def test_what_the_product_adds_is_not_shown_as_the_guidance_s():
    added = [getattr(SOMERSET, h) for h in ("chair", "band_start", "inquorate", "escalation")]
    added += [o for o in SOMERSET.outcomes if o.id != "s47"]
    added += [i for i in SOMERSET.agenda if i.number in {1, 3, 4, 6}]
    assert all("product default" in SOMERSET.cite(entry) for entry in added)


def test_the_edition_of_2018_is_shown_and_its_review_asked_for():
    assert "2018" in words(help_card(SOMERSET, requests=True))
    assert "a later one is in force" in SOMERSET.edition_note


@pytest.mark.requirement("SO-02")
def test_whoever_asks_reads_when_a_discussion_is_to_be_held():
    threshold = "Reasonable cause to suspect actual or likely significant harm to a child"
    card = words(concern_card(None, SOMERSET))
    assert threshold in card
    assert "Somerset guidance, SO-02" in card
    assert SOMERSET.trigger.text.startswith("Reasonable cause to suspect that a child is suffering")


def test_no_time_is_made_up_for_holding_the_discussion():
    band = band_for(SOMERSET, (), FRIDAY)
    assert band.time == "no figure is given"
    assert deadlines(SOMERSET, known(identified=FRIDAY), band) == ()


@pytest.mark.parametrize("requests", [True, False], ids=["who may convene", "everybody else"])
@pytest.mark.requirement("SO-01")
def test_everybody_can_open_the_guidance_that_this_one_supplements(requests: bool):
    card = words(help_card(SOMERSET, requests=requests))
    assert "Working Together to Safeguard Children 2018" in card
    assert "SSCP procedures: child protection enquiries: https://www.proceduresonline.com/" in card
    assert "procedures manual: section 47 enquiries: https://www.proceduresonline.com/" in card


NAMED = {
    "SO-15": "SSCP Resolving Professional Differences Protocol, April 2021: informal and formal",
    "SO-36": "Business Process Model: completing the form in LCS",
    "SO-59": "Strategy Discussion Agenda: Guidance Notes",
}


@pytest.mark.parametrize("requests", [True, False], ids=["who may convene", "everybody else"])
@pytest.mark.parametrize(
    "title",
    [pytest.param(t, marks=pytest.mark.requirement(r), id=r) for r, t in NAMED.items()],
)
def test_a_document_that_the_guidance_points_to_opens_where_the_host_says(
    title: str, requests: bool
):
    """The guidance names them without an address."""
    [place] = [n for n, link in enumerate(SOMERSET.links) if link.title.startswith(title)]
    addressed = (k.but(url=f"https://example.org/{n}") for n, k in enumerate(SOMERSET.links))
    card = words(help_card(SOMERSET.but(links=tuple(addressed)), requests=requests))
    assert f"{SOMERSET.links[place].title}: https://example.org/{place}" in card


@pytest.mark.requirement("SO-63")
def test_minutes_are_due_24_hours_after_the_discussion_also_over_a_weekend():
    assert due(ClockName.MINUTES_CIRCULATION, met=FRIDAY) == [FRIDAY + DAY]


@pytest.mark.requirement("SO-65")
def test_amendments_are_taken_for_24_hours_from_when_each_person_had_the_minutes():
    later = FRIDAY + timedelta(hours=7)
    assert due(ClockName.AMENDMENTS, met=FRIDAY) == []
    assert due(ClockName.AMENDMENTS, met=FRIDAY, minutes_received=later) == [later + DAY]


@pytest.mark.requirement("SO-72")
def test_the_conference_is_due_15_working_days_after_the_discussion():
    assert [f"{d:%a %d %b %H:%M}" for d in due(ClockName.ICPC, met=FRIDAY)] == ["Fri 18 Dec 17:00"]


@pytest.mark.requirement("SO-73")
def test_a_later_discussion_does_not_put_the_conference_back():
    earlier = FRIDAY - 3 * DAY
    assert due(ClockName.ICPC, s47_decided=earlier, met=FRIDAY) == due(ClockName.ICPC, met=earlier)


def test_the_isu_and_the_invite_list_are_due_on_the_day_of_the_decision_as_a_product_default():
    [clock] = [c for c in SOMERSET.clocks if c.clock is ClockName.ICPC_INVITE_LIST]
    assert clock.within == Span.model_validate("same working day")
    assert clock.default
    assert clock.asked_by == ("SO-74", "SO-75")


def test_who_disagrees_over_the_threshold_is_told_whom_to_ask_and_what_to_record():
    """SO-13 and SO-14; to be marked once a dialog asks for it."""
    [way] = SOMERSET.disagreements
    assert [r.title for r in way.rungs[:2]] == ["Social Worker", "Team Manager"]
    assert not way.goes_ahead
    assert "Each agency" in way.records


def test_the_conference_is_told_of_invited_for_and_advocacy_asked_from_four():
    """SO-70, SO-71, SO-74 to SO-76; to be marked once a dialog asks for them."""
    assert "ISU" in SOMERSET.conference.notify
    assert "invite list" in SOMERSET.conference.invite_list
    [advocacy] = SOMERSET.considerations
    assert (advocacy.from_age, advocacy.for_each_child) == (4, True)


def test_out_of_hours_the_emergency_duty_team_is_handed_what_it_needs():
    """SO-67 to SO-69; to be marked once a dialog hands it over."""
    assert "by email or telephone" in SOMERSET.out_of_hours.text
    given = {source for part in SOMERSET.out_of_hours.handover for source in part.sources}
    assert given == {"SO-67", "SO-68", "SO-69"}
