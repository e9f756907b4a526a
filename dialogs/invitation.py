"""The convenor settles who is asked, and sends the invitations."""

from cards.form import Typed, typed
from cards.invitation import (
    WHO,
    AddInvitee,
    InviteesForm,
    Named,
    RemoveInvitee,
    proposal_card,
)
from dialogs.turn import Dialog, Quiet, Reply, Say, Show, Turn
from meeting import invitation
from meeting.access import require_convenor
from meeting.base import Refusal
from meeting.facts import holding
from meeting.invitation import AlreadyAsked, NobodyNamed, ReasonNeeded
from meeting.model import Meeting, Phase
from meeting.people import Person
from meeting.roles import chairs
from meeting.saying import clock
from state.store import Work

dialog = Dialog()


class NotSettling(Refusal):
    """The invitees of this meeting can no longer be changed."""


CHANGEABLE = {Phase.AUTHORISED, Phase.CONVENED, Phase.IN_SESSION}


async def _convened_by(meeting_id: str, turn: Turn, work: Work) -> Meeting:
    meeting = await work.meeting(meeting_id)
    require_convenor(meeting, turn.person)
    if meeting.phase not in CHANGEABLE:
        raise NotSettling
    return meeting


def _again(meeting: Meeting, work: Work, wrong: Typed, *, anyway: bool = False) -> Show:
    people = work.directory.people
    shown = proposal_card(meeting, work.protocol(meeting), people, wrong, anyway=anyway)
    return Show(shown, private=True)


@dialog.answers(InviteesForm)
async def send(turn: Turn, form: InviteesForm, work: Work) -> Reply:
    meeting = await _convened_by(form.meeting, turn, work)
    if meeting.convened_at:
        return Say(f"The invitations went out at {clock(meeting.convened_at)} already.")
    try:
        meeting = _named(meeting, form, work)
    except AlreadyAsked as twice:
        return _again(meeting, work, typed(form, **dict.fromkeys(_fields(form), str(twice))))
    if form.join_link and not form.join_link.startswith("https://"):
        return _again(meeting, work, typed(form, join_link="A link begins with https://"))
    if invitation.unnamed(meeting) and not form.anyway:
        await work.save(meeting, "named people to be asked")
        return _again(meeting, work, typed(form), anyway=True)
    meeting = invitation.ask_all(meeting, turn.at, turn.person.id)
    asked = sum(1 for i in meeting.asked if i.asked_at)
    sent = "1 invitation" if asked == 1 else f"{asked} invitations"
    await work.save(meeting, f"sent {sent}")
    return Say(f"Recorded at {clock(turn.at)}: {sent} sent.")


@dialog.answers(Named)
async def ask_later(turn: Turn, form: Named, work: Work) -> Reply:
    """Agencies for which nobody was named when the invitations went out."""
    meeting = await _convened_by(form.meeting, turn, work)
    if meeting.convened_at is None:
        return Say("The invitations have not been sent yet.")
    before = len(invitation.unnamed(meeting))
    try:
        meeting = _named(meeting, form, work)
    except AlreadyAsked as twice:
        return _again(meeting, work, typed(form, **dict.fromkeys(_fields(form), str(twice))))
    more = before - len(invitation.unnamed(meeting))
    if not more:
        return _again(meeting, work, typed(form), anyway=True)
    await work.save(invitation.ask_rest(meeting, turn.at), f"sent {more} more of the invitations")
    return Quiet()


def _fields(form: Named) -> list[str]:
    return [f"{WHO}{invitee}" for invitee in form.named()]


def _named(meeting: Meeting, form: Named, work: Work) -> Meeting:
    """The meeting with the people chosen on the card, each of the agency that is asked."""
    waiting = {i.id: i for i in meeting.asked if i.asked_at is None}
    for invitee in waiting:
        meeting = invitation.name(meeting, invitee, None)
    for invitee, person in form.named().items():
        found = work.directory.find(person)
        if found and invitee in waiting and found.agency == waiting[invitee].agency:
            meeting = invitation.name(meeting, invitee, found)
    chair = work.directory.find(form.chair)
    if chair in _chairs(meeting, work) and not meeting.convened_at:
        meeting = meeting.but(chair=chair)
    if form.join_link.startswith("https://"):
        meeting = meeting.but(request=meeting.request.but(join_link=form.join_link))
    return meeting


def _chairs(meeting: Meeting, work: Work) -> list[Person]:
    protocol = work.protocol(meeting)
    return chairs(protocol, holding(meeting.request, protocol), work.directory.people)


@dialog.answers(AddInvitee)
async def add(turn: Turn, form: AddInvitee, work: Work) -> Reply:
    meeting = await _convened_by(form.meeting, turn, work)
    person = work.directory.find(form.add)
    if person is None:
        return _again(meeting, work, typed(form, add=str(NobodyNamed())))
    protocol = work.protocol(meeting)
    try:
        meeting = _named(meeting, form, work)
        meeting = invitation.add(meeting, protocol, person, form.add_reason, turn.at)
    except ReasonNeeded as missing:
        return _again(meeting, work, typed(form, add_reason=str(missing)))
    except AlreadyAsked as twice:
        return _again(meeting, work, typed(form, add=str(twice)))
    what = f"added an invitee: {protocol.agency(person.agency)}"
    await work.save(meeting, what, form.add_reason)
    return Quiet()


@dialog.answers(RemoveInvitee)
async def remove(turn: Turn, form: RemoveInvitee, work: Work) -> Reply:
    meeting = await _convened_by(form.meeting, turn, work)
    if not form.remove:
        return _again(meeting, work, typed(form, remove="Please choose the agency."))
    by = turn.person.id
    try:
        meeting = _named(meeting, form, work)
        meeting = invitation.remove(meeting, form.remove, by, form.remove_reason, turn.at)
    except ReasonNeeded as missing:
        return _again(meeting, work, typed(form, remove_reason=str(missing)))
    except AlreadyAsked as twice:
        return _again(meeting, work, typed(form, remove=str(twice)))
    await work.save(meeting, "took an invitee off", form.remove_reason)
    return Quiet()
