"""The minutes as a PDF, read back with pypdf."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from records.pdf import as_pdf
from records.record import record_of
from tests.records.example import DRAFT, MEETING, PROTOCOL, REQUEST
from tests.records.held import SESSION
from tests.records.invented import CHILDREN, HOSTILE, LONG, NAMES


def pdf(meeting=MEETING) -> PdfReader:
    return PdfReader(io.BytesIO(as_pdf(record_of(meeting, PROTOCOL, NAMES))))


@pytest.fixture(scope="module")
def approved() -> PdfReader:
    return pdf()


@pytest.fixture(scope="module")
def draft() -> PdfReader:
    return pdf(DRAFT)


def packed(words: str) -> str:
    """Without spaces: where a line ends on paper is no matter."""
    return "".join(words.split())


def everything(document: PdfReader) -> str:
    """Without the head and foot of the pages, which fall into sentences."""
    pages = [page.extract_text() for page in document.pages]
    return packed("\n".join(_body(text) for text in pages))


def _body(page: str) -> str:
    around = ("CONFIDENTIAL", "SM-7KQ2M", "DRAFT", "Page ")
    return "\n".join(line for line in page.splitlines() if not line.startswith(around))


def kinds(document: PdfReader) -> list[str]:
    """The kinds of the document's tags, in order."""
    found = []

    def walk(node) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, dict) and "/S" in node:
            found.append(node["/S"])
            walk(node.get("/K", []))

    walk(document.root_object["/StructTreeRoot"]["/K"])
    return found


@pytest.mark.parametrize("words", HOSTILE)
def test_words_that_look_like_markup_stay_as_they_were_written(approved, words):
    assert packed(words) in everything(approved)


def test_a_sign_that_no_font_has_is_given_by_its_name(approved):
    assert packed("go home today” [worried face] on Monday.") in everything(approved)


def test_a_long_text_is_whole_over_pages(approved):
    assert packed(LONG * 6) in everything(approved)


def test_line_breaks_stay(approved):
    text = "\n".join(page.extract_text() for page in approved.pages)
    assert SESSION.safety_plan in text


def test_names_and_decisions_are_there(approved):
    text = everything(approved)
    for words in (
        "Lily-Mae Farrow",
        "Dean {{ partner }} Holloway",
        "Joint: Police and Children's Social Care",
        "Detective Sergeant, in place of Dafydd Prosser",
        "Quorate: Local Authority social worker, Health and Police were present.",
        "Review Thursday 3 December 2026, 2:00 pm",
        "Correction: school attendance is 84 %, not 81 %.",
        "Reason given at the close: Analysis was given with the decision.",
    ):
        assert packed(words) in text


def test_every_agenda_item_is_there_in_order(approved):
    text = everything(approved)
    places = [text.index(packed(f"{i.number}. {i.title}")) for i in PROTOCOL.agenda]
    assert places == sorted(places)


def test_it_is_tagged_by_the_standard_for_accessible_documents(approved):
    root = approved.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert approved.metadata.title == "Strategy meeting minutes, SM-7KQ2M"


def test_headings_tables_and_lists_are_tagged_as_what_they_are(approved):
    tags = kinds(approved)
    assert tags.count("/Table") == 5
    assert tags.count("/TH") == 3 + 4 + 4 + 3 + 3
    assert tags.count("/H1") == 18
    assert tags.count("/H2") >= len(PROTOCOL.agenda)
    assert "/L" in tags


def test_every_page_says_confidential_with_the_neutral_reference_and_its_number(approved):
    for number, page in enumerate(approved.pages, 1):
        text = page.extract_text()
        assert text.startswith("CONFIDENTIAL SM-7KQ2M\n")
        assert f"Page {number} of {len(approved.pages)}" in text


def test_every_page_of_a_draft_says_so_and_no_page_of_the_approved_minutes(approved, draft):
    for page in draft.pages:
        assert "DRAFT version 1" in page.extract_text()
    assert not [page for page in approved.pages if "DRAFT" in page.extract_text()]


def test_it_brings_its_own_fonts(approved):
    fonts = {
        font.get_object()["/BaseFont"].split("+")[-1].split("-")[0]
        for page in approved.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts <= {"LibertinusSerif", "DejaVuSansMono", "NewCM10", "NewCMMath"}


def test_the_same_record_makes_the_same_file():
    record = record_of(MEETING, PROTOCOL, NAMES)
    assert as_pdf(record) == as_pdf(record)


def test_empty_parts_leave_a_sentence_and_not_a_hole():
    bare = SESSION.but(views=(), actions=(), absent=(), present=(), decisions=())
    text = everything(pdf(DRAFT.but(session=bare, dissents=(), invitees=())))
    for words in ("No agency’s view is recorded.", "No action is recorded.", "Nobody."):
        assert packed(words) in text
    assert packed("Nobody’s dissent is recorded.") in text


@settings(max_examples=15, deadline=None)
@given(words=st.text(min_size=1, max_size=60))
def test_whatever_anybody_types_makes_a_file(words):
    assert pdf(DRAFT.but(session=SESSION.but(safety_plan=words))).pages


def test_an_address_without_a_space_does_not_run_off_the_paper():
    address = "https://example.org/" + "x" * 300
    document = pdf(DRAFT.but(session=SESSION.but(safety_plan=address)))
    assert address in everything(document)
    lines = [line for page in document.pages for line in page.extract_text().splitlines()]
    assert max(map(len, lines)) < 130


def test_a_very_long_detail_goes_on_to_the_next_page():
    child = CHILDREN[0].but(address="\n".join(f"line {n}" for n in range(200)))
    document = pdf(DRAFT.but(request=REQUEST.but(children=(child,))))
    assert "line199" in everything(document)
    assert max(page.extract_text().count("\n") for page in document.pages) < 70
