"""The minutes as a Word document, read back with python-docx."""

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from records.docx import as_docx
from records.record import record_of
from records.words import plain
from tests.records.example import DRAFT, MEETING, PROTOCOL
from tests.records.held import SESSION
from tests.records.invented import HOSTILE, LONG, NAMES


def word(meeting=MEETING):
    return Document(io.BytesIO(as_docx(record_of(meeting, PROTOCOL, NAMES))))


@pytest.fixture(scope="module")
def approved():
    return word()


@pytest.fixture(scope="module")
def draft():
    return word(DRAFT)


def lines(document) -> list[str]:
    return [p.text for p in document.paragraphs]


def cells(table) -> list[list[str]]:
    return [[c.text for c in row.cells] for row in table.rows]


def everything(document) -> str:
    tables = [text for t in document.tables for row in cells(t) for text in row]
    return "\n".join([*lines(document), *tables])


def under(document, heading: str) -> list[str]:
    """The lines from a heading to the next of the first rank."""
    found, inside = [], False
    for p in document.paragraphs:
        if p.style.name == "Heading 1":
            inside = p.text == heading
        elif inside:
            found.append(p.text)
    return found


@pytest.mark.parametrize("words", HOSTILE)
def test_words_that_look_like_markup_stay_as_they_were_written(approved, words):
    assert words in everything(approved)


def test_signs_from_a_telephone_stay(approved):
    assert "“I don’t want to go home today” 😟 on Monday." in everything(approved)


def test_a_name_that_looks_like_a_template_stays(approved):
    assert "Dean {{ partner }} Holloway" in under(approved, "Adults")


def test_line_breaks_stay(approved):
    assert SESSION.safety_plan in under(approved, "Safety plan")
    assert "Address\tFlat 2, 14 Invented Row\nNailsea\nBS48 0ZZ" in under(approved, "Children")


def test_a_long_text_is_whole(approved):
    assert f"2:50 pm\t{(LONG * 6).strip()}" in under(approved, "Agenda and what was recorded")


def test_the_headings_are_words_own_and_none_is_empty(approved):
    ranked = [p for p in approved.paragraphs if p.style.name.startswith("Heading")]
    assert [p.text for p in ranked if p.style.name == "Heading 1"] == [
        "Outcome",
        "The chair’s remarks on these minutes",
        "The meeting",
        "Children",
        "Adults",
        "Concern and timescale",
        "Who was present",
        "Invited and not present",
        "Agenda and what was recorded",
        "Written information from agencies",
        "Views of the agencies",
        "Decisions",
        "Safety plan",
        "Actions",
        "Review",
        "Dissent",
        "What is not recorded, and why",
        "Circulation",
    ]
    assert all(p.text.strip() for p in approved.paragraphs)


def test_the_agenda_stands_in_order(approved):
    titles = [f"{i.number}. {i.title}" for i in PROTOCOL.agenda]
    found = [p.text for p in approved.paragraphs if p.style.name == "Heading 2"]
    assert [t for t in found if t[0].isdigit()] == titles


def test_each_child_has_a_decision_at_the_head(approved):
    assert cells(approved.tables[0]) == [
        ["Child", "Decision", "Led by"],
        [
            "Lily-Mae Farrow",
            "Section 47 enquiry required",
            "Joint: Police and Children's Social Care",
        ],
        [
            "Jayden Farrow-Nkemelu",
            "Section 47 enquiry required",
            "Single agency: Children's Social Care",
        ],
        ["Baby of Kerry Farrow", "No section 47 enquiry; section 17 assessment", "–"],
    ]


def test_actions_are_a_table_of_what_who_and_when(approved):
    assert cells(approved.tables[4])[-1] == [
        "Interview of Mr Holloway",
        "DS Raghunathan",
        "Friday 27 November 2026, 5:00 pm",
    ]


def test_the_head_of_every_table_is_marked_as_such(approved):
    assert len(approved.tables) == 5
    for table in approved.tables:
        marked = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in table.rows]
        assert [mark is not None for mark in marked] == [True] + [False] * (len(marked) - 1)


def test_every_page_says_confidential_with_the_neutral_reference_alone(approved, draft):
    [head] = approved.sections[0].header.paragraphs
    assert head.text == "CONFIDENTIAL\t\tSM-7KQ2M"
    [head] = draft.sections[0].header.paragraphs
    assert head.text == "CONFIDENTIAL\tDRAFT version 1\tSM-7KQ2M"


def test_pages_are_numbered(approved):
    [foot] = approved.sections[0].footer.paragraphs
    fields = [e.text for e in foot._p.iter(qn("w:instrText"))]
    assert (foot.text, fields) == ("\tPage  of ", ["PAGE", "NUMPAGES"])


def test_it_has_a_title_and_a_language_for_being_read_aloud(approved):
    about = approved.core_properties
    assert (about.title, about.language) == ("Strategy meeting minutes, SM-7KQ2M", "en-GB")
    spoken = {e.get(qn("w:val")) for e in approved.styles.element.iter(qn("w:lang"))}
    assert spoken == {"en-GB"}


def test_a_draft_says_at_the_top_that_it_is_one(draft):
    assert lines(draft)[2] == "DRAFT, version 1. Not yet approved by the chair."


def test_empty_parts_leave_a_sentence_and_not_a_hole():
    bare = SESSION.but(views=(), actions=(), absent=(), present=(), safety_plan="", decisions=())
    document = word(DRAFT.but(session=bare, dissents=(), invitees=()))
    assert under(document, "Views of the agencies") == ["No agency’s view is recorded."]
    assert under(document, "Actions") == ["No action is recorded."]
    assert under(document, "Invited and not present") == ["Nobody."]
    assert under(document, "Dissent")[0] == "Nobody’s dissent is recorded."
    assert under(document, "Safety plan") == ["Not recorded"]
    assert "Written information from agencies" not in lines(document)


@settings(max_examples=15, deadline=None)
@given(words=st.text(min_size=1, max_size=200))
def test_whatever_anybody_types_can_be_read_again(words):
    document = word(MEETING.but(session=SESSION.but(safety_plan=words)))
    assert under(document, "Safety plan") == [plain(words) or "Not recorded"]
