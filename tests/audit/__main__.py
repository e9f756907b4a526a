"""`make audit`: whether what is installed is what is locked, and whether any of it is known flawed.

The first needs no network and fails on any fault. For the second uv and npm ask their sources of
advisories; where none can be reached it says so. A flaw in what the bot runs on fails; one in what
only the tests and the local run use is told.
"""

import json
import sys
from importlib.metadata import distributions
from pathlib import Path

from packaging.utils import canonicalize_name

from tests.audit.advisories import ask_npm, ask_uv, told
from tests.audit.locks import SDK_VERSION, compare, read_lock, read_npm_lock, sdk_faults

ROOT = Path(__file__).parents[2]


def main() -> int:
    run, run_faults = read_lock((ROOT / "requirements/run.txt").read_text("utf-8"))
    pins, faults = read_lock((ROOT / "requirements/test.txt").read_text("utf-8"))
    installed = {canonicalize_name(d.metadata["Name"]): d for d in distributions()}
    npm = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    faults += [*run_faults, *read_npm_lock(npm), *compare(pins, installed), *sdk_faults(run)]
    faults += [f"{n} is locked twice" for n in run if pins.get(n, run[n]).version != run[n].version]
    print("\n".join(f"Dependencies: {fault}" for fault in faults), end="\n" if faults else "")
    if not faults:
        print(f"Dependencies: {len(pins)} Python and {len(npm['packages']) - 1} npm packages, "
              f"pinned with hashes and as locked; botbuilder {SDK_VERSION}.")  # fmt: skip
    flaws = ask_uv(pins)
    print("\n".join(told(run, flaws, ask_npm(ROOT))))
    return int(bool(faults) or any(flaw.package in run for flaw in flaws or ()))


if __name__ == "__main__":
    sys.exit(main())
