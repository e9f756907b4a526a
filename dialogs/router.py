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
from dialogs.turn import Dialog, Quiet, Reply, Say, Step, Turn, Unreadable
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


class Router:
    def __init__(self, dialogs: Iterable[Dialog], store: Store) -> None:
        self._store = store
        self._steps: dict[type[Form], Step] = {}
        for dialog in dialogs:
            self._steps.update(dialog.steps)
        self._queues: dict[str, asyncio.Lock] = {}

    async def take(self, turn: Turn, data: dict[str, Any], mark: str) -> Taken:
        """Answers a button's `data`, or the turn's words where there is none.

        `mark` names the delivery: the same one a second time is passed over in silence.
        """
        form = self._form(data) if data else understand(turn.words)
        if form is None:
            return Taken(Say(str(Unreadable())))
        about = str(getattr(form, "meeting", "") or turn.person.id)
        queue = self._queues.setdefault(about, asyncio.Lock())
        async with queue:
            taken = await self._until_kept(turn, form, mark)
        if not queue.locked():
            self._queues.pop(about, None)
        return taken

    def _form(self, data: dict[str, Any]) -> Form | None:
        kind = FORMS.get(str(data.get(TO)))
        try:
            return kind.model_validate(data) if kind in self._steps else None
        except ValidationError:
            return None

    async def _until_kept(self, turn: Turn, form: Form, mark: str) -> Taken:
        """Runs again on fresh state when another process was first, or when nobody can tell."""
        hoped: Taken | None = None
        for _ in range(TRIES):
            try:
                return await self._once(turn, form, mark, hoped)
            except Conflict:
                await asyncio.sleep(random.uniform(0, PAUSE))
            except Silent as silent:
                hoped = silent.taken
            except Unavailable:
                return Taken(Say(NOT_SURE if hoped else NOT_KEPT))
            except Refusal as refusal:
                return Taken(Say(str(refusal)))
        return Taken(Say(NOT_SURE if hoped else NOT_KEPT))

    async def _once(self, turn: Turn, form: Form, mark: str, hoped: Taken | None) -> Taken:
        work, pressed = self._store.work(turn.person, turn.at), _press(turn, form)
        meeting = str(getattr(form, "meeting", ""))
        await work.expect(meeting, *filter(None, (f"seen:{mark}", pressed)))
        if await work.rows.get(f"seen:{mark}"):
            return hoped or Taken(Quiet())
        if pressed and (earlier := await work.rows.get(pressed)):
            at = clock(datetime.fromisoformat(earlier))
            return Taken(Say(f"That was recorded already, at {at}."))
        reply = await self._steps[type(form)](turn, form, work)
        taken = Taken(reply, tuple(work.touched))
        try:
            await self._remember(turn, work, mark, pressed)
        except Unsure as silent:
            raise Silent(taken) from silent
        return taken

    async def _remember(self, turn: Turn, work: Work, mark: str, pressed: str) -> None:
        """The delivery, and the press if it changed something, with what it changed."""
        await work.rows.set(f"seen:{mark}", turn.at.isoformat())
        if pressed and work.touched:
            await work.rows.set(pressed, turn.at.isoformat())
        await work.commit()


def _press(turn: Turn, form: Form) -> str:
    """Names a press that must not count twice: the same contents from the same drawing."""
    if not form.once:
        return ""
    body = f"{turn.person.id} {form.to} {form.model_dump_json()}"
    return f"press:{hashlib.sha256(body.encode()).hexdigest()}"
