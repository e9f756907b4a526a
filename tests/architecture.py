"""Reads the project's source and says where it breaks the rules of its own house."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

MAY_IMPORT = {
    "meeting": set[str](),
    "protocols": set[str](),
    "cards": {"meeting"},
    "state": {"meeting"},
    "dialogs": {"cards", "meeting", "state"},
    "records": {"meeting"},
    "web": {"meeting", "records", "state"},
    "bot": {"cards", "dialogs", "meeting", "protocols", "records", "state", "web"},
    "keeping": {"bot", "meeting", "state"},
}
MAY_USE = {
    "meeting": {"pydantic", "holidays"},
    "protocols": set[str](),
    "cards": {"pydantic", "pydantic_core", "microsoft_teams"},
    "state": {"pydantic", "pydantic_core", "sqlitedict", "psycopg", "psycopg_pool", "cryptography"},
    "dialogs": {"pydantic", "pydantic_core", "dateparser", "rapidfuzz"},
    "records": {"pydantic", "docxtpl", "docx", "typst", "icalendar", "jinja2", "markupsafe"},
    "web": {"pydantic", "aiohttp", "jinja2", "itsdangerous", "markupsafe"},
    "bot": {
        "pydantic",
        "pydantic_core",
        "pydantic_settings",
        "structlog",
        "aiohttp",
        "multidict",
        "yarl",
    }
    | {"botbuilder", "botframework", "msrest", "msal", "jwt", "requests", "itsdangerous"}
    | {"aiolimiter", "aiosmtplib", "cryptography"},
    "keeping": {"pydantic"},
}
"""Packages from outside; app.py may use what it needs, and nothing else is held to this."""

CLOCKS = {
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
}
KNOWS_THE_TIME = {"app", "bot", "tests", "benchmarks", "demo", "convene"}

LONGEST_FILE = 250
LONGEST_FUNCTION = 40

NOT_OURS_TO_NAME = re.compile(
    r"(?<![\w.:/])/(?:work|root|home|tmp|opt|Users)/\w"
    r"|pypi\x2eorg|pythonhosted\x2eorg|npmjs\x2e(?:org|com)|yarnpkg\x2ecom|debian\x2eorg/debian"
)


@dataclass(frozen=True)
class Source:
    """One Python file: where it lies, the dotted name it has, and what it says."""

    path: str
    module: str
    text: str
    tree: ast.Module

    @property
    def folder(self) -> str:
        return self.module.split(".")[0]


def faults(root: Path, files: list[str]) -> list[str]:
    """Every fault as `file: what is wrong`."""
    sources = [_source(root, path) for path in files if path.endswith(".py")]
    rules: list[Callable[[Source], Iterator[str]]]
    rules = [_imports, _outsiders, _clocks, _docstring, _sizes]
    found = [f"{s.path}: {fault}" for s in sources for rule in rules for fault in rule(s)]
    return sorted([*found, *_cycles(sources), *_names(root, files)])


def tracked(root: Path) -> list[str]:
    """What git keeps, or would keep if it were added."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    return [path for path in listed.stdout.splitlines() if (root / path).is_file()]


def _source(root: Path, path: str) -> Source:
    text = (root / path).read_text(encoding="utf-8")
    module = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return Source(path, module, text, ast.parse(text, path))


def _imported(source: Source) -> Iterator[tuple[str, str]]:
    """Each import as the module it names, and the name taken from it, if any."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (("." * node.level + (node.module or ""), a.name) for a in node.names)


def _imports(source: Source) -> Iterator[str]:
    allowed = MAY_IMPORT.get(source.folder)
    for module in sorted({module for module, _ in _imported(source)}):
        first = module.split(".")[0]
        if module.startswith("."):
            yield f"imports {module} by a relative name"
        elif allowed is None or first == source.folder:
            continue
        elif first in {*MAY_IMPORT, "app", "convene", "tests", "benchmarks"} - allowed:
            yield f"{source.folder} may not import {first}"


def _outsiders(source: Source) -> Iterator[str]:
    ours = {*MAY_IMPORT, "app", "tests", "benchmarks", ""}
    if source.folder in MAY_USE:
        used = {module.split(".")[0] for module, _ in _imported(source)}
        for name in sorted(used - ours - sys.stdlib_module_names - MAY_USE[source.folder]):
            yield f"{source.folder} may not use {name}"


def _clocks(source: Source) -> Iterator[str]:
    if source.folder in KNOWS_THE_TIME:
        return
    called = {
        alias.asname or alias.name: ".".join(filter(None, (module, alias.name)))
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module in [getattr(node, "module", "") or ""]
        for alias in node.names
    }
    for name in called.values():
        if name == "time" or name.startswith("time."):
            yield f"reads the clock: imports {name}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute):
            first, _, rest = ast.unparse(node).partition(".")
            if f"{called.get(first)}.{rest}" in CLOCKS:
                yield f"reads the clock: {ast.unparse(node)}, line {node.lineno}"


def _docstring(source: Source) -> Iterator[str]:
    first, *more = (ast.get_docstring(source.tree) or "").split("\n")
    if not first.endswith(".") or (more and more[0]):
        yield "does not open with one line saying what it is for"


def _sizes(source: Source) -> Iterator[str]:
    lines = len(source.text.splitlines())
    if lines > LONGEST_FILE:
        yield f"is {lines} lines long"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{node.name} is {length} lines long"


def _cycles(sources: list[Source]) -> Iterator[str]:
    modules = {source.module for source in sources}
    graph = {source.module: _needs(source, modules) for source in sources}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        yield "import cycle: " + " <- ".join(error.args[1])


def _needs(source: Source, modules: set[str]) -> set[str]:
    named = {f"{m}.{n}" if f"{m}.{n}" in modules else m for m, n in _imported(source)}
    return (named & modules) - {source.module}


def _names(root: Path, files: list[str]) -> Iterator[str]:
    for path in files:
        try:
            text = (root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        for found in NOT_OURS_TO_NAME.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{path}: names a registry or a machine's path, line {line}"
