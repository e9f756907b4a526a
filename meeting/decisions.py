"""What agencies think and what the chair decides: views, decisions, the plan, actions."""

from datetime import datetime

from meeting.agenda import changed, session
from meeting.base import Refusal
from meeting.model import Meeting
from meeting.people import Person
from meeting.protocol import PartnershipProtocol
from meeting.roles import takes_minutes
from meeting.session import Action, Decision, View


class ReasonForDecision(Refusal):
    """A decision needs its reasons: they are part of the record."""


class NotPresent(Refusal):
    """Only somebody who is in the meeting can do that. Press “I am here” first."""


class LeadNeeded(Refusal):
    """Please choose who leads the investigation: a single agency, or jointly with Police."""


class ActionIncomplete(Refusal):
    """An action needs who does what, and by when."""


class NoSuchAction(Refusal):
    """That action is not there. The card shows what was agreed."""


class MinutesApproved(Refusal):
    """The minutes are approved: what was agreed can no longer be changed. Nothing was recorded."""


class NotTheRecorder(Refusal):
    """Only the chair, or who takes the minutes, can put an action right."""


class NotTheirAction(Refusal):
    """Only the person who has the action, or the chair, can say that it is done."""


def attendee_agency(meeting: Meeting, person: str) -> str:
    """The agency for which somebody in the room speaks."""
    found = next((a for a in session(meeting).present if a.person == person), None)
    if found is None:
        raise NotPresent
    return found.agency


def give_view(meeting: Meeting, view: View) -> Meeting:
    """An agency's view takes the place of its earlier one."""
    held = session(meeting)
    others = tuple(v for v in held.views if v.agency != view.agency)
    return meeting.but(session=held.but(views=(*others, view)))


def decide(meeting: Meeting, protocol: PartnershipProtocol, decision: Decision) -> Meeting:
    """The Local Authority's chair decides (NS-92, NS-93): for one child, with reasons."""
    if not decision.reason:
        raise ReasonForDecision
    if decision.outcome == ENQUIRY and protocol.leads and not decision.lead:
        raise LeadNeeded
    held = session(meeting)
    others = tuple(d for d in held.decisions if d.child != decision.child)
    return changed(meeting, decisions=(*others, decision))


ENQUIRY = "s47"
"""The outcome that starts a section 47 enquiry, in every protocol."""


def undecided(meeting: Meeting) -> tuple[str, ...]:
    """Ids of the children for whom nothing is decided yet."""
    decided = {d.child for d in meeting.session.decisions} if meeting.session else set()
    return tuple(c.id for c in meeting.request.children if c.id not in decided)


def plan_safety(meeting: Meeting, text: str) -> Meeting:
    return changed(meeting, safety_plan=text)


def agree_action(meeting: Meeting, action: Action) -> Meeting:
    """Who, what and by when (NS-85 to NS-87)."""
    if not (action.what and action.who):
        raise ActionIncomplete
    return changed(meeting, actions=(*session(meeting).actions, action))


def agree_review(meeting: Meeting, at: datetime) -> Meeting:
    return changed(meeting, review_at=at)


def finish_action(meeting: Meeting, action: str, at: datetime) -> Meeting:
    """The action's owner says that it is done; saying so twice changes nothing."""
    held = meeting.session
    if held is None:
        return meeting
    done = tuple(
        a.but(done_at=at) if a.id == action and a.done_at is None else a for a in held.actions
    )
    return meeting.but(session=held.but(actions=done))


def find_action(meeting: Meeting, action: str) -> Action:
    found = [a for a in meeting.session.actions if a.id == action] if meeting.session else []
    if not found:
        raise NoSuchAction
    return found[0]


def require_recorder(meeting: Meeting, protocol: PartnershipProtocol, person: Person) -> None:
    """Actions are put right by the chair or the minute taker, until the minutes are approved."""
    chairs = meeting.chair is not None and person.id == meeting.chair.id
    if not chairs and not takes_minutes(meeting, protocol, person):
        raise NotTheRecorder
    if meeting.minutes and meeting.minutes.approved_at:
        raise MinutesApproved


def correct_action(meeting: Meeting, action: Action, at: datetime) -> Meeting:
    """The action in other words, or with another owner or time, in the place of the earlier.

    A draft of the minutes becomes a new version; nothing changed is no correction."""
    earlier, held = find_action(meeting, action.id), meeting.session
    if not (action.what and action.who):
        raise ActionIncomplete
    if held is None or action == earlier:
        return meeting
    told = held.closed_at is not None and earlier.owner not in ("", action.owner)
    owners = (*earlier.earlier_owners, earlier.owner) if told else earlier.earlier_owners
    new = action.but(corrected_at=at, earlier_owners=owners)
    actions = tuple(new if a.id == action.id else a for a in held.actions)
    drawn = meeting.minutes
    return meeting.but(
        session=held.but(actions=actions, step=held.step + 1),
        minutes=drawn.but(version=drawn.version + 1) if drawn else None,
    )


def require_own_action(meeting: Meeting, action: str, person: Person) -> None:
    """The owner or the chair says that an action is done, and takes that back."""
    owner = find_action(meeting, action).owner
    if person.id not in {owner, meeting.chair.id if meeting.chair else ""}:
        raise NotTheirAction


def reopen_action(meeting: Meeting, action: str) -> Meeting:
    """It is not done after all: it is reminded of again."""
    held = meeting.session
    if held is None:
        return meeting
    actions = tuple(a.but(done_at=None) if a.id == action else a for a in held.actions)
    return meeting.but(session=held.but(actions=actions))
