"""A professional disagrees with the decision, in their own words, and may challenge it."""

from cards.form import typed
from cards.voice import Challenged, DissentForm, outcome_card, voice_card
from dialogs.turn import Dialog, Reply, Say, Show, Turn
from meeting import dissent
from meeting.dissent import ReasonForDissent, challenge_by
from meeting.model import Phase
from meeting.saying import clock, spoken
from state.store import Work

dialog = Dialog()


@dialog.answers(DissentForm)
async def record(turn: Turn, form: DissentForm, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    protocol = work.protocol(meeting)
    try:
        changed = dissent.record(meeting, protocol, turn.person, form.dissent, turn.at)
    except ReasonForDissent as missing:
        again = typed(form, dissent=str(missing))
        drawn = voice_card if meeting.phase is Phase.IN_SESSION else outcome_card
        return Show(drawn(meeting, protocol, again), private=True)
    if changed == meeting:
        return Say("Your dissent is recorded already, in these words.")
    await work.save(changed, "dissented from the decision")
    limit = challenge_by(changed, protocol)
    until = f" You can challenge the decision until {spoken(limit.at)}." if limit else ""
    return Say(f"Your dissent is recorded at {clock(turn.at)}, in your words.{until}")


@dialog.answers(Challenged)
async def challenged(turn: Turn, form: Challenged, work: Work) -> Reply:
    meeting = await work.meeting(form.meeting)
    if turn.person.id not in {d.by for d in meeting.dissents}:
        return Say("You have recorded no dissent in this meeting. Nothing was recorded.")
    changed = dissent.challenged(meeting, turn.person.id, turn.at)
    if changed == meeting:
        return Say("That is recorded already.")
    await work.save(changed, "took the challenge to the manager responsible")
    return Say(f"Recorded at {clock(turn.at)}: you have taken your challenge on.")
