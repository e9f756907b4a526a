"""What is publicly known of flaws in the dependencies, where a source of it can be asked."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.audit.locks import Pin

ACCEPTED: dict[str, str] = {}
"""Advisories that do not concern us: the id of each, and why not."""
WELL_KNOWN = ("jinja2", "2.10")
"""Flawed for everybody to see: a source that does not know of it knows nothing."""
QUICK = {"UV_HTTP_RETRIES": "0", "UV_HTTP_TIMEOUT": "10"}


class Flaw(NamedTuple):
    package: str
    id: str
    fixed_in: str

    def __str__(self) -> str:
        return f"{self.package} ({self.id}, fixed in {self.fixed_in or 'no version'})"


def ask_uv(pins: Mapping[str, Pin], service: str = "") -> list[Flaw] | None:
    """What uv's source of advisories knows of the packages; None when it cannot be asked."""
    words = ["uv", "audit", "--frozen", "--quiet", "--output-format", "json"]
    words += ["--preview-features", "audit-command,json-output"]
    words += ["--service-url", service] if service else []
    with tempfile.TemporaryDirectory() as folder:
        project, lock = Path(folder, "pyproject.toml"), Path(folder, "uv.lock")
        project.write_text('[project]\nname = "audited"\nversion = "0"\n')
        lock.write_text(uv_lock([*((n, p.version) for n, p in pins.items()), WELL_KNOWN]))
        said = _said(words, folder)
    return flaws_in(said.get("vulnerabilities", ()))


def flaws_in(said: Sequence[Mapping[str, Any]]) -> list[Flaw] | None:
    """Those that concern us; None when not even the well-known one is among them."""
    found, trusted = list[Flaw](), False
    for one in said:
        package, version = one["dependency"]["name"], one["dependency"]["version"]
        if (package, version) == WELL_KNOWN:
            trusted = True
        elif one["id"] not in ACCEPTED:
            found.append(Flaw(package, one["id"], ", ".join(one["fix_versions"] or ())))
    return found if trusted else None


def uv_lock(packages: Sequence[tuple[str, str]]) -> str:
    """The packages as uv keeps them; names and versions are all that it asks about."""
    head = 'version = 1\nrequires-python = ">=3.11"\n'
    ours = '\n[[package]]\nname = "audited"\nversion = "0"\nsource = { virtual = "." }\n'
    where = 'source = { registry = "any" }'
    wanted = [f'{{ name = "{n}", version = "{v}", {where} }}' for n, v in packages]
    each = [f'\n[[package]]\nname = "{n}"\nversion = "{v}"\n{where}\n' for n, v in packages]
    return f"{head}{ours}dependencies = [{', '.join(wanted)}]\n{''.join(each)}"


def ask_npm(folder: Path) -> list[str] | None:
    """Names of the npm packages with an advisory; None when npm's source cannot be asked."""
    words = ["npm", "audit", "--json", "--package-lock-only", "--fetch-retries=0"]
    found = _said(words, str(folder)).get("vulnerabilities")
    return None if found is None else sorted(found)


def _said(words: list[str], folder: str) -> Mapping[str, Any]:
    """The JSON that a program has said; nothing when it failed or said something else."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    try:
        done = subprocess.run(
            words, cwd=folder, env=os.environ | QUICK | {"PATH": path},
            capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        said = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def told(run: Mapping[str, Pin], flaws: list[Flaw] | None, npm: list[str] | None) -> list[str]:
    """What is known of flaws, in a line or two."""
    if flaws is None and npm is None:
        return ["Advisories: no source can be reached from here, so no known flaw was looked for."]
    said = list[str]()
    if flaws is None:
        said.append("Advisories for Python: no source can be reached from here.")
    else:
        ours = [str(flaw) for flaw in flaws if flaw.package in run]
        rest = [str(flaw) for flaw in flaws if flaw.package not in run]
        said.append(f"Advisories for what the bot runs on: {'; '.join(ours) or 'none'}.")
        said += [f"Advisories for what only the tests use: {'; '.join(rest)}."] if rest else []
    if npm is None:
        said.append("Advisories for npm: no source can be reached from here.")
    elif npm:
        said.append(f"Advisories for what only the local run and the tests use: {', '.join(npm)}.")
    return said
