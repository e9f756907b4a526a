"""The manager's card: approve, return with questions, decline with a reason."""

from cards.arrange import request_lines
from cards.blocks import Card, Part, buttons, card, said, section, small, submits, title
from cards.form import NOTHING, Form, Typed
from cards.inputs import ask, choose
from cards.request import deadline_lines
from cards.sources import sources
from cards.tasks import task_lines
from meeting.model import Meeting, Phase
from meeting.protocol import PartnershipProtocol
from meeting.request import Authorisation, Outcome
from meeting.saying import clock, spoken


class AuthoriseForm(Form, to="authorise", back="authorise.show"):
    meeting: str
    outcome: str
    words: str = ""
    threshold: str = ""


def authorise_card(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed = NOTHING) -> Card:
    waiting = meeting.phase is Phase.REQUESTED
    asked = spoken(meeting.requested_at) if meeting.requested_at else ""
    return card(
        title(f"Strategy meeting {meeting.id}: authorisation"),
        said(f"{meeting.requester.described} asks you to authorise a strategy meeting."),
        small(f"Asked {asked}. Who may authorise: {protocol.cite(protocol.authoriser)}"),
        *deadline_lines(meeting, protocol),
        *request_lines(meeting, protocol),
        task_lines(meeting, protocol, "request") if waiting else None,
        *(_ask(meeting, protocol, typed) if waiting else _settled(meeting)),
    )


def _threshold(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed) -> Part:
    """Whether the criteria are met, where the route wants that decided apart (parameters, 14)."""
    route = protocol.route(meeting.request.route)
    if route is None or route.threshold is None:
        return None
    known = {c.id: c.title for c in route.threshold.choices}
    cited = small(sources(protocol, route.threshold.choices))
    text = route.threshold.text
    return [*choose("threshold", text, known, typed, style="expanded"), cited]


def _ask(meeting: Meeting, protocol: PartnershipProtocol, typed: Typed) -> list[Part]:
    return [
        _threshold(meeting, protocol, typed),
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
    return [head, said(given.words, "In their words")] if given.words else [head]


def authorised_card(meeting: Meeting, given: Authorisation, *next_step: Part) -> Card:
    """What the requester is told."""
    return card(
        title(f"Strategy meeting {meeting.id}: {given.outcome}"), *answer_lines(given), *next_step
    )
