"""Files that a command reads and writes; only their owner may read them."""

import json
import os
from pathlib import Path
from typing import Any


def read(file: Path) -> dict[str, Any]:
    """What an earlier run wrote; empty when there has been none."""
    return dict(json.loads(file.read_text("utf-8"))) if file.exists() else {}


def write(file: Path, found: object) -> None:
    """As JSON, in place of what was there."""
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        json.dump(found, out, indent=1, ensure_ascii=False)
