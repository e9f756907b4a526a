"""A manager answers the request for authorisation."""

from cards.authorise import AuthoriseForm, authorise_card
from cards.form import typed
from dialogs.turn import Dialog, Reply, Say, Show, Turn, Unreadable
from meeting import authorisation
from meeting.access import require_authoriser
from meeting.authorisation import ThresholdNeeded, WordsNeeded
from meeting.model import Phase
from meeting.request import Outcome
from meeting.saying import clock
from state.store import Work

dialog = Dialog()


@dialog.answers(AuthoriseForm)
async def settle(turn: Turn, form: AuthoriseForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    require_authoriser(meeting, turn.person)
    protocol = work.protocol(meeting)
    if meeting.phase is not Phase.REQUESTED:
        return Show(authorise_card(meeting, protocol), private=True)
    outcome = Outcome.__members__.get(form.outcome)
    if outcome is None:
        raise Unreadable
    try:
        meeting = authorisation.settle(
            meeting, protocol, turn.person, outcome, form.words, turn.at, form.threshold
        )
    except WordsNeeded as missing:
        again = typed(form, words=str(missing))
        return Show(authorise_card(meeting, protocol, again), private=True)
    except ThresholdNeeded as missing:
        again = typed(form, threshold=str(missing))
        return Show(authorise_card(meeting, protocol, again), private=True)
    if outcome is Outcome.APPROVED and protocol.arranging:
        able = work.directory.with_role(protocol.arranging.roles)
        meeting = meeting.but(arranger=next(iter(able), None))
    await work.save(meeting, f"{outcome} the request", form.words)
    return Say(f"Recorded at {clock(turn.at)}: {outcome}. {meeting.requester.name} is told.")
