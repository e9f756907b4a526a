"""The agenda items of a meeting's start: who is here, who is not, the details, what was written."""

from cards.blocks import Part, buttons, presses, said
from cards.inputs import ask, choose, tick
from cards.item import Item, note, record
from cards.steps import (
    AbsencesForm,
    FromTeams,
    NoteForm,
    RegisterForm,
    ShowDetails,
    ShowWritten,
)
from meeting.model import Invitee
from meeting.protocol import PartnershipProtocol
from meeting.register import expected_people, missing_invitees
from meeting.saying import with_day


def script(here: Item) -> list[Part]:
    return [record("Read out, go on", NoteForm, here, ticked="true")]


def information(here: Item) -> list[Part]:
    return [*written(here), *note(here)]


def register(here: Item) -> list[Part]:
    asks = presses("Who has joined in Teams?", FromTeams, meeting=here.meeting.id)
    return [*who_is_here(here), buttons(asks)]


def who_is_here(here: Item) -> list[Part]:
    """The form of who is here, with those ticked who are known to be, or whom `typed` names."""
    there = [a.person for a in here.held.present]
    expected = expected_people(here.meeting, here.people)
    choices = {key: ", ".join(filter(None, (a.name, a.title))) for key, a in expected.items()}
    ticked = [key for key, a in expected.items() if a.person in there]
    return [
        choose("present", "Present", choices, here.typed, several=True, value=",".join(ticked)),
        ask("others", "Others present: name, role, agency; one to a line", here.typed, lines=2),
        record("Record, go on", RegisterForm, here, shown=",".join(ticked)),
    ]


def absences(here: Item) -> list[Part]:
    away = missing_invitees(here.meeting)
    choices = {
        i.id: f"{i.person.name if i.person else ''}, {_received(i, here.protocol)}" for i in away
    }
    ask_who = choose(
        "apologies", "Apologies were given by (the others are no-shows)", choices, here.typed,
        several=True, value=",".join(i.id for i in away if i.answer),
    )  # fmt: skip
    return [
        ask_who if away else said("Everybody who was invited is here."),
        *written(here),
        ask("text", "Anything to add", here.typed, lines=2),
        record("Record, go on", AbsencesForm, here),
    ]


def _received(invitee: Invitee, protocol: PartnershipProtocol) -> str:
    agency = protocol.agency(invitee.agency)
    if invitee.information:
        return f"{agency}: information received {with_day(invitee.information.at)}"
    return f"{agency}: no information received"


def details(here: Item) -> list[Part]:
    return [
        buttons(presses("Show me the details", ShowDetails, meeting=here.meeting.id)),
        tick("ticked", "Are they right?", "Cross-checked between the agencies", here.typed),
        ask("text", "Corrections", here.typed, lines=2),
        record("Record, go on", NoteForm, here),
    ]


def written(here: Item) -> list[Part]:
    """What absent agencies sent in writing, to be put before the meeting (NS-72)."""
    sent = [i for i in missing_invitees(here.meeting) if i.information]
    if not sent:
        return []
    lines = [said(_received(i, here.protocol)) for i in sent]
    return [*lines, buttons(presses("Read it", ShowWritten, meeting=here.meeting.id))]
