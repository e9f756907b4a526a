"""Who may do what, in which phase of a meeting: one line for each form that can be sent.

Everybody else who can see the meeting is told that it is not theirs to do; whoever cannot see it
is told what they would be told if there were no such meeting.
"""

from typing import Any, NamedTuple

from cards.actions import ActionUndone, CorrectAction, OpenAction
from cards.arrange import ArrangementsForm, DiscardDraft, SendForm
from cards.attendance import AnswerForm, DeputyForm, InformationForm, OpenInformation
from cards.authorise import AuthoriseForm
from cards.change import Cancel, CancelForm, MoveForm, Reschedule
from cards.delivery import Called, SendAgain
from cards.form import Form
from cards.help import Help, MyMeetings, Status, Timeline, WhoOwes
from cards.invitation import AddInvitee, InviteesForm, Named, RemoveInvitee
from cards.late import ConferenceSettled, LateReason, ShowRequest
from cards.minutes import ApproveForm, RemarkForm, SendMinutes
from cards.notices import ActionDone
from cards.request import AdultForm, ChildForm, ConcernForm, OpenRequest, RemovePerson, Step
from cards.restriction import LiftForm, Restrict, RestrictForm
from cards.said import (
    AnswerSaid,
    Courtesy,
    DissentSaid,
    HereSaid,
    InformationSaid,
    StartSaid,
    Unclear,
)
from cards.snooze import RemindMe
from cards.steps import (
    AbsencesForm,
    ActionForm,
    CloseForm,
    DecisionForm,
    FromTeams,
    GoTo,
    NoteForm,
    OpenActions,
    ProceedForm,
    RegisterForm,
    ReviewForm,
    SafetyForm,
    ShowDetails,
    ShowWritten,
    StartMeeting,
)
from cards.voice import Challenged, DissentForm, HereForm, ViewForm
from tests.people import DEV, DORA, GRACE, MIRIAM
from tests.permissions.roles import (
    ALL,
    ARRANGER,
    AUTHORISER,
    CHAIR,
    DEPUTY,
    INVITEE,
    REQUESTER,
    SENDER,
    STAND_IN,
)


class Case(NamedTuple):
    form: type[Form]
    phase: str
    may: set[str]
    data: dict[str, Any]


def line(form: type[Form], phase: str, may: set[str] | str, **data: Any) -> Case:
    return Case(form, phase, {may} if isinstance(may, str) else may, data)


CONVENORS = {REQUESTER, CHAIR, ARRANGER}
MANAGERS = {AUTHORISER, STAND_IN}
LEADS = {REQUESTER, CHAIR} | MANAGERS
ASKED = {REQUESTER, INVITEE, SENDER, DEPUTY}
"""Whoever asks for the meeting is invited too, for social care."""
SEATED = {REQUESTER, CHAIR, INVITEE, DEPUTY}

