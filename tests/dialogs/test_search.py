"""Who is found as somebody types, in which order, and who finds nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.search import LONGEST, MOST, Finder, may_find
from meeting.people import Person, Role
from state.directory import Directory
from state.protocols import read_protocol
from tests.people import DEV, DIRECTORY, GRACE, MIRIAM, OWEN, SAM

PROTOCOL = read_protocol("north_somerset")
FINDER = Finder(DIRECTORY, PROTOCOL)
POLICE = {p.name for p in DIRECTORY.of(DEV.agency)}
STRANGER = Person(id="nobody", name="No Body", agency="police", role=Role.TEAM_MANAGER)


def found(typed, dataset="people", person=SAM, skip=0, directory=DIRECTORY):
    finder = FINDER if directory is DIRECTORY else Finder(directory, PROTOCOL)
    choices = finder.search(person, typed, dataset, skip)
    people = {p.id: p.name for p in directory.people}
    return [people[c["value"]] for c in choices]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Dev", "dev"),
        ("dev raman", "dev"),
        ("DEV", "dev"),
        ("  dev  ", "dev"),
        ("raman, dev", "dev"),
        ("mir", "miriam"),
        ("holt", "miriam"),
        ("mirriam holt", "miriam"),
        ("grace", "grace"),
    ],
)
def test_a_name_is_found_from_its_beginning_and_though_it_is_mistyped(typed, first):
    assert found(typed)[0].split()[0].lower() == first


@pytest.mark.parametrize("typed", ["police", "Police", "polic", "polise"])
def test_an_agency_finds_its_people_first(typed):
    assert set(found(typed)[: len(POLICE)]) == POLICE


def test_a_role_finds_whoever_has_it():
    managers = {p.name for p in DIRECTORY.people if p.role is Role.TEAM_MANAGER}
    assert managers <= set(found("team manager"))


@pytest.mark.parametrize("typed", ["zzzzqqqq", "%%%", "\x00", "☃", "<script>alert(1)</script>"])
def test_what_fits_nobody_finds_nobody(typed):
    assert found(typed) == []


def test_before_anything_is_typed_the_first_by_name_are_shown():
    names = sorted(p.name for p in DIRECTORY.people)
    assert found("") == found("   ") == names[:MOST]


MANY = Directory(
    [SAM, *(Person(id=f"p{n}", name=f"Alex Number{n:03}", agency="health") for n in range(60))]
)


def test_never_more_than_teams_shows_and_the_rest_comes_page_by_page():
    assert len(found("alex", directory=MANY)) == MOST == 15
    pages = [found("alex", directory=MANY, skip=skip) for skip in range(0, 75, MOST)]
    assert [len(page) for page in pages] == [15, 15, 15, 15, 0]
    assert len({name for page in pages for name in page}) == 60


def test_one_agencys_list_has_nobody_of_another():
    assert set(found("", f"people/{DEV.agency}")) == POLICE
    assert found("grace", f"people/{DEV.agency}") == []


@pytest.mark.parametrize(
    "dataset",
    ["", "people/", "people/no such", "graph.microsoft.com/users", "meetings", "people/*", "peopl"],
)
def test_a_list_that_is_not_ours_is_empty(dataset):
    assert found("", dataset) == []


@pytest.mark.parametrize("person", [DEV, GRACE, OWEN])
def test_a_partners_staff_find_their_own_agency_alone(person):
    own = {p.name for p in DIRECTORY.of(person.agency)}
    expected = {p.name for p in DIRECTORY.people if may_find(person, p)}
    assert set(found("", person=person)) <= expected
    if person.role is Role.PROFESSIONAL:
        assert expected == own
        assert set(found("", f"people/{SAM.agency}", person=person)) == set()


@pytest.mark.parametrize("person", [SAM, MIRIAM])
def test_whoever_convenes_finds_everybody(person):
    assert all(may_find(person, other) for other in DIRECTORY.people)


@pytest.mark.parametrize("typed", ["", "dev", "police"])
def test_whoever_is_not_in_the_directory_finds_nobody_whatever_their_role(typed):
    assert found(typed, person=STRANGER) == []


def test_a_choice_says_who_somebody_is_and_is_no_link():
    tricky = Person(id="x", name="Ann [x](http://evil.example)", agency="health", title="Nurse")
    [choice] = Finder(Directory([SAM, tricky]), PROTOCOL).search(SAM, "ann", "people", 0)
    assert choice["value"] == "x"
    assert "](" not in choice["title"]
    assert "Nurse" in choice["title"]
    assert PROTOCOL.agency("health") in choice["title"]


def test_only_the_beginning_of_what_is_typed_counts():
    assert found("dev " + " " * LONGEST + "zzzz") == found("dev")
    assert isinstance(found("a" * 1_000_000), list)


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=20), st.integers(0, 10**9))
def test_nothing_that_is_typed_is_a_fault(typed, dataset, skip):
    assert len(found(typed, dataset, skip=skip)) <= MOST
    assert len(found(typed, skip=0)) <= MOST
