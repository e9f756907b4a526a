"""A protocol's rules as lines for people: what is owed, who is asked, and from where it comes."""

from collections.abc import Iterable, Sequence

from meeting.explain import Deadline
from meeting.model import Invitee
from meeting.protocol import PartnershipProtocol
from meeting.protocol_clocks import ClockName
from meeting.protocol_entry import CaseFact
from meeting.protocol_people import InviteeRule
from meeting.saying import listed, spoken

CLOCKS = {
    ClockName.MEETING: "Hold the meeting",
    ClockName.MINUTES_DRAFT: "Draft minutes to the chair",
    ClockName.MINUTES_CIRCULATION: "Circulate the minutes",
    ClockName.AMENDMENTS: "Ask for amendments",
    ClockName.CHALLENGE: "Challenge the decision",
    ClockName.ICPC: "Hold the child protection conference",
    ClockName.S47_COMPLETION: "Finish the section 47 enquiry",
    ClockName.ICPC_INVITE_LIST: "Send the conference's list of invitations",
    ClockName.REVIEW: "Review",
}


def heading(protocol: PartnershipProtocol) -> str:
    return f"{protocol.title} ({protocol.name}, version {protocol.version})\n{protocol.edition}"


def explanation(protocol: PartnershipProtocol, deadlines: Sequence[Deadline]) -> str:
    """Each clock with its due time, how it was counted and its sources."""
    lines = [heading(protocol)]
    for d in deadlines:
        what = f" ({d.what})" if d.what else ""
        by = "shown beside it" if d.marker else "by"
        lines += ["", f"{CLOCKS[d.clock]}{what}: {by} {spoken(d.due)}"]
        lines += [f"  {d.note}", f"  {source(protocol, d.sources, default=d.default)}"]
    if not deadlines:
        lines += ["", "No clock is running: the protocol states none that these events start."]
    return "\n".join(lines)


def source(protocol: PartnershipProtocol, sources: Sequence[str], *, default: bool) -> str:
    """Such as "North Somerset guide, NS-15"; a figure of the product's own is called so."""
    cited = f"{protocol.document}, {', '.join(sources)}" if sources else ""
    mine = "the figure is a product default" if sources else "product default; not in the document"
    return "; ".join(filter(None, (cited, mine if default else "")))


def invitation(
    protocol: PartnershipProtocol, asked: Iterable[Invitee], left: Iterable[InviteeRule]
) -> str:
    """Who is asked and why; and who was considered and is not needed, because."""
    lines = [heading(protocol), "", "Asked:"]
    for i in asked:
        marks = listed([w for w, so in (("required", i.required), ("quorum", i.quorum)) if so])
        cited = source(protocol, i.sources, default=not i.sources)
        lines.append(f"  {protocol.agency(i.agency)}{f' ({marks})' if marks else ''}")
        lines.append(f"    {i.reason} [{cited}]")
    titles = {f.id: f.title for f in protocol.facts}
    seen = list(left)
    lines += ["", "Considered, not needed:"] if seen else []
    for rule in seen:
        cited = source(protocol, rule.sources, default=rule.default)
        lines.append(f"  {protocol.agency(rule.agency)}, because it is not stated that:")
        lines += [f"    {titles[fact]} [{cited}]" for fact in rule.facts]
    return "\n".join(lines)


def facts(known: Iterable[CaseFact]) -> str:
    found = list(known)
    width = max((len(f.id) for f in found), default=0)
    return "\n".join(f"{f.id:<{width}}  {f.title}" for f in found)


def protocols(known: Iterable[PartnershipProtocol]) -> str:
    """Each partnership with its bands."""
    parts = []
    for p in known:
        bands = [f"  {b.id}: {b.title} ({b.time}) [{p.cite(b)}]" for b in p.bands]
        parts.append("\n".join([heading(p), *bands]))
    return "\n\n".join(parts)
