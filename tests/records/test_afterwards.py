"""What was recorded after the approval stands at the end of the minutes, and nowhere else."""

import io

import pytest
from docx import Document
from pypdf import PdfReader

from meeting.marks import Done
from meeting.minutes import renew
from meeting.session import Dissent, Note
from records.afterwards import OTHERWISE, added
from records.docx import as_docx
from records.held import Held
from records.pdf import as_pdf
from records.record import record_of, with_added
from tests.records.example import MEETING, PROTOCOL
from tests.records.held import DISSENTS, SESSION
from tests.records.invented import AMARA, GRAHAM, HELEN, NAMES, london

APPROVED = Held(MEETING, PROTOCOL, NAMES)
AT = london(27, 10)
HEADING = "Recorded after these minutes were approved"
DISSENT = Dissent(
    by=HELEN.id, name=HELEN.name, agency="health", reason="Seen again: I disagree.", at=AT
)
ACTIONS = SESSION.actions


def with_actions(**changes):
    first = ACTIONS[0].but(**changes)
    return MEETING.but(session=SESSION.but(actions=(first, *ACTIONS[1:])))


def with_dissent(**changes):
    return MEETING.but(dissents=(*DISSENTS, DISSENT.but(**changes)))


def done(what, words):
    return MEETING.but(done=(Done(what=what, by=AMARA.id, at=AT, words=words),))


TOLD = [
    (with_dissent(), ["Dissent"], DISSENT.reason),
    (with_dissent(challenged_at=london(27, 11)), ["Dissent", "Challenge"], "Taken to the "),
    (with_actions(done_at=AT), ["Action done"], ACTIONS[0].what),
    (done("conference", "Held on 8 December."), ["The conference"], "Held on 8 December."),
    (done("late", "No room was free."), ["Why the meeting was late"], "No room was free."),
]


@pytest.mark.parametrize(("now", "labels", "words"), TOLD, ids=lambda told: str(told)[:30])
def test_what_came_later_is_told_with_its_time(now, labels, words):
    found = added(APPROVED, now)
    assert [a.label for a in found] == labels
    assert all("27 November 2026" in a.when for a in found)
    assert words in " ".join(a.words for a in found)


def test_who_did_it_is_named():
    [dissent] = added(APPROVED, with_dissent())
    assert dissent.by == "Helen O’Rourke, Health"
    [settled] = added(APPROVED, done("conference", "Settled."))
    assert settled.by == "Amara Osei-Bright"


@pytest.mark.parametrize(
    "now",
    [
        MEETING,
        renew(MEETING, HELEN.id, AT),
        done("call:p-1", ""),
    ],
    ids=["nothing", "a new link", "a call"],
)
def test_what_no_record_tells_is_not_told(now):
    assert added(APPROVED, now) == ()


CHANGED = {
    "a note": MEETING.but(
        session=SESSION.but(
            notes=(*SESSION.notes, Note(item=6, text="More.", by=AMARA.id, at=AT)),
        )
    ),
    "an action": with_actions(due=london(30, 9)),
    "a plan": MEETING.but(session=SESSION.but(safety_plan="Another.")),
    "an earlier dissent": MEETING.but(dissents=(DISSENTS[0].but(reason="x"), *DISSENTS[1:])),
    "the readers": MEETING.but(minutes=MEETING.minutes.but(recipients=(GRAHAM.id,))),
    "the children": MEETING.but(request=MEETING.request.but(children=())),
}


@pytest.mark.parametrize("now", CHANGED.values(), ids=CHANGED)
def test_any_other_change_is_said_to_be_there(now):
    assert [a.words for a in added(APPROVED, now)] == [OTHERWISE]


def test_it_is_told_in_the_order_of_time():
    now = with_actions(done_at=london(27, 9)).but(dissents=(*DISSENTS, DISSENT))
    assert [a.label for a in added(APPROVED, now)] == ["Action done", "Dissent"]


def approved_with(now):
    record = record_of(MEETING, PROTOCOL, NAMES)
    return with_added(record, added(APPROVED, now), london(28, 9))


def test_what_was_approved_is_the_same_with_it_and_without():
    bare, told = record_of(MEETING, PROTOCOL, NAMES), approved_with(with_dissent())
    differ = {
        name for name in type(bare).model_fields if getattr(bare, name) != getattr(told, name)
    }
    assert differ == {"status", "added", "added_note"}
    assert told.status == f"{bare.status} More was recorded since: see the end."


def test_the_word_document_ends_with_it():
    document = Document(io.BytesIO(as_docx(approved_with(with_dissent()))))
    lines = [p.text for p in document.paragraphs]
    [start] = [n for n, line in enumerate(lines) if line == HEADING]
    assert lines[start + 1].endswith("this copy was made, on Saturday 28 November 2026, 9:00 am.")
    assert lines[start + 2 :] == [
        "Dissent",
        "Friday 27 November 2026, 10:00 am, Helen O’Rourke, Health",
        "Seen again: I disagree.",
    ]


def test_the_pdf_ends_with_it():
    pages = PdfReader(io.BytesIO(as_pdf(approved_with(with_dissent())))).pages
    text = "".join("\n".join(page.extract_text() for page in pages).split())
    start = text.index("".join(HEADING.split()))
    assert start > text.index("Circulation")
    assert "Seenagain:Idisagree." in text[start:]
    assert "Seenagain:Idisagree." not in text[:start]


def test_without_it_there_is_no_such_heading():
    assert approved_with(MEETING) == record_of(MEETING, PROTOCOL, NAMES)
    pages = PdfReader(io.BytesIO(as_pdf(approved_with(MEETING)))).pages
    assert "Recorded after" not in "".join(page.extract_text() for page in pages)
