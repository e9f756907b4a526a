"""A view and a decision in one line each, as everybody in the room may read them."""

from meeting.model import Meeting
from meeting.protocol import PartnershipProtocol
from meeting.saying import clock
from meeting.session import Decision, View


def view_line(view: View, protocol: PartnershipProtocol) -> str:
    opinion = next((o.title for o in protocol.opinions if o.id == view.opinion), view.opinion)
    scaled = "" if view.safety is None else f", safety {view.safety}"
    return f"{protocol.agency(view.agency)}: {opinion}{scaled}"


def decision_line(decision: Decision, meeting: Meeting, protocol: PartnershipProtocol) -> str:
    choices = {c.id: c.title for c in (*protocol.outcomes, *protocol.leads)}
    lead = f"; {choices.get(decision.lead, decision.lead)}" if decision.lead else ""
    outcome = choices.get(decision.outcome, decision.outcome)
    return f"{meeting.label(decision.child)}: {outcome}{lead} (recorded {clock(decision.at)})"
