"""The chair asks who has joined in Teams, and is shown the form of who is here begun with them."""

from cards.joined import joined_card
from cards.steps import FromTeams
from dialogs.agenda import chaired
from dialogs.turn import Dialog, Reply, Say, Show, Turn
from meeting.agenda import session
from state.joining import joining_of
from state.store import Work

dialog = Dialog()

NOT_TOLD = "Teams has not told me who has joined this meeting. Please tick on the card who is here."


@dialog.answers(FromTeams)
async def who_joined(turn: Turn, form: FromTeams, work: Work) -> Reply:
    meeting = await chaired(form.meeting, turn, work)
    held = session(meeting)
    joining = await joining_of(work.rows, meeting.id)
    if joining is None or not (joining.people or joining.strangers):
        return Say(NOT_TOLD)
    protocol, people = work.protocol(meeting), work.directory.people
    shown = joined_card(meeting, held, protocol, people, joining)
    return Show(shown, private=True, replaces=False)
