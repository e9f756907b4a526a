"""The lock files, and whether what is installed is what they say; asks nobody."""

import re
from collections.abc import Iterable, Mapping
from importlib.metadata import Distribution
from typing import Any, NamedTuple

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SDK, SDK_VERSION = re.compile(r"botbuilder-|botframework-"), "4.17.1"
OURS = {"convene", "pip"}
"""Installed, and not from the lock: the bot itself, and what installs."""

LINE = re.compile(r"^([\w.\-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$")


class Pin(NamedTuple):
    version: str
    marker: str
    """Where it is wanted, such as `sys_platform == "win32"`; empty for everywhere."""
    hashes: int


def read_lock(text: str) -> tuple[dict[str, Pin], list[str]]:
    """Each package of a lock file, and what is wrong with its lines."""
    pins, faults, name = dict[str, Pin](), list[str](), ""
    for line in text.splitlines():
        if line.startswith("    --hash=sha256:") and name:
            pins[name] = pins[name]._replace(hashes=pins[name].hashes + 1)
        elif line and not line.startswith((" ", "#")):
            if found := LINE.match(line):
                name = canonicalize_name(found[1])
                pins[name] = Pin(found[2], found[3] or "", 0)
            else:
                faults.append(f"not pinned exactly: {line.split()[0]}")
    return pins, faults + [f"no hash: {name}" for name, pin in pins.items() if not pin.hashes]


def read_npm_lock(found: Mapping[str, Any]) -> list[str]:
    """What is wrong with package-lock.json: a package without its hash, a range that is asked."""
    faults = [
        f"no hash: {path}"
        for path, package in found["packages"].items()
        if path and not package.get("link") and not package.get("integrity")
    ]
    asked = found["packages"][""].get("devDependencies", {})
    return faults + [
        f"not pinned exactly: {n} {v}" for n, v in asked.items() if not v[:1].isdigit()
    ]


def compare(pins: Mapping[str, Pin], installed: Mapping[str, Distribution]) -> list[str]:
    """Where what is installed is not what is locked, or does not fit together."""
    wanted = {name for name, pin in pins.items() if not pin.marker or Marker(pin.marker).evaluate()}
    faults = [f"locked, but not installed: {name}" for name in sorted(wanted - installed.keys())]
    for name, found in sorted(installed.items()):
        if name in OURS:
            continue
        if name not in pins:
            faults.append(f"installed, but not locked: {name}")
        elif pins[name].version != found.version:
            faults.append(f"{name} is {found.version}, and {pins[name].version} is locked")
        faults += [f"{name} {wrong}" for wrong in _unmet(found, installed)]
    return faults


def _unmet(found: Distribution, installed: Mapping[str, Distribution]) -> Iterable[str]:
    for needed in map(Requirement, found.requires or ()):
        if needed.marker and not needed.marker.evaluate({"extra": ""}):
            continue
        there = installed.get(canonicalize_name(needed.name))
        if there is None or not needed.specifier.contains(there.version, prereleases=True):
            yield f"needs {needed.name}{needed.specifier}"


def sdk_faults(pins: Mapping[str, Pin]) -> list[str]:
    """The SDK is archived: its packages belong together, and none of them is to move."""
    sdk = {name: pin.version for name, pin in pins.items() if SDK.match(name)}
    moved = [f"{name} is {v}, not {SDK_VERSION}" for name, v in sdk.items() if v != SDK_VERSION]
    return moved if sdk else ["the SDK is not locked"]
