"""The actions of a meeting, for who may put them right; and what their earlier owners are told."""

from collections.abc import Sequence

from cards.blocks import Card, Part, buttons, card, presses, said, section, small, submits, title
from cards.form import NOTHING, Form, Typed
from cards.inputs import ask, choose_person
from cards.items_end import asked_of_action
from cards.notices import notice
from cards.steps import ActionWords
from meeting.model import Meeting
from meeting.people import Person
from meeting.post import Post
from meeting.protocol import PartnershipProtocol
from meeting.saying import spoken
from meeting.session import Action, Session


class OpenAction(Form, to="action.open", window=True):
    meeting: str
    action: str


class CorrectAction(Form, ActionWords, to="action.correct"):
    meeting: str
    action: str


class ActionUndone(Form, to="action.undone"):
    meeting: str
    action: str


def worded(action: Action) -> str:
    """An action with all that is said of it, in one line, as it is kept when it is put right."""
    more = (action.purpose, action.contingency, action.review)
    return "; ".join(filter(None, (action.what, action.who, f"by {spoken(action.due)}", *more)))


def number(held: Session, action: Action) -> int:
    return [a.id for a in held.actions].index(action.id) + 1


def actions_card(meeting: Meeting, held: Session) -> Card:
    """All of them with their words: for a private card only."""
    return card(
        title(f"{meeting.heading}: actions"),
        *(_listed(meeting, held, action) for action in held.actions),
        None if held.actions else said("No action is recorded."),
    )


def _listed(meeting: Meeting, held: Session, action: Action) -> Part:
    press = presses("Put it right", OpenAction, meeting=meeting.id, action=action.id)
    return section(f"Action {number(held, action)}", said(worded(action)), buttons(press))


def correct_card(
    meeting: Meeting,
    held: Session,
    protocol: PartnershipProtocol,
    action: Action,
    people: Sequence[Person],
    typed: Typed = NOTHING,
) -> Card:
    """The action as it stands, to be typed over."""
    there = {*(a.person for a in held.present), action.owner, typed.value("who")}
    owners = {p.id: p.described for p in people if p.id in there}
    other = "" if action.owner else action.who
    said_of = action.model_dump()
    once = f"{meeting.id}:{held.step}"
    return card(
        title(f"{meeting.heading}: put action {number(held, action)} right"),
        small("You can until the minutes are approved; the earlier wording stays on the timeline."),
        ask("what", "What is to be done", typed, lines=2, value=action.what),
        choose_person("who", "By whom", owners, typed, value=action.owner),
        ask("other", "Or by somebody else (name, agency)", typed, value=other),
        ask("when", "By when", typed, value=spoken(action.due)),
        *(
            ask(field.value, words, typed, value=said_of[field.value])
            for field, words in asked_of_action(protocol).items()
        ),
        buttons(
            submits("Record the correction", CorrectAction, main=True, meeting=meeting.id,
                    action=action.id, once=once),
        ),
    )  # fmt: skip


def handed_card(meeting: Meeting, post: Post) -> Card:
    """To who had an action that is somebody else's now."""
    heading = f"Action from {meeting.named}: no longer yours"
    return notice(heading, post, said("It was put down for you and is with somebody else now."))


def not_done(meeting: Meeting, action: str) -> Part:
    return buttons(presses("It is not done yet", ActionUndone, meeting=meeting.id, action=action))
