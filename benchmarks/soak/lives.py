"""How one meeting goes in the simulation: by the same forms and rules as everywhere."""

import asyncio
from datetime import datetime, time, timedelta

from benchmarks.soak.world import World
from cards.attendance import AnswerForm
from cards.authorise import AuthoriseForm
from cards.change import CancelForm
from cards.minutes import ApproveForm
from cards.notices import ActionDone
from meeting import agenda, change, decisions, minutes
from meeting.base import Refusal
from meeting.calendar import LONDON, moment
from meeting.invitation import ask_all, name
from meeting.model import Meeting, Phase
from meeting.people import Child, Person, Role
from meeting.request import Category, Request
from meeting.session import Action, Attendee, Decision
from meeting.standing_in import asked


class MeetingLife:
    def __init__(self, world: World, number: int, last: datetime) -> None:
        """`last`: when the simulated month ends."""
        self.id = f"SM-{number:05d}"
        self._world = world
        self._chance = world.chance
        self._last = last
        self._sam = world.town.somebody("social_care", Role.SOCIAL_WORKER)

    async def live(self) -> None:
        try:
            await self._live()
        except Refusal:
            return  # somebody came too late, as people do

    async def _live(self) -> None:
        await self._ask()
        if not await self._authorise():
            return
        await self._invite()
        people = [self._answers(p) for p in await self._asked()]
        await asyncio.gather(*people, self._rethinks())
        await self._hold()
        await self._approve()
        await self._finish()

    async def _sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(seconds, 0))

    async def _until(self, at: datetime) -> None:
        await self._sleep((at - self._world.now()).total_seconds())

    async def _ask(self) -> None:
        now = self._world.now()
        band = self._chance.choices(["critical", "recent", "chronic"], [2, 4, 4])[0]
        request = Request(
            children=(Child(id="c1", name="Robin Ashgrove"),),
            concern="Bruises.",
            category=Category.PHYSICAL,
            band=band,
            identified_at=now - timedelta(minutes=self._chance.uniform(5, 60)),
            facts=frozenset({"school"}),
            meet_at=self._time(band, now),
        )
        draft = Meeting(
            id=self.id,
            protocol=self._world.protocol.name,
            protocol_version=self._world.protocol.version,
            begun_at=now,
            requester=self._sam,
            request=request,
        )
        manager = self._world.town.somebody("social_care", Role.TEAM_MANAGER)
        sent = draft.but(phase=Phase.REQUESTED, authoriser=manager, requested_at=now)
        await self._world.begin(sent)
        (await self._world.somewhere()).visit(self.id)

    def _time(self, band: str, now: datetime) -> datetime:
        if band == "critical":
            return now + timedelta(minutes=self._chance.uniform(20, 230))
        days = self._chance.randint(1, 2 if band == "recent" else 5)
        day = now.astimezone(LONDON).date() + timedelta(days=days)
        return moment(day, time(self._chance.randint(9, 16), 30))

    async def _authorise(self) -> bool:
        """The manager, or whoever is asked in their stead; some never answer."""
        meeting = await self._world.meeting(self.id)
        left = (meeting.request.meet_at or self._last) - self._world.now()
        await self._sleep(left.total_seconds() * self._chance.choice([0.02, 0.05, 0.1, 0.4, 0.7]))
        meeting = await self._world.meeting(self.id)
        who = self._chance.choice([s.person for s in asked(meeting)])
        if self._chance.random() < 0.03:
            return False
        await self._world.press(who, AuthoriseForm, meeting=self.id, outcome="APPROVED")
        return (await self._world.meeting(self.id)).phase is Phase.AUTHORISED

    async def _invite(self) -> None:
        await self._sleep(self._chance.uniform(30, 600))
        town = self._world.town

        def asked(meeting: Meeting, now: datetime) -> Meeting:
            for invitee in meeting.invitees:
                mine = invitee.agency == "social_care"
                meeting = name(meeting, invitee.id, self._sam if mine else chosen[invitee.agency])
            return ask_all(meeting, now)

        chosen = {a: town.somebody(a) for a in ("police", "health", "education")}
        await self._world.write(self.id, asked, "sent the invitations")

    async def _asked(self) -> list[Person]:
        meeting = await self._world.meeting(self.id)
        return [i.person for i in meeting.asked if i.person]

    async def _answers(self, person: Person) -> None:
        """At once, late, not at all, or after asking to be reminded."""
        meeting = await self._world.meeting(self.id)
        left = ((meeting.request.meet_at or self._last) - self._world.now()).total_seconds()
        when = self._chance.choice([0.05, 0.3, 0.5, 0.8, 0.95, 2])
        if when > 1:
            return
        if self._chance.random() < 0.1:
            await self._world.type(person, f"remind me in 2 hours about {self.id}")
        await self._sleep(left * when * self._chance.uniform(0.7, 1.0))
        kind = self._chance.choice(["ATTENDING", "ATTENDING", "INFORMATION"])
        await self._world.press(person, AnswerForm, meeting=self.id, kind=kind)

    async def _rethinks(self) -> None:
        """Moves the meeting, earlier or later, or calls it off."""
        dice = self._chance.random()
        if dice > 0.25:
            return
        meeting = await self._world.meeting(self.id)
        held = meeting.request.meet_at or self._last
        await self._sleep((held - self._world.now()).total_seconds() * self._chance.random() * 0.8)
        if dice < 0.05:
            await self._world.press(self._sam, CancelForm, meeting=self.id, reason="Safe.")
            return
        left = (held - self._world.now()) * self._chance.choice([0.6, 1.5, 2.5])
        later = self._world.now() + left
        await self._world.write(
            self.id, lambda m, now: change.move(m, later, self._sam.id, "Court.", now), "moved it"
        )

    async def _hold(self) -> None:
        meeting = await self._world.meeting(self.id)
        await self._until(meeting.request.meet_at or self._last)
        await self._sleep(self._chance.choice([0, 60, 900, 4000]))
        await self._world.write(self.id, lambda m, now: agenda.start(m, now), "started")
        await self._sleep(self._chance.uniform(900, 4000))
        people = await self._asked()

        def held(meeting: Meeting, now: datetime) -> Meeting:
            there = tuple(
                Attendee(person=p.id, name=p.name, agency=p.agency, role=p.role, at=now)
                for p in people
            )
            meeting = agenda.register(meeting, there)
            given = Decision(child="c1", outcome="s47", lead="joint", reason="It fits.", at=now)
            meeting = decisions.decide(meeting, self._world.protocol, given)
            due = now + timedelta(days=self._chance.randint(1, 6))
            owner = people[0]
            todo = Action(id="x1", what="Visit", who=owner.name, owner=owner.id, due=due)
            meeting = decisions.agree_action(meeting, todo)
            meeting = agenda.close(meeting, self._world.protocol, "Time.", now)
            return minutes.draw(meeting, now)

        await self._world.write(self.id, held, "closed")

    async def _approve(self) -> None:
        await self._sleep(self._chance.choice([600, 20_000, 200_000, 400_000]))
        meeting = await self._world.meeting(self.id)
        if meeting.chair and meeting.minutes:
            to = ",".join(minutes.participants(meeting, self._world.protocol)[:3])
            version = str(meeting.minutes.version)
            await self._world.press(
                meeting.chair, ApproveForm, meeting=self.id, version=version, recipients=to
            )

    async def _finish(self) -> None:
        await self._sleep(self._chance.choice([3600, 90_000, 600_000]))
        owner = (await self._asked())[0]
        await self._world.press(owner, ActionDone, meeting=self.id, action="x1")
