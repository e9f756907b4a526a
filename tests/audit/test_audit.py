"""What the audit finds in a lock, in what is installed, and in what a source of advisories says."""

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from tests.audit.advisories import WELL_KNOWN, Flaw, ask_uv, flaws_in, told
from tests.audit.locks import Pin, compare, read_lock, read_npm_lock, sdk_faults

ROOT = Path(__file__).parents[2]
HASH = "    --hash=sha256:0123\n"


def pinned(**versions):
    return {name: Pin(version, "", 1) for name, version in versions.items()}


@pytest.mark.parametrize("name", ["run", "test"])
def test_our_own_locks_are_pinned_exactly_and_the_sdk_is_the_one_we_know(name):
    pins, faults = read_lock((ROOT / f"requirements/{name}.txt").read_text("utf-8"))
    assert faults == sdk_faults(pins) == []
    assert {n for n in pins if n.startswith(("botbuilder-", "botframework-"))} == {
        "botbuilder-core",
        "botbuilder-integration-aiohttp",
        "botbuilder-schema",
        "botframework-connector",
        "botframework-streaming",
    }


def test_our_own_npm_lock_is_pinned_exactly():
    assert read_npm_lock(json.loads((ROOT / "package-lock.json").read_text("utf-8"))) == []


def test_a_lock_is_read_with_its_markers_and_hashes():
    text = (
        f"# by uv\nA.b==1.0 \\\n{HASH}{HASH}c==2 ; sys_platform == 'win32' \\\n{HASH}    # via a\n"
    )
    pins, faults = read_lock(text)
    assert pins == {"a-b": Pin("1.0", "", 2), "c": Pin("2", "sys_platform == 'win32'", 1)}
    assert faults == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f"a>=1 \\\n{HASH}", "not pinned exactly: a>=1"),
        (f"a \\\n{HASH}", "not pinned exactly: a"),
        ("a==1\n", "no hash: a"),
        (f"a==1\nb==1 \\\n{HASH}", "no hash: a"),
        ("a @ file:///a.whl\n", "not pinned exactly: a"),
    ],
)
def test_a_line_that_leaves_anything_open_is_found(text, fault):
    assert fault in read_lock(text)[1]


@pytest.mark.parametrize(
    ("packages", "fault"),
    [
        ({"": {}, "node_modules/a": {"version": "1.0.0"}}, "no hash: node_modules/a"),
        ({"": {"devDependencies": {"a": "^1.0.0"}}}, "not pinned exactly: a ^1.0.0"),
    ],
)
def test_an_npm_package_that_leaves_anything_open_is_found(packages, fault):
    assert read_npm_lock({"packages": packages}) == [fault]


@pytest.fixture
def installed(tmp_path):
    """Packages as they would be installed: a 1.0, which needs b, and b 2.0."""
    for name, version, needs in (("a", "1.0", "b>=2; python_version > '3'"), ("b", "2.0", "")):
        folder = tmp_path / f"{name}.dist-info"
        folder.mkdir()
        wants = f"Requires-Dist: {needs}\n" if needs else ""
        (folder / "METADATA").write_text(f"Name: {name}\nVersion: {version}\n{wants}")
    return {name: PathDistribution(tmp_path / f"{name}.dist-info") for name in ("a", "b")}


def test_what_is_installed_as_locked_is_in_order(installed):
    elsewhere = {"c": Pin("1", "sys_platform == 'nowhere'", 1)}
    assert compare(pinned(a="1.0", b="2.0") | elsewhere, installed) == []


@pytest.mark.parametrize(
    ("pins", "gone", "fault"),
    [
        (pinned(a="1.0", b="2.0", c="1"), "", "locked, but not installed: c"),
        (pinned(a="1.0"), "", "installed, but not locked: b"),
        (pinned(a="1.1", b="2.0"), "", "a is 1.0, and 1.1 is locked"),
        (pinned(a="1.0"), "b", "a needs b>=2"),
    ],
)
def test_what_is_installed_otherwise_is_found(installed, pins, gone, fault):
    there = {name: found for name, found in installed.items() if name != gone}
    assert compare(pins, there) == [fault]


def test_a_newer_sdk_is_found():
    assert sdk_faults({"botbuilder-core": Pin("4.17.2", "", 1)}) == [
        "botbuilder-core is 4.17.2, not 4.17.1"
    ]
    assert sdk_faults(pinned(aiohttp="1")) == ["the SDK is not locked"]


@contextmanager
def source(known):
    """A source of advisories as uv asks it, which knows of so many packages and versions."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self):
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
            pairs = [(one["package"]["name"], one["version"]) for one in asked]
            self._say({"results": [{"vulns": [vuln(p)]} if p in known else {} for p in pairs]})

        def do_GET(self):
            name = self.path.rsplit("/", 1)[1].removeprefix("X-")
            self._say(vuln((name, "")) | {"affected": [affected(name)]})

        def _say(self, found):
            body = json.dumps(found).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def vuln(pair):
    return {"id": f"X-{pair[0]}", "modified": "2026-01-01T00:00:00Z"}


def affected(name):
    events = [{"introduced": "0"}, {"fixed": "9.9"}]
    package = {"ecosystem": "PyPI", "name": name}
    return {"package": package, "ranges": [{"type": "ECOSYSTEM", "events": events}]}


PINS = pinned(aiohttp="3.0.0", jinja2="3.1.6")


def test_a_flaw_that_the_source_knows_of_is_found():
    with source({WELL_KNOWN, ("aiohttp", "3.0.0")}) as service:
        assert ask_uv(PINS, service) == [Flaw("aiohttp", "X-aiohttp", "9.9")]


def test_a_source_that_knows_of_nothing_of_ours_finds_nothing():
    with source({WELL_KNOWN}) as service:
        assert ask_uv(PINS, service) == []


def test_a_source_that_knows_of_nothing_at_all_is_not_believed():
    with source(set()) as service:
        assert ask_uv(PINS, service) is None


def test_a_source_that_cannot_be_reached_is_not_believed():
    assert ask_uv(PINS, "http://127.0.0.1:1/") is None


def test_an_advisory_of_an_accepted_kind_is_left_out(monkeypatch):
    monkeypatch.setitem(flaws_in.__globals__["ACCEPTED"], "X-1", "It is not used.")
    name, version = WELL_KNOWN
    said = [
        {"id": id, "fix_versions": [], "dependency": {"name": n, "version": v}}
        for id, n, v in (("X-0", name, version), ("X-1", "aiohttp", "3"), ("X-2", "aiohttp", "3"))
    ]
    assert flaws_in(said) == [Flaw("aiohttp", "X-2", "")]


@pytest.mark.parametrize(
    ("flaws", "npm", "words"),
    [
        (None, None, ["no source can be reached from here, so no known flaw was looked for"]),
        ([], [], ["what the bot runs on: none"]),
        ([], None, ["what the bot runs on: none", "for npm: no source can be reached"]),
        (None, ["x"], ["for Python: no source can be reached", "local run and the tests use: x"]),
        (
            [Flaw("aiohttp", "X-1", "9"), Flaw("pytest", "X-2", "")],
            [],
            ["aiohttp (X-1, fixed in 9)", "only the tests use: pytest (X-2, fixed in no version)"],
        ),
    ],
)
def test_what_was_not_looked_for_is_never_said_to_be_in_order(flaws, npm, words):
    lines = told(pinned(aiohttp="3"), flaws, npm)
    assert len(lines) == len(words)
    assert all(part in line for part, line in zip(words, lines, strict=True))
