"""Every mark names a requirement that exists, and the page of requirements is up to date."""

import pytest

from tests.requirements import (
    DOCUMENTS,
    PAGE,
    REQUIREMENTS,
    coverage,
    is_whole,
    marked,
    page,
)


def test_every_mark_names_a_requirement(request):
    shown = marked(request.session.items)
    unknown = {name: tests for name, tests in shown.items() if name not in REQUIREMENTS}
    assert not unknown


def test_the_page_of_requirements_is_up_to_date(request):
    if not is_whole(request.config):
        pytest.skip("only the whole suite knows every mark")
    written = PAGE.read_text("utf-8") if PAGE.is_file() else ""
    assert written == page(marked(request.session.items)), "run: make requirements"


def test_all_requirements_of_the_five_documents_are_listed():
    counts = {code: sum(r.document == code for r in REQUIREMENTS.values()) for code in DOCUMENTS}
    assert counts == {"NS": 105, "WM": 50, "SO": 76, "NE": 251, "GM": 47}


def test_the_page_names_a_requirement_with_the_tests_that_show_it():
    lines = page({"NS-15": ["tests/a.py::test_b", "tests/a.py::test_c"]}).splitlines()
    [row] = [line for line in lines if line.startswith("| NS-15 ")]
    assert row.endswith("| `tests/a.py::test_b`<br>`tests/a.py::test_c` |")
    [other] = [line for line in lines if line.startswith("| NS-16 ")]
    assert other.endswith("|  |")


def test_coverage_is_counted_by_kind_and_document():
    lines = {line.split()[0]: line.split()[1:] for line in coverage({"NS-15": ["x"]})[1:]}
    assert lines["timescale"][0] == "1/5"
    assert lines["all"] == ["1/105", "0/50", "0/76", "0/251", "0/47", "1/529"]
