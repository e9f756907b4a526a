"""North East Lincolnshire's file: in order, without anybody's address, silence called silence."""

import re
from argparse import Namespace

import pytest

from cli import invite, list_protocols
from state.protocol_file import FOLDER
from state.protocols import check
from tests.north_east_lincolnshire import NAME, NEL

FILE = FOLDER / f"{NAME}.toml"


def test_the_file_is_in_order():
    assert not check(FILE)


def test_the_file_holds_no_mailbox_and_no_telephone_number():
    text = FILE.read_text("utf-8")
    assert "@" not in text
    assert not re.search(r"\d[\d ]{8,}\d", text)


@pytest.mark.parametrize("heading", ["band_start", "inquorate", "escalation", "scale"])
def test_what_the_protocol_leaves_open_is_a_product_default_and_said_to_be_silent(heading: str):
    assert heading in NEL.silent
    assert "product default" in NEL.cite(getattr(NEL, heading))


@pytest.mark.parametrize("topic", ["challenge", "amendments", "own_notes", "confidentiality"])
def test_what_the_protocol_does_not_say_is_not_made_up(topic: str):
    assert topic in NEL.silent
    assert not getattr(NEL, topic, None)
    assert topic not in {c.clock for c in NEL.clocks}


def test_the_old_edition_is_named_and_its_review_asked_for():
    assert NEL.edition.endswith("2018")
    assert "replaced" in NEL.edition_note


def test_the_whole_protocol_reads_with_its_sources(capsys):
    assert list_protocols(Namespace(name=NAME, json=False)) == 0
    told = capsys.readouterr().out
    for line in (
        "Serious risk of harm: same working day (NE-22)",
        "Neither urgent nor complex: 1 working day*",
        "Front door (MASH): MASH Team Manager (NE-28, NE-82, NE-95)",
        "Allegation against a professional: the LADO chairs (NE-86)",
        "13. Review strategy discussion [NEL protocol v2, NE-235, NE-81, NE-158]",
    ):
        assert line in told


def test_who_is_asked_reads_with_reasons_and_who_is_not_with_what_is_missing(capsys):
    asked = {"fact": ["adopted"], "agency": [], "referrer": "housing", "json": False}
    assert invite(Namespace(protocol=NAME, **asked)) == 0
    told = capsys.readouterr().out
    assert (
        "A member of the Adoption Service, as the child is adopted [NEL protocol v2, NE-91]" in told
    )
    assert "Referring agency [NEL protocol v2, NE-09]" in told
    assert "School or nursery, because it is not stated that:" in told
