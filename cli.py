"""The commands for those who write or check a protocol; they need neither Teams nor a store."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from meeting.calendar import LONDON, moment
from meeting.explain import deadlines
from meeting.facts import used
from meeting.invitation import demanded, not_needed
from meeting.protocol import PartnershipProtocol
from meeting.protocol_clocks import Event
from meeting.protocol_entry import CaseFact
from meeting.protocol_request import Band
from records import rules, rules_side, rules_text
from state.protocol_file import BadProtocol
from state.protocols import check, read_all, read_file, read_protocol

WORDS = ("protocols", "explain", "invite", "facts", "when", "check")
"""The commands of this file."""


class CannotAnswer(Exception):
    """What was asked for cannot be understood; the text says why."""


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds WORDS to the command line."""
    listing = commands.add_parser("protocols", help="list the partnerships' protocols, or one")
    listing.add_argument("name", nargs="?", metavar="NAME")
    explain = commands.add_parser("explain", help="count a protocol's clocks from what happened")
    explain.add_argument("--band", metavar="BAND", help="the urgency band, for the meeting's clock")
    explain.add_argument(
        "--event", metavar="NAME=ISO", action="append", default=[], help=", ".join(Event)
    )
    invite = commands.add_parser("invite", help="say who is asked, and why")
    invite.add_argument("--fact", metavar="FACT", action="append", default=[])
    invite.add_argument("--agency", metavar="AGENCY", action="append", default=[])
    invite.add_argument("--referrer", metavar="AGENCY", default="")
    known = commands.add_parser("facts", help="list the facts of a case that decide who is asked")
    known.add_argument("--protocol", metavar="NAME")
    when = commands.add_parser("when", help="read a day and time as people type them")
    when.add_argument("text", metavar="TEXT")
    when.add_argument("--at", metavar="ISO", required=True, help="when it was typed")
    checking = commands.add_parser("check", help="say what is wrong with a protocol's file")
    checking.add_argument("file", metavar="FILE", type=Path)
    for one in (explain, invite):
        one.add_argument("--protocol", metavar="NAME", required=True)
    for one in (listing, explain, invite, known, when, checking):
        one.add_argument("--json", action="store_true", help="for programs")


def run(asked: argparse.Namespace) -> int:
    """0; or 2 where there is no answer, with the reason on the error stream."""
    try:
        return ANSWERS[asked.command](asked)
    except (BadProtocol, CannotAnswer) as wrong:
        print(f"convene: {wrong}", file=sys.stderr)
        return 2


def list_protocols(asked: argparse.Namespace) -> int:
    listed = (named(asked.name),) if asked.name else read_all()
    if asked.name:
        words = rules_side.whole(listed[0])
    else:
        words = f"{rules_text.protocols(listed)}\n\n{rules_side.side_by_side(listed)}"
    return said(asked, rules.protocols(listed), words)


def explain(asked: argparse.Namespace) -> int:
    protocol = named(asked.protocol)
    events = dict(event(given) for given in asked.event)
    found = deadlines(protocol, events, band(protocol, asked.band))
    words = rules_text.explanation(protocol, found)
    return said(asked, rules.explanation(protocol, found), words)


def invite(asked: argparse.Namespace) -> int:
    protocol = named(asked.protocol)
    among(asked.fact, [f.id for f in protocol.facts], "fact")
    agencies = [*asked.agency, *filter(None, [asked.referrer])]
    among(agencies, [a.id for a in protocol.agencies], "agency")
    found = demanded(protocol, asked.fact, asked.agency, asked.referrer)
    left = not_needed(protocol, [i.agency for i in found])
    return said(asked, rules.invitation(found), rules_text.invitation(protocol, found, left))


def list_facts(asked: argparse.Namespace) -> int:
    """Those that one protocol uses, or all that any protocol knows."""
    if asked.protocol:
        known: Iterable[CaseFact] = used(named(asked.protocol))
    else:
        known = {fact.id: fact for p in read_all() for fact in p.facts}.values()
    listed = tuple(known)
    return said(asked, rules.facts(listed), rules_text.facts(listed))


def read_when(asked: argparse.Namespace) -> int:
    from dialogs.when import read  # brings dateparser, which no other of these commands needs

    found = read(asked.text, instant(asked.at))
    readings = [{"at": r.at.astimezone(LONDON).isoformat(), "text": r.text} for r in found.readings]
    notes = [f"{r.text}{f' ({r.note})' if r.note else ''}" for r in found.readings]
    words = "\n".join(notes) or found.problem or ""
    said(asked, {"readings": readings, "problem": found.problem}, words)
    return 0 if readings else 2


def check_file(asked: argparse.Namespace) -> int:
    wrongs = check(asked.file)
    words = "\n".join(map(str, wrongs)) or f"{asked.file.name}: in order"
    said(asked, {"file": asked.file.name, "wrong": [w._asdict() for w in wrongs]}, words)
    return 2 if wrongs else 0


ANSWERS = {
    "protocols": list_protocols,
    "explain": explain,
    "invite": invite,
    "facts": list_facts,
    "when": read_when,
    "check": check_file,
}


def said(asked: argparse.Namespace, data: Any, words: str) -> int:
    print(json.dumps(data, indent=2, ensure_ascii=False) if asked.json else words)
    return 0


def named(name: str) -> PartnershipProtocol:
    """By the name of a partnership, or by the path of a file."""
    return read_file(Path(name)) if name.endswith(".toml") else read_protocol(name)


def band(protocol: PartnershipProtocol, asked: str | None) -> Band | None:
    """The band asked for, or that of a concern without any feature."""
    if asked:
        among([asked], [b.id for b in protocol.bands], "band")
        return protocol.band(asked)
    return next((b for b in protocol.bands if b.otherwise), None)


def among(given: Iterable[str], known: list[str], what: str) -> None:
    for one in given:
        if one not in known:
            raise CannotAnswer(f'there is no {what} "{one}"; there are: {", ".join(known)}')


def event(given: str) -> tuple[Event, datetime]:
    """ "met=2026-11-24T15:00"."""
    name, _, at = given.partition("=")
    among([name], list(Event), "event")
    return Event(name), instant(at)


def instant(given: str) -> datetime:
    """An ISO time; without a zone it is London's."""
    try:
        at = datetime.fromisoformat(given)
    except ValueError:
        at = None
    if at is None or len(given) <= len("2026-11-24"):
        raise CannotAnswer(f'"{given}" is not a time such as 2026-11-24T15:00')
    return at if at.tzinfo else moment(at.date(), at.time())


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="convene", description=__doc__)
    add_commands(made.add_subparsers(dest="command", required=True))
    return made


if __name__ == "__main__":
    sys.exit(run(parser().parse_args()))
