"""The children and adults of a request: added one by one, taken off again."""

import secrets
from datetime import date

from cards.form import Form, Typed, typed
from cards.request import AdultForm, ChildForm, RemovePerson, adults_card, children_card
from dialogs.steps import draft, step_card
from dialogs.turn import Dialog, Reply, Show, Turn
from meeting.model import Meeting
from meeting.people import Adult, Child
from meeting.saying import LONDON
from state.store import Work

dialog = Dialog()

NAME_MISSING = "Please give the name, or clear the other fields."


@dialog.answers(ChildForm)
async def keep_child(turn: Turn, form: ChildForm, work: Work) -> Reply:
    meeting = await draft(form.meeting, work)
    children = meeting.request.children
    born, mistake = _born(form.born, turn, future=form.unborn == "true")
    wrong = _mistakes(form, mistake, needed=not children and form.go != "children")
    if wrong.wrong:
        return Show(children_card(meeting, work.protocol(meeting), wrong), private=True)
    if form.name:
        child = Child(
            id=_new("c"),
            name=form.name,
            born=born,
            unborn=form.unborn == "true",
            ethnicity=form.ethnicity,
            address=form.address,
            nhs=form.nhs,
            plan=form.plan,
        )
        meeting = meeting.but(request=meeting.request.but(children=(*children, child)))
        await work.save(meeting, "added a child to the request")
    return Show(step_card(form.go, meeting, work), private=True)


@dialog.answers(AdultForm)
async def keep_adult(turn: Turn, form: AdultForm, work: Work) -> Reply:
    meeting = await draft(form.meeting, work)
    adults = meeting.request.adults
    born, mistake = _born(form.born, turn, future=False)
    wrong = _mistakes(form, mistake, needed=False)
    if wrong.wrong:
        return Show(adults_card(meeting, work.protocol(meeting), wrong), private=True)
    if form.name:
        adult = Adult(
            id=_new("a"),
            name=form.name,
            relationship=form.relationship,
            born=born,
            ethnicity=form.ethnicity,
            address=form.address,
            nhs=form.nhs,
        )
        meeting = meeting.but(request=meeting.request.but(adults=(*adults, adult)))
        await work.save(meeting, "added an adult to the request")
    return Show(step_card(form.go, meeting, work), private=True)


@dialog.answers(RemovePerson)
async def remove(turn: Turn, form: RemovePerson, work: Work) -> Reply:
    meeting = await draft(form.meeting, work)
    kept = _without(meeting, form.person)
    if kept != meeting:
        await work.save(kept, "took somebody off the request")
    return Show(step_card(form.go, kept, work), private=True)


def _without(meeting: Meeting, person: str) -> Meeting:
    request = meeting.request
    children = tuple(c for c in request.children if c.id != person)
    adults = tuple(a for a in request.adults if a.id != person)
    return meeting.but(request=request.but(children=children, adults=adults))


def _born(words: str, turn: Turn, *, future: bool) -> tuple[date | None, str]:
    """A date as the card's own calendar sends it, and what is wrong with it."""
    if not words:
        return None, ""
    try:
        born = date.fromisoformat(words)
    except ValueError:
        return None, "Please give the date as day, month and year."
    today = turn.at.astimezone(LONDON).date()
    if future and born < today:
        return None, "An expected date of birth cannot be in the past."
    if not future and born > today:
        return None, "A date of birth cannot be in the future. Is the baby unborn?"
    return born, ""


def _mistakes(form: Form, born: str, *, needed: bool) -> Typed:
    known = form.model_dump(exclude={"meeting", "go", "once", "name", "unborn"})
    name = form.model_dump().get("name", "")
    wrong = {"born": born} if born else {}
    if not name and (any(known.values()) or needed):
        wrong["name"] = NAME_MISSING if any(known.values()) else "Please add at least one child."
    return typed(form, **wrong)


def _new(letter: str) -> str:
    """An id never used before in this request, so that a stale card cannot hit another person."""
    return f"{letter}{secrets.token_hex(4)}"
