"""Hears what somebody did, has it answered, and sets the postman going."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from bot.acting import Acting
from bot.answering import Answering
from bot.aside import KINDS, Aside
from bot.background import Background
from bot.comings import Coming, coming_of
from bot.heard import Heard, HeardKind
from bot.inbound import Answer
from bot.people import People
from bot.persistence import Persistence
from bot.postman import Postman
from cards.form import FORMS, TO
from cards.help import Help
from dialogs.router import NOT_KEPT, Router, Taken
from dialogs.turn import Quiet, Reply, Say, Turn
from meeting.people import Person
from meeting.post import CHANNEL
from meeting.saying import clock
from state.backend import Unavailable
from state.places import PlaceKind

STRANGER = (
    "I do not know you. Ask the administrator of Convene to put you into the directory of staff."
)
WAITS = {HeardKind.EXECUTE, HeardKind.OPEN_WINDOW, HeardKind.SUBMIT_WINDOW}
TURNS = {HeardKind.TEXT, HeardKind.PRESS, *WAITS}


class Handler:
    def __init__(
        self,
        router: Router,
        people: People,
        postman: Postman,
        answering: Answering,
        persistence: Persistence,
        now: Callable[[], datetime],
        acting: Acting | None = None,
        aside: Aside | None = None,
    ) -> None:
        """`aside`: None where only turns matter, as in a simulation."""
        self._router = router
        self._people = people
        self._postman = postman
        self._answering = answering
        self._persistence = persistence
        self._now = now
        self._acting = acting
        self._aside = aside
        self._background = Background(postman.visit)

    async def hear(self, heard: Heard) -> Answer | None:
        try:
            with self._postman.breath:
                return await self._hear(heard)
        except Unavailable:  # before the router was asked, or as somebody was remembered
            return await self._not_kept(heard)

    async def _not_kept(self, heard: Heard) -> Answer | None:
        """Whoever did something is told; what Teams tells of its own accord is let pass."""
        if heard.kind in KINDS:
            return self._aside.not_kept(heard) if self._aside else None
        if heard.kind is HeardKind.SUBMIT_WINDOW:
            return self._answering.refused(heard, Quiet(), NOT_KEPT)
        if heard.kind in TURNS or heard.kind is HeardKind.INSTALLED:
            return await self._answering.give(heard, None, Say(NOT_KEPT))
        return None

    async def _hear(self, heard: Heard) -> Answer | None:
        if heard.kind not in TURNS:
            return await self._happened(heard)
        person = await self._people.who(heard)
        if person is None:
            return await self._answering.give(heard, None, Say(STRANGER))
        await self._remember(heard, person)
        if self._acting and (acted := await self._acting.act(heard)):
            answer = await self._answering.give(heard, acted.person, Say(acted.words))
            self.visit(acted.touched)
            return answer
        turn = Turn(
            person=person,
            at=self._now(),
            words=heard.text,
            in_channel=heard.place.kind is not PlaceKind.PERSONAL,
            waits=heard.kind in WAITS,
        )
        taken = await self._router.take(turn, heard.data, heard.delivery)
        answer = await self._given(heard, turn, taken)
        self.visit(taken.touched, hint_for=heard)
        return answer

    async def _given(self, heard: Heard, turn: Turn, taken: Taken) -> Answer | None:
        reply = taken.reply
        if heard.kind is HeardKind.SUBMIT_WINDOW and isinstance(reply, Say):
            if reply.refused:
                return self._answering.refused(heard, await self._back(heard, turn), reply.words)
        elif heard.kind is HeardKind.SUBMIT_WINDOW and isinstance(reply, Quiet):
            reply = Say(f"Recorded at {clock(turn.at)}.")
        return await self._answering.give(heard, turn.person, reply)

    async def _back(self, heard: Heard, turn: Turn) -> Reply:
        """The form that was in the window, as it is shown when it is opened."""
        form = FORMS.get(str(heard.data.get(TO)))
        opened = {TO: form.back if form else "", "meeting": heard.data.get("meeting")}
        return (await self._router.take(turn, opened, f"{heard.delivery}:back")).reply

    async def _happened(self, heard: Heard) -> Answer | None:
        """What is no turn: it never changes a meeting."""
        person = await self._people.who(heard) if heard.user else None
        if heard.kind not in KINDS:
            await self._met(heard, person)
            return None
        if self._aside is None:
            return None
        if said := await self._aside.to_say(heard, person):
            await self._answering.give(heard, person, said)
        return await self._aside.happened(heard, person)

    async def _met(self, heard: Heard, person: Person | None) -> None:
        """Installed or added somewhere: from now on its people, or the channel, are reached."""
        coming = coming_of(heard)
        if heard.place.kind is not PlaceKind.PERSONAL:
            if coming is Coming.CAME and await self._people.may_move_to(heard.place):
                await self._join(heard)
            elif coming is Coming.WENT:
                await self._people.forget_channel(heard)
        elif person and coming is Coming.WENT:
            await self._people.forget(person.id)
        elif person and coming is Coming.CAME:
            await self._remember(heard, person)
            if heard.kind is HeardKind.INSTALLED:
                await self._greet(heard, person)

    async def _greet(self, heard: Heard, person: Person) -> None:
        turn = Turn(person=person, at=self._now())
        taken = await self._router.take(turn, {TO: Help.to}, heard.delivery)
        await self._answering.give(heard, person, taken.reply)

    async def _remember(self, heard: Heard, person: Person) -> None:
        """Whoever comes within reach is shown what they missed."""
        if await self._people.remember(person, heard.place):
            await self._catch_up(person.id)
        elif heard.place.kind is not PlaceKind.PERSONAL and not await self._people.reach(CHANNEL):
            await self._join(heard)

    async def _join(self, heard: Heard) -> None:
        if await self._people.remember_channel(heard.place):
            await self._catch_up(CHANNEL)

    async def _catch_up(self, to: str) -> None:
        for meeting in await self._people.meetings_of(to, self._now()):
            self._background.start(self._postman.catch_up(meeting, to), meeting)

    def visit(self, meetings: Iterable[str], hint_for: Heard | None = None) -> None:
        """In the background: the answer does not wait for it."""
        for meeting in meetings:
            then = partial(self._hint, hint_for, meeting) if self._acting and hint_for else None
            self._background.visit(meeting, then)

    async def settled(self) -> None:
        """Waits until everything that was set going has been done."""
        while self._background.busy or self._persistence.busy:
            await asyncio.gather(self._background.settled(), self._persistence.settled())

    async def _hint(self, heard: Heard, meeting: str) -> None:
        if self._acting and (hint := await self._acting.hint(meeting)):
            await self._answering.give(heard, None, Say(hint))