TABLE = (
    # The request, until it is sent: whoever asks for it, alone.
    line(ConcernForm, "draft", REQUESTER, category="physical abuse", concern="Bruises.",
         band="recent", identified="today 8:30"),
    line(Step, "draft", REQUESTER, go="children"),
    line(ChildForm, "draft", REQUESTER, name="Robin Ashgrove", go="children"),
    line(AdultForm, "draft", REQUESTER, name="Jo Ashgrove", go="adults"),
    line(RemovePerson, "draft", REQUESTER, person="c1", go="children"),
    line(ArrangementsForm, "draft", REQUESTER, when="tomorrow 11am", go="check"),
    line(SendForm, "draft", REQUESTER, authoriser=MIRIAM.id),
    line(DiscardDraft, "draft", REQUESTER),
    # Its authorisation: the managers who were asked.
    line(ShowRequest, "requested", MANAGERS),
    line(AuthoriseForm, "requested", MANAGERS, outcome="APPROVED"),
    # The invitations.
    line(InviteesForm, "authorised", CONVENORS, anyway="yes"),
    line(Named, "convened", CONVENORS),
    line(AddInvitee, "convened", CONVENORS, add=DORA.id, add_reason="She knows the mother."),
    line(RemoveInvitee, "convened", CONVENORS, remove="x", remove_reason="Not needed."),
    # The answers.
    line(AnswerForm, "convened", ASKED, kind="ATTENDING"),
    line(DeputyForm, "convened", ASKED, deputy="", other="A Colleague"),
    line(OpenInformation, "convened", ASKED),
    line(InformationForm, "convened", ASKED, q_known="Known since 2024."),
    line(AnswerSaid, "convened", ASKED, kind="ATTENDING"),
    line(InformationSaid, "convened", ASKED, words="Known since 2024.", agree="yes"),
    # Changing and calling off.
    line(Reschedule, "convened", CONVENORS, words="tomorrow 2pm"),
    line(MoveForm, "convened", CONVENORS, when="tomorrow 2pm", reason="The chair is ill."),
    line(Cancel, "convened", CONVENORS),
    line(CancelForm, "convened", CONVENORS, reason="Another family."),
    line(LateReason, "convened", CONVENORS, reason="Nobody could come."),
    # Reaching people.
    line(Called, "convened", LEADS, person=DEV.id),
    line(SendAgain, "convened", LEADS, person=DEV.id),
    # Keeping watch over who reads it.
    line(Restrict, "convened", MANAGERS),
    line(RestrictForm, "convened", MANAGERS, reason="A colleague's family."),
    line(LiftForm, "convened", MANAGERS, reason="It was another family."),
    # Seeing.
    line(Status, "convened", ALL),
    line(Timeline, "convened", ALL),
    line(WhoOwes, "convened", ALL),
    line(ShowDetails, "convened", ALL),
    line(ShowWritten, "session", SEATED),
    line(RemindMe, "convened", ALL, words="remind me at 3"),
    # The meeting: the chair walks the agenda.
    line(StartMeeting, "convened", CHAIR),
    line(StartSaid, "convened", CHAIR),
    line(GoTo, "session", CHAIR, item="3"),
    line(NoteForm, "session", CHAIR, item="5", text="Said."),
    line(RegisterForm, "session", CHAIR, item="1", others="A Colleague"),
    line(FromTeams, "session", CHAIR),
    line(AbsencesForm, "session", CHAIR, item="2"),
    line(ProceedForm, "session", CHAIR, proceed="go on", proceed_reason="Urgent."),
    line(DecisionForm, "session", CHAIR, item="10", child="c1", outcome="s47", reason="Injuries."),
    line(SafetyForm, "session", CHAIR, item="11", plan="Stays with the aunt."),
    line(ActionForm, "session", CHAIR, item="12", what="Medical", who=GRACE.id, when="tomorrow"),
    line(ReviewForm, "session", CHAIR, item="13", when="in 7 working days at 10am"),
    line(CloseForm, "session", CHAIR, close_reason="The rest is known."),
    # The meeting: whoever is in it.
    line(HereForm, "session", ALL),
    line(HereSaid, "session", ALL),
    line(ViewForm, "session", SEATED, opinion="s47", reason="What we saw."),
    line(DissentForm, "session", SEATED, dissent="Too soon."),
    line(DissentSaid, "session", SEATED, dissent="Too soon.", agree="yes"),
    line(Challenged, "circulated", ALL),
    # Afterwards.
    line(RemarkForm, "held", CHAIR, remark="The school was rung."),
    line(ApproveForm, "held", CHAIR, version="1", recipients=DEV.id),
    line(SendMinutes, "circulated", {CHAIR, REQUESTER, INVITEE, DEPUTY}),
    line(ActionDone, "circulated", {CHAIR, SENDER}, action="x1"),
    line(ActionUndone, "circulated", {CHAIR, SENDER}, action="x1"),
    line(OpenActions, "session", CHAIR),
    line(OpenAction, "held", CHAIR, action="x1"),
    line(CorrectAction, "held", CHAIR, action="x1", what="Two medicals", who=GRACE.id,
         when="friday 5pm"),
    line(ConferenceSettled, "circulated", CONVENORS, words="Held on Friday."),
)  # fmt: skip

NOBODYS = (Help, MyMeetings, OpenRequest, Courtesy, Unclear)
"""About no meeting: anybody may send them, and learns of none that is not theirs."""
