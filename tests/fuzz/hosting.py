"""The bot as it is hosted, with every door open that leads out of it watched."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from aiohttp import web

from bot.inbound import Door, Hear
from bot.outbound import Outbound
from bot.pace import Pace
from bot.persistence import Persistence
from bot.service import Service, assemble
from bot.teams import teams
from bot.tokens import Token, Tokens
from bot.wire import Wire
from meeting.access import involved
from state.backend import Change, Row
from state.meeting_rows import read_meeting
from state.protocols import read_protocol
from state.store import Store
from tests.bot.hosted import at_once
from tests.fakes.ordered import OrderedBackend
from tests.fakes.serving import served
from tests.fakes.settings import hosted_settings
from tests.fakes.tokens import FakeBotFramework
from tests.fuzz.casts import STAFF
from tests.fuzz.teams import FuzzedTeams
from tests.room import MONDAY
from web.links import Links

LINKS = Links("an invented key of forty characters or so", "https://minutes.example")
PROTOCOL = read_protocol("north_somerset")


class Watched(OrderedBackend):
    """Rows in memory; knows of every meeting who may see it, or could at any moment."""

    def __init__(self) -> None:
        super().__init__()
        self.may_see: dict[str, frozenset[str]] = {}

    async def put(self, changes: Sequence[Change]) -> None:
        await super().put(changes)
        for key, _, body in changes:
            if body is not None and key.startswith("meeting:"):
                meeting = read_meeting(body)
                before = self.may_see.get(meeting.id, frozenset())
                self.may_see[meeting.id] = before | involved(meeting)


class Clock:
    def __init__(self, at: datetime = MONDAY) -> None:
        self.now = at

    def __call__(self) -> datetime:
        return self.now

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)


class Hosted:
    """The bot, its store and its clock, and the Teams it speaks to."""

    def __init__(self) -> None:
        self.teams = FuzzedTeams()
        self.clock = Clock()
        self.store = Store(Watched(), {PROTOCOL.name: PROTOCOL}, STAFF)
        self.service: Service
        self.url = ""

    @property
    def backend(self) -> Watched:
        backend = self.store.backend
        assert isinstance(backend, Watched)
        return backend

    async def begin_with(self, rows: Sequence[Row], at: datetime) -> None:
        """A store that holds these rows and nothing else."""
        self.store.backend = backend = Watched()
        await backend.put([Change(row.key, 0, row.body) for row in rows])
        self.clock.now = at


Spoil = Callable[[Hosted, Hear], Hear]
"""Puts something in the place of what the bot does: a fault, to see that it is noticed."""


def _unspoilt(host: Hosted, hear: Hear) -> Hear:
    return hear


@asynccontextmanager
async def hosted(spoil: Spoil = _unspoilt) -> AsyncIterator[Hosted]:
    """As app.py puts it together, but for Microsoft's addresses and the pauses between tries."""
    settings, host = hosted_settings(), Hosted()
    async with (
        FakeBotFramework() as framework,
        teams(settings, metadata_url=framework.metadata_url) as (identity, _),
    ):
        tokens = Tokens(lambda: Token("an invented token", 86_400.0))
        wire = Wire(host.teams, settings, tokens)
        host.service = assemble(
            settings, host.store, Outbound(wire, settings), identity, LINKS, host.clock,
            pace=Pace(None), persistence=Persistence(at_once),
        )  # fmt: skip
        door = Door(settings, identity, spoil(host, host.service.handler.hear))
        app = web.Application(client_max_size=256 * 1024)
        app.router.add_post("/api/messages", door.messages)
        async with served(app) as host.url:
            yield host
