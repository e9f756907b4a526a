"""Reads the partnerships' protocols from their files; a bad file stops the start."""

from pathlib import Path

from pydantic import ValidationError

from meeting.protocol import PartnershipProtocol
from meeting.protocol_checks import Fault, Faulty
from state.protocol_file import FOLDER, BadProtocol, Wrong, layered

MISSING = "is missing"

WRITTEN = {
    "[A-Z][A-Z0-9]": "must be the number of a requirement, such as NS-15",
    "[a-z][a-z0-9_]": "must be small letters, figures and underscores, a letter first",
}
"""Part of a pattern → what it asks for, in words."""


def read_protocol(name: str, folder: Path = FOLDER) -> PartnershipProtocol:
    """The partnership's protocol; raises BadProtocol with file, line, field and reason."""
    path = folder / f"{name}.toml"
    protocol = read_file(path)
    if protocol.name != name:
        fault = Fault(("name",), f'must be "{name}", as the file is called')
        raise BadProtocol(layered(path).told(fault))
    return protocol


def read_file(path: Path) -> PartnershipProtocol:
    """The same for a file anywhere; what it extends may lie beside it or among the protocols."""
    files = layered(path)
    try:
        return PartnershipProtocol.model_validate(files.merged)
    except ValidationError as wrong:
        raise BadProtocol(*(files.told(fault) for fault in _faults(wrong))) from wrong


def check(path: Path) -> tuple[Wrong, ...]:
    """Everything that is wrong with a file; a base without a name may leave headings out."""
    try:
        if "name" in layered(path).files[0].stated:
            read_file(path)
            return ()
    except BadProtocol as bad:
        return bad.wrongs
    return _check_base(path)


def _check_base(path: Path) -> tuple[Wrong, ...]:
    try:
        read_file(path)
    except BadProtocol as bad:
        return tuple(wrong for wrong in bad.wrongs if wrong.reason != MISSING)
    return ()


def read_all(folder: Path = FOLDER) -> tuple[PartnershipProtocol, ...]:
    """Every partnership with a file in the folder, by name; a new file needs no code."""
    return tuple(read_protocol(name, folder) for name in names(folder))


def names(folder: Path = FOLDER) -> tuple[str, ...]:
    """The partnerships' files; a file without a name of its own is there to be extended."""
    files = (layered(path).files[0] for path in sorted(folder.glob("*.toml")))
    return tuple(file.path.stem for file in files if "name" in file.stated)


def _faults(wrong: ValidationError) -> list[Fault]:
    found: list[Fault] = []
    for error in wrong.errors():
        cause = error.get("ctx", {}).get("error")
        if isinstance(cause, Faulty):
            found += cause.faults
        else:
            found.append(Fault(tuple(error["loc"]), _reason(error["type"], error["msg"])))
    return found


def _reason(kind: str, message: str) -> str:
    if kind == "missing":
        return MISSING
    if kind == "extra_forbidden":
        return "is not a field that a protocol has here"
    if kind == "string_pattern_mismatch":
        return next((words for sign, words in WRITTEN.items() if sign in message), message)
    return message.removeprefix("Value error, ").replace("Input should", "should")
