"""Everybody in the room: here I am, this is my agency's view, here are the details."""

from cards.blocks import Part, card, said, section, title
from cards.form import typed
from cards.request import people_lines
from cards.steps import ShowDetails, ShowWritten
from cards.voice import HereForm, ViewForm, voice_card
from dialogs.agenda import attendee
from dialogs.turn import Dialog, Reply, Say, Show, Turn
from meeting import agenda, decisions
from meeting.model import Meeting
from meeting.protocol import PartnershipProtocol
from meeting.saying import clock, spoken
from meeting.session import View
from state.store import Work

dialog = Dialog()


@dialog.answers(HereForm)
async def here(turn: Turn, form: HereForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    joined = agenda.join(meeting, attendee(turn))
    if joined == meeting:
        return Say(f"{turn.person.name}, you are on the register already.")
    await work.save(joined, "said that they are present")
    return Say(f"{turn.person.name} is here, recorded {clock(turn.at)}.")


@dialog.answers(ViewForm)
async def give_view(turn: Turn, form: ViewForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    protocol = work.protocol(meeting)
    agency = decisions.attendee_agency(meeting, turn.person.id)
    wrong = {
        "opinion": form.opinion not in {o.id for o in protocol.opinions}
        and "Please choose your agency's view.",
        "reason": not form.reason and "Please say why: the reasons are part of the record.",
    }
    if said_wrong := {field: words for field, words in wrong.items() if words}:
        # in the chat: redrawing the channel's card would sweep away what others are typing on it
        return Show(voice_card(meeting, protocol, typed(form, **said_wrong)), private=True)
    view = View(
        agency=agency,
        by=turn.person.id,
        opinion=form.opinion,
        reason=form.reason,
        safety=_figure(form.safety, protocol),
        at=turn.at,
    )
    await work.save(decisions.give_view(meeting, view), f"gave the view of {agency}")
    return Say(f"{protocol.agency(agency)}: view recorded at {clock(turn.at)}.")


def _figure(safety: str, protocol: PartnershipProtocol) -> int | None:
    """A figure on the protocol's scale; anything else counts as "cannot say"."""
    if protocol.scale is None or not (safety.isascii() and safety.isdecimal()):
        return None
    figure = int(safety)
    return figure if protocol.scale.lowest <= figure <= protocol.scale.highest else None


@dialog.answers(ShowDetails)
async def details(turn: Turn, form: ShowDetails, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    await work.note(meeting.id, "opened the details of children and adults")
    shown = card(title(f"{meeting.heading}: details"), *people_lines(meeting))
    return Show(shown, private=True, replaces=False)


@dialog.answers(ShowWritten)
async def written(turn: Turn, form: ShowWritten, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    if meeting.chair is None or meeting.chair.id != turn.person.id:
        decisions.attendee_agency(meeting, turn.person.id)  # refuses who is not in the room
    await work.note(meeting.id, "opened the agencies' written information")
    protocol = work.protocol(meeting)
    shown = card(
        title(f"{meeting.heading}: written information"),
        *_informations(meeting, protocol),
    )
    return Show(shown, private=True, replaces=False)


def _informations(meeting: Meeting, protocol: PartnershipProtocol) -> list[Part]:
    return [
        section(
            f"{protocol.agency(i.agency)}, received {spoken(i.information.at)}",
            *(said(words, question) for question, words in i.information.answers if words),
        )
        for i in meeting.asked
        if i.information
    ]
