"""What a protocol calls something that was chosen, and where it says how long things may take."""

from collections.abc import Iterable

from meeting.protocol import PartnershipProtocol
from meeting.protocol_clocks import ClockName
from meeting.protocol_entry import Choice, Entry


def title(choices: Iterable[Choice], chosen: str) -> str:
    """The title of a choice; one that the protocol no longer has keeps its id."""
    return next((c.title for c in choices if c.id == chosen), chosen)


def cited(protocol: PartnershipProtocol, words: str, entry: Entry) -> str:
    """What a document says, with where it says so."""
    return f"{words.removesuffix('.')} ({protocol.cite(entry)})."


def cite_clock(protocol: PartnershipProtocol, clock: ClockName) -> str:
    """Where the clock's rules come from; empty where the protocol has none."""
    rules = (r for r in protocol.clocks if r.clock is clock and not r.marker)
    return "; ".join(dict.fromkeys(protocol.cite(r) for r in rules))
