"""The commands for those who write or check a protocol: what they print, and how they end."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from state.protocol_file import FOLDER
from state.protocols import names
from tests.partnerships import NORTH_SOMERSET, borchester, line_of, north_somerset, written

CLOCK = {"clock", "due", "kind", "sources", "default", "note"}
EVENTS = ("identified", "referred", "met", "s47_decided", "minutes_received", "icpc_decided")


def test_every_partnership_of_the_folder_is_listed(data):
    listed = data("protocols")
    assert [p["name"] for p in listed] == list(names())
    assert "working_together" not in names()
    for protocol in listed:
        assert set(protocol) == {"name", "title", "version", "edition", "bands"}
        assert all(set(band) == {"band", "title", "sources"} for band in protocol["bands"])


@pytest.mark.requirement("NS-14")
def test_one_partnership_is_listed_with_its_bands(data):
    [protocol] = data("protocols", "north_somerset")
    assert [(b["band"], b["sources"]) for b in protocol["bands"]] == [
        ("critical", ["NS-14", "NS-15"]),
        ("recent", ["NS-14", "NS-16"]),
        ("chronic", ["NS-14", "NS-17", "NS-18"]),
    ]


def explained(data, *events: str, band: str = "", protocol: str = "north_somerset"):
    more = ["--band", band] if band else []
    given = [part for event in events for part in ("--event", event)]
    return data("explain", "--protocol", protocol, *more, *given)


def due(found) -> dict[str, str]:
    return {clock["clock"]: clock["due"] for clock in found["clocks"]}


@pytest.mark.parametrize(
    ("band", "time"),
    [
        pytest.param(
            "critical", "2026-11-20T20:00:00+00:00", marks=pytest.mark.requirement("NS-15")
        ),
        pytest.param("recent", "2026-11-23T17:00:00+00:00", marks=pytest.mark.requirement("NS-16")),
        pytest.param(
            "chronic",
            "2026-11-25T17:00:00+00:00",
            marks=[pytest.mark.requirement("NS-17"), pytest.mark.requirement("NS-18")],
        ),
    ],
)
def test_each_band_s_clock_is_counted(data, band: str, time: str):
    """From a Friday at four in the afternoon."""
    found = explained(data, "identified=2026-11-20T16:00:00+00:00", band=band)
    assert (found["protocol"], found["version"]) == ("north_somerset", NORTH_SOMERSET.version)
    assert due(found) == {"meeting": time}
    assert all(set(clock) == CLOCK for clock in found["clocks"])


@pytest.mark.requirement("NS-91")
@pytest.mark.requirement("NS-96")
def test_the_clocks_after_the_meeting_are_counted_across_the_change_of_the_clocks(data):
    """Summer time ends on Sunday 25 October 2026; real hours and London's offices are counted."""
    found = explained(data, "met=2026-10-24T15:00:00+01:00")
    assert due(found) == {
        "minutes_circulation": "2026-10-28T17:00:00+00:00",
        "challenge": "2026-10-25T14:00:00+00:00",
        "review": "2026-11-03T17:00:00+00:00",
    }
    sources = {c["clock"]: (c["sources"], c["default"]) for c in found["clocks"]}
    assert sources["minutes_circulation"] == (["NS-91"], False)
    assert sources["review"] == (["NS-89"], True)


def test_what_the_protocol_does_not_state_is_left_out(data):
    everything = explained(data, *(f"{event}=2026-11-20T16:00" for event in EVENTS))
    assert set(due(everything)) == {"minutes_circulation", "challenge", "review"}


def test_conflicting_clocks_are_printed_side_by_side(data, tmp_path: Path):
    path = str(borchester(tmp_path))
    found = explained(data, "met=2026-11-20T16:00", protocol=path)
    both = [c["due"][:16] for c in found["clocks"] if c["clock"] == "minutes_circulation"]
    assert both == ["2026-11-21T16:00", "2026-11-22T16:00"]


