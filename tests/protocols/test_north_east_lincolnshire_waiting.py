"""North East Lincolnshire: what its file states and no card asks for yet.

Each row names its requirement; once a card or dialog shows it, mark it there and strike it here.
"""

import pytest

from meeting.protocol_checks import parts
from tests.north_east_lincolnshire import NEL

WAITING = {
    "tasks": {
        "NE-30": ["face_to_face"], "NE-31": ["referral"], "NE-32": ["unfinalised"],
        "NE-33": ["tray"], "NE-35": ["told_front_door"], "NE-36": ["forms_front_door"],
        "NE-37": ["time_front_door"], "NE-38": ["support_told"], "NE-41": ["room"],
        "NE-43": ["education_form"], "NE-48": ["told_open_case"], "NE-49": ["forms_open_case"],
        "NE-50": ["time_open_case"], "NE-51": ["support_told"], "NE-54": ["room"],
        "NE-72": ["single_assessment"], "NE-166": ["body_map"],
        "NE-180": ["medical_report"], "NE-181": ["medical_report"],
        "NE-194": ["police_timescales"], "NE-195": ["police_progress"],
        "NE-196": ["police_timescales"], "NE-206": ["conference"],
        "NE-211": ["forms_front_door", "forms_open_case"],
        "NE-212": ["time_front_door", "time_open_case"], "NE-213": ["support_told"],
        "NE-214": ["invitations", "education_form"], "NE-215": ["room", "minute_taker"],
    },
    "plan": {
        "NE-17": ["no_police"], "NE-60": ["emergency"], "NE-70": ["timing", "criminal"],
        "NE-73": ["treatment"], "NE-76": ["interim_services"], "NE-77": ["discharge"],
        "NE-119": ["seen_alone"], "NE-120": ["needs"],
        "NE-121": ["interpreter"], "NE-125": ["more_information"], "NE-126": ["treatment"],
        "NE-130": ["interim_services"], "NE-131": ["care"], "NE-132": ["ward_discharge"],
        "NE-135": ["contact"],
        "NE-137": ["criminal"], "NE-138": ["interviews"],
        "NE-139": ["abe"], "NE-140": ["consents"], "NE-141": ["court_consent"],
        "NE-142": ["support"], "NE-145": ["urgent_told"],
        "NE-146": ["urgent_consents"], "NE-147": ["urgent_legal"], "NE-148": ["urgent_with"],
        "NE-149": ["urgent_parents"], "NE-150": ["family_how"], "NE-152": ["press"],
        "NE-155": ["violence_risks"], "NE-156": ["violence_strategy"], 
        "NE-159": ["discharge_meeting"], "NE-160": ["discharge_meeting"],
    },
    "considerations": {
        "NE-61": ["emergency_household"], "NE-62": ["emergency_perpetrator"],
        "NE-63": ["emergency_elsewhere"], "NE-78": ["legal_action"],
        "NE-151": ["legal_action"],
    },
    "confirmations": {"NE-84": ["chair_fit"]},
}  # fmt: skip
"""Heading → requirement → ids of the entries that state it."""


@pytest.mark.parametrize(
    ("heading", "requirement", "ids"),
    [(h, r, ids) for h, rows in WAITING.items() for r, ids in rows.items()],
)
def test_the_file_states_what_a_card_is_still_to_ask(heading: str, requirement: str, ids):
    stated = [e.id for e in getattr(NEL, heading) if requirement in e.sources]
    assert stated == ids


@pytest.mark.parametrize(
    ("stated", "numbers"),
    [
        (lambda: NEL.branches[0].prompts, range(227, 238)),
        (lambda: NEL.branches[1].prompts, range(238, 239)),
        (lambda: NEL.medical.consents, range(167, 174)),
        (lambda: NEL.medical.arrangements, range(176, 180)),
        (lambda: NEL.medical.report, range(182, 191)),
        (lambda: NEL.trigger.help, range(207, 210)),
    ],
    ids=["s47", "s17", "who consents", "who arranges", "the report", "significant harm"],
)
def test_each_row_of_the_protocol_has_an_entry_of_its_own_in_its_order(stated, numbers: range):
    assert [e.sources[0] for e in stated()] == [f"NE-{n}" for n in numbers]


def test_the_groups_of_children_that_are_to_be_asked_about():
    """NE-61, NE-62, NE-63 beside the groups of item 2; NE-115: every child is to be scaled."""
    assert [g.id for g in NEL.children.groups] == [
        "family", "household", "contact", "perpetrator", "elsewhere", "visiting",
    ]  # fmt: skip
    assert NEL.item(2).kind == "children"
    assert "this and all children" in NEL.item(9).script


def test_a_medical_assessment_is_considered_every_time_and_again_for_section_47():
    """NE-162, NE-174, NE-175."""
    assert NEL.medical.always
    assert NEL.medical.again_for == ("s47",)
    assert "parent's permission" in NEL.medical.parental
    assert [a.id for a in NEL.medical.agreements] == ["police", "paediatrician"]
    assert "confirms them before use" in NEL.medical.unconfirmed


def test_after_section_47_without_a_conference_the_chair_chooses_a_review_or_says_why_not():
    """NE-192, NE-193, NE-196, NE-198, NE-200."""
    review = NEL.review
    assert review.must_choose
    assert review.same_chair
    assert review.triggers
    assert {c.sources[0] for c in review.conditions} == {"NE-196", "NE-200"}


def test_the_family_is_told_but_for_two_exceptions():
    """Prompted at item 12; to be recorded by an entry of its own."""
    assert [e.id for e in NEL.family.exceptions] == ["risk", "police"]
    assert all(e.sources == ("NE-80", "NE-144") for e in NEL.family.exceptions)


def test_a_dispute_goes_up_each_agency_s_own_line():
    """NE-19, NE-20, NE-45, NE-58."""
    wants, opposes = NEL.disagreements
    assert not wants.goes_ahead
    lines = [[(r.agency, r.sources) for r in d.rungs] for d in (wants, opposes)]
    assert lines == [
        [("social_care", ("NE-19",)), ("police", ("NE-20",))],
        [("social_care", ("NE-45", "NE-58")), ("police", ("NE-45", "NE-58"))],
    ]


@pytest.mark.parametrize(
    ("route", "states", "needs"),
    [
        ("front_door", "MASH analysis", ["NE-38", "NE-39", "NE-40"]),
        ("open_case", "event or cumulative", ["NE-51", "NE-52", "NE-53"]),
    ],
)
def test_a_request_says_why_and_what_is_needed_by_its_route(route: str, states: str, needs):
    """NE-27, NE-34, NE-46."""
    found = NEL.route(route)
    assert states in found.states
    assert [n.sources[0] for n in found.needs] == needs
    threshold = NEL.route("front_door").threshold
    assert [c.id for c in threshold.choices] == ["met", "more", "s17"]
    assert threshold.roles == ("duty manager",)


def test_every_requirement_is_cited_somewhere_and_none_that_does_not_exist():
    cited = {s for _, part in parts(NEL) for s in getattr(part, "sources", ())}
    assert cited == {f"NE-{n:02}" for n in range(1, 252)}


def test_every_doubt_inside_the_protocol_is_settled_by_an_entry():
    settled = {n for _, part in parts(NEL) for n in getattr(part, "settles", ())}
    assert settled >= set(range(1, 39))
