"""A protocol's rules as data, in the shapes that other programs may rely on."""

from collections.abc import Iterable
from typing import Any

from meeting.calendar import LONDON
from meeting.explain import Deadline
from meeting.model import Invitee
from meeting.protocol import PartnershipProtocol
from meeting.protocol_entry import CaseFact


def protocols(listed: Iterable[PartnershipProtocol]) -> list[dict[str, Any]]:
    """[{name, title, version, edition, bands: [{band, title, sources}]}]."""
    return [
        {
            "name": p.name,
            "title": p.title,
            "version": p.version,
            "edition": p.edition,
            "bands": [{"band": b.id, "title": b.title, "sources": b.sources} for b in p.bands],
        }
        for p in listed
    ]


def explanation(protocol: PartnershipProtocol, deadlines: Iterable[Deadline]) -> dict[str, Any]:
    """{protocol, version, clocks: [{clock, due, kind, sources, default, note}]}."""
    clocks = [
        {
            "clock": d.clock,
            "due": d.due.astimezone(LONDON).isoformat(),
            "kind": d.kind,
            "sources": d.sources,
            "default": d.default,
            "note": d.note,
        }
        for d in deadlines
    ]
    return {"protocol": protocol.name, "version": protocol.version, "clocks": clocks}


def invitation(invitees: Iterable[Invitee]) -> dict[str, Any]:
    """{invitees: [{agency, required, quorum, reason, sources}]}."""
    fields = ("agency", "required", "quorum", "reason", "sources")
    return {"invitees": [{field: getattr(i, field) for field in fields} for i in invitees]}


def facts(listed: Iterable[CaseFact]) -> list[dict[str, str]]:
    """[{fact, title}]."""
    return [{"fact": f.id, "title": f.title} for f in listed]
