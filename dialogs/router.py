"""Finds the step for what somebody did, one turn at a time about each meeting, and keeps it."""

import asyncio
import hashlib
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from cards.form import FORMS, TO, Form
from dialogs.again import answer_to, answered, seen_key
from dialogs.turn import Dialog, Reply, Say, Step, Turn, Unreadable
from dialogs.words import understand
from meeting.base import Refusal
from meeting.saying import clock
from state.backend import Conflict, Unavailable, Unsure
from state.store import Store, Work

TRIES = 20
PAUSE = 0.02
"""Seconds, at most, before a turn that lost a race runs again."""

NOT_KEPT = "Something is wrong with my memory: nothing was recorded. Please try again soon."
NOT_SURE = (
    "Something is wrong with my memory: I cannot tell whether that was recorded. Please look"
    " in a minute, before you do it again."
)


class Silent(Exception):
    """The store fell silent while it kept a turn; what is to be said if it was kept after all."""

    def __init__(self, taken: "Taken") -> None:
        self.taken = taken


@dataclass(frozen=True)
class Taken:
    """What came of a turn, and which meetings it changed."""

    reply: Reply
    touched: tuple[str, ...] = ()


def refused(words: str) -> Taken:
    return Taken(Say(words, refused=True))


@dataclass(frozen=True)
class Once:
    """A turn on its way: the rows by which it is known again, and what it may have come to."""

    turn: Turn
    form: Form
    seen: str
    press: str
    hoped: Taken | None


class Router:
    def __init__(self, dialogs: Iterable[Dialog], store: Store) -> None:
        self._store = store
        self._steps: dict[type[Form], Step] = {}
        for dialog in dialogs:
            self._steps.update(dialog.steps)

    async def take(self, turn: Turn, data: dict[str, Any], mark: str) -> Taken:
        """Answers a button's `data`, or the turn's words where there is none.

        `mark` names the delivery: the same one a second time is passed over in silence.
        """
        form = self._form(data) if data else understand(turn.words)
        if form is None:
            return refused(str(Unreadable()))
        about = str(getattr(form, "meeting", "") or turn.person.id)
        async with self._store.queue(about):
            return await self._until_kept(turn, form, mark)

    def _form(self, data: dict[str, Any]) -> Form | None:
        kind = FORMS.get(str(data.get(TO)))
        try:
            return kind.model_validate(data) if kind in self._steps else None
        except ValidationError:
            return None

    async def _until_kept(self, turn: Turn, form: Form, mark: str) -> Taken:
        """Runs again on fresh state when another process was first, or when nobody can tell.

        Whether it was done before is only looked at when something speaks for it: neither a
        delivery nor a press can be noted a second time without a Conflict.
        """
        hoped: Taken | None = None
        for before in range(TRIES):
            once = Once(turn, form, seen_key(mark), _press(turn, form), hoped)
            try:
                return await self._once(once, doubtful=before > 0)
            except Conflict:
                await asyncio.sleep(random.uniform(0, PAUSE))
            except Silent as silent:
                hoped = silent.taken
            except Unavailable:
                break
            except Refusal as refusal:
                if before:
                    return refused(str(refusal))
        return refused(NOT_SURE if hoped else NOT_KEPT)

    async def _once(self, once: Once, *, doubtful: bool) -> Taken:
        work, form = self._store.work(once.turn.person, once.turn.at), once.form
        await work.expect(str(getattr(form, "meeting", "")))
        if doubtful and (earlier := await _earlier(once, work)):
            return earlier
        reply = await self._steps[type(form)](once.turn, form, work)
        if not work.touched and (earlier := await _earlier(once, work)):
            return earlier
        taken = Taken(reply, tuple(work.touched))
        try:
            await _keep(once, taken, work)
        except Unsure as silent:
            raise Silent(taken) from silent
        return taken


async def _earlier(once: Once, work: Work) -> Taken | None:
    """What the same delivery, or the same press, came to before."""
    await work.rows.fetch(filter(None, (once.seen, once.press)))
    if body := await work.rows.get(once.seen):
        return once.hoped or Taken(answered(body))
    if once.press and (at := await work.rows.get(once.press)):
        return Taken(Say(f"That was recorded already, at {clock(datetime.fromisoformat(at))}."))
    return None


async def _keep(once: Once, taken: Taken, work: Work) -> None:
    """The delivery, and the press if it changed something, with what it changed."""
    turn = once.turn
    work.rows.add(once.seen, answer_to(turn, taken.reply))
    if once.press and taken.touched:
        work.rows.add(once.press, turn.at.isoformat())
    await work.commit()


def _press(turn: Turn, form: Form) -> str:
    """Names a press that must not count twice: the same contents from the same drawing."""
    if not form.once:
        return ""
    body = f"{turn.person.id} {form.to} {form.model_dump_json()}"
    return f"press:{hashlib.sha256(body.encode()).hexdigest()}"
