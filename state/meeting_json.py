"""A meeting in JSON, as its model writes it; what has not changed is taken from the last time."""

from typing import NamedTuple

from meeting.model import Meeting

FIELDS = tuple(Meeting.model_fields)


class Written(NamedTuple):
    """A meeting with its JSON in pieces."""

    meeting: Meeting
    fields: dict[str, str]
    """By name, each with its name before it."""
    invitees: tuple[str, ...]
    """In order."""

    @property
    def text(self) -> str:
        return f"{{{','.join(self.fields.values())}}}"


def write(meeting: Meeting, before: Written | None = None) -> Written:
    """`before`: how an earlier state of it was written. What is still the very same thing there is
    not written again, since nobody can have changed it: most of a turn's time would go into that.
    """
    held, new = vars(before.meeting) if before else {}, vars(meeting)
    fields, invitees = dict(before.fields) if before else {}, _invitees(meeting, before)
    for name in FIELDS:
        if name == "invitees":
            fields[name] = f'"invitees":[{",".join(invitees)}]'
        elif name not in held or held[name] is not new[name]:
            fields[name] = meeting.model_dump_json(include={name})[1:-1]
    return Written(meeting, fields, invitees)


def _invitees(meeting: Meeting, before: Written | None) -> tuple[str, ...]:
    pairs = zip(before.meeting.invitees, before.invitees, strict=True) if before else ()
    known = {id(invitee): text for invitee, text in pairs}
    return tuple(known.get(id(i)) or i.model_dump_json() for i in meeting.invitees)
