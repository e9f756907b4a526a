"""Protocol files: what is refused, on which line and why; what may be added without code."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from meeting.protocol import PartnershipProtocol
from meeting.protocol_checks import parts
from state.protocol_file import FOLDER, BadProtocol
from state.protocols import check, names, read_all, read_file, read_protocol
from tests.partnerships import (
    BORCHESTER,
    EXAMPLE,
    GUIDE,
    NORTH_SOMERSET,
    borchester,
    line_of,
    north_somerset,
    written,
)

BROKEN = {
    "a span that cannot be read": (
        ('within = "4 hours"', 'within = "4 moons"'),
        ('within = "4 moons"', "bands.1.within", 'write a span as "4 hours"'),
    ),
    "not TOML": (
        ('within = "4 hours"', "within = 4 hours"),
        ("within = 4 hours", "within", "is not TOML"),
    ),
    "an unknown key": (
        ('title = "Police"', 'title = "Police"\ncolour = "blue"'),
        ('colour = "blue"', "quorum.3.colour", "is not a field"),
    ),
    "an unknown heading": (
        ("[review]", '[revue]\ntext = "x"\n\n[review]'),
        ("[revue]", "revue", "is not a field"),
    ),
    "a missing field": (
        ('title = "Police"\n', ""),
        ('[[quorum]]\nid = "police"', "quorum.3.title", "is missing"),
    ),
    "an id given twice": (
        ('id = "recent"', 'id = "critical"'),
        ('id = "critical"\ntitle = "Recent', "bands.2.id", "a second time"),
    ),
    "a requirement that is no number": (
        ('sources = ["NS-29"]', 'sources = ["29"]'),
        ('sources = ["29"]', "invitees.10.sources.1", "the number of a requirement"),
    ),
    "no source at all": (
        ('sources = ["NS-29"]\n', ""),
        ('[[invitees]]\nagency = "sarc"', "invitees.10", "needs sources, or default = true"),
    ),
    "a source and a default": (
        ('sources = ["NS-29"]', 'sources = ["NS-29"]\ndefault = true'),
        ('[[invitees]]\nagency = "sarc"', "invitees.10", "needs sources, or default = true"),
    ),
    "an agency that nobody knows": (
        ('agency = "sarc"', 'agency = "sark"'),
        ('agency = "sark"', "invitees.10.agency", '"sark" is not among the agencies'),
    ),
    "a fact that nobody knows": (
        ('facts = ["sexual_abuse"]', 'facts = ["sexual_abuse", "abuse"]'),
        ('"abuse"]', "invitees.10.facts", '"abuse" is not among the facts'),
    ),
    "a feature that nobody knows": (
        ('features = ["recent_abuse"]', 'features = ["recent"]'),
        ('features = ["recent"]', "bands.2.features", '"recent" is not among the features'),
    ),
    "a kind outside a closed list": (
        ('kind = "register"', 'kind = "registry"'),
        ('kind = "registry"', "agenda.1.kind", "should be 'register'"),
    ),
    "an agenda out of order": (
        ("number = 7", "number = 9"),
        ("number = 9", "agenda.7.number", "must be 7"),
    ),
    "a silence about nothing": (
        ("conference = ", "weather = "),
        ("weather = ", "silent.weather", "is neither a heading nor a clock"),
    ),
    "a silence about what is stated": (
        ("conference = ", 'confidentiality = "The guide is silent."\nconference = '),
        ("confidentiality = ", "silent.confidentiality", "is stated with sources"),
    ),
    "the meeting's clock among the others": (
        ('clock = "challenge"', 'clock = "meeting"'),
        ('clock = "meeting"', "clocks.2.clock", "stated by the bands"),
    ),
    "a base that is not there": (
        ('extends = "working_together"', 'extends = "working_apart"'),
        ("extends", "extends", "there is no working_apart.toml"),
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_malformed_file_is_refused_with_its_line_field_and_reason(tmp_path: Path, kind: str):
    (before, after), (words, field, reason) = BROKEN[kind]
    path = north_somerset(tmp_path, (before, after))
    [wrong] = [w for w in check(path) if w.field == field]
    assert reason in wrong.reason
    assert (wrong.file, wrong.line) == ("north_somerset.toml", line_of(path, words))


def test_a_silence_that_is_not_marked_is_refused(tmp_path: Path):
    line = 'icpc = "The guide has no time for the child protection conference."\n'
    [wrong] = check(north_somerset(tmp_path, (line, "")))
    assert wrong.field == "icpc"
    assert "under [silent]" in wrong.reason


def test_what_is_wrong_in_the_base_is_told_with_the_base_s_own_line(tmp_path: Path):
    text = (FOLDER / "working_together.toml").read_text("utf-8")
    base = written(tmp_path / "working_together.toml", text, ("share = 0.25", "share = 25"))
    north_somerset(tmp_path)
    with pytest.raises(BadProtocol) as bad:
        read_protocol("north_somerset", tmp_path)
    [wrong] = bad.value.wrongs
    assert (wrong.file, wrong.line) == ("working_together.toml", line_of(base, "share = 25"))
    assert str(wrong).startswith(f"working_together.toml, line {wrong.line}: roll_over.share: ")


def test_a_mistake_in_an_added_agency_is_told_with_the_line_of_the_file_that_adds_it(tmp_path):
    path = borchester(tmp_path, ('title = "Early Help"', 'name = "Early Help"'))
    wrongs = {(w.file, w.line) for w in check(path)}
    assert ("borchester.toml", line_of(path, 'name = "Early Help"')) in wrongs


def test_two_files_that_extend_each_other_are_refused(tmp_path: Path):
    written(tmp_path / "one.toml", 'extends = "two"\n')
    written(tmp_path / "two.toml", 'extends = "one"\n')
    with pytest.raises(BadProtocol, match=r"two\.toml, line 1: extends"):
        read_protocol("one", tmp_path)


def test_a_file_that_is_not_there_is_told_by_its_name_alone(tmp_path: Path):
    with pytest.raises(BadProtocol, match=r"^nobody\.toml: there is no such file$"):
        read_protocol("nobody", tmp_path)


def test_the_common_base_is_in_order_although_it_leaves_headings_out():
    assert check(FOLDER / "working_together.toml") == ()


def test_a_copied_file_with_other_values_is_a_new_partnership(tmp_path: Path):
    path = north_somerset(
        tmp_path,
        ('name = "north_somerset"', 'name = "felpersham"'),
        ('within = "4 hours"', 'within = "2 hours"'),
    )
    path.rename(tmp_path / "felpersham.toml")
    north_somerset(tmp_path)
    assert names(tmp_path) == ("felpersham", "north_somerset")
    new, old = read_all(tmp_path)
    assert str(new.band("critical").within) == "2 hours"
    assert str(old.band("critical").within) == "4 hours"
    assert new.agenda == old.agenda


def test_a_file_is_called_by_its_name(tmp_path: Path):
    path = north_somerset(tmp_path, ('name = "north_somerset"', 'name = "felpersham"'))
    with pytest.raises(BadProtocol, match='must be "north_somerset"'):
        read_protocol("north_somerset", tmp_path)
    assert check(path) == ()


def test_a_host_may_lay_its_own_file_over_a_partnership_s(tmp_path: Path):
    own = 'extends = "north_somerset"\nname = "ours"\n[calendar]\nclosures = [2026-12-29]\n'
    protocol = read_file(written(tmp_path / "ours.toml", own))
    assert protocol.agenda == NORTH_SOMERSET.agenda
    assert len(protocol.calendar.closures) == 1


def test_an_added_agency_joins_those_of_the_base_and_a_namesake_replaces_one(tmp_path: Path):
    own = '[[agencies]]\nid = "police"\ntitle = "Borchester Police"\n\n[[agencies]]'
    protocol = read_file(borchester(tmp_path, ("[[agencies]]", own)))
    assert protocol.agency("police") == "Borchester Police"
    assert protocol.agency("early_help") == "Early Help"
    assert protocol.agency("housing") == NORTH_SOMERSET.agency("housing")


def test_the_example_of_the_guide_is_a_protocol(tmp_path: Path):
    assert check(borchester(tmp_path)) == ()
    assert read_file(borchester(tmp_path)) == BORCHESTER


def test_the_guide_shows_every_field_that_a_protocol_can_have():
    fields = {
        field
        for _, part in parts(BORCHESTER)
        for field in type(part).model_fields
        if type(part).__name__ != "Span"
    }
    shown = set(re.findall(r"\b([a-z_][a-z0-9_]*) =", EXAMPLE)) | set(
        re.findall(r"^\[+([\w.]+)\]", EXAMPLE, re.MULTILINE)
    )
    shown |= {name.split(".")[-1] for name in shown}
    mentioned = fields - shown
    assert {f for f in mentioned if f"`{f}`" not in GUIDE} == set()


def test_every_part_of_the_model_occurs_in_the_example():
    used = {type(part) for _, part in parts(BORCHESTER)}
    assert {cls.__name__ for cls in _models(PartnershipProtocol) - used} == set()


def _models(cls: type[BaseModel]) -> set[type[BaseModel]]:
    """Every model that a protocol can hold."""
    found = {cls}
    for field in cls.model_fields.values():
        for inner in _types(field.annotation):
            found |= _models(inner)
    return found


def _types(annotation) -> list[type[BaseModel]]:
    inner = [t for a in getattr(annotation, "__args__", ()) for t in _types(a)]
    own = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return [*inner, *([annotation] if own else [])]


@pytest.mark.parametrize("protocol", read_all(), ids=lambda p: p.name)
def test_every_entry_of_a_partnership_cites_its_own_document_or_is_a_default(protocol):
    cited = {s for _, part in parts(protocol) for s in getattr(part, "sources", ())}
    assert len({source.split("-")[0] for source in cited}) == 1


def test_every_doubt_that_an_entry_settles_is_one_of_the_page():
    page = (FOLDER.parent / "docs" / "ambiguities.md").read_text("utf-8")
    known = {int(n) for n in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)}
    settled = {n for p in read_all() for _, part in parts(p) for n in getattr(part, "settles", ())}
    assert known == set(range(1, 83))
    assert settled <= known
