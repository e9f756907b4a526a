"""The convenor settles who is asked: who the protocol wants and why, who is added or taken off."""

from collections.abc import Sequence

from pydantic import ConfigDict

from cards.arrange import meeting_lines
from cards.blocks import (
    Card,
    Element,
    Part,
    buttons,
    card,
    said,
    said_small,
    section,
    small,
    submits,
    title,
    warn,
)
from cards.form import NOTHING, Form, Typed
from cards.inputs import ask, choose, choose_person
from cards.request import deadline_lines
from cards.tasks import task_lines
from meeting.facts import holding
from meeting.invitation import not_needed, unnamed
from meeting.model import Invitee, Meeting, Phase
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.roles import chairs, exception, minute_taker
from meeting.saying import clock, listed

WHO = "who_"
"""Before the id of an invitee: the field with the person chosen for it."""


class Named(Form, to="invitees.name"):
    """Besides its own fields it holds one per invitee, named WHO and the invitee's id.

    Every button of the card is one of these, so that none of them loses who was chosen.
    """

    model_config = ConfigDict(extra="allow")

    meeting: str
    chair: str = ""
    join_link: str = ""

    def named(self) -> dict[str, str]:
        """Invitee → person, for those chosen."""
        extra = self.model_extra or {}
        return {k.removeprefix(WHO): str(v) for k, v in extra.items() if k.startswith(WHO) and v}


class InviteesForm(Named, to="invitees.send"):
    anyway: str = ""


class AddInvitee(Named, to="invitees.add"):
    add: str = ""
    add_reason: str = ""


class RemoveInvitee(Named, to="invitees.remove"):
    remove: str = ""
    remove_reason: str = ""


def proposal_card(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    people: Sequence[Person],
    typed: Typed = NOTHING,
    *,
    anyway: bool = False,
) -> Card:
    convened = meeting.convened_at is not None
    sent = f"Invitations sent at {clock(meeting.convened_at)}" if meeting.convened_at else ""
    return card(
        title(f"{meeting.heading}: who is asked"),
        small(sent or "Name a person for each agency, then send the invitations."),
        *deadline_lines(meeting, protocol),
        *meeting_lines(meeting),
        *(_line(i, meeting, protocol, people, typed) for i in meeting.invitees),
        _not_needed(meeting, protocol),
        said(protocol.arranging.text) if protocol.arranging else None,
        _minutes(meeting, protocol),
        task_lines(meeting, protocol, "request", "ready"),
        None if convened else _chair(meeting, protocol, people, typed),
        *(_changes(meeting, protocol, people, typed) if _open(meeting) else ()),
        warn(_nobody(meeting, protocol)) if anyway else None,
        *(_join(meeting, typed) if meeting.phase is Phase.AUTHORISED else ()),
        *_send(meeting, anyway=anyway),
    )


def _open(meeting: Meeting) -> bool:
    return meeting.phase in {Phase.AUTHORISED, Phase.CONVENED, Phase.IN_SESSION}


def _line(
    invitee: Invitee,
    meeting: Meeting,
    protocol: PartnershipProtocol,
    people: Sequence[Person],
    typed: Typed,
) -> Part:
    agency = protocol.agency(invitee.agency)
    cited = f" ({protocol.document}, {', '.join(invitee.sources)})" if invitee.sources else ""
    why = said_small(f"{'Required. ' if invitee.required else ''}{invitee.reason}{cited}")
    if invitee.removed:
        return section("", said(f"{agency}: taken off, because {invitee.removed.reason}"), why)
    if invitee.asked_at and invitee.person:
        asked = f"{agency}: {invitee.person.described}, asked {clock(invitee.asked_at)}"
        return section("", said(asked), why)
    known = {p.id: p.described for p in people if p.agency == invitee.agency}
    if invitee.person:
        known[invitee.person.id] = invitee.person.described
    if not known or not _open(meeting):
        nobody = "nobody was named" if not _open(meeting) else NOBODY_KNOWN
        return section("", said(f"{agency}: {nobody}"), why)
    likely = _likely(invitee, meeting, known)
    field = f"{WHO}{invitee.id}"
    named = choose_person(field, agency, known, typed, value=likely, agency=invitee.agency)
    return section("", named, why)


