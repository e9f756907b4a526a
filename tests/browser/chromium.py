"""Finds the browser that the tests use, or gets one: `python -m tests.browser.chromium`."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""So that the browser speaks to nobody but us; Playwright adds --headless itself."""

DOWNLOAD = 240
INSTALL = 400
"""Seconds that a download, or an installation, may take."""

OWN_BUILD = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def installed() -> str | None:
    """The path of a browser already here: the one named in CHROMIUM, the system's, Playwright's."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    on_path = filter(None, map(shutil.which, NAMES))
    at_home = (place for place in PLACES if Path(place).is_file())
    return next(on_path, None) or next(at_home, None) or _playwrights_own()


def required() -> str:
    """For tests: the browser's path, or a failure that says what to do."""
    found = installed()
    assert found, "no Chromium here: run `make test`, or name one in CHROMIUM"
    return found


def get() -> str | None:
    """Finds a browser or installs one: Playwright's own build first, then Debian's package."""
    found = installed()
    for way in (_download, _install_package):
        if found is None and way():
            found = installed()
    return found


def _playwrights_own() -> str | None:
    asked = _run([sys.executable, "-c", OWN_BUILD], 60, quiet=True)
    path = asked.stdout.strip() if asked else ""
    return path if path and Path(path).is_file() else None


def _download() -> bool:
    return _run([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD) is not None


def _install_package() -> bool:
    if not shutil.which("apt-get"):
        return False
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and not shutil.which("sudo"):
        return False
    asked = ["install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation"]
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    commands = [[*as_root, *quietly, "update"], [*as_root, *quietly, *asked]]
    return all(_run(command, INSTALL) is not None for command in commands)


def _run(
    command: list[str], seconds: float, quiet: bool = False
) -> subprocess.CompletedProcess[str] | None:
    """The finished command, or None when it failed, could not start or took too long."""
    output = subprocess.PIPE if quiet else None
    try:
        return subprocess.run(
            command, timeout=seconds, check=True, text=True, stdout=output, stderr=output
        )
    except (OSError, subprocess.SubprocessError):
        return None


def main(find: Callable[[], str | None] = get) -> int:
    path = find()
    if path is None:
        print(
            "No Chromium could be found or installed. Install Chromium or Google Chrome, "
            "or set CHROMIUM to the path of one.",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
