"""What a protocol says of the meeting itself: questions, agenda, scripts, views, decision, plan."""

from enum import StrEnum

from pydantic import Field

from meeting.protocol_entry import Choice, Conditional, Entry, Id, Said, Words


class Question(Entry):
    """One of the questions that each agency answers before the meeting."""

    id: Id
    text: Words
    help: str = ""


class ItemKind(StrEnum):
    """How an agenda item is recorded."""

    REGISTER = "register"
    ABSENCES = "absences"
    NOTE = "note"
    SCRIPT = "script"
    DETAILS = "details"
    INFORMATION = "information"
    DECISION = "decision"
    SAFETY = "safety"
    ACTIONS = "actions"
    REVIEW = "review"
    SCALING = "scaling"
    """Each agency's figure for each child's safety, and its view."""
    CHILDREN = "children"
    """Every child who may be at risk is gone through and added to the request if need be."""


class Prompt(Conditional):
    """One thing to ask, tell or settle under an agenda item, or in a branch."""

    text: Words
    by: str = ""
    """Who does it, as the document names them."""


class AgendaItem(Entry):
    number: int = Field(ge=1)
    title: Words
    kind: ItemKind
    script: str
    """What the chair says or asks for."""
    scripted: bool = False
    """The script is the document's own, to be read out as it stands."""
    agencies: tuple[str, ...] = ()
    """Who speaks under it; empty: whoever has something to say."""
    prompts: tuple[Prompt, ...] = ()


class Branch(Entry):
    """A checklist that opens once a decision is taken."""

    id: Id
    title: Words
    outcomes: tuple[str, ...]
    """Any one of these, for any child, opens it."""
    prompts: tuple[Prompt, ...]


class Script(Entry):
    """A sentence that the chair reads out as it stands."""

    at: str = Field(pattern="^(opening|closing)$")
    text: Words


class Scale(Entry):
    lowest: int = 0
    highest: int = 10
    low_title: str
    high_title: str
    cannot: str = "cannot scale"
    """The answer of whoever cannot say."""


class ViewRule(Entry):
    """How the agencies' own views are taken before the decision."""

    text: Words


class Harm(Entry):
    """The question that is decided for each child, and what is kept besides."""

    text: Words
    past: str = ""
    """How harm that is over is asked about and recorded; empty: not apart."""


class PlanPart(StrEnum):
    """Under which heading of the plan a field stands."""

    SAFETY = "safety"
    ENQUIRY = "enquiry"
    CRIMINAL = "criminal investigation"
    FAMILY = "family"
    URGENT = "urgent action"
    HOSPITAL = "hospital"
    SUPPORT = "support"
    AFTER = "afterwards"


class PlanField(Conditional):
    """Something that the plan settles, or records as not needed."""

    id: Id
    title: Words
    part: PlanPart
    yes_no: bool = False
    """A decision with its reason; otherwise words."""
    help: str = ""


class ActionField(StrEnum):
    WHO = "who"
    BY_WHEN = "by when"
    PURPOSE = "purpose"
    CONTINGENCY = "contingency"
    REVIEW = "review"
    """How and when its completion is reviewed."""


class ActionRule(Entry):
    """What an action must say."""

    text: Words
    fields: tuple[ActionField, ...] = (ActionField.WHO, ActionField.BY_WHEN)
    smart: bool = False
    """The chair is reminded: specific, measurable, achievable, relevant, with a time."""
    followed_up_by_chair: bool = False


class FamilyInformation(Entry):
    """What the family is told, and by which exceptions not."""

    text: Words
    audiences: tuple[Choice, ...] = ()
    exceptions: tuple[Choice, ...] = ()


class Confidentiality(Entry):
    text: Words
    chair_may_restrict: bool = False
    """The chair decides what may be shared; that something is held back stays on record."""
    absentees_need_chair: bool = False
    """Somebody who was not there gets the record only with the chair's agreement."""


class ChildrenRule(Entry):
    """Which children are considered besides those of the request."""

    text: Words
    groups: tuple[Choice, ...] = ()


class Consideration(Conditional):
    """Something that is considered with yes or no and a reason, such as advocacy."""

    id: Id
    text: Words
    stage: str = Field(pattern="^(request|meeting|decision|conference)$")
    for_each_child: bool = False


class Arrangement(Entry):
    """Who arranges a medical assessment where: shown as it stands, and never chosen by the bot."""

    title: Words
    text: Words
    by: str = ""


class Medical(Entry):
    """What a protocol says of medical assessments."""

    text: Words
    always: bool = False
    """Considered with yes or no and why in every meeting."""
    again_for: tuple[str, ...] = ()
    """Asked again when one of these is decided."""
    principles: tuple[Said, ...] = ()
    reasons: tuple[Choice, ...] = ()
    consents: tuple[Choice, ...] = ()
    """Who may consent."""
    parental: str = ""
    """What is asked about a parent's permission, apart from who consented."""
    agreements: tuple[Choice, ...] = ()
    """Whose agreement is recorded, for every assessment."""
    arrangements: tuple[Arrangement, ...] = ()
    report_to: tuple[Choice, ...] = ()
    report: tuple[Choice, ...] = ()
    """What the report must hold."""
    unconfirmed: str = ""
    """What must be confirmed locally before use; empty: nothing."""
