"""The minutes as a PDF: the same on every machine, and tagged so that it can be read aloud."""

from functools import lru_cache
from pathlib import Path

import typst

from records import signs
from records.record import Record

TEMPLATE = (Path(__file__).parent / "minutes.typ").read_bytes()
PROBE = b'#set document(title: "-")\n#sys.inputs.record'


def as_pdf(record: Record) -> bytes:
    """One file by the standard PDF/UA-1, which refuses any sign that its fonts do not hold."""
    words = record.model_dump_json()
    try:
        return _compile(TEMPLATE, words)
    except typst.TypstError:
        words = signs.readable(words, _can_show)
    try:
        return _compile(TEMPLATE, words)
    except typst.TypstError:
        return _compile(TEMPLATE, signs.named(words))


@lru_cache(maxsize=10_000)
def _can_show(words: str) -> bool:
    try:
        _compile(PROBE, words)
    except typst.TypstError:
        return False
    return True


def _compile(template: bytes, record: str) -> bytes:
    # Without the machine's own fonts: no two machines have the same.
    return typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"record": record},
        pdf_standards="ua-1",
    )
