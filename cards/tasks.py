"""What a protocol wants done outside the bot, shown where it is due; the bot never says it was."""

from cards.blocks import Part, section, small
from cards.sources import sources
from meeting.facts import holding
from meeting.model import Meeting
from meeting.protocol import PartnershipProtocol


def task_lines(meeting: Meeting, protocol: PartnershipProtocol, *stages: str) -> Part:
    """The tasks of these stages that hold in this case, each with who does it and where."""
    facts, held = holding(meeting.request, protocol), meeting.session
    outcomes = [d.outcome for d in held.decisions] if held else []
    route = protocol.route(meeting.request.route)
    found = [
        task
        for task in protocol.tasks
        if task.stage in stages
        and task.holds(facts, outcomes=outcomes, type=meeting.request.type)
        and (not task.routes or (route is not None and route.id in task.routes))
    ]
    if not found:
        return None
    lines = [
        small(f"• {f'{t.by}: ' if t.by else ''}{t.title}{f' ({t.system})' if t.system else ''}")
        for t in found
    ]
    return section("To be done outside Convene", *lines, small(sources(protocol, found)))
