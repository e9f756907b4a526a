"""Where a rule comes from, as a card says it."""

from collections.abc import Iterable

from meeting.protocol import PartnershipProtocol
from meeting.protocol_entry import Entry


def sources(protocol: PartnershipProtocol, entries: Iterable[Entry]) -> str:
    """Several rules in one line: "North Somerset guide, NS-19, NS-20"; defaults said as such."""
    held = tuple(entries)
    cited = dict.fromkeys(source for entry in held for source in entry.sources)
    default = [protocol.cite(entry) for entry in held if entry.default]
    known = [f"{protocol.document}, {', '.join(cited)}"] if cited else []
    return "; ".join([*known, *default[:1]])
