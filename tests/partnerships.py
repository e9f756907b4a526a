"""The protocols of the tests: a partnership's own, and the example of protocols/README.md."""

import re
import tomllib
from pathlib import Path

from meeting.protocol import PartnershipProtocol
from state.protocol_file import FOLDER
from state.protocols import read_protocol

NORTH_SOMERSET = read_protocol("north_somerset")
GUIDE = (FOLDER / "README.md").read_text("utf-8")
EXAMPLE = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL)[1]
"""Everything that a protocol can say, as the guide for its authors shows it."""


def borchester(folder: Path, *changes: tuple[str, str]) -> Path:
    """The example as a file, with some of its words replaced by others."""
    return written(folder / "borchester.toml", EXAMPLE, *changes)


def north_somerset(folder: Path, *changes: tuple[str, str]) -> Path:
    text = (FOLDER / "north_somerset.toml").read_text("utf-8")
    return written(folder / "north_somerset.toml", text, *changes)


def written(path: Path, text: str, *changes: tuple[str, str]) -> Path:
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    path.write_text(text, "utf-8")
    return path


def line_of(path: Path, words: str) -> int:
    """On which line of a file those words begin, counted from 1."""
    text = path.read_text("utf-8")
    return text.count("\n", 0, text.index(words)) + 1


def example() -> PartnershipProtocol:
    """The example of the guide."""
    base = tomllib.loads((FOLDER / "working_together.toml").read_text("utf-8"))
    stated = tomllib.loads(EXAMPLE)
    del stated["extends"]
    joined = {h: [*base[h], *stated[h]] for h in ("agencies", "facts")}
    return PartnershipProtocol.model_validate({**base, **stated, **joined})


BORCHESTER = example()
