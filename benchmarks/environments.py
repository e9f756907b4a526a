"""A virtual environment for each thing that must not be mixed with ours, made when first needed."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent / "var" / "bench"


class NotInstalled(Exception):
    """It cannot be installed here; the text says what and, in short, why."""


def environment(name: str, *packages: str) -> Path:
    """The folder of its programs, with exactly those packages; raises NotInstalled."""
    folder = HERE / name
    wanted = "\n".join(packages)
    done = folder / "done"
    if not (done.exists() and done.read_text() == wanted):
        _run(name, sys.executable, "-m", "venv", "--clear", str(folder))
        pip = [str(folder / "bin" / "python"), "-m", "pip", "--disable-pip-version-check"]
        _run(name, *pip, "install", "--quiet", *packages)
        done.write_text(wanted)
    return folder / "bin"


def _run(name: str, *command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)
    except subprocess.CalledProcessError as wrong:
        last = (wrong.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise NotInstalled(f"{name} cannot be installed: {last[:200]}") from None
    except (OSError, subprocess.TimeoutExpired) as wrong:
        raise NotInstalled(f"{name} cannot be installed: {type(wrong).__name__}") from None
