"""The Word template in the tree is the one that its script makes."""

import io
import zipfile

from records.template import TEMPLATE, template


def parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_template_in_the_tree_is_what_the_script_makes():
    made = io.BytesIO()
    template().save(made)
    assert parts(TEMPLATE.read_bytes()) == parts(made.getvalue())
