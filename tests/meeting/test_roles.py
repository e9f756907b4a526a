"""Who authorises and who is asked next, who chairs, who decides, and who takes the minutes."""

from datetime import datetime, timedelta

import pytest

from meeting import roles
from meeting.calendar import LONDON
from meeting.people import Person, Role
from tests.partnerships import BORCHESTER, NORTH_SOMERSET
from tests.people import DIRECTORY, HUGO, MIRIAM, SAM, THEO

SENT = datetime(2026, 11, 23, 9, 0, tzinfo=LONDON)
DEADLINE = SENT + timedelta(hours=4)


def a_person(role: Role, agency: str = "social_care", team: str = "", name: str = "x") -> Person:
    return Person(id=name, name=name, agency=agency, role=role, team=team)


def hours(protocol, route: str = "", deadline: datetime = DEADLINE) -> list[tuple[str, float]]:
    found = roles.asked_at(protocol, route, SENT, deadline)
    return [(step.title, (at - SENT) / timedelta(hours=1)) for step, at in found]


def test_the_next_authoriser_is_asked_after_a_share_of_the_time_left():
    assert hours(NORTH_SOMERSET) == [
        ("Team Manager", 0),
        ("Service Manager", 1),
        ("Head of Service", 2),
    ]


def test_once_the_deadline_is_past_all_are_asked_at_once():
    assert {at for _, at in hours(NORTH_SOMERSET, deadline=SENT - timedelta(hours=1))} == {0}


def test_nobody_is_asked_before_their_turn():
    def asked(after: timedelta) -> list[str]:
        found = roles.asked_by(NORTH_SOMERSET, "", SENT, DEADLINE, SENT + after)
        return [step.title for step in found]

    assert asked(timedelta(0)) == ["Team Manager"]
    assert asked(timedelta(minutes=59)) == ["Team Manager"]
    assert asked(timedelta(hours=1)) == ["Team Manager", "Service Manager"]


def test_where_all_must_agree_all_are_asked_at_once():
    assert {at for _, at in hours(BORCHESTER, "phone")} == {0}


def test_a_route_that_is_not_named_is_the_usual_one():
    assert roles.steps(BORCHESTER) == roles.steps(BORCHESTER, "front_door")
    assert roles.steps(BORCHESTER, "phone") != roles.steps(BORCHESTER)


def test_without_routes_the_general_roles_are_asked_in_their_order():
    protocol = NORTH_SOMERSET.but(routes=())
    assert [s.roles for s in roles.steps(protocol)] == [(r,) for r in protocol.authoriser.roles]


def test_nobody_authorises_a_request_of_their_own():
    assert roles.may_authorise(NORTH_SOMERSET, "", MIRIAM, SAM.id)
    assert not roles.may_authorise(NORTH_SOMERSET, "", MIRIAM, MIRIAM.id)
    [first, *_] = roles.steps(NORTH_SOMERSET)
    assert MIRIAM in roles.authorisers(first, DIRECTORY.people, SAM.id)
    assert MIRIAM not in roles.authorisers(first, DIRECTORY.people, MIRIAM.id)


def test_a_role_outside_the_route_does_not_authorise():
    assert not roles.may_authorise(NORTH_SOMERSET, "", SAM, MIRIAM.id)
    supervisor = a_person(Role.CASE_SUPERVISOR)
    assert not roles.may_authorise(BORCHESTER, "front_door", supervisor, SAM.id)


def test_a_step_may_be_a_team_s_own():
    theirs = a_person(Role.TEAM_MANAGER, team="Front door")
    others = a_person(Role.TEAM_MANAGER, team="Long term")
    assert roles.may_authorise(BORCHESTER, "front_door", theirs, SAM.id)
    assert not roles.may_authorise(BORCHESTER, "front_door", others, SAM.id)


def test_of_a_joint_route_both_must_agree():
    route = BORCHESTER.route("phone")
    sergeant = a_person(Role.DETECTIVE_SERGEANT, "police")
    assert len(roles.still_to_agree(route, [])) == 2
    [left] = roles.still_to_agree(route, [sergeant])
    assert left.title == "Children's Social Care Manager"
    assert roles.still_to_agree(route, [sergeant, MIRIAM]) == ()


def test_of_any_other_route_one_is_enough():
    route = NORTH_SOMERSET.route("usual")
    assert len(roles.still_to_agree(route, [])) == 3
    assert roles.still_to_agree(route, [MIRIAM]) == ()


def test_the_usual_chair_is_somebody_of_the_roles_in_their_order():
    found = roles.chairs(NORTH_SOMERSET, (), DIRECTORY.people)
    assert {p.role for p in found} == set(NORTH_SOMERSET.chair.roles)
    order = [NORTH_SOMERSET.chair.roles.index(p.role) for p in found]
    assert order == sorted(order)


def test_an_exception_has_its_own_chair():
    lado = a_person(Role.LADO)
    people = [MIRIAM, lado]
    assert roles.chairs(BORCHESTER, {"professional_alleged"}, people) == [lado]
    assert roles.chairs(BORCHESTER, set(), people) == [MIRIAM]


def test_an_exception_may_name_agencies_in_place_of_roles():
    [rule] = BORCHESTER.chair.exceptions
    rule = rule.but(roles=(), agencies=("police", "health"))
    protocol = BORCHESTER.but(chair=BORCHESTER.chair.but(exceptions=(rule,)))
    nurse = a_person(Role.PROFESSIONAL, "health")
    assert roles.chairs(protocol, {"professional_alleged"}, [MIRIAM, nurse]) == [nurse]


def test_an_exception_that_gives_only_guidance_leaves_the_usual_chair():
    [rule] = BORCHESTER.chair.exceptions
    rule = rule.but(roles=(), agencies=())
    protocol = BORCHESTER.but(chair=BORCHESTER.chair.but(exceptions=(rule,)))
    facts = {"professional_alleged"}
    assert roles.chairs(protocol, facts, [MIRIAM, HUGO]) == [MIRIAM]
    assert roles.exception(protocol, facts).guidance == "Practice note on allegations"


@pytest.mark.requirement("NS-93")
def test_the_chair_decides_where_the_protocol_names_no_other():
    assert roles.decides(NORTH_SOMERSET, MIRIAM, chair=MIRIAM.id)
    assert not roles.decides(NORTH_SOMERSET, THEO, chair=MIRIAM.id)


def test_where_another_chairs_the_decision_stays_with_social_care():
    lado = a_person(Role.LADO)
    assert roles.decides(BORCHESTER, MIRIAM, chair=lado.id)
    assert not roles.decides(BORCHESTER, lado, chair=lado.id)


@pytest.mark.parametrize(
    ("facts", "taker"),
    [
        ({"complex"}, "support"),
        ({"non_accidental_injury", "housing"}, "support"),
        ({"housing"}, "other"),
        (set(), "other"),
    ],
)
def test_who_minutes_follows_from_the_facts(facts: set[str], taker: str):
    assert roles.minute_taker(BORCHESTER, facts).id == taker


def test_a_protocol_that_does_not_say_who_minutes_names_nobody():
    assert roles.minute_taker(NORTH_SOMERSET, {"complex"}) is None
