"""What was decided: for each child, what happens next, and who disagreed."""

from meeting.base import Frozen
from meeting.dissent import challenge_by
from meeting.people import Child
from meeting.protocol_clocks import ClockName
from meeting.saying import spoken
from meeting.session import Action, Decision, Dissent
from records.held import Held
from records.titles import cite_clock, cited, title
from records.words import Fact, Words, fact, stated


class Decided(Frozen):
    """What the chair decided for a child."""

    child: Words
    outcome: Words
    lead: Words = ""
    """Who leads the investigation; empty where nobody does."""
    facts: tuple[Fact, ...] = ()


class Agreed(Frozen):
    """An action: what, who, by when (NS-85 to NS-87)."""

    what: Words
    who: Words
    due: str


class Dissenting(Frozen):
    """Somebody's disagreement, in their own words (NS-94)."""

    name: Words
    agency: Words
    when: str
    reason: Words
    challenge: str


def decisions(held: Held) -> tuple[Decided, ...]:
    """One for each child, in the order of the request, also where nothing was decided."""
    found = {d.child: d for d in held.session.decisions}
    return tuple(_decided(c, found.get(c.id), held) for c in held.meeting.request.children)


def actions(held: Held) -> tuple[Agreed, ...]:
    return tuple(_agreed(a) for a in held.session.actions)


def review(held: Held) -> str:
    at = held.session.review_at
    return spoken(at) if at else stated("")


def dissents(held: Held) -> tuple[Dissenting, ...]:
    return tuple(dissenting(d, held) for d in held.meeting.dissents)


def challenge_rule(held: Held) -> str:
    """How a decision is challenged, and until when; empty where the protocol has no such rule."""
    rule, limit = held.protocol.challenge, challenge_by(held.meeting, held.protocol)
    if rule is None:
        return ""
    told = cited(held.protocol, rule.text, rule)
    if limit is None:
        return told
    source = cite_clock(held.protocol, ClockName.CHALLENGE)
    return f"{told}\nFor this meeting that is until {spoken(limit.at)} ({source})."


def _decided(child: Child, decision: Decision | None, held: Held) -> Decided:
    if decision is None:
        undecided = "No decision is recorded for this child"
        return Decided(
            child=stated(child.name), outcome=undecided, facts=(fact("Decision", undecided),)
        )
    outcome = title(held.protocol.outcomes, decision.outcome)
    lead = title(held.protocol.leads, decision.lead)
    facts = (
        fact("Decision", outcome),
        *((fact("Led by", lead),) if lead else ()),
        fact("Reason", decision.reason),
        fact("Recorded", spoken(decision.at)),
    )
    return Decided(child=stated(child.name), outcome=outcome, lead=lead, facts=facts)


def _said(action: Action) -> str:
    """What is to be done, with what the protocol wants said of it besides."""
    more = {
        "For the purpose": action.purpose,
        "If it cannot be done": action.contingency,
        "Its completion is reviewed": action.review,
    }
    said = [f"{label}: {words}" for label, words in more.items() if words]
    return "\n".join([action.what, *said])


def _agreed(action: Action) -> Agreed:
    return Agreed(what=_said(action), who=action.who, due=spoken(action.due))


def dissenting(dissent: Dissent, held: Held) -> Dissenting:
    late = ". Late: recorded after the time for a challenge had ended" if dissent.late else ""
    return Dissenting(
        name=stated(dissent.name),
        agency=held.protocol.agency(dissent.agency),
        when=f"{spoken(dissent.at)}{late}",
        reason=dissent.reason,
        challenge=_challenge(dissent, held),
    )


def _challenge(dissent: Dissent, held: Held) -> str:
    rule = held.protocol.challenge
    if rule is None:
        return ""
    if dissent.challenged_at is None:
        return f"No challenge to the {rule.to} is recorded."
    return taken_on(dissent, held)


def taken_on(dissent: Dissent, held: Held) -> str:
    """That a challenge was made, to whom and when."""
    to = f" to the {held.protocol.challenge.to}" if held.protocol.challenge else " on"
    when = f" on {spoken(dissent.challenged_at)}" if dissent.challenged_at else ""
    return f"Taken{to}{when}."
