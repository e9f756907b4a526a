"""The styles of the Word template: Word's own where it has one, a few of ours besides."""

from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT = "Arial"
INK, FAINT, ALARM = (RGBColor.from_string(c) for c in ("1B2F4B", "555555", "8A1C1C"))


def add_styles(made: Word) -> None:
    style(made, "Normal", size=10.5, before=6)
    style(made, "Title", size=20, before=2, bold=True, colour=INK)
    style(made, "Heading 1", size=14, before=20, after=5, bold=True, colour=INK)
    style(made, "Heading 2", size=11, before=12, bold=True, colour=INK)
    style(made, "List Bullet", size=10.5, before=2)
    style(made, "Header", size=9, before=0)
    style(made, "Footer", size=9, before=0)
    style(made, "Small", size=9, before=3, after=3, colour=FAINT)
    style(made, "Standing", size=11, before=8, bold=True)
    style(made, "Draft", size=11, before=8, bold=True, colour=ALARM)
    style(made, "Question", size=10.5, before=6, bold=True)
    style(made, "Table head", size=10, before=3, after=3, bold=True)
    style(made, "Table words", size=10, before=3, after=3)
    style(made, "Own words", size=10.5, before=5, indent=0.6)
    for fact in ("Fact", "Last fact"):
        style(made, fact, size=10.5, before=4, indent=4.7, hanging=4.7)
    style(made, "Note", size=10.5, before=4, indent=2.2, hanging=2.2)
    for kept in ("Question", "Fact"):
        made.styles[kept].paragraph_format.keep_with_next = True
    label = made.styles.add_style("Label", WD_STYLE_TYPE.CHARACTER)
    label.font.bold = True
    for name, side in (("Heading 1", "bottom"), ("Own words", "left"), ("Title", "")):
        _rule(made, name, side)


def style(
    made: Word,
    name: str,
    *,
    size: float,
    before: float,
    after: float = 0,
    bold: bool = False,
    colour: RGBColor | None = None,
    indent: float = 0,
    hanging: float = 0,
) -> None:
    """One of Word's own styles, or one of ours; sizes in points, indents in centimetres."""
    known = {s.name for s in made.styles}
    used = made.styles[name] if name in known else made.styles.add_style(name, 1)
    assert isinstance(used, ParagraphStyle)
    _font(used, size, bold, colour)
    shape = used.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing = 1.15
    shape.left_indent, shape.first_line_indent = Cm(indent), Cm(-hanging)
    if hanging:
        shape.tab_stops.add_tab_stop(Cm(hanging))


def _font(used: ParagraphStyle, size: float, bold: bool, colour: RGBColor | None) -> None:
    used.font.size, used.font.bold = Pt(size), bold
    used.font.color.rgb = colour or RGBColor(0, 0, 0)
    fonts = used.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _rule(made: Word, name: str, side: str) -> None:
    """A line along one side of every paragraph of a style, or none."""
    shape = made.styles[name].element.get_or_add_pPr()
    for old in shape.findall(qn("w:pBdr")):
        shape.remove(old)
    if not side:
        return
    border, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", "8"), ("space", "4"), ("color", "1B2F4B")):
        line.set(qn(f"w:{key}"), value)
    border.append(line)
    shape.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:outlineLvl")
