"""Ten meetings, one in each phase, each with its own words in every place that takes words."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

import aiohttp

from state.backend import Row
from state.rows import LAST
from state.verify import verify
from tests.bot.office import TEAM, Office, Someone
from tests.fakes.settings import SERVICE_URL
from tests.fakes.tokens import bearer
from tests.fuzz.canaries import canary, letters
from tests.fuzz.casts import CASTS, CHATS, EVERYBODY, Cast, chat_of
from tests.fuzz.hosting import Hosted, hosted

GO_ON = "Save and go on"


class Seeded(NamedTuple):
    """A meeting as it stands when the fuzzing begins."""

    id: str
    code: str
    phase: str
    cast: Cast


@dataclass
class World:
    """What every epoch begins with."""

    rows: list[Row]
    at: datetime
    meetings: list[Seeded]
    heads: dict[str, str]
    """The ends of all journals, as a later verification wants them."""
    messages: list[dict[str, Any]] = field(default_factory=list)
    """Everything that was shown on the way there, as often as it was drawn."""


class Walk:
    """One meeting on its way, by typing and pressing as its people do."""

    def __init__(self, office: Office, cast: Cast, code: str) -> None:
        self.office = office
        self.cast = cast
        self.code = code

    def who(self, part: str) -> Someone:
        return self.office.who(getattr(self.cast, part))

    def word(self, place: str) -> str:
        return canary(self.code, place)

    async def draft(self) -> None:
        asker, known = self.who("asker"), await self._ids()
        await asker.types("convene a strategy meeting for tomorrow 2pm")
        await asker.presses(
            GO_ON, category="physical abuse", concern=self.word("concern"), band="chronic",
            identified="today 8am",
        )  # fmt: skip
        [self.office.id] = await self._ids() - known
        places = {p: self.word(p) for p in ("address", "nhs", "ethnicity", "plan")}
        await asker.presses(GO_ON, name=self.word("child"), born="2018-05-04", **places)
        await asker.presses(GO_ON, name=self.word("adult"), relationship=self.word("relation"))
        await asker.presses(GO_ON, facts="school", when="tomorrow 2pm")

    async def requested(self) -> None:
        await self.draft()
        await self.who("asker").presses("Send the request", authoriser=self.cast.manager.id)

    async def returned(self) -> None:
        await self.requested()
        await self.who("manager").presses("Return with questions", words=self.word("questions"))

    async def declined(self) -> None:
        await self.requested()
        await self.who("manager").presses("Decline", words=self.word("declined"))

    async def authorised(self) -> None:
        await self.requested()
        await self.who("manager").presses("Approve", words=self.word("approved"))

    async def convened(self) -> None:
        await self.authorised()
        asker, cast = self.who("asker"), self.cast
        await asker.presses("Add", add=cast.removed.id, add_reason=self.word("added"))
        mine = {p.agency: p.id for p in (cast.asker, cast.police, cast.health, cast.school)}
        named = {}
        for name, asked in asker.fields("Send the invitations").items():
            offered = {c["value"] for c in asked.get("choices", ())}
            if name.startswith("who_") and asked.get("value") != cast.removed.id:
                named[name] = next(iter(offered & set(mine.values())))
        await asker.presses("Send the invitations", chair=cast.manager.id, **named)
        await self._take_off()
        await self._answer()

    async def _take_off(self) -> None:
        meeting = await self.office.meeting()
        gone = meeting.invitee(self.cast.removed.id)
        asker = self.who("asker")
        await asker.presses("Take off", remove=gone.id, remove_reason=self.word("off"))

    async def _answer(self) -> None:
        await self.who("asker").presses("I will attend")
        await self.who("police").presses("I will attend")
        await self.who("health").presses("Send a deputy", deputy=self.cast.deputy.id)
        school = self.who("school")
        await school.presses("I cannot: I send information")
        fields = [f for f in school.fields("Save") if f.startswith("q_")]
        await school.presses("Save", **dict.fromkeys(fields, self.word("information")))

    async def cancelled(self) -> None:
        await self.convened()
        await self.who("asker").types(f"cancel the meeting {self.office.id}")
        await self.who("asker").presses("Cancel the meeting", reason=self.word("cancelled"))

    async def session(self) -> None:
        await self.convened()
        await self.office.at((await self.office.meeting()).request.meet_at)
        chair, cast = self.who("manager"), self.cast
        await chair.presses("Start the meeting", where=TEAM)
        present = ",".join(p.id for p in (cast.manager, cast.asker, cast.police, cast.deputy))
        await chair.presses("Record, go on", where=TEAM, present=present)
        await chair.presses("Record, go on", where=TEAM, text=self.word("apologies"))
        for _ in (3, 4):
            await chair.presses("Read out, go on", where=TEAM)
        await chair.presses("Record, go on", where=TEAM, text=self.word("note"), ticked="true")
        for item in (6, 7, 8, 9):
            await chair.presses("Record, go on", where=TEAM, text=self.word(f"item{item}"))
        view = {"opinion": "s47", "safety": "3", "reason": self.word("view")}
        await self.who("police").presses("Give my agency's view", where=TEAM, **view)

    async def held(self) -> None:
        await self.session()
        chair = self.who("manager")
        decision = {"outcome": "s47", "lead": "joint", "reason": self.word("decision")}
        await chair.presses("Record the decision", where=TEAM, **decision)
        await chair.presses("Record, go on", where=TEAM, plan=self.word("safety"))
        action = {"what": self.word("action"), "who": self.cast.police.id}
        await chair.presses("Record the action", where=TEAM, when="in 2 days at 5pm", **action)
        await chair.presses("Skip for now", where=TEAM)
        await chair.presses("Close the meeting", where=TEAM, close_reason=self.word("closed"))
        dissent = {"dissent": self.word("dissent")}
        await self.who("police").presses("Record my dissent", where=TEAM, **dissent)
        await chair.presses("Add to the minutes", remark=self.word("remark"))

    async def circulated(self) -> None:
        await self.held()
        await self.who("manager").presses("Approve and circulate")

    async def _ids(self) -> set[str]:
        keys = await self.office.store.backend.keys("meeting:", "meeting:~", 1000)
        return {key.split(":", 1)[1] for key in keys}


STEPS: tuple[tuple[str, Callable[[Walk], Awaitable[None]]], ...] = (
    ("circulated", Walk.circulated),
    ("held", Walk.held),
    ("session", Walk.session),
    ("cancelled", Walk.cancelled),
    ("declined", Walk.declined),
    ("returned", Walk.returned),
    ("requested", Walk.requested),
    ("convened", Walk.convened),
    ("authorised", Walk.authorised),
    ("draft", Walk.draft),
)
"""In this order, as the clock only goes on: the first ones are over when the last are asked for."""


async def made(host: Hosted) -> World:
    """Brings every meeting to its phase, over HTTP, and takes the whole of it down."""
    office = Office(host.teams, host.store, host.url, SERVICE_URL)
    office.service, office.clock, office.headers = host.service, host.clock, bearer()
    host.teams.known |= {*CHATS, TEAM}
    meetings = []
    async with aiohttp.ClientSession() as office.http:
        office.id = "none yet"
        channel = office.who(EVERYBODY[0]).activity("conversationUpdate", where=TEAM)
        await office.post(channel | {"membersAdded": [channel["recipient"]]})
        for person in EVERYBODY:
            assert office.who(person).chat == chat_of(person)
            await office.who(person).installs()
        for number, (phase, walk) in enumerate(STEPS):
            walked = Walk(office, CASTS[number % len(CASTS)], letters(number))
            await walk(walked)
            meetings.append(Seeded(office.id, walked.code, phase, walked.cast))
            host.clock.later(minutes=5)
    return await _taken(host, meetings)


async def _taken(host: Hosted, meetings: list[Seeded]) -> World:
    await host.service.handler.settled()
    rows = [r for r in await host.backend.scan("", LAST, 100_000) if not r.key.startswith("seen:")]
    found = await verify(host.backend, {})
    assert not found.faults
    messages = host.teams.history
    host.teams.forget()
    return World(rows, host.clock.now, meetings, dict(found.heads), messages)


async def a_world() -> World:
    """The same for every run but for the references of the meetings."""
    async with hosted() as host:
        return await made(host)
