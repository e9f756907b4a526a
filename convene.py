"""The command `convene`: the quick commands at once, the bot itself only when it is asked for."""

import gc
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module

from cli import WORDS, parser, run
from keeping.words import WORDS as KEEPING


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in WORDS:
        return run(parser().parse_args(given))
    if given and given[0] in KEEPING:
        # They need the databases' libraries.
        code: int = import_module("keeping.commands").main(given, datetime.now(UTC))
        return code
    # app.py imports all of Teams' library, which takes seconds: longer if garbage is looked for.
    gc.disable()
    code = import_module("app").main(given)
    return code


if __name__ == "__main__":
    sys.exit(main())
