"""Ways to change a journal behind the bot's back."""

from state.backend import Change
from state.journal import Entry
from state.keyring import new_key
from state.meeting_rows import MeetingRow
from state.rows import LAST
from state.verify import verify
from tests.room import MONDAY

KEY = new_key("test")
LATER = MONDAY.replace(hour=11)


async def everything(backend):
    return {row.key: row.body for row in await backend.scan("", LAST, 10_000)}


async def rewrite(backend, rows):
    """Makes the store hold these rows and no others, as its owner could with a text editor."""
    held = {row.key: row for row in await backend.scan("", LAST, 10_000)}
    at = {key: row.version for key, row in held.items()}
    changes = [Change(key, at.get(key, 0), rows.get(key)) for key in {*held, *rows}]
    await backend.put(changes)


async def faults(backend, known=None):
    return (await verify(backend, known or {})).faults


def line(room, number):
    return f"journal:{room.id}:{number:08d}"


def lines(room, rows):
    return sorted(key for key in rows if key.startswith(f"journal:{room.id}:"))


def edited(body, **changes):
    return Entry.model_validate_json(body).but(**changes).model_dump_json()


def cut(room, rows, count):
    """Without its last lines."""
    for key in lines(room, rows)[-count:]:
        del rows[key]


def ends_with(room, rows, key):
    """Makes the meeting say that its journal ends with that line."""
    end = Entry.model_validate_json(rows[key]).end
    meeting = MeetingRow.model_validate_json(rows[f"meeting:{room.id}"])
    rows[f"meeting:{room.id}"] = meeting.but(head=end.text).model_dump_json()


def rehashed(room, rows, since):
    """Every later line and the meeting made to fit, as a forger with time would."""
    before = Entry.model_validate_json(rows[line(room, since)])
    for key in lines(room, rows)[since:]:
        before = Entry.model_validate_json(rows[key]).but(before=before.digest)
        rows[key] = before.model_dump_json()
    ends_with(room, rows, lines(room, rows)[-1])
