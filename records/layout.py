"""How the Word template looks, and the few parts of which it is made."""

from collections.abc import Iterator
from contextlib import contextmanager

from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

Column = tuple[str, float, str]
"""Head, width in centimetres, and what a row shows."""


def say(made: Word, words: str, style: str = "Normal") -> Paragraph:
    return made.add_paragraph(words, style)


def heading(made: Word, words: str) -> None:
    made.add_heading(words, 1)


def subheading(made: Word, words: str) -> None:
    made.add_heading(words, 2)


@contextmanager
def each(made: Word, loop: str) -> Iterator[None]:
    """What is added within is repeated; the two markers' own lines are not printed."""
    say(made, f"{{%p for {loop} %}}")
    yield
    say(made, "{%p endfor %}")


@contextmanager
def when(made: Word, condition: str) -> Iterator[None]:
    say(made, f"{{%p if {condition} %}}")
    yield
    say(made, "{%p endif %}")


def facts(made: Word, facts: str) -> None:
    """Lines of label and words, all of them on one page where that can be."""
    with each(made, f"fact in {facts}"):
        for condition, style in (("not loop.last", "Fact"), ("loop.last", "Last fact")):
            with when(made, condition):
                labelled(made, "{{ fact.label }}", "{{ fact.words }}", style)


def labelled(made: Word, label: str, words: str, style: str) -> None:
    """A label, and words that stand beside it."""
    line = say(made, "", style)
    line.add_run(label, "Label")
    line.add_run(f"\t{words}")


def table(made: Word, loop: str, *columns: Column) -> None:
    """A table with a row for each; its first row is its head, on every page."""
    sheet = made.add_table(rows=4, cols=len(columns), style="Table Grid")
    sheet.autofit = False
    head, before, row, after = sheet.rows
    _mark_head(head)
    before.cells[0].text = f"{{%tr for {loop} %}}"
    after.cells[0].text = "{%tr endfor %}"
    for (title, _, words), top, cell in zip(columns, head.cells, row.cells, strict=True):
        top.paragraphs[0].style = made.styles["Table head"]
        top.paragraphs[0].add_run(title)
        cell.paragraphs[0].style = made.styles["Table words"]
        cell.paragraphs[0].add_run(words)
    _set_widths(sheet, columns)
    _align(sheet)


def _mark_head(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "E8ECF2")
        cell._tc.get_or_add_tcPr().append(shade)


def _set_widths(sheet: Table, columns: tuple[Column, ...]) -> None:
    for n, (_, width, _) in enumerate(columns):
        sheet.columns[n].width = Cm(width)
        for cell in sheet.columns[n].cells:
            cell.width = Cm(width)


def _align(sheet: Table) -> None:
    """Word hangs a table out by the margin of its cells: level with the text again."""
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), "108")
    indent.set(qn("w:type"), "dxa")
    sheet._tbl.tblPr.insert_element_before(indent, "w:tblBorders", "w:tblLayout", "w:tblLook")
