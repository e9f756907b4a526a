"""The Word template's page: size, language, properties, header and footer."""

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from records.styles import add_styles

LINE = "B5BCC6"
MARGIN, WIDTH = Cm(2.3), Cm(16.4)


def dress(made: Word) -> None:
    _lighten(made)
    _page(made)
    _language(made)
    add_styles(made)
    _lines_of_tables(made)
    _properties(made)
    _header(made)
    _footer(made)


def _page(made: Word) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = MARGIN
    page.top_margin = page.bottom_margin = Cm(2.4)


def _language(made: Word) -> None:
    """British English throughout, so that it is read aloud and checked as such."""
    for lang in made.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")
    for lang in made.settings.element.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), "en-GB")


def _lines_of_tables(made: Word) -> None:
    """Level lines only: less to look through."""
    for borders in made.styles["Table Grid"].element.iter(qn("w:tblBorders")):
        for line in borders:
            upright = line.tag in {qn("w:left"), qn("w:right"), qn("w:insideV")}
            line.set(qn("w:val"), "nil" if upright else "single")
            line.set(qn("w:color"), LINE)


def _properties(made: Word) -> None:
    """A title and a language for whoever has it read aloud; no trace of who made it or when."""
    about = made.core_properties
    about.title = "{{ r.title }}, {{ r.reference }}"
    about.author = "{{ r.partnership }}"
    about.language = "en-GB"
    about.comments = about.keywords = about.last_modified_by = ""
    for when in ("created", "modified"):
        for mark in about._element.findall(qn(f"dcterms:{when}")):
            about._element.remove(mark)


def _lighten(made: Word) -> None:
    """Without what python-docx puts into every document and this one does not use."""
    for look in list(made.styles):
        if look.type == WD_STYLE_TYPE.TABLE and look.name not in {"Normal Table", "Table Grid"}:
            look.delete()
    for rels in (made.part.rels, made.part.package.rels):
        for key, link in list(rels.items()):
            if link.reltype.endswith(("/thumbnail", "/stylesWithEffects")):
                rels.pop(key)


def _header(made: Word) -> None:
    line = made.sections[0].header.paragraphs[0]
    _stops(line)
    line.add_run("CONFIDENTIAL", "Label")
    line.add_run("\t")
    line.add_run("{% if r.draft %}DRAFT version {{ r.version }}{% endif %}", "Label")
    line.add_run("\t{{ r.reference }}")


def _footer(made: Word) -> None:
    line = made.sections[0].footer.paragraphs[0]
    _stops(line)
    line.add_run("\tPage ")
    _field(line.add_run(), "PAGE")
    line.add_run(" of ")
    _field(line.add_run(), "NUMPAGES")


def _stops(line: Paragraph) -> None:
    """Middle and right, in place of those for American paper."""
    assert line.style
    stops = line.style.paragraph_format.tab_stops
    for stop in list(stops):
        stop._tab.getparent().remove(stop._tab)
    stops.add_tab_stop(WIDTH // 2, WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _field(run: Run, what: str) -> None:
    """A number that Word fills in."""
    for kind, text in (("begin", ""), ("", what), ("end", "")):
        part = OxmlElement("w:instrText" if text else "w:fldChar")
        if text:
            part.text = text
        else:
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)