NOBODY_KNOWN = (
    "nobody of this agency is in the directory. Please ring them, or take the agency off with a"
    " reason."
)


def _likely(invitee: Invitee, meeting: Meeting, known: dict[str, str]) -> str:
    """The person already named, the only one there is, or the social worker who asks."""
    if invitee.person:
        return invitee.person.id
    if invitee.agency == meeting.requester.agency:
        return meeting.requester.id
    return next(iter(known)) if len(known) == 1 else ""


def _minutes(meeting: Meeting, protocol: PartnershipProtocol) -> Part:
    """Who takes the minutes in this case, where the protocol says."""
    rule = minute_taker(protocol, holding(meeting.request, protocol))
    return said(f"{rule.text} ({protocol.cite(rule)})", "Minutes") if rule else None


def _not_needed(meeting: Meeting, protocol: PartnershipProtocol) -> Part:
    """Whom the protocol names and nothing in this case brings: considered, not needed."""
    others = not_needed(protocol, {i.agency for i in meeting.invitees})
    names = dict.fromkeys(protocol.agency(rule.agency) for rule in others)
    return small(f"Considered, not needed in this case: {', '.join(names)}.") if names else None


def _chair(
    meeting: Meeting, protocol: PartnershipProtocol, people: Sequence[Person], typed: Typed
) -> Part:
    facts = holding(meeting.request, protocol)
    able = {p.id: p.described for p in chairs(protocol, facts, people)}
    special = exception(protocol, facts)
    chair = meeting.chair.id if meeting.chair else ""
    return [
        *choose("chair", "Chair", able, typed, value=chair),
        small(f"Who may chair: {protocol.cite(protocol.chair)}"),
        *([said(f"{special.title} {special.guidance}".strip())] if special else []),
    ]


def _changes(
    meeting: Meeting, protocol: PartnershipProtocol, people: Sequence[Person], typed: Typed
) -> list[Part]:
    there = {i.person.id for i in meeting.asked if i.person}
    titles = {a.id: a.title for a in protocol.agencies}
    others = {
        p.id: f"{p.name} ({titles.get(p.agency, p.agency)}), {p.title or p.role}"
        for p in people
        if p.id not in there
    }
    listed_ = {i.id: protocol.agency(i.agency) for i in meeting.asked}
    return [
        section(
            "Add somebody",
            choose_person("add", "Who", others, typed),
            ask("add_reason", "Reason for adding", typed),
            buttons(submits("Add", AddInvitee, meeting=meeting.id)),
        ),
        section(
            "Take somebody off",
            choose("remove", "Which agency", listed_, typed),
            ask("remove_reason", "Considered and not needed, because", typed),
            buttons(submits("Take off", RemoveInvitee, meeting=meeting.id)),
        ),
    ]


def _nobody(meeting: Meeting, protocol: PartnershipProtocol) -> str:
    agencies = [protocol.agency(i.agency) for i in unnamed(meeting)]
    return (
        f"Nobody is named for {listed(agencies)}. Name somebody, take the agency off with a"
        " reason, or send the invitations to those named and name the rest later."
    )


def _join(meeting: Meeting, typed: Typed) -> list[Element]:
    """Whoever sets the meeting up adds the link, where the request had none."""
    held = meeting.request.join_link
    return ask("join_link", "Link to join", typed, value=held, hint="https://…")


def _send(meeting: Meeting, *, anyway: bool) -> list[Part]:
    if meeting.phase is Phase.AUTHORISED:
        words = "Send to those named" if anyway else "Send the invitations"
        mark = "yes" if anyway else ""
        return [buttons(submits(words, InviteesForm, main=True, meeting=meeting.id, anyway=mark))]
    if meeting.phase is Phase.CONVENED and unnamed(meeting):
        return [buttons(submits("Ask those now named", Named, main=True, meeting=meeting.id))]
    return []
