"""What the chair's agenda card sends back, one form for each way of recording an item."""

from pydantic import BaseModel

from cards.form import Chosen, Form, Ticked


class StartMeeting(Form, to="agenda.start"):
    meeting: str
    confirmed: Chosen = ()
    unconfirmed: str = ""


class GoTo(Form, to="agenda.go"):
    meeting: str
    item: int


class NoteForm(Form, to="agenda.note"):
    meeting: str
    item: int
    text: str = ""
    ticked: Ticked = False


class FromTeams(Form, to="agenda.joined", window=True):
    """Who is here, to begin with those who have joined in Teams."""

    meeting: str


class RegisterForm(Form, to="agenda.register", back="agenda.joined"):
    meeting: str
    item: int
    present: Chosen = ()
    others: str = ""
    shown: Chosen = ()
    """Who was ticked when the card was drawn: whoever came in since then stays."""


class AbsencesForm(Form, to="agenda.absences"):
    meeting: str
    item: int
    apologies: Chosen = ()
    text: str = ""


class DecisionForm(Form, to="agenda.decide"):
    meeting: str
    item: int
    child: str = ""
    outcome: str = ""
    lead: str = ""
    reason: str = ""
    summary: str = ""


class SafetyForm(Form, to="agenda.safety"):
    meeting: str
    item: int
    plan: str = ""
    emergency: str = ""


class ActionWords(BaseModel):
    """What is said of an action when it is agreed, and when it is put right."""

    what: str = ""
    who: str = ""
    other: str = ""
    when: str = ""
    purpose: str = ""
    contingency: str = ""
    review: str = ""


class ActionForm(Form, ActionWords, to="agenda.action"):
    meeting: str
    item: int


class OpenActions(Form, to="action.list", window=True):
    """Every action with its words, to put one right."""

    meeting: str


class ReviewForm(Form, to="agenda.review"):
    meeting: str
    item: int
    when: str = ""


class ProceedForm(Form, to="agenda.proceed"):
    meeting: str
    proceed: str = ""
    proceed_reason: str = ""


class CloseForm(Form, to="agenda.close"):
    meeting: str
    close_reason: str = ""


class ShowDetails(Form, to="meeting.details", window=True):
    meeting: str


class ShowWritten(Form, to="meeting.written", window=True):
    meeting: str
