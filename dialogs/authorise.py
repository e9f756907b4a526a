"""A manager answers the request for authorisation."""

from cards.authorise import AuthoriseForm, authorise_card
from cards.form import NOTHING, Typed, typed
from dialogs.turn import Dialog, Reply, Say, Show, Turn, Unreadable
from meeting import authorisation
from meeting.access import require_authoriser
from meeting.authorisation import (
    BandReasonNeeded,
    ConfirmationNeeded,
    ThresholdNeeded,
    WordsNeeded,
    agreed,
    awaited,
)
from meeting.base import Refusal
from meeting.model import Meeting, Phase
from meeting.request import Outcome
from meeting.saying import clock, listed
from state.store import Work

dialog = Dialog()


@dialog.answers(AuthoriseForm)
async def settle(turn: Turn, form: AuthoriseForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    require_authoriser(meeting, turn.person)
    protocol = work.protocol(meeting)
    if meeting.phase is not Phase.REQUESTED or _has_agreed(turn, meeting):
        return _show(meeting, turn, work)
    outcome = Outcome.__members__.get(form.outcome)
    if outcome is None:
        raise Unreadable
    try:
        meeting = authorisation.settle(
            meeting, protocol, turn.person, outcome, form.words, turn.at, form.threshold,
            band_reason=form.band_reason, confirmed=form.confirmed,
        )  # fmt: skip
    except tuple(MISSING) as missing:
        return _show(meeting, turn, work, typed(form, **{MISSING[type(missing)]: str(missing)}))
    if meeting.phase is Phase.AUTHORISED and protocol.arranging:
        able = work.directory.with_role(protocol.arranging.roles)
        meeting = meeting.but(arranger=next(iter(able), None))
    await work.save(meeting, f"{outcome} the request", form.words)
    told = f"Recorded at {clock(turn.at)}: {outcome}. {meeting.requester.name} is told."
    if meeting.phase is not Phase.REQUESTED:
        return Say(told)
    titles = listed([step.title for step in awaited(meeting, protocol)])
    return Say(f"{told} It is authorised once there is the agreement of: {titles}.")


MISSING: dict[type[Refusal], str] = {
    WordsNeeded: "words",
    ThresholdNeeded: "threshold",
    BandReasonNeeded: "band_reason",
    ConfirmationNeeded: "confirmed",
}
"""What the rule asks for → the field below which it is said."""


def _has_agreed(turn: Turn, meeting: Meeting) -> bool:
    return turn.person.id in {p.id for p in agreed(meeting)}


def _show(meeting: Meeting, turn: Turn, work: Work, again: Typed = NOTHING) -> Show:
    shown = authorise_card(meeting, work.protocol(meeting), again, to=turn.person.id)
    return Show(shown, private=True)
