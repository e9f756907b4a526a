"""A manager restricts a meeting, so that every reading of it is noted, and lifts that again."""

from cards.form import typed
from cards.restriction import LiftForm, Restrict, RestrictForm, restriction_card
from dialogs.status import is_open, which
from dialogs.turn import Dialog, Reply, Say, Show, Turn
from meeting.access import require_authoriser
from meeting.model import Meeting
from meeting.saying import clock, spoken
from state.directory import CONVENE
from state.orders import Order, OrderKind, give, lift, noted, restricted_key
from state.store import Work

dialog = Dialog()

RESTRICTED = OrderKind.RESTRICTED
SAY_WHY = "Please say why: the reason is kept on the record."


@dialog.answers(Restrict)
async def open_restriction(turn: Turn, form: Restrict, work: Work) -> Reply:
    meeting = await which(form.meeting, work, Restrict, is_open)
    if not isinstance(meeting, Meeting):
        return meeting
    require_authoriser(meeting, turn.person)
    standing = await _standing(work, meeting)
    return Show(restriction_card(meeting, standing), private=True, replaces=False)


@dialog.answers(RestrictForm)
async def restrict(turn: Turn, form: RestrictForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    require_authoriser(meeting, turn.person)
    if standing := await _standing(work, meeting):
        return Say(f"{meeting.id} is restricted already. {standing}")
    if not form.reason:
        return Show(restriction_card(meeting, "", typed(form, reason=SAY_WHY)), private=True)
    order = Order(by=turn.person.id, at=turn.at, why=form.reason)
    await give(work.rows, RESTRICTED, meeting.id, order)
    await work.note(meeting.id, noted(RESTRICTED), form.reason)
    return Say(
        f"Recorded at {clock(turn.at)}: {meeting.id} is restricted. From now on everybody who reads"
        " it is noted on its timeline."
    )


@dialog.answers(LiftForm)
async def lift_restriction(turn: Turn, form: LiftForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    require_authoriser(meeting, turn.person)
    if not (standing := await _standing(work, meeting)):
        return Say(f"{meeting.id} is not restricted.")
    if not form.reason:
        wrong = typed(form, reason=SAY_WHY)
        return Show(restriction_card(meeting, standing, wrong), private=True)
    await lift(work.rows, RESTRICTED, meeting.id)
    await work.note(meeting.id, noted(RESTRICTED, lifted=True), form.reason)
    return Say(f"Recorded at {clock(turn.at)}: {meeting.id} is no longer restricted.")


async def _standing(work: Work, meeting: Meeting) -> str:
    body = await work.rows.get(restricted_key(meeting.id))
    if body is None:
        return ""
    order = Order.model_validate_json(body)
    found = work.directory.find(order.by)
    who = found.described if found else CONVENE.name if order.by == CONVENE.id else order.by
    return f"Restricted on {spoken(order.at)} by {who}: {order.why.rstrip('.')}."
