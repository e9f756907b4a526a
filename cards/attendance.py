"""The invitation: attend, send a deputy, or send written information; and what was answered."""

from collections.abc import Sequence

from pydantic import ConfigDict

from cards.arrange import meeting_lines
from cards.blocks import (
    Card,
    Part,
    buttons,
    card,
    presses,
    said,
    said_small,
    section,
    small,
    submits,
    title,
)
from cards.form import NOTHING, Chosen, Form, Typed
from cards.inputs import ask, choose, choose_person
from cards.request import people_lines
from cards.sources import sources
from meeting.attendance import ANSWERABLE
from meeting.model import Answer, AnswerKind, Invitee, Meeting, Phase
from meeting.people import OTHER, Person
from meeting.protocol import PartnershipProtocol
from meeting.protocol_people import ConfirmedAt
from meeting.saying import spoken

QUESTION = "q_"


class AnswerForm(Form, to="attendance.answer"):
    meeting: str
    kind: str
    confirmed: Chosen = ()
    """What of the protocol's confirmations was ticked, such as seniority (NS-33)."""


class DeputyForm(Form, to="attendance.deputy"):
    meeting: str
    deputy: str = ""
    other: str = ""


class InformationForm(Form, to="attendance.inform", back="attendance.write"):
    """Besides its own fields it holds one per question, named QUESTION and the question's id."""

    model_config = ConfigDict(extra="allow")

    meeting: str

    def words(self) -> dict[str, str]:
        extra = self.model_extra or {}
        return {
            k.removeprefix(QUESTION): v.strip()
            for k, v in extra.items()
            if k.startswith(QUESTION) and isinstance(v, str)
        }


class OpenInformation(Form, to="attendance.write", window=True):
    meeting: str


def invitation_card(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    invitee: Invitee,
    people: Sequence[Person],
    typed: Typed = NOTHING,
) -> Card:
    """For the invitee's own chat: it names the children, so that records can be searched.

    Whoever was taken off again learns no more of the meeting."""
    if invitee.removed:
        over = said("You are no longer asked to this meeting.")
        return card(title(meeting.heading), over)
    cited = f" ({protocol.document}, {', '.join(invitee.sources)})" if invitee.sources else ""
    agency = protocol.agency(invitee.agency)
    chair = [said(meeting.chair.described, "Chair")] if meeting.chair else []
    return card(
        title(f"You are asked to {meeting.named}"),
        said_small(f"{agency}: {invitee.reason}{cited}"),
        *meeting_lines(meeting),
        *chair,
        _state(invitee, people),
        *(_details(meeting) if _active(meeting) else (_over(meeting),)),
        _preparation(protocol) if _active(meeting) else None,
        *(_ask(meeting, protocol, invitee, people, typed) if _active(meeting) else ()),
    )


def _active(meeting: Meeting) -> bool:
    return meeting.phase in ANSWERABLE


def _over(meeting: Meeting) -> Part:
    if meeting.phase is Phase.CANCELLED:
        return said("This meeting is cancelled.")
    return said("This meeting has been held.")


def _details(meeting: Meeting) -> list[Part]:
    concern = said(meeting.request.concern, "Concern")
    return [section("For your search of records", *people_lines(meeting), concern)]


def _state(invitee: Invitee, people: Sequence[Person]) -> Part:
    if invitee.answer is None:
        return said("Please answer: you can change your answer until the meeting.")
    lines: list[Part] = [said(answer_words(invitee.answer, people))]
    if invitee.information:
        lines.append(said(f"Written information recorded {spoken(invitee.information.at)}."))
    elif invitee.owes:
        lines.append(said("Your written information is still awaited."))
    return section("", *lines)


def answer_words(answer: Answer, people: Sequence[Person]) -> str:
    """What was recorded, and when."""
    typed_name = answer.deputy.removeprefix(OTHER)
    deputy = next((p.described for p in people if p.id == answer.deputy), typed_name)
    who = f": {deputy}" if deputy else ""
    return f"Your answer, recorded {spoken(answer.at)}: {answer.kind}{who}."


def _preparation(protocol: PartnershipProtocol) -> Part:
    """The questions that everybody considers beforehand, and what is expected of who comes."""
    questions = [said_small(f"{n}. {q.text}") for n, q in enumerate(protocol.questions, 1)]
    principles = [small(f"{p.text} ({protocol.cite(p)})") for p in protocol.principles]
    source = sources(protocol, protocol.questions)
    cited = [small(f"Questions: {source}")] if source else []
    rule = protocol.absentees
    absent = [small(f"{rule.text} ({protocol.cite(rule)})")] if rule else []
    ways = "; ".join(way.title for way in rule.ways) if rule else ""
    absent += [small(f"If you cannot come: {ways}")] if ways else []
    return section("Please consider beforehand", *questions, *cited, *principles, *absent)


def _confirmations(protocol: PartnershipProtocol, typed: Typed) -> Part:
    """What whoever comes confirms; leaving a tick out stops nothing."""
    asked = {c.id: c.text for c in protocol.confirmations if c.at is ConfirmedAt.ANSWERING}
    if not asked:
        return None
    cited = sources(protocol, [c for c in protocol.confirmations if c.id in asked])
    return [
        *choose("confirmed", "If you attend, please confirm", asked, typed, several=True),
        small(cited),
    ]


def _ask(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    invitee: Invitee,
    people: Sequence[Person],
    typed: Typed,
) -> list[Part]:
    me = invitee.person.id if invitee.person else ""
    colleagues = {p.id: p.described for p in people if p.agency == invitee.agency and p.id != me}
    attend, write = AnswerKind.ATTENDING.name, AnswerKind.INFORMATION.name
    return [
        _confirmations(protocol, typed),
        buttons(
            submits("I will attend", AnswerForm, main=True, meeting=meeting.id, kind=attend),
            presses("I cannot: I send information", AnswerForm, meeting=meeting.id, kind=write),
        ),
        section(
            "Or send a deputy",
            choose_person("deputy", "Colleague", colleagues, typed, agency=invitee.agency)
            if colleagues
            else None,
            ask("other", "Or somebody else (name and role)", typed),
            buttons(submits("Send a deputy", DeputyForm, meeting=meeting.id)),
        ),
    ]


def information_card(
    meeting: Meeting,
    protocol: PartnershipProtocol,
    invitee: Invitee,
    typed: Typed = NOTHING,
) -> Card:
    """The partnership's questions, with what was written before."""
    held = dict(invitee.information.answers) if invitee.information else {}
    questions = [
        ask(f"{QUESTION}{q.id}", q.text, typed, lines=4, value=held.get(q.text, ""), hint=q.help)
        for q in protocol.questions
    ]
    cited = {protocol.cite(q) for q in protocol.questions}
    saved = invitee.information
    asked = {q.text for q in protocol.questions}
    more = [(q, words) for q, words in saved.answers if q not in asked] if saved else []
    return card(
        title(f"Written information for {meeting.named}"),
        small(f"For {protocol.agency(invitee.agency)}. Questions: {'; '.join(sorted(cited))}."),
        said(f"Recorded {spoken(saved.at)}. You can add to it until the meeting.")
        if saved
        else None,
        *(said(words, question) for question, words in more),
        *questions,
        buttons(submits("Save", InformationForm, main=True, meeting=meeting.id)),
    )
