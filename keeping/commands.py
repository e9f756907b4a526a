"""The commands that look after the store; all but restore and migrate may run beside a bot."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from bot.store_settings import StoreSettings
from keeping import meetings, whole_store
from keeping.task import CannotDo, Task
from meeting.base import Refusal
from state.backend import CannotOpen, Unavailable
from state.backup import BadCopy
from state.directory import BadDirectory
from state.keyring import BadKeys, new_key
from state.migrate import NotTheSame

STEPS: dict[str, Callable[[Task], Awaitable[int]]] = {
    "verify": whole_store.check,
    "timeline": meetings.timeline,
    "rotate-keys": whole_store.rotate_keys,
    "backup": whole_store.back_up,
    "restore": whole_store.restore,
    "migrate": whole_store.migrate_to,
    "purge": meetings.purge_old,
    "hold": meetings.order,
    "restrict": meetings.order,
    "export": meetings.export,
}
WRONG = (
    BadCopy, BadDirectory, BadKeys, CannotDo, CannotOpen, NotTheSame, OSError, Refusal, Unavailable,
)  # fmt: skip


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds WORDS to the command line."""

    def command(name: str, words: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=words, description=words)

    one = command("verify", "find whatever was changed in the journals, or is missing")
    one.add_argument("--heads", type=Path, metavar="FILE", help=HEADS)
    one = command("timeline", "print what happened to a meeting, who did it and why")
    one.add_argument("meeting", metavar="MEETING")
    one.add_argument("--by", metavar="ID", default="", help="who reads it, if it is restricted")
    command("new-key", "make a key for the store").add_argument("name", metavar="NAME")
    command("rotate-keys", "encrypt the store anew with the newest key")
    one = command("backup", "copy the embedded store into a file")
    one.add_argument("file", type=Path, metavar="FILE")
    one = command("restore", "put such a file in the store's place; stop the bot first")
    one.add_argument("file", type=Path, metavar="FILE")
    one = command("migrate", "move the embedded store to PostgreSQL; stop the bot first")
    one.add_argument("--to", metavar="postgresql://…", required=True)
    one = command("purge", "purge closed meetings whose period is over")
    one.add_argument("--dry-run", action="store_true", help="change nothing, only say what")
    _orders(command)
    one = command("export", "write out what is held on one person (subject access)")
    one.add_argument("--person", metavar="ID", default="", help="a professional, by their id")
    one.add_argument("--name", action="append", default=[], help="a child or adult; repeatable")
    one.add_argument("--to", type=Path, metavar="FILE", required=True)
    _signed(one)


HEADS = "compare with what an earlier run wrote there, then write it anew; keep it off this machine"


def _orders(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    for name, words in (
        ("hold", "keep a meeting from being purged (a legal hold)"),
        ("restrict", "have every reading of a meeting noted"),
    ):
        one = command(name, words)
        one.add_argument("meeting", metavar="MEETING")
        one.add_argument("--lift", action="store_true", help="end it instead")
        _signed(one)


def _signed(one: argparse.ArgumentParser) -> None:
    one.add_argument("--by", metavar="ID", required=True, help="who orders it")
    one.add_argument("--why", metavar="WORDS", required=True)


def main(arguments: Sequence[str], now: datetime) -> int:
    """The command that was typed, without the word `convene`."""
    parser = argparse.ArgumentParser(prog="convene", description=__doc__)
    add_commands(parser.add_subparsers(dest="command", required=True))
    return run(parser.parse_args(arguments), now)


def run(asked: argparse.Namespace, now: datetime) -> int:
    """0; 1 when verify has found something; 2 where nothing was done, with the reason."""
    try:
        if asked.command == "new-key":
            print(new_key(asked.name))
            return 0
        return asyncio.run(_run(Task(asked, StoreSettings(), now)))
    except ValidationError as wrong:
        names = ", ".join(f"CONVENE_{str(e['loc'][0]).upper()}" for e in wrong.errors() if e["loc"])
        print(f"convene: {names} cannot be used", file=sys.stderr)
    except WRONG as wrong:
        print(f"convene: {str(wrong) or type(wrong).__doc__}", file=sys.stderr)
    return 2


async def _run(task: Task) -> int:
    return await STEPS[task.asked.command](task)
