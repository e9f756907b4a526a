"""Somebody asks to be reminded later: on the record, never final, never past a deadline."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from meeting.base import Refusal
from meeting.marks import Snooze
from meeting.model import Meeting
from meeting.post import Post, PostKind
from meeting.saying import spoken


class NothingToRemind(Refusal):
    """There is nothing that I would remind you of for this meeting."""


class CannotWait(Refusal):
    """This meeting must be held within hours, so its reminders cannot be put off."""


class TooLate(Refusal):
    """That would be too late."""


def snooze(
    meeting: Meeting, posts: Sequence[Post], person: str, until: datetime, at: datetime
) -> Meeting:
    """Puts off what this person would be reminded of; `posts` are all those of the meeting."""
    mine = [p for p in posts if p.of and p.to == person and p.until and p.until > at]
    if not mine:
        raise NothingToRemind
    waiting = [p for p in mine if not p.urgent]
    if not waiting:
        raise CannotWait
    last = min(_end(group) for group in _debts(waiting))
    if until >= last:
        raise TooLate(
            f"That would be too late: it is due by {spoken(last)}. Choose an earlier time."
        )
    more = Snooze(by=person, at=at, until=until)
    return meeting.but(snoozes=(*meeting.snoozes, more))


def put_off(meeting: Meeting, posts: Iterable[Post]) -> list[Post]:
    """The posts as they are owed after everybody's wishes.

    Whoever wished it knew of what they had been shown: what came later is reminded of as usual."""
    found = list(posts)
    began = {p.slot: p.due for p in found}
    for wish in meeting.snoozes:
        mine = [p for p in found if p.of and p.to == wish.by and not p.urgent]
        theirs = [p for p in mine if began.get(p.of, wish.at) <= wish.at]
        found = [p for p in found if p not in theirs]
        over = min((m.at for m in meeting.moves if m.at >= wish.until), default=None)
        for debt in _debts(theirs):
            found += _moved(debt, wish, over if debt[0].kind is PostKind.REMINDER else None)
    return found


def _debts(posts: Iterable[Post]) -> list[list[Post]]:
    """The reminders of each debt, in order of time."""
    ordered = sorted(posts, key=lambda p: (p.of, p.due))
    return [list(group) for _, group in groupby(ordered, key=lambda p: p.of)]


def _end(debt: Sequence[Post]) -> datetime:
    return max(p.until for p in debt if p.until)


def _moved(debt: Sequence[Post], wish: Snooze, over: datetime | None) -> list[Post]:
    """Those that fell into the pause are one, at its end; a deadline moved since undoes it.

    `over`: when, after the pause, the meeting was moved, for what is counted anew from then on:
    whatever came of the one, it is not owed again."""
    if not wish.at < wish.until < _end(debt):
        return list(debt)
    before = [p.but(until=min(p.until or wish.at, wish.at)) for p in debt if p.due <= wish.at]
    after = [p for p in debt if p.due > wish.until]
    until = min(filter(None, (after[0].due if after else _end(debt), over)))
    slot = f"{debt[0].slot.rsplit(':', 2)[0]}:asked:{int(wish.until.timestamp())}"
    return [*before, debt[0].but(slot=slot, due=wish.until, until=until), *after]
