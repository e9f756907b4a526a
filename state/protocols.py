"""Reads the partnerships' protocols from their files; a bad file stops the start."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from meeting.protocol import PartnershipProtocol

FOLDER = Path(__file__).parent.parent / "protocols"


class BadProtocol(Exception):
    """A protocol file cannot be used; the text says where and why."""


def read_protocol(name: str, folder: Path = FOLDER) -> PartnershipProtocol:
    path = folder / f"{name}.toml"
    stated = _read(path)
    base = stated.pop("extends", None)
    merged = {**_read(folder / f"{base}.toml"), **stated} if base else stated
    try:
        return PartnershipProtocol.model_validate(merged)
    except ValidationError as wrong:
        reasons = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in wrong.errors())
        raise BadProtocol(f"{path.name}: {reasons}") from wrong


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as wrong:
        raise BadProtocol(f"{path.name}: there is no such protocol file") from wrong
    except tomllib.TOMLDecodeError as wrong:
        raise BadProtocol(f"{path.name}: {wrong}") from wrong
