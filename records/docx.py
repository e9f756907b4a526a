"""The minutes as a Word document, from the template beside this file."""

import io
from functools import cache

from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from records.record import Record
from records.template import TEMPLATE


def as_docx(record: Record) -> bytes:
    word = DocxTemplate(io.BytesIO(_template()))
    word.render({"r": record}, _environment(), autoescape=True)
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


@cache
def _environment() -> Environment:
    return Environment(autoescape=True, undefined=StrictUndefined, finalize=_kept)


def _kept(words: object) -> Markup:
    """Escaped, and safe from docxtpl, which would read "{_{" in anybody's words as "{{"."""
    return Markup(escape(words).replace("_", Markup("&#95;")))
