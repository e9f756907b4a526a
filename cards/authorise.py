"""The manager's card: approve, return with questions, decline with a reason; who must agree."""

from cards.arrange import request_lines
from cards.blocks import Card, Part, buttons, card, said, section, small, submits, title
from cards.form import NOTHING, Form, Ticked, Typed
from cards.inputs import ask, choose, tick
from cards.request import deadline_lines
from cards.sources import sources
from cards.tasks import task_lines
from meeting.authorisation import agreed, awaited, band_asking
from meeting.model import Meeting, Phase
from meeting.protocol import PartnershipProtocol
from meeting.protocol_request import AuthoriserStep
from meeting.request import Authorisation, Outcome
from meeting.roles import may_answer
from meeting.saying import clock, spoken
from meeting.standing_in import asked as asked_people


class AuthoriseForm(Form, to="authorise", back="authorise.show"):
    meeting: str
    outcome: str
    words: str = ""
    threshold: str = ""
    band_reason: str = ""
    confirmed: Ticked = False


def authorise_card(
    meeting: Meeting, protocol: PartnershipProtocol, typed: Typed = NOTHING, *, to: str = ""
) -> Card:
    """`to`: whose card it is; who has agreed already is asked nothing more."""
    waiting = meeting.phase is Phase.REQUESTED
    open_ = waiting and to not in {p.id for p in agreed(meeting)}
    asked = spoken(meeting.requested_at) if meeting.requested_at else ""
    return card(
        title(f"{meeting.heading}: authorisation"),
        said(f"{meeting.requester.described} asks you to authorise a {meeting.called}."),
        small(f"Asked {asked}. Who may authorise: {protocol.cite(protocol.authoriser)}"),
        *deadline_lines(meeting, protocol),
        *request_lines(meeting, protocol),
        *agreement_lines(meeting, protocol),
        task_lines(meeting, protocol, "request") if waiting else None,
        *(_ask(meeting, protocol, typed) if open_ else () if waiting else _settled(meeting)),
        *(escalation_lines(protocol) if meeting.phase is Phase.DECLINED else ()),
    )


def agreement_lines(meeting: Meeting, protocol: PartnershipProtocol) -> list[Part]:
    """Where all of a route must agree (NE-14): who has, and whose agreement is awaited."""
    route = protocol.route(meeting.request.route)
    refused = meeting.phase in {Phase.RETURNED, Phase.DECLINED}
    if route is None or not route.jointly or refused:
        return []
    missing = awaited(meeting, protocol)
    lines = [_agreement(step, meeting, awaits=step in missing) for step in route.steps]
    return [section("All of these must agree", *lines, small(sources(protocol, route.steps)))]


def _agreement(step: AuthoriserStep, meeting: Meeting, *, awaits: bool) -> Part:
    if not awaits:
        given = [a for a in meeting.authorisations if may_answer(step, a.by)]
        return said(f"{given[-1].by.name}, agreed {spoken(given[-1].at)}", step.title)
    names = [s.person.name for s in asked_people(meeting) if may_answer(step, s.person)]
    over = meeting.phase is not Phase.REQUESTED
    waits = "not given" if over else "still awaited"
    return said(f"{waits}; {f'asked: {names[0]}' if names else NOBODY_ASKED}", step.title)


NOBODY_ASKED = "nobody of the directory can be asked"


def escalation_lines(protocol: PartnershipProtocol) -> list[Part]:
    """Once it is declined: what the protocol has whoever wants the meeting all the same do."""
    ways = [d for d in protocol.disagreements if not d.goes_ahead]
    if not ways:
        return []
    way = ways[0]
    steps = [said(rung.title) for rung in way.rungs]
    return [section(way.title, said(way.text), *steps, small(sources(protocol, [way, *way.rungs])))]


def _threshold(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed) -> Part:
    """Whether the criteria are met, where the route wants that decided apart (parameters, 14)."""
    route = protocol.route(meeting.request.route)
    if route is None or route.threshold is None:
        return None
    known = {c.id: c.title for c in route.threshold.choices}
    cited = small(sources(protocol, route.threshold.choices))
    text = route.threshold.text
    return [*choose("threshold", text, known, typed, style="expanded"), cited]


def _band(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed) -> list[Part]:
    """What the protocol asks of the authoriser before this band may be used (parameters, 8)."""
    band = band_asking(meeting, protocol)
    if band is None:
        return []
    why, given = band.asks_reason, meeting.request.band_reason
    label = f"To use “{band.title}” ({band.time})"
    return [
        ask("band_reason", why, typed, lines=2, value=given) if why else None,
        tick("confirmed", label, band.confirm, typed) if band.confirm else None,
        small(" ".join(filter(None, (band.note, f"({protocol.cite(band)})")))),
    ]


def _ask(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed) -> list[Part]:
    return [
        _threshold(meeting, protocol, typed),
        *_band(meeting, protocol, typed),
        ask("words", "Questions, or the reason for declining", typed, lines=3),
        buttons(
            *(
                submits(
                    words, AuthoriseForm, main=outcome is Outcome.APPROVED,
                    meeting=meeting.id, outcome=outcome.name,
                )
                for outcome, words in CHOICES.items()
            )
        ),
    ]  # fmt: skip


CHOICES = {
    Outcome.APPROVED: "Approve",
    Outcome.RETURNED: "Return with questions",
    Outcome.DECLINED: "Decline",
}


def _settled(meeting: Meeting) -> list[Part]:
    if not meeting.authorisations or meeting.phase is Phase.CANCELLED:
        return [section("", said(f"This request is {meeting.phase}."))]
    return [section("", *answer_lines(meeting.authorisations[-1]))]


def answer_lines(given: Authorisation) -> list[Part]:
    """What was recorded, and when."""
    done, _, how = given.outcome.partition(" ")
    words = f"{done} this request {how}".rstrip()
    head = said(f"{given.by.name} {words} at {clock(given.at)}.")
    return [
        head,
        said(given.words, "In their words") if given.words else None,
        said(given.confirmed, "Confirmed") if given.confirmed else None,
    ]


def authorised_card(meeting: Meeting, given: Authorisation, *next_step: Part) -> Card:
    """What the requester is told of each answer."""
    return card(title(f"{meeting.heading}: {given.outcome}"), *answer_lines(given), *next_step)
