"""The protocols side by side, and one of them whole, as lines for people."""

import textwrap
from collections.abc import Callable, Sequence

from meeting.clocks import Span
from meeting.protocol import PartnershipProtocol
from meeting.protocol_clocks import ClockName
from meeting.protocol_entry import Entry
from meeting.saying import listed

WIDTH = 27
NOTHING = "–"

Cell = Callable[[PartnershipProtocol], list[str]]


def side_by_side(protocols: Sequence[PartnershipProtocol]) -> str:
    """A row for each rule, a column for each partnership; a star marks a product default."""
    lines = _row("", [[p.name] for p in protocols])
    lines.append("-" * max(map(len, lines), default=0))
    for title, cell in ROWS.items():
        lines += _row(title, [cell(p) or [NOTHING] for p in protocols])
    return "\n".join([*lines, f"* product default; {NOTHING} the document does not say"])


def whole(protocol: PartnershipProtocol) -> str:
    """One protocol: each row with its lines, then what the document does not say."""
    p = protocol
    lines = [f"{p.title} ({p.name}, version {p.version})", p.edition]
    lines += [p.edition_note] if p.edition_note else []
    for title, cell in ROWS.items():
        lines += ["", title, *(f"  {line}" for line in cell(p) or [NOTHING])]
    lines += ["", "Agenda", *(f"  {i.number}. {i.title} [{p.cite(i)}]" for i in p.agenda)]
    lines += ["", "The document does not say"]
    return "\n".join([*lines, *(f"  {topic}: {words}" for topic, words in p.silent.items())])


def _row(title: str, cells: Sequence[Sequence[str]]) -> list[str]:
    columns = [textwrap.wrap(title, 16) or [""]]
    columns += [[w for line in cell for w in textwrap.wrap(line, WIDTH - 2)] for cell in cells]
    height = max(map(len, columns))
    filled = [[*column, *[""] * (height - len(column))] for column in columns]
    widths = [18, *[WIDTH] * len(cells)]
    return [
        "".join(f"{words:<{width}}" for words, width in zip(line, widths, strict=True)).rstrip()
        for line in zip(*filled, strict=True)
    ]


def _marked(words: object, entry: Entry) -> str:
    cited = "*" if entry.default else f" ({', '.join(entry.sources)})"
    return f"{words}{cited}"


def _bands(p: PartnershipProtocol) -> list[str]:
    return [_marked(f"{b.title}: {b.time}", b) for b in p.bands]


def _clock(name: ClockName) -> Cell:
    def cell(p: PartnershipProtocol) -> list[str]:
        rules = [r for r in p.clocks if r.clock is name]
        return [_marked(_said(r.within, r.what, r.if_ticked, marker=r.marker), r) for r in rules]

    return cell


def _said(within: Span, what: str, if_ticked: str, *, marker: bool) -> str:
    more = [f"if ticked: {if_ticked}"] if if_ticked else []
    more += ["outer marker"] if marker else []
    return "; ".join([f"{what}: {within}" if what else str(within), *more])


def _quorum(p: PartnershipProtocol) -> list[str]:
    return [_marked(s.title, s) for s in p.quorum]


def _invitees(p: PartnershipProtocol) -> list[str]:
    titles = {f.id: f.title for f in p.facts}
    found = []
    for rule in p.invitees:
        facts = " or ".join(titles[f] for f in rule.facts)
        why = f", where: {facts}" if facts and not rule.required else ""
        found.append(_marked(f"{p.agency(rule.agency)}{why}", rule))
    return found


def _authorisers(p: PartnershipProtocol) -> list[str]:
    steps = [_marked(f"{r.title}: {s.title}", s) for r in p.routes for s in r.steps]
    return steps or [_marked(listed(list(p.authoriser.roles)), p.authoriser)]


def _chair(p: PartnershipProtocol) -> list[str]:
    exceptions = [_marked(e.title, e) for e in p.chair.exceptions]
    return [_marked(p.chair.text or listed(list(p.chair.roles)), p.chair), *exceptions]


def _takers(p: PartnershipProtocol) -> list[str]:
    return [_marked(m.text, m) for m in p.minute_takers]


def _decides(p: PartnershipProtocol) -> list[str]:
    return [_marked(p.s47_decision.text, p.s47_decision)] if p.s47_decision else []


ROWS: dict[str, Cell] = {
    "Edition": lambda p: [p.edition],
    "Kinds of meeting": lambda p: [_marked(t.title, t) for t in p.types],
    "Hold the meeting": _bands,
    "Clock starts": lambda p: [_marked(p.band_start.text, p.band_start)],
    "Authorises": _authorisers,
    "Minimum": _quorum,
    "Asked": _invitees,
    "Chairs": _chair,
    "Decides on s47": _decides,
    "Minutes taken by": _takers,
    "Draft minutes": _clock(ClockName.MINUTES_DRAFT),
    "Minutes circulated": _clock(ClockName.MINUTES_CIRCULATION),
    "Amendments": _clock(ClockName.AMENDMENTS),
    "Challenge": _clock(ClockName.CHALLENGE),
    "s47 finished": _clock(ClockName.S47_COMPLETION),
    "Conference": _clock(ClockName.ICPC),
    "Its invite list": _clock(ClockName.ICPC_INVITE_LIST),
    "Review": _clock(ClockName.REVIEW),
}
"""What is compared: the row's title → its lines for one protocol."""