def test_the_band_of_all_other_concerns_is_the_one_where_none_is_named(data, tmp_path: Path):
    path = str(borchester(tmp_path))
    found = explained(data, "identified=2026-11-20T16:00", protocol=path)
    [clock] = found["clocks"]
    assert (clock["clock"], clock["default"]) == ("meeting", True)


def test_a_time_without_a_zone_is_london_s(data):
    summer = explained(data, "met=2026-07-01T10:00")
    assert due(summer)["challenge"] == "2026-07-02T10:00:00+01:00"


@pytest.mark.requirement("NS-29")
def test_who_is_asked_is_printed_with_the_reason(data):
    found = data("invite", "--protocol", "north_somerset", "--fact", "sexual_abuse")["invitees"]
    assert [i["agency"] for i in found] == ["social_care", "health", "police", "sarc"]
    assert found[-1] == {
        "agency": "sarc",
        "required": False,
        "quorum": False,
        "reason": "Concerns regarding possible sexual abuse have been raised",
        "sources": ["NS-29"],
    }
    assert all(i["required"] and i["quorum"] for i in found[:3])


def test_who_referred_and_who_is_involved_can_be_named(data):
    found = data(
        "invite", "--protocol", "north_somerset", "--referrer", "education", "--agency", "probation"
    )
    sources = {i["agency"]: i["sources"] for i in found["invitees"]}
    assert (sources["education"], sources["probation"]) == (["NS-24"], ["NS-23"])


def test_the_facts_are_listed(data):
    all_ = {f["fact"] for f in data("facts")}
    own = {f["fact"] for f in data("facts", "--protocol", "north_somerset")}
    assert {"sexual_abuse", "unborn"} <= own < all_


def test_a_day_and_time_as_people_type_it_is_read(data):
    found = data("when", "tomorrow 2pm", "--at", "2026-11-23T09:00:00+00:00")
    assert set(found) == {"readings", "problem"}
    assert found["readings"] == [
        {"at": "2026-11-24T14:00:00+00:00", "text": "Tuesday 24 November 2026, 2:00 pm"}
    ]
    assert found["problem"] is None


def test_words_that_are_no_time_end_with_2_and_say_why(convene):
    code, out, _ = convene("when", "soonish", "--at", "2026-11-23T09:00", "--json")
    assert code == 2
    found = json.loads(out)
    assert found["readings"] == []
    assert found["problem"]


def test_a_file_in_order_is_said_to_be(convene, data, tmp_path: Path):
    path = str(north_somerset(tmp_path))
    assert convene("check", path)[:2] == (0, "north_somerset.toml: in order\n")
    assert data("check", path) == {"file": "north_somerset.toml", "wrong": []}


def test_a_malformed_file_ends_with_2_and_its_line_field_and_reason(convene, tmp_path: Path):
    path = north_somerset(tmp_path, ('within = "4 hours"', 'within = "4 moons"'))
    line = line_of(path, "4 moons")
    code, out, _ = convene("check", str(path))
    assert code == 2
    assert out.startswith(f'north_somerset.toml, line {line}: bands.1.within: write a span as "4')
    code, out, _ = convene("check", str(path), "--json")
    [wrong] = json.loads(out)["wrong"]
    assert (wrong["line"], wrong["field"]) == (line, "bands.1.within")


def test_a_file_with_other_values_is_a_partnership_for_every_command(data, tmp_path: Path):
    new = (
        ('name = "north_somerset"', 'name = "felpersham"'),
        ('within = "4 hours"', 'within = "2 hours"'),
    )
    text = (FOLDER / "north_somerset.toml").read_text("utf-8")
    path = str(written(tmp_path / "felpersham.toml", text, *new))
    found = explained(data, "identified=2026-11-20T16:00", band="critical", protocol=path)
    assert (found["protocol"], due(found)["meeting"][:16]) == ("felpersham", "2026-11-20T18:00")


def test_every_due_time_is_printed_in_london_time(data):
    found = explained(data, "met=2026-07-01T10:00:00+02:00")
    for clock in found["clocks"]:
        at = datetime.fromisoformat(clock["due"])
        assert at.utcoffset().total_seconds() == 3600
